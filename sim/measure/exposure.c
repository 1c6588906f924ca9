#include "measure/workspace.h"

#include <math.h>
#include <string.h>

#include "stats/normal.h"

static stair *row_of(const exposure_sums *sums, int horizon, size_t slot, size_t state)
{
    return sums->stairs + (((size_t)horizon * SLOTS + slot) * STATES_MAX + state) * sums->row;
}

static extreme_price extreme_in_world(const state_row *state, const double world[])
{
    return (extreme_price){ .share = state->class_of == CLASS_CARE ? quantity_at(state->extreme_share, world) : 0.0,
                            .median = quantity_at(state->extreme_median_gbp_per_week, world) / 7.0,
                            .sigma = quantity_at(state->extreme_sigma, world),
                            .limit = quantity_at(state->extreme_limit_gbp_per_week, world) / 7.0,
                            .day_cost = quantity_at(state->day_cost_gbp, world) };
}

static void clear_states(const measure_workspace *ws, exposure *out)
{
    for (size_t place = 0; place < HORIZONS * ARM_COUNT * out->sites; place++) {
        for (size_t state = 0; state < ws->states; state++) {
            const size_t at = (place * STATES_MAX + state) * FINANCIAL_YEARS_MAX;
            memset(out->days + at, 0, out->years * sizeof *out->days);
            if (state_in(ws->care, state)) {
                memset(out->extreme_gbp + at, 0, out->years * sizeof *out->extreme_gbp);
            }
        }
    }
}

void exposure_begin(measure_workspace *ws, const double world[], exposure *out)
{
    for (size_t state = 0; state < ws->states; state++) {
        ws->extreme[state] = extreme_in_world(MAP_ITEM(const state_row, ws->scenario->states, state), world);
    }
    clear_states(ws, out);
}

void exposure_add(measure_workspace *ws, size_t slot, day_run window, span_list spans)
{
    exposure_sums *sums = &ws->exposure;
    for (size_t i = 0; i < spans.count; i++) {
        const child_span *span = &spans.items[i];
        const day_run within = run_within(span->run, window);
        stairs_add(&ws->years, row_of(sums, 1, slot, span->state), span->run.from, span->run.until, 1.0);
        sums->touched[1][slot] |= UINT32_C(1) << span->state;
        if (within.from < within.until) {
            stairs_add(&ws->years, row_of(sums, 0, slot, span->state), within.from, within.until, 1.0);
            sums->touched[0][slot] |= UINT32_C(1) << span->state;
        }
    }
}

/** What a day of a spell with this mark costs above the day cost of its placement (below it where negative), in pounds. */
static double extra_gbp_per_day(const extreme_price *price, double mark)
{
    const double z = normal_quantile(mark / price->share);
    return fmin(price->limit, price->median * exp(price->sigma * z)) - price->day_cost;
}

/** Adds `gbp_per_day` times the days of a run to out, by financial year. */
static void add_by_year(const staircase *years, day_run run, double gbp_per_day, double out[])
{
    int32_t day = day_max(run.from, years->first);
    const int32_t until = day_min(run.until, years->last);
    while (day < until) {
        const size_t year = years->step_of[day - years->first];
        const int32_t next = day_min(until, years->end[year]);
        out[year] += gbp_per_day * (double)(next - day);
        day = next;
    }
}

void exposure_add_prices(const measure_workspace *ws, career_arm arm, size_t site, day_run window, span_list spans, exposure *out)
{
    for (size_t i = 0; i < spans.count; i++) {
        const child_span *span = &spans.items[i];
        const extreme_price *price = &ws->extreme[span->state];
        const double mark = (double)span->price_mark;
        if (!(mark < price->share)) {
            continue;
        }
        const double extra = extra_gbp_per_day(price, mark);
        add_by_year(&ws->years, run_within(span->run, window), extra, out->extreme_gbp + exposure_at(out, 0, arm, site, span->state, 0));
        add_by_year(&ws->years, span->run, extra, out->extreme_gbp + exposure_at(out, 1, arm, site, span->state, 0));
    }
}

/** Adds one row of sums to the arms that its slot stands for, and empties it. */
static void flush_row(measure_workspace *ws, const measure_subject *subject, int horizon, size_t slot, size_t site, size_t state, exposure *out)
{
    stair *row = row_of(&ws->exposure, horizon, slot, state);
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        if (subject->arm[arm] && (slot == SLOT_COMMON || slot == arm)) {
            stairs_sum(&ws->years, row, out->days + exposure_at(out, horizon, (career_arm)arm, site, state, 0));
        }
    }
    memset(row, 0, ws->exposure.row * sizeof *row);
}

void exposure_flush(measure_workspace *ws, const measure_subject *subject, size_t site, exposure *out)
{
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
        for (size_t slot = 0; slot < SLOTS; slot++) {
            const uint32_t touched = ws->exposure.touched[horizon][slot];
            for (size_t state = 0; state < ws->states; state++) {
                if (state_in(touched, state)) {
                    flush_row(ws, subject, horizon, slot, site, state, out);
                }
            }
            ws->exposure.touched[horizon][slot] = 0;
        }
    }
}
