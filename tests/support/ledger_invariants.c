#include "support/ledger_invariants.h"

#include <limits.h>
#include <math.h>
#include <stdbool.h>

#include "support/term_invariants.h"

/* Plain recomputation from the definitions, period by period from the beginning each time; shares no code with settle.c but the rounding of money. */

static pence sum_down(const pence amount[], size_t rows, size_t periods, size_t period)
{
    pence sum = 0;
    for (size_t row = 0; row < rows; row++) {
        sum += amount[row * periods + period];
    }
    return sum;
}

/** What of a period's entitlements is above zero (sign 1), or below it, as a positive amount (sign -1). */
static pence entitled_of_sign(const ledger *found, size_t period, int sign)
{
    pence sum = 0;
    for (size_t t = 0; t <= found->terms; t++) {
        const pence entitled = sign * found->term_entitled[t * found->periods + period];
        sum += entitled > 0 ? entitled : 0;
    }
    return sum;
}

static bool amounts_within_entitled(const audit *a)
{
    for (size_t i = 0; i < (a->found->terms + 1) * a->found->periods; i++) {
        const pence entitled = a->found->term_entitled[i];
        if (a->found->term_amount[i] < 0 || a->found->term_amount[i] > (entitled > 0 ? entitled : 0)) {
            return false;
        }
    }
    return true;
}

static bool parts_make_entitled(const audit *a)
{
    const ledger *found = a->found;
    for (size_t k = 0; k < found->periods; k++) {
        const pence parts = found->accrued[k] + found->lost[k] + found->taken_back[k];
        if (found->accrued[k] != sum_down(found->term_amount, found->terms + 1, found->periods, k) || found->lost[k] < 0 || found->taken_back[k] < 0 ||
            parts != entitled_of_sign(found, k, 1)) {
            return false;
        }
    }
    return true;
}

/** What is owed is taken back as soon as anything is earned: as long as some is left, nothing accrues and nothing is lost. */
static bool claw_back_holds(const audit *a)
{
    const ledger *found = a->found;
    pence owed = 0;
    for (size_t k = 0; k < found->periods; k++) {
        owed += entitled_of_sign(found, k, -1) - found->taken_back[k];
        if (owed < 0 || (owed > 0 && found->accrued[k] + found->lost[k] > 0)) {
            return false;
        }
    }
    return owed == found->claw_back_owed;
}

/** A limit in pounds; none where it is below 0. */
static pence limit_of(quantity limit)
{
    const double gbp = limit.value;
    return gbp < 0 ? INT64_MAX : pence_from_pounds(gbp);
}

/** The contract's limit in all in force at a period's end. */
static pence limit_in_all(const audit *a, size_t period)
{
    const contract_row *contract = a->subject->contract;
    const date end = a->subject->calendar->items[period].end;
    const limit_row *latest = NULL;
    for (size_t i = 0; i < contract->limits_from.count; i++) {
        const limit_row *row = &contract->limits_from.items[i];
        latest = row->from <= end && (!latest || row->from >= latest->from) ? row : latest;
    }
    return limit_of(latest ? latest->limit_gbp : contract->limit_gbp);
}

/** What is in `amount` for the periods of the financial year of a period, up to it. */
static pence sum_of_year(const audit *a, const pence amount[], size_t period)
{
    const claim_period *periods = a->subject->calendar->items;
    pence sum = 0;
    for (size_t k = 0; k <= period; k++) {
        sum += date_financial_year(periods[k].end) == date_financial_year(periods[period].end) ? amount[k] : 0;
    }
    return sum;
}

/** Money is lost only where the limit of the year or in all is used up, first in the period that `limit_period` names. */
static bool contract_limits_hold(const audit *a)
{
    const pence yearly = limit_of(a->subject->contract->limit_gbp_per_year);
    int32_t first = -1;
    for (size_t k = 0; k < a->found->periods; k++) {
        const pence so_far = pence_sum(a->found->accrued, k + 1);
        const pence this_year = sum_of_year(a, a->found->accrued, k);
        const bool full = so_far >= limit_in_all(a, k) || this_year == yearly;
        const bool over = a->found->accrued[k] > 0 && (so_far > limit_in_all(a, k) || this_year > yearly);
        if (over || (a->found->lost[k] > 0 && !full)) {
            return false;
        }
        first = first < 0 && a->found->lost[k] > 0 ? (int32_t)k : first;
    }
    return first == a->found->limit_period;
}

static bool payers_and_unpaid_make_accrued(const audit *a)
{
    const ledger *found = a->found;
    for (size_t k = 0; k < found->periods; k++) {
        const pence paid = sum_down(found->by_payer, found->payers, found->periods, k);
        if (found->unpaid[k] < 0 || found->dispute_lost[k] < 0 || paid + found->dispute_lost[k] + found->unpaid[k] != found->accrued[k]) {
            return false;
        }
    }
    for (size_t i = 0; i < found->payers * found->periods; i++) {
        if (found->by_payer[i] < 0 || found->disputed[i] < 0 || found->disputed[i] > found->by_payer[i]) {
            return false;
        }
    }
    return true;
}

/** Within half a penny of each rounding. */
static bool disputes_hold(const audit *a)
{
    const ledger *found = a->found;
    const double share = a->subject->contract->disputed_share.value;
    const double lost = a->subject->contract->dispute_lost_share.value;
    for (size_t k = 0; k < found->periods; k++) {
        const double claimed = (double)(found->accrued[k] - found->unpaid[k]);
        const double later = (double)sum_down(found->disputed, found->payers, found->periods, k);
        const double margin = share > 0 ? 1.0 * (double)found->payers + 1e-6 : 0;
        if (fabs((double)found->dispute_lost[k] - claimed * share * lost) > margin || fabs(later - claimed * share * (1 - lost)) > margin) {
            return false;
        }
    }
    return true;
}

static bool pays_at(const payer_row *payer, date end)
{
    return (payer->from == DATE_NONE || payer->from <= end) && (payer->until == DATE_NONE || payer->until >= end);
}

/** A payer pays only between its dates, and never more than its limits of the year and in all; where it was cut first, one of them is used up but for what was lost in
 *  dispute. */
static bool payer_limit_holds(const audit *a, size_t p)
{
    const payer_row *payer = &a->subject->contract->payers.items[p];
    const pence in_all = limit_of(payer->limit_gbp);
    const pence yearly = limit_of(payer->limit_gbp_per_year);
    const pence *paid = a->found->by_payer + p * a->found->periods;
    const int32_t bound = a->found->payer_limit_period[p];
    for (size_t k = 0; k < a->found->periods; k++) {
        if ((paid[k] > 0 && !pays_at(payer, a->subject->calendar->items[k].end)) || sum_of_year(a, paid, k) > yearly) {
            return false;
        }
    }
    const pence disputed_away = bound < 0 ? 0 : pence_sum(a->found->dispute_lost, (size_t)bound + 1);
    const bool used_up = bound < 0 || pence_sum(paid, (size_t)bound + 1) >= in_all - disputed_away ||
                         sum_of_year(a, paid, (size_t)bound) >= yearly - disputed_away;
    return pence_sum(paid, a->found->periods) <= in_all && used_up;
}

static bool payer_limits_hold(const audit *a)
{
    for (size_t p = 0; p < a->found->payers; p++) {
        if (!payer_limit_holds(a, p)) {
            return false;
        }
    }
    return true;
}

static int64_t today_of(const audit *a)
{
    return (int64_t)a->subject->scenario->starts + a->subject->as_of_day;
}

static pence total_by(const audit *a, const pence amount[], size_t date_offset)
{
    pence sum = 0;
    for (size_t k = 0; k < a->found->periods; k++) {
        const date when = *(const date *)(const void *)((const char *)&a->subject->calendar->items[k] + date_offset);
        sum += when <= today_of(a) ? amount[k] : 0;
    }
    return sum;
}

/** What a payer has paid by the as-of date: disputed parts later. */
static pence paid_by_today(const audit *a, size_t payer)
{
    pence sum = 0;
    for (size_t k = 0; k < a->found->periods; k++) {
        const size_t i = payer * a->found->periods + k;
        const date paid = a->subject->calendar->items[k].paid;
        sum += paid <= today_of(a) ? a->found->by_payer[i] - a->found->disputed[i] : 0;
        sum += paid + a->subject->contract->dispute_days <= today_of(a) ? a->found->disputed[i] : 0;
    }
    return sum;
}

/** Each payer's total is what it has paid, and theirs make up what is paid. */
static bool payers_totals_hold(const audit *a)
{
    bool hold = true;
    for (size_t p = 0; p < a->found->payers; p++) {
        hold = hold && a->found->payer_total[p] == paid_by_today(a, p);
    }
    return hold && a->found->paid_total == pence_sum(a->found->payer_total, a->found->payers);
}

static bool totals_hold(const audit *a)
{
    const ledger *found = a->found;
    return found->accrued_total == pence_sum(found->accrued, found->periods) && found->lost_total == pence_sum(found->lost, found->periods) &&
           found->unpaid_total == pence_sum(found->unpaid, found->periods) && found->entitled_total == found->accrued_total + found->lost_total &&
           found->taken_back_total == pence_sum(found->taken_back, found->periods) &&
           found->dispute_lost_total == pence_sum(found->dispute_lost, found->periods) &&
           found->claimed_total == total_by(a, found->accrued, offsetof(claim_period, claimed)) &&
           found->certified_total == total_by(a, found->accrued, offsetof(claim_period, certified)) && payers_totals_hold(a) &&
           found->paid_total <= found->certified_total && found->certified_total <= found->claimed_total && found->claimed_total <= found->accrued_total;
}

const char *ledger_broken_invariant(const pay_subject *subject, const ledger *found)
{
    const audit a = { subject, found };
    static const struct {
        bool (*holds)(const audit *);
        const char *what;
    } invariants[] = {
        { terms_hold, "a term's amount is what its payable units bring at the period's price by bands of success, rounded once" },
        { amounts_within_entitled, "claw-back and limits raise no amount, and leave none below zero" },
        { parts_make_entitled, "what is accrued, lost and taken back make up what is entitled, in each period" },
        { claw_back_holds, "what is to be taken back is, as soon as anything is earned, and the rest is owed at the end" },
        { contract_limits_hold, "the contract's limits are kept, and money is lost only when one is used up" },
        { payers_and_unpaid_make_accrued, "payers' parts, what is lost in dispute and what is unpaid make up what is accrued, in each period, none below zero" },
        { disputes_hold, "of what payers claim the stated share is disputed, and of that the stated share is lost" },
        { payer_limits_hold, "each payer pays between its dates, its limits are kept, and one is used up where it bound" },
        { totals_hold, "totals are the sums of the periods whose dates have come" },
    };
    for (size_t i = 0; i < sizeof invariants / sizeof invariants[0]; i++) {
        if (!invariants[i].holds(&a)) {
            return invariants[i].what;
        }
    }
    return NULL;
}
