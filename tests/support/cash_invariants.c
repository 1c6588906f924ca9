#include "support/cash_invariants.h"

#include "pay/cash_account.h"
#include "support/parties.h"
#include "pay/tranches.h"

typedef struct {
    capital_stack stack; /* before its first month */
    bool ended;
    const cash *found;
} audit;

static bool months_balance(const audit *a)
{
    const cash *found = a->found;
    pence previous = 0;
    for (size_t m = 0; m < found->months; m++) {
        const pence in = found->drawn[m] + found->receipt[m] + found->carried[m];
        const pence out = found->fee[m] + found->intermediary[m] + found->distributed[m] + found->surplus[m];
        if (previous + in - out != found->balance[m]) {
            return false;
        }
        previous = found->balance[m];
    }
    return true;
}

/** The flow of all parties of all sorts in a month. */
static pence month_flow_of_all(const cash *found, size_t month)
{
    pence sum = 0;
    for (int sort = 0; sort < PARTY_SORTS; sort++) {
        for (size_t i = 0; i < parties_of(found, (party_sort)sort); i++) {
            sum += party_flow(found, (party_sort)sort, i, month);
        }
    }
    return sum;
}

static bool parties_balance(const audit *a)
{
    for (size_t m = 0; m < a->found->months; m++) {
        if (month_flow_of_all(a->found, m) != 0) {
            return false;
        }
    }
    return true;
}

static bool none_negative(const pence amount[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (amount[i] < 0) {
            return false;
        }
    }
    return true;
}

static bool nothing_is_negative(const audit *a)
{
    const cash *found = a->found;
    const size_t months = found->months, by_payer = found->payers * months, by_provider = found->providers * months;
    bool fine = true;
    for (size_t t = 0; t < found->tranches; t++) {
        fine = fine && none_negative(found->tranche[t].drawn, months) && none_negative(found->tranche[t].distributed, months);
    }
    return fine && none_negative(found->cost, months) && none_negative(found->receipt, months) && none_negative(found->drawn, months) &&
           none_negative(found->distributed, months) && none_negative(found->balance, months) && none_negative(found->intermediary, months) &&
           none_negative(found->surplus, months) && none_negative(found->outstanding, months) && none_negative(found->payer_receipt, by_payer) &&
           none_negative(found->surplus_payer, by_payer) && none_negative(found->provider_fee, by_provider) &&
           none_negative(found->provider_cost, by_provider) && none_negative(found->surplus_provider, by_provider);
}

static bool provider_is_repaid_no_more_than_it_carried(const audit *a)
{
    const cash *found = a->found;
    for (size_t p = 0; p < found->providers; p++) {
        for (size_t m = 0; m < found->months; m++) {
            if (pence_sum(found->provider_carried + p * found->months, m + 1) < 0) {
                return false;
            }
        }
    }
    return true;
}

static bool commitments_hold(const audit *a)
{
    for (size_t t = 0; t < a->found->tranches; t++) {
        if (pence_sum(a->found->tranche[t].drawn, a->found->months) > a->stack.items[t].commitment) {
            return false;
        }
    }
    return true;
}

/** The providers carry only once the commitments are used up, `exhausted` says whether they ever did, and `exhausted_month` when first. */
static bool provider_carries_last(const audit *a)
{
    int32_t first = -1;
    for (size_t m = 0; m < a->found->months; m++) {
        if (a->found->carried[m] > 0 && pence_sum(a->found->drawn, m + 1) != capital_left(&a->stack)) {
            return false;
        }
        first = first < 0 && a->found->carried[m] > 0 ? (int32_t)m : first;
    }
    return (a->found->exhausted || first < 0) && (first < 0 || (a->found->exhausted_month >= 0 && a->found->exhausted_month <= first));
}

static bool totals_are_sums(const audit *a)
{
    const cash *found = a->found;
    const size_t months = found->months;
    return found->cost_total == pence_sum(found->cost, months) && found->receipt_total == pence_sum(found->receipt, months) &&
           found->drawn_total == pence_sum(found->drawn, months) && found->distributed_total == pence_sum(found->distributed, months) &&
           found->carried_total == pence_sum(found->carried, months) && found->fee_total == pence_sum(found->fee, months) &&
           found->intermediary_total == pence_sum(found->intermediary, months) && found->surplus_total == pence_sum(found->surplus, months);
}

/** Whether a month of [party][month] sums to a month of the whole. */
static bool parts_sum(const cash *found, const pence by_party[], size_t parties, const pence whole[])
{
    for (size_t m = 0; m < found->months; m++) {
        pence sum = 0;
        for (size_t i = 0; i < parties; i++) {
            sum += by_party[i * found->months + m];
        }
        if (sum != whole[m]) {
            return false;
        }
    }
    return true;
}

static bool tranches_sum(const cash *found)
{
    for (size_t m = 0; m < found->months; m++) {
        pence drawn = 0, distributed = 0;
        for (size_t t = 0; t < found->tranches; t++) {
            drawn += found->tranche[t].drawn[m];
            distributed += found->tranche[t].distributed[m];
        }
        if (drawn != found->drawn[m] || distributed != found->distributed[m]) {
            return false;
        }
    }
    return true;
}

static bool parts_are_of_the_whole(const audit *a)
{
    const cash *found = a->found;
    return tranches_sum(found) && parts_sum(found, found->payer_receipt, found->payers, found->receipt) &&
           parts_sum(found, found->provider_cost, found->providers, found->cost) && parts_sum(found, found->provider_fee, found->providers, found->fee) &&
           parts_sum(found, found->provider_carried, found->providers, found->carried);
}

static bool ended_account_is_empty(const audit *a)
{
    return !a->ended || a->found->months == 0 || a->found->balance[a->found->months - 1] == 0;
}

const char *cash_broken_invariant(const contract_row *contract, bool ended, const cash *found)
{
    audit a = { .ended = ended, .found = found };
    static const struct {
        bool (*holds)(const audit *);
        const char *what;
    } invariants[] = {
        { months_balance, "every month balances to the penny" },
        { parties_balance, "what one party pays another gets" },
        { nothing_is_negative, "no cost, fee, receipt, draw, distribution, surplus or balance is negative" },
        { provider_is_repaid_no_more_than_it_carried, "the provider is repaid no more than it carried" },
        { commitments_hold, "no more is drawn than was committed" },
        { provider_carries_last, "the provider carries only once the commitment is used up" },
        { totals_are_sums, "totals are the sums of the months" },
        { parts_are_of_the_whole, "what tranches, payers and providers have sums to the whole" },
        { ended_account_is_empty, "an account at its end is empty" },
    };
    capital_stack_begin(&contract->capital, &a.stack);
    for (size_t i = 0; i < sizeof invariants / sizeof invariants[0]; i++) {
        if (!invariants[i].holds(&a)) {
            return invariants[i].what;
        }
    }
    return NULL;
}
