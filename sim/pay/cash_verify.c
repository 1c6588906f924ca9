#include "pay/cash.h"

typedef struct {
    pence commitment;
    bool ended;
    const cash *found;
} audit;

static bool months_balance(const audit *a)
{
    const cash *found = a->found;
    pence previous = 0;
    for (size_t m = 0; m < found->months; m++) {
        const pence balance = previous + found->drawn[m] + found->receipt[m] + found->carried[m] - found->cost[m] - found->distributed[m];
        if (balance != found->balance[m]) {
            return false;
        }
        previous = balance;
    }
    return true;
}

static bool nothing_is_negative(const audit *a)
{
    const cash *found = a->found;
    for (size_t m = 0; m < found->months; m++) {
        if (found->cost[m] < 0 || found->receipt[m] < 0 || found->drawn[m] < 0 || found->distributed[m] < 0 || found->balance[m] < 0) {
            return false;
        }
    }
    return true;
}

static pence sum_of(const pence amount[], size_t count)
{
    pence sum = 0;
    for (size_t m = 0; m < count; m++) {
        sum += amount[m];
    }
    return sum;
}

static bool provider_is_repaid_no_more_than_it_carried(const audit *a)
{
    for (size_t m = 0; m < a->found->months; m++) {
        if (sum_of(a->found->carried, m + 1) < 0) {
            return false;
        }
    }
    return true;
}

static bool commitment_holds(const audit *a)
{
    return sum_of(a->found->drawn, a->found->months) <= a->commitment;
}

/** The provider carries only once the commitment is used up, and `exhausted` says whether it ever did. */
static bool provider_carries_last(const audit *a)
{
    bool carried = false;
    for (size_t m = 0; m < a->found->months; m++) {
        if (a->found->carried[m] > 0 && sum_of(a->found->drawn, m + 1) != a->commitment) {
            return false;
        }
        carried = carried || a->found->carried[m] > 0;
    }
    return a->found->exhausted || !carried;
}

static bool totals_are_sums(const audit *a)
{
    const cash *found = a->found;
    return found->cost_total == sum_of(found->cost, found->months) && found->receipt_total == sum_of(found->receipt, found->months) &&
           found->drawn_total == sum_of(found->drawn, found->months) && found->distributed_total == sum_of(found->distributed, found->months) &&
           found->carried_total == sum_of(found->carried, found->months);
}

static bool ended_account_is_empty(const audit *a)
{
    return !a->ended || a->found->months == 0 || a->found->balance[a->found->months - 1] == 0;
}

const char *cash_verify(const contract_row *contract, const double world[], bool ended, const cash *found)
{
    const audit a = { pence_from_pounds(quantity_at(contract->capital.commitment_gbp, world)), ended, found };
    static const struct {
        bool (*holds)(const audit *);
        const char *what;
    } invariants[] = {
        { months_balance, "every month balances to the penny" },
        { nothing_is_negative, "no cost, receipt, draw, distribution or balance is negative" },
        { provider_is_repaid_no_more_than_it_carried, "the provider is repaid no more than it carried" },
        { commitment_holds, "no more is drawn than was committed" },
        { provider_carries_last, "the provider carries only once the commitment is used up" },
        { totals_are_sums, "totals are the sums of the months" },
        { ended_account_is_empty, "an account at its end is empty" },
    };
    for (size_t i = 0; i < sizeof invariants / sizeof invariants[0]; i++) {
        if (!invariants[i].holds(&a)) {
            return invariants[i].what;
        }
    }
    return NULL;
}
