#include "reference/compare.h"

#include <math.h>
#include <stdlib.h>

/** One count of a tally: its name and where it is. */
typedef struct {
    const char *name;
    size_t offset;
} count_row;

#define COUNT(field) { #field, offsetof(tally, field) }
#define ARM_COUNTS(arm_)                                                                                                                     \
    COUNT(arm[arm_].care_days_total), COUNT(arm[arm_].family_days), COUNT(arm[arm_].entered_care), COUNT(arm[arm_].in_care_at_end),            \
        COUNT(arm[arm_].with_family_at_end),                                                                                                  \
        COUNT(arm[arm_].care_days_to_18), COUNT(arm[arm_].family_days_to_18)

static double count_at(const tally *sums, size_t offset)
{
    return *(const double *)(const void *)((const char *)sums + offset);
}

static void compare_at_days(comparison *seen, const tally *engine, const tally *mine, size_t count)
{
    for (size_t n = 0; n < count; n++) {
        seen->column = (long)n;
        compare_numbers(seen, "out_at", engine->out_at[n], mine->out_at[n], 1e-6);
        compare_numbers(seen, "observed_at", engine->observed_at[n], mine->observed_at[n], 1e-6);
        compare_numbers(seen, "stable_at", engine->stable_at[n], mine->stable_at[n], 1e-6);
        compare_numbers(seen, "stable_seen_at", engine->stable_seen_at[n], mine->stable_seen_at[n], 1e-6);
        compare_numbers(seen, "never_at", engine->never_at[n], mine->never_at[n], 1e-9);
    }
    for (size_t s = 0; s < STATES_MAX * ARM_COUNT; s++) {
        seen->column = (long)s;
        compare_numbers(seen, "care_days", engine->arm[s % ARM_COUNT].care_days[s / ARM_COUNT], mine->arm[s % ARM_COUNT].care_days[s / ARM_COUNT], 1e-6);
    }
    seen->column = -1;
}

static void compare_tally(comparison *seen, const tally *engine, const tally *mine, size_t at_days)
{
    static const count_row rows[] = {
        COUNT(referrals),       COUNT(accepted),        COUNT(starts),      COUNT(completions),       COUNT(children_referred), COUNT(children_started),
        COUNT(waiting_days),    COUNT(entered_care_while_waiting),          COUNT(therapy_days),      COUNT(edge_started),      COUNT(in_care_started),
        COUNT(out_as_of),       COUNT(seen_as_of),      COUNT(window_days), COUNT(entries_put_off),   COUNT(unsafe_days),       COUNT(remote_starts),
        COUNT(fund_uses),       COUNT(unsupervised_starts),                 ARM_COUNTS(ARM_TREATED),  ARM_COUNTS(ARM_UNTREATED_SHARED),
        ARM_COUNTS(ARM_UNTREATED_INDEPENDENT),
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        compare_relative(seen, rows[i].name, count_at(engine, rows[i].offset), count_at(mine, rows[i].offset), 1e-7);
    }
    compare_at_days(seen, engine, mine, at_days);
}

void compare_tallies(comparison *seen, const replicate *engine, const reference_replicate *mine, const scope_list *scopes)
{
    tally *tallies = reference_room(scopes->count, sizeof *tallies);
    reference_tallies(mine, scopes, tallies);
    for (size_t s = 0; s < scopes->count; s++) {
        seen->row = (long)s;
        compare_tally(seen, &engine->tallies[s], &tallies[s], mine->at.file->reporting.at_days.count);
    }
    seen->row = -1;
    free(tallies);
}

static void compare_years(comparison *seen, const replicate *engine, const reference_replicate *mine, int horizon, career_arm arm, size_t site)
{
    for (size_t state = 0; state < mine->at.file->states.count; state++) {
        const state_row *row = &mine->at.file->states.items[state];
        seen->column = (long)state;
        for (size_t year = 0; year < engine->exposure.years; year++) {
            const size_t at = exposure_at(&engine->exposure, horizon, arm, site, state, year);
            const reference_exposure_year *sum = &mine->exposure[reference_exposure_at(mine, horizon, arm, site, state, (int)year)];
            compare_relative(seen, "exposure days", engine->exposure.days[at], sum->days, 1e-9);
            if (row->class_of == CLASS_CARE) {
                const double usual = sum->days * reference_usual_day_cost(&mine->at, row);
                compare_numbers(seen, "extreme_gbp", engine->exposure.extreme_gbp[at], sum->price_year_gbp - usual, 1e-9 * (1 + usual + sum->price_year_gbp));
            }
        }
    }
}

void compare_exposure(comparison *seen, const replicate *engine, const reference_replicate *mine)
{
    for (size_t site = 0; site < mine->at.file->sites.count; site++) {
        seen->row = (long)site;
        for (int i = 0; i < HORIZONS * ARM_COUNT; i++) {
            compare_years(seen, engine, mine, i / ARM_COUNT, (career_arm)(i % ARM_COUNT), site);
        }
    }
    seen->row = seen->column = -1;
}

static void compare_series(comparison *seen, const char *what, const double engine[], const double mine[], size_t months)
{
    for (size_t month = 0; month < months; month++) {
        seen->column = (long)month;
        compare_numbers(seen, what, engine[month], mine[month], 1e-6);
    }
    seen->column = -1;
}

void compare_monthly(comparison *seen, const replicate *engine, const reference_replicate *mine)
{
    const scenario *file = mine->at.file;
    const size_t months = engine->monthly.months;
    const size_t until = file->reporting.as_of == DATE_NONE ? months : (size_t)date_months_between(file->starts, file->reporting.as_of) + 1;
    const size_t told = until < months ? until : months;
    monthly series = reference_monthly(mine, months);
    compare_series(seen, "monthly referrals", engine->monthly.referrals, series.referrals, told);
    compare_series(seen, "monthly starts", engine->monthly.starts, series.starts, told);
    compare_series(seen, "monthly waiting", engine->monthly.waiting, series.waiting, told);
    compare_series(seen, "monthly caseload", engine->monthly.caseload, series.caseload, told);
    for (size_t i = 0; i < file->states.count * ARM_COUNT; i++) {
        const size_t state = i / ARM_COUNT;
        if (reference_is_class(file, (int)state, CLASS_CARE)) {
            seen->row = (long)i;
            const size_t arm = i % ARM_COUNT;
            compare_series(seen, "monthly in_care", engine->monthly.in_care[arm] + state * months, series.in_care[arm] + state * months, told);
        }
    }
    seen->row = -1;
    reference_monthly_free(&series);
}
