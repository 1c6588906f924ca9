#include "pay/tranches.h"

#include <math.h>
#include <string.h>

#define PENNY_SLACK 1e-6 /* of what is within rounding of a whole penny */

static const tranche_kind *equity_kind(void)
{
    for (size_t i = 0; i < tranche_family.count; i++) {
        if (strcmp(tranche_family.kinds[i]->name, "equity") == 0) {
            return (const tranche_kind *)(const void *)tranche_family.kinds[i];
        }
    }
    return NULL;
}

static tranche_position position_of(const tranche_row *row)
{
    tranche_position out = { .kind = (const tranche_kind *)(const void *)row->kind.kind, .draws_rank = row->draws_rank, .repaid_rank = row->repaid_rank,
                             .commitment = pence_from_pounds(row->commitment_gbp.value) };
    for (size_t i = 0; i < out.kind->base.parameters.count; i++) {
        out.parameter[i] = row->kind.parameter[i].value;
    }
    return out;
}

/** Puts index `i` among the first `i` sorted ones. */
static void rank_insert(size_t order[], size_t i, const int64_t rank[])
{
    size_t place = i;
    while (place > 0 && rank[order[place - 1]] > rank[i]) {
        order[place] = order[place - 1];
        place--;
    }
    order[place] = i;
}

static void draws_ranks(const capital_stack *self, int64_t rank[])
{
    for (size_t i = 0; i < self->count; i++) {
        rank[i] = self->items[i].draws_rank;
    }
}

static void repaid_ranks(const capital_stack *self, int64_t rank[])
{
    for (size_t i = 0; i < self->count; i++) {
        rank[i] = self->items[i].repaid_rank;
    }
}

static void ranks_sort(capital_stack *self)
{
    int64_t draws[TRANCHES_MAX];
    int64_t repaid[TRANCHES_MAX];
    draws_ranks(self, draws);
    repaid_ranks(self, repaid);
    for (size_t i = 0; i < self->count; i++) {
        rank_insert(self->by_draws, i, draws);
        rank_insert(self->by_repaid, i, repaid);
    }
}

void capital_stack_begin(const capital_settings *capital, capital_stack *self)
{
    self->count = capital->tranches.count;
    for (size_t i = 0; i < self->count; i++) {
        self->items[i] = position_of(&capital->tranches.items[i]);
    }
    if (self->count == 0) {
        self->items[self->count++] = (tranche_position){ .kind = equity_kind(), .commitment = pence_from_pounds(capital->commitment_gbp.value) };
    }
    ranks_sort(self);
}

pence capital_left(const capital_stack *self)
{
    pence left = 0;
    for (size_t i = 0; i < self->count; i++) {
        left += self->items[i].commitment - self->items[i].drawn;
    }
    return left;
}

pence capital_outstanding(const capital_stack *self)
{
    pence sum = 0;
    for (size_t i = 0; i < self->count; i++) {
        sum += self->items[i].principal;
    }
    return sum;
}

/** Splits `amount` over the members of one rank, in proportion to their rooms. */
static void rank_split(size_t count, const size_t members[], const pence room[], pence amount, pence part[])
{
    double weight[TRANCHES_MAX];
    pence given[TRANCHES_MAX];
    for (size_t i = 0; i < count; i++) {
        weight[i] = (double)room[members[i]];
    }
    pence_split(amount, weight, NULL, given, count);
    for (size_t i = 0; i < count; i++) {
        part[members[i]] = given[i];
    }
}

/** Gives out `amount` to the members of one rank up to their rooms; returns what is left. */
static pence rank_fill(size_t count, const size_t members[], const pence room[], pence amount, pence part[])
{
    pence rooms = 0;
    for (size_t i = 0; i < count; i++) {
        rooms += room[members[i]];
        part[members[i]] = 0;
    }
    const pence given = pence_min(amount, rooms);
    if (count == 1) {
        part[members[0]] = given;
    } else if (given > 0) {
        rank_split(count, members, room, given, part);
    }
    return amount - given;
}

pence ranks_fill(size_t count, const size_t order[], const int64_t rank[], const pence room[], pence amount, pence part[])
{
    size_t from = 0;
    while (from < count) {
        size_t until = from + 1;
        while (until < count && rank[order[until]] == rank[order[from]]) {
            until++;
        }
        amount = rank_fill(until - from, order + from, room, amount, part);
        from = until;
    }
    return amount;
}

void capital_draw(capital_stack *self, pence amount, pence part[])
{
    int64_t rank[TRANCHES_MAX];
    pence room[TRANCHES_MAX];
    draws_ranks(self, rank);
    for (size_t i = 0; i < self->count; i++) {
        room[i] = self->items[i].commitment - self->items[i].drawn;
    }
    ranks_fill(self->count, self->by_draws, rank, room, amount, part);
    for (size_t i = 0; i < self->count; i++) {
        self->items[i].drawn += part[i];
        self->items[i].principal += part[i];
        self->items[i].owed += pounds_from_pence(part[i]);
    }
}

/** The whole pence of an amount: nobody is paid more than is owed. */
static pence whole_pence(double pounds)
{
    return pence_floor(100 * pounds + PENNY_SLACK);
}

static tranche_account account_of(const tranche_position *at)
{
    return (tranche_account){ pounds_from_pence(at->principal), at->owed };
}

/** Takes a payment off what is owed; less than a penny is settled. */
static void position_repay(tranche_position *at, pence amount)
{
    const double owed = at->owed - pounds_from_pence(amount);
    at->owed = whole_pence(owed) > 0 ? owed : 0;
    at->principal = pence_min(at->principal, whole_pence(at->owed));
}

pence capital_repay(capital_stack *self, pence amount, pence part[])
{
    int64_t rank[TRANCHES_MAX];
    pence due[TRANCHES_MAX];
    repaid_ranks(self, rank);
    for (size_t i = 0; i < self->count; i++) {
        const tranche_account account = account_of(&self->items[i]);
        due[i] = whole_pence(self->items[i].kind->due(self->items[i].parameter, &account));
    }
    const pence left = ranks_fill(self->count, self->by_repaid, rank, due, amount, part);
    for (size_t i = 0; i < self->count; i++) {
        position_repay(&self->items[i], part[i]);
    }
    return left;
}

bool capital_shares_residual(const capital_stack *self)
{
    for (size_t i = 0; i < self->count; i++) {
        if (self->items[i].kind->shares_residual) {
            return true;
        }
    }
    return false;
}

/** Writes what weighs the tranches that share in the residual: `of` says what; returns the sum. */
static double residual_weights(const capital_stack *self, double (*of)(const tranche_position *), double weight[])
{
    double sum = 0;
    for (size_t i = 0; i < self->count; i++) {
        weight[i] = self->items[i].kind->shares_residual ? of(&self->items[i]) : 0;
        sum += weight[i];
    }
    return sum;
}

static double drawn_of(const tranche_position *at)
{
    return (double)at->drawn;
}

static double commitment_of(const tranche_position *at)
{
    return (double)at->commitment;
}

static double one_of(const tranche_position *at)
{
    (void)at;
    return 1;
}

void capital_residual(const capital_stack *self, pence amount, pence part[])
{
    if (self->count == 1 || amount == 0) {
        part[0] += amount;
        return;
    }
    static double (*const rules[])(const tranche_position *) = { drawn_of, commitment_of, one_of };
    double weight[TRANCHES_MAX];
    pence given[TRANCHES_MAX];
    size_t rule = 0;
    while (residual_weights(self, rules[rule], weight) == 0) {
        rule++;
    }
    pence_split(amount, weight, NULL, given, self->count);
    for (size_t i = 0; i < self->count; i++) {
        part[i] += given[i];
    }
}

void capital_grow(capital_stack *self)
{
    for (size_t i = 0; i < self->count; i++) {
        tranche_position *at = &self->items[i];
        const tranche_account account = account_of(at);
        at->owed = at->kind->grow(at->parameter, &account);
    }
}
