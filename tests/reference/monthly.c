#include "reference/reference.h"

#include <math.h>
#include <stdlib.h>

/** The number of a month's last day. */
static int32_t last_day_of(const scenario *file, size_t month)
{
    date_parts first = date_to_parts(file->starts);
    first.day = 1;
    return reference_day_of(file, date_month_end(date_add_months(date_from_parts(first), (int)month)));
}

/** Whether something that lasts from `begins` until `ends` is so at the midnight that ends the day. */
static bool lasts_on(double begins, double ends, int32_t day)
{
    return begins <= day + 1.0 && ends > day + 1.0;
}

/** When an accepted family that never starts leaves the line: at 18, when the site closes, or on entry to care where that makes it leave. */
static double gives_up_at(const reference_replicate *all, size_t i)
{
    const reference_family *family = &all->families.items[i];
    const reference_career_spells *career = reference_career_of(all, i, ARM_TREATED);
    double until = fmin(family->adult_at, all->closes_day[family->site] + 1.0);
    if (all->at.file->cohorts.items[family->cohort].leaves_queue_on_entry && family->entered_waiting) {
        size_t spell = 0;
        while (!reference_is_class(all->at.file, (int)career->spells[spell].state, CLASS_CARE)) {
            spell++;
        }
        until = fmin(until, career->spells[spell].from);
    }
    return until;
}

/** What one child, and with an index child its family, adds to the last day of a month. */
static void month_add(const reference_replicate *all, size_t i, size_t month, int32_t day, monthly *sum)
{
    const reference_family *family = &all->families.items[i];
    const bool started = reference_started(family);
    const double waits_until = started ? family->started_at : gives_up_at(all, i);
    sum->waiting[month] += reference_is_index(family) && family->accepted && lasts_on(family->referred_at, waits_until, day);
    if (!started) {
        return;
    }
    sum->caseload[month] += reference_is_index(family) && lasts_on(family->started_at, family->started_at + family->received_days, day);
    for (size_t arm = 0; arm < ARM_COUNT && day > reference_start_day(family); arm++) {
        const int state = reference_state_on(&all->days[i * ARM_COUNT + arm], day);
        if (reference_is_class(all->at.file, state, CLASS_CARE)) {
            sum->in_care[arm][(size_t)state * sum->months + month] += 1;
        }
    }
}

static void event_add(const reference_replicate *all, double time, size_t months, double events[])
{
    const date starts = all->at.file->starts;
    const size_t month = (size_t)date_months_between(starts, starts + (date)floor(time));
    if (month < months && floor(time) <= reference_as_of(all->at.file)) {
        events[month] += 1;
    }
}

/** When the family's part in all series is over. */
static double over_at(const reference_family *family)
{
    return reference_started(family) ? fmax(family->adult_at, family->started_at + family->received_days) : family->adult_at;
}

monthly reference_monthly(const reference_replicate *all, size_t months)
{
    monthly sum = { .months = months, .caseload = reference_room(months, sizeof(double)), .waiting = reference_room(months, sizeof(double)),
                    .referrals = reference_room(months, sizeof(double)), .starts = reference_room(months, sizeof(double)) };
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        sum.in_care[arm] = reference_room(months * STATES_MAX, sizeof(double));
    }
    for (size_t month = 0; month < months; month++) {
        const int32_t end = last_day_of(all->at.file, month);
        const int32_t day = end < reference_as_of(all->at.file) ? end : reference_as_of(all->at.file);
        for (size_t i = 0; i < all->families.count; i++) {
            if (lasts_on(all->families.items[i].referred_at, over_at(&all->families.items[i]), day)) {
                month_add(all, i, month, day, &sum);
            }
        }
    }
    for (size_t i = 0; i < all->families.count; i++) {
        const reference_family *family = &all->families.items[i];
        if (!reference_is_index(family)) {
            continue;
        }
        event_add(all, family->referred_at, months, sum.referrals);
        if (reference_started(family)) {
            event_add(all, family->started_at, months, sum.starts);
        }
    }
    return sum;
}

void reference_monthly_free(monthly *self)
{
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        free(self->in_care[arm]);
    }
    free(self->caseload);
    free(self->waiting);
    free(self->referrals);
    free(self->starts);
    *self = (monthly){ 0 };
}
