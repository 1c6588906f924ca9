#include "measure/term.h"

#include <math.h>
#include <string.h>

#include "world/volume.h"
#include "records/calendar.h"

/** What is counted of a contract's periods. */
typedef struct {
    measure_workspace *ws;
    const measure_subject *subject;
    const contract_row *contract;
    const contract_plan *plan;
    int32_t unseen;
} period_counter;

/** Calendar months that end in a period and are known. */
static double months_of(const period_counter *self, size_t period)
{
    const staircase *periods = &self->plan->periods;
    const int32_t from = period > 0 ? periods->end[period - 1] : periods->first;
    if (self->unseen >= periods->end[period]) {
        return self->plan->months[period];
    }
    const date starts = self->ws->scenario->starts;
    return self->unseen <= from ? 0.0 : months_ending(starts + from, starts + self->unseen - 1);
}

/** Counts an event on a day of the claim calendar that is known. */
static void count_day(const period_counter *self, int32_t day, double out[])
{
    const staircase *periods = &self->plan->periods;
    if (day != DAY_NONE && periods->first <= day && day < periods->last && day < self->unseen) {
        out[periods->step_of[day - periods->first]] += 1.0;
    }
}

static void count_families(const period_counter *self, quantities *out)
{
    const families *people = self->subject->families;
    const bool siblings = self->ws->scenario->people.siblings.count > 0;
    for (size_t i = 0; i < people->count; i++) {
        if (!state_in(self->contract->site_mask, people->site[i]) || (siblings && people->index_child[i] != i)) {
            continue;
        }
        count_day(self, self->ws->children[i].event[FROM_REFERRAL], out->referrals);
        count_day(self, self->ws->children[i].event[FROM_START], out->starts);
    }
}

/** Adds the families planned for a service month, evenly over the days on which the cohort takes referrals. */
static void plan_month(const period_counter *self, const referral_volume *volume, size_t month, stair stairs[])
{
    const date starts = self->ws->scenario->starts;
    const int32_t from = date_add_months(volume->site->starts, (int)month) - starts;
    const int32_t until = date_add_months(volume->site->starts, (int)month + 1) - starts;
    const double a_day = volume_planned(volume, month) / (double)(until - from);
    const int32_t last = day_min(day_min(until, (int32_t)volume->closes), self->unseen);
    stairs_add(&self->plan->periods, stairs, day_max(from, (int32_t)volume->opens), last, a_day);
}

static void plan_families(const period_counter *self, quantities *out)
{
    const scenario *file = self->ws->scenario;
    stair *stairs = self->ws->period_stairs;
    memset(stairs, 0, (self->plan->periods.steps + 1) * sizeof *stairs);
    for (size_t s = 0; s < file->sites.count; s++) {
        const site_row *site = &file->sites.items[s];
        for (size_t c = 0; state_in(self->contract->site_mask, s) && c < site->cohorts.count; c++) {
            const referral_volume volume = volume_in_world(file, site, &site->cohorts.items[c]);
            const size_t months = volume_month_from(site, file->starts + (date)volume.closes);
            for (size_t month = volume.opens_month; month < months; month++) {
                plan_month(self, &volume, month, stairs);
            }
        }
    }
    stairs_sum(&self->plan->periods, stairs, out->planned_referrals);
}

static void clear_periods(quantities *out)
{
    double *rows[] = { out->months, out->referrals, out->planned_referrals, out->starts, out->planned_starts };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        memset(rows[i], 0, out->periods * sizeof(double));
    }
}

static void copy_periods(const quantities *from, quantities *to)
{
    const double *source[] = { from->months, from->referrals, from->planned_referrals, from->starts, from->planned_starts };
    double *target[] = { to->months, to->referrals, to->planned_referrals, to->starts, to->planned_starts };
    for (size_t i = 0; i < sizeof source / sizeof source[0]; i++) {
        memcpy(target[i], source[i], from->periods * sizeof(double));
    }
}

static void count_into(const period_counter *self, quantities *out)
{
    clear_periods(out);
    for (size_t k = 0; k < out->periods; k++) {
        out->months[k] = months_of(self, k);
    }
    count_families(self, out);
    if (self->plan->asks_planned) {
        const double start_share = self->ws->scenario->people.start_share.value;
        plan_families(self, out);
        for (size_t k = 0; k < out->periods; k++) {
            out->planned_starts[k] = out->planned_referrals[k] * start_share;
        }
    }
}

void periods_count(measure_workspace *ws, const measure_subject *subject, size_t contract, quantities *const by_arm[ARM_COUNT])
{
    const contract_plan *plan = &ws->contracts[contract];
    const period_counter self = { ws, subject, &ws->scenario->contracts.items[contract], plan, unseen_from(subject->as_of_day) };
    const quantities *counted = NULL;
    for (size_t arm = 0; plan->asks_periods && arm < ARM_COUNT; arm++) {
        if (by_arm[arm] && counted) {
            copy_periods(counted, by_arm[arm]);
        } else if (by_arm[arm]) {
            count_into(&self, by_arm[arm]);
            counted = by_arm[arm];
        }
    }
}
