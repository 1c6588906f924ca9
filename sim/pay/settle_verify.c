#include <math.h>
#include <stdbool.h>

#include "pay/rules.h"
#include "pay/settle.h"

/* Plain recomputation from the definitions, period by period from the beginning each time; shares no code with settle.c but the rounding of money. */

typedef struct {
    const scenario *self;
    const double *world;
    const contract_row *contract;
    const claim_calendar *calendar;
    int64_t today;
    const quantities *units;
    const ledger *found;
} audit;

static double saved_by(const audit *a, const term_row *term, size_t t, size_t period)
{
    double sum = 0;
    for (size_t k = 0; k <= period; k++) {
        const size_t at = t * a->found->periods + k;
        sum += a->units->achieved[at] - (1 - quantity_at(term->baseline_share, a->world)) * a->units->window_days[at];
    }
    return sum;
}

/** The largest of 0 and the sums by the ends of the first `periods` periods. */
static double saved_highest(const audit *a, const term_row *term, size_t t, size_t periods)
{
    double highest = 0;
    for (size_t k = 0; k < periods; k++) {
        highest = fmax(highest, saved_by(a, term, t, k));
    }
    return highest;
}

static double payable_of(const audit *a, size_t t, size_t k)
{
    const term_row *term = MAP_ITEM(const term_row, a->contract->terms, t);
    if (quantity_at(term->baseline_share, a->world) < 0) {
        return (1 - quantity_at(term->deadweight, a->world)) * a->units->achieved[t * a->found->periods + k];
    }
    return saved_highest(a, term, t, k + 1) - saved_highest(a, term, t, k);
}

static bool term_amounts_hold(const audit *a, size_t t, size_t k)
{
    const size_t at = t * a->found->periods + k;
    const double price = quantity_at(MAP_ITEM(const term_row, a->contract->terms, t)->price_gbp, a->world);
    const double payable = payable_of(a, t, k);
    return fabs(a->found->payable[at] - payable) <= 1e-9 * (1 + fabs(payable)) &&
           a->found->term_entitled[at] == amount_entitled(price, a->found->payable[at]) && a->found->term_amount[at] >= 0 &&
           a->found->term_amount[at] <= a->found->term_entitled[at];
}

static bool terms_hold(const audit *a)
{
    for (size_t t = 0; t < a->found->terms; t++) {
        for (size_t k = 0; k < a->found->periods; k++) {
            if (!term_amounts_hold(a, t, k)) {
                return false;
            }
        }
    }
    return true;
}

static pence sum_down(const pence amount[], size_t rows, size_t periods, size_t period)
{
    pence sum = 0;
    for (size_t row = 0; row < rows; row++) {
        sum += amount[row * periods + period];
    }
    return sum;
}

static pence sum_along(const pence amount[], size_t count)
{
    pence sum = 0;
    for (size_t k = 0; k < count; k++) {
        sum += amount[k];
    }
    return sum;
}

static bool accrued_and_lost_make_entitled(const audit *a)
{
    const ledger *found = a->found;
    for (size_t k = 0; k < found->periods; k++) {
        if (found->accrued[k] != sum_down(found->term_amount, found->terms, found->periods, k) || found->lost[k] < 0 ||
            found->accrued[k] + found->lost[k] != sum_down(found->term_entitled, found->terms, found->periods, k)) {
            return false;
        }
    }
    return true;
}

static bool payers_and_unpaid_make_accrued(const audit *a)
{
    const ledger *found = a->found;
    for (size_t k = 0; k < found->periods; k++) {
        if (found->unpaid[k] < 0 || sum_down(found->by_payer, found->payers, found->periods, k) + found->unpaid[k] != found->accrued[k]) {
            return false;
        }
    }
    for (size_t i = 0; i < found->payers * found->periods; i++) {
        if (found->by_payer[i] < 0) {
            return false;
        }
    }
    return true;
}

/** Money is lost only once the limit is used up, from the period on that `limit_period` names. */
static bool contract_limit_holds(const audit *a)
{
    const double limit_gbp = quantity_at(a->contract->limit_gbp, a->world);
    const pence limit = limit_gbp < 0 ? INT64_MAX : pence_from_pounds(limit_gbp);
    int32_t first = -1;
    for (size_t k = 0; k < a->found->periods; k++) {
        const pence so_far = sum_along(a->found->accrued, k + 1);
        if (so_far > limit || (a->found->lost[k] > 0 && so_far != limit)) {
            return false;
        }
        first = first < 0 && a->found->lost[k] > 0 ? (int32_t)k : first;
    }
    return first == a->found->limit_period;
}

/** A payer's limit is never passed; where it bound first, it is used up by then, and the payer pays nothing later. */
static bool payer_limit_holds(const audit *a, size_t p)
{
    const double limit_gbp = quantity_at(MAP_ITEM(const payer_row, a->contract->payers, p)->limit_gbp, a->world);
    const pence limit = limit_gbp < 0 ? INT64_MAX : pence_from_pounds(limit_gbp);
    const pence *paid = a->found->by_payer + p * a->found->periods;
    const int32_t bound = a->found->payer_limit_period[p];
    return sum_along(paid, a->found->periods) <= limit && (bound < 0 || sum_along(paid, (size_t)bound + 1) == limit) &&
           a->found->payer_total[p] == sum_along(paid, a->found->periods);
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

static pence total_by(const audit *a, const pence amount[], size_t date_offset)
{
    pence sum = 0;
    for (size_t k = 0; k < a->found->periods; k++) {
        const date when = *(const date *)(const void *)((const char *)&a->calendar->items[k] + date_offset);
        sum += when <= a->today ? amount[k] : 0;
    }
    return sum;
}

static pence paid_by_today(const audit *a)
{
    pence sum = 0;
    for (size_t p = 0; p < a->found->payers; p++) {
        sum += total_by(a, a->found->by_payer + p * a->found->periods, offsetof(claim_period, paid));
    }
    return sum;
}

static bool totals_hold(const audit *a)
{
    const ledger *found = a->found;
    return found->accrued_total == sum_along(found->accrued, found->periods) && found->lost_total == sum_along(found->lost, found->periods) &&
           found->unpaid_total == sum_along(found->unpaid, found->periods) && found->entitled_total == found->accrued_total + found->lost_total &&
           found->claimed_total == total_by(a, found->accrued, offsetof(claim_period, claimed)) &&
           found->certified_total == total_by(a, found->accrued, offsetof(claim_period, certified)) && found->paid_total == paid_by_today(a) &&
           found->paid_total <= found->certified_total && found->certified_total <= found->claimed_total && found->claimed_total <= found->accrued_total;
}

const char *ledger_verify(const scenario *self, const double world[], const contract_row *contract, const claim_calendar *calendar, int32_t as_of_day,
                          const quantities *units, const ledger *found)
{
    const audit a = { self, world, contract, calendar, (int64_t)self->starts + as_of_day, units, found };
    static const struct {
        bool (*holds)(const audit *);
        const char *what;
    } invariants[] = {
        { terms_hold, "a term's amount is its payable units at its price, rounded once, and is never raised" },
        { accrued_and_lost_make_entitled, "accrued and lost make up what is entitled, in each period" },
        { contract_limit_holds, "the contract's limit is kept, and money is lost only when it is used up" },
        { payers_and_unpaid_make_accrued, "payers' parts and what is unpaid make up what is accrued, in each period, none below zero" },
        { payer_limits_hold, "each payer's limit is kept, and it is used up where it bound" },
        { totals_hold, "totals are the sums of the periods whose dates have come" },
    };
    for (size_t i = 0; i < sizeof invariants / sizeof invariants[0]; i++) {
        if (!invariants[i].holds(&a)) {
            return invariants[i].what;
        }
    }
    return NULL;
}
