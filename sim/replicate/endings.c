#include "replicate/endings.h"

#include <stddef.h>

bool contract_may_end(const contract_row *contract)
{
    return contract->early_end.trigger != END_NEVER || contract->capital.on_exhaustion != EXHAUSTED_PROVIDER_CARRIES;
}

/** What a trigger compares, up to a period's end. */
typedef struct {
    double referrals, planned_referrals, starts, planned_starts, achieved, assessed;
} so_far;

static bool looks_at(const end_subject *subject, size_t term)
{
    return mask_has(subject->contract->early_end.term_mask, term);
}

static void so_far_add(const end_subject *subject, size_t period, so_far *sum)
{
    const quantities *units = subject->units;
    sum->referrals += units->referrals[period];
    sum->planned_referrals += units->planned_referrals[period];
    sum->starts += units->starts[period];
    sum->planned_starts += units->planned_starts[period];
    for (size_t t = 0; t < units->terms; t++) {
        sum->achieved += looks_at(subject, t) ? units->achieved[t * units->periods + period] : 0;
        sum->assessed += looks_at(subject, t) ? units->assessed[t * units->periods + period] : 0;
    }
}

static bool never_below(const so_far *sum, double below)
{
    (void)sum;
    (void)below;
    return false;
}

static bool referrals_below(const so_far *sum, double below)
{
    return sum->referrals < below * sum->planned_referrals;
}

static bool starts_below(const so_far *sum, double below)
{
    return sum->starts < below * sum->planned_starts;
}

static bool success_below(const so_far *sum, double below)
{
    return sum->assessed > 0 && sum->achieved / sum->assessed < below;
}

static bool (*const trigger_holds[])(const so_far *sum, double below) = {
    [END_NEVER] = never_below, [END_REFERRALS_BELOW] = referrals_below, [END_STARTS_BELOW] = starts_below, [END_SUCCESS_BELOW] = success_below
};

int32_t early_end_day(const end_subject *subject)
{
    const early_end_settings *ending = &subject->contract->early_end;
    const double below = ending->below.value;
    const date looked_at_from = date_add_months(subject->contract->starts, (int)ending->after_months);
    so_far sum = { 0 };
    for (size_t k = 0; ending->trigger != END_NEVER && k < subject->calendar->count; k++) {
        const claim_period *period = &subject->calendar->items[k];
        if (period->until_day - 1 > subject->as_of_day) {
            break;
        }
        so_far_add(subject, k, &sum);
        if (period->end + 1 >= looked_at_from && trigger_holds[ending->trigger](&sum, below)) {
            return period->until_day - 1 + (int32_t)ending->notice_days;
        }
    }
    return INT32_MAX;
}

/** The days of a month; the account's last month takes all that come later. */
static start_days days_of_month(const month_table *months, size_t month)
{
    return (start_days){ months->from_day[month], month + 1 < months->count ? months->from_day[month + 1] : INT32_MAX };
}

start_days starts_after_exhaustion(const month_table *months, const cash *account)
{
    if (account->exhausted_month < 0 || (size_t)account->exhausted_month + 1 >= account->months) {
        return (start_days){ 0 };
    }
    return (start_days){ months->from_day[account->exhausted_month + 1], INT32_MAX };
}

start_days starts_to_pause(const month_table *months, const cash *account, const bool paused[], size_t *month)
{
    for (size_t m = 0; m + 1 < account->months; m++) {
        if (account->carried[m] > 0 && !paused[m + 1]) {
            *month = m + 1;
            return days_of_month(months, m + 1);
        }
    }
    return (start_days){ 0 };
}
