#include "base/money.h"

#include <assert.h>
#include <math.h>

/** Within +-PENCE_MOST. */
static double held(double amount)
{
    return fmin(fmax(amount, -(double)PENCE_MOST), (double)PENCE_MOST);
}

pence pence_round(double amount)
{
    return (pence)round(held(amount));
}

pence pence_floor(double amount)
{
    return (pence)floor(held(amount));
}

pence pence_from_pounds(double pounds)
{
    return pence_round(100 * pounds);
}

double pounds_from_pence(pence amount)
{
    return (double)amount / 100;
}

pence pence_min(pence a, pence b)
{
    return a < b ? a : b;
}

pence pence_max(pence a, pence b)
{
    return a > b ? a : b;
}

/* Remainders that differ by less than this are equal, so that who gets an odd penny does not hang on the last digit of a weight. */
#define TIE_TOLERANCE 1e-6

pence pence_sum(const pence amount[], size_t count)
{
    pence sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += amount[i];
    }
    return sum;
}

static double sum_of(const double weight[], size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        assert(weight[i] >= 0 && "a party's weight is not negative");
        sum += weight[i];
    }
    return sum;
}

/** What is being split, so that each party's exact share can be had without room for it. */
typedef struct {
    pence amount;
    const double *weight; /* borrowed */
    const double *carry;  /* borrowed; NULL: nothing is carried */
    double weight_sum;
} split;

/** What party i should have now, in pence: its share and what earlier roundings owe it. */
static double exact_share(const split *shares, size_t i)
{
    return (double)shares->amount * (shares->weight[i] / shares->weight_sum) + (shares->carry ? shares->carry[i] : 0);
}

/** The party that is owed most beyond its part; the first of equals. */
static size_t party_owed_most(const split *shares, const pence part[], size_t count)
{
    size_t best = 0;
    double most = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        const double owed = exact_share(shares, i) - (double)part[i];
        if (owed > most + TIE_TOLERANCE) {
            most = owed;
            best = i;
        }
    }
    return best;
}

/** The party that has most beyond its share, among those that have anything; the last of equals. */
static size_t party_overpaid_most(const split *shares, const pence part[], size_t count)
{
    size_t best = 0;
    double least = INFINITY;
    for (size_t i = 0; i < count; i++) {
        const double owed = exact_share(shares, i) - (double)part[i];
        if (part[i] > 0 && owed <= least + TIE_TOLERANCE) {
            least = owed;
            best = i;
        }
    }
    return best;
}

/** Gives each party the whole pence of its share, nothing below zero; returns what is left over (negative: given too much). */
static pence give_whole_pence(const split *shares, pence part[], size_t count)
{
    pence left = shares->amount;
    for (size_t i = 0; i < count; i++) {
        part[i] = pence_max(0, (pence)floor(exact_share(shares, i)));
        left -= part[i];
    }
    return left;
}

void pence_split(pence amount, const double weight[], double carry[], pence part[], size_t count)
{
    const split shares = { amount, weight, carry, sum_of(weight, count) };
    assert(amount >= 0 && shares.weight_sum > 0 && "there is an amount and someone to have it");
    pence left = give_whole_pence(&shares, part, count);
    for (; left > 0; left--) {
        part[party_owed_most(&shares, part, count)]++;
    }
    /* Only where several shares are below a penny: the parts of parties that are ahead stay at 0, not below. */
    for (; left < 0; left++) {
        part[party_overpaid_most(&shares, part, count)]--;
    }
    for (size_t i = 0; carry && i < count; i++) {
        carry[i] = exact_share(&shares, i) - (double)part[i];
    }
}
