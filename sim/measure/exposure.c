#include "measure/workspace.h"

#include <math.h>
#include <string.h>

#include "records/placement.h"
#include "stats/normal.h"

static extreme_price extreme_in_world(const state_row *state)
{
    return (extreme_price){ .share = state->class_of == CLASS_CARE ? state->extreme_share.value : 0.0,
                            .median = state->extreme_median_gbp_per_week.value / 7.0,
                            .sigma = state->extreme_sigma.value,
                            .limit = state->extreme_limit_gbp_per_week.value / 7.0,
                            .day_cost = placement_usual_day_cost(state) };
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

void exposure_begin(measure_workspace *ws, exposure *out)
{
    for (size_t state = 0; state < ws->states; state++) {
        ws->extreme[state] = extreme_in_world(&ws->scenario->states.items[state]);
        ws->extreme_share[state] = ws->extreme[state].share;
    }
    clear_states(ws, out);
}

double extra_gbp_per_day(const extreme_price *price, double mark)
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

void exposure_add_price(const measure_workspace *ws, career_arm arm, size_t site, size_t state, day_run spell, day_run within, double gbp_per_day,
                        exposure *out)
{
    add_by_year(&ws->years, within, gbp_per_day, out->extreme_gbp + exposure_at(out, 0, arm, site, state, 0));
    add_by_year(&ws->years, spell, gbp_per_day, out->extreme_gbp + exposure_at(out, 1, arm, site, state, 0));
}

/** Adds the days of a state in the window to within[year], and all to all[year]. */
static void tell_years(const staircase *years, const year_step row[], double within[], double all[])
{
    int64_t children[2] = { 0, 0 };
    int32_t begin = years->first;
    for (size_t year = 0; year < years->steps; year++) {
        int64_t days[2];
        for (size_t beyond = 0; beyond < 2; beyond++) {
            const year_step step = row[2 * year + beyond];
            const int32_t left = (int32_t)(uint32_t)step;
            days[beyond] = left + children[beyond] * (years->end[year] - begin);
            children[beyond] += (step - left) >> 32;
        }
        within[year] += (double)days[0];
        all[year] += (double)(days[0] + days[1]);
        begin = years->end[year];
    }
}

static void flush_state(const measure_workspace *ws, size_t slot, career_arm arm, size_t site, size_t state, exposure *out)
{
    tell_years(&ws->years, year_row_of(ws, slot, state), out->days + exposure_at(out, 0, arm, site, state, 0),
               out->days + exposure_at(out, 1, arm, site, state, 0));
}

void exposure_flush(measure_workspace *ws, const measure_subject *subject, size_t site, exposure *out)
{
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        for (size_t state = 0; subject->arm[arm] && state < ws->states; state++) {
            flush_state(ws, arm, (career_arm)arm, site, state, out);
            flush_state(ws, SLOT_COMMON, (career_arm)arm, site, state, out);
        }
    }
    memset(ws->year_steps, 0, SLOTS * ws->states * ws->year_row * sizeof *ws->year_steps);
}
