#include "pay/savings.h"

#include <math.h>

double baseline_saved(double achieved, double window_days, double baseline_share)
{
    return achieved - (1 - baseline_share) * window_days;
}

void savings_add(savings_account *account, const period_savings *period)
{
    const double share = isnan(period->share) ? account->share : period->share;
    account->sum += baseline_saved(period->achieved, period->window_days, share) + (share - account->share) * account->window;
    account->window += period->window_days;
    account->share = share;
    account->known = account->known || !isnan(period->share);
    account->change = account->known ? account->sum - account->told : 0;
    account->told = account->known ? account->sum : 0;
    account->child_saved = period->child_saved;
}

static double saved_by(const term_savings *term)
{
    double sum = 0;
    for (size_t v = 0; v < term->count; v++) {
        sum += term->version[v]->told;
    }
    return sum;
}

static bool effect_reached(const term_savings *term)
{
    bool known = false;
    bool asked = false;
    double least = 0;
    for (size_t v = 0; v < term->count; v++) {
        const savings_account *version = term->version[v];
        const bool asks = version->minimum_effect > 0 && version->window > 0;
        known = known || version->known;
        asked = asked || asks;
        least += asks ? version->minimum_effect * version->share * version->window : 0;
    }
    return known && (!asked || saved_by(term) >= least);
}

/** Divides what a term saved among its versions, in proportion to those above zero: adds to `part`. */
static void divide(double amount, const double saved[], double part[], size_t count)
{
    double sum = 0;
    for (size_t v = 0; v < count; v++) {
        sum += fmax(0, saved[v]);
    }
    for (size_t v = 0; amount > 0 && v < count; v++) {
        part[v] += amount * (sum > 0 ? fmax(0, saved[v]) / sum : 1 / (double)count);
    }
}

/** Pays what S exceeds its highest value so far. What was saved since then adds up to just that. */
static void pay_beyond_highest(const term_savings *term, double *highest, bool reached, double payable[])
{
    double waiting[TERMS_MAX];
    const double saved = saved_by(term);
    const bool pays = reached && saved > *highest;
    for (size_t v = 0; v < term->count; v++) {
        term->version[v]->waiting += term->version[v]->change;
        waiting[v] = term->version[v]->waiting;
        term->version[v]->waiting = pays ? 0 : waiting[v];
    }
    if (pays) {
        divide(saved - *highest, waiting, payable, term->count);
        *highest = saved;
    }
}

typedef void add_saved(const term_savings *term, double saved[]);

static void add_period_floored(const term_savings *term, double saved[])
{
    double change[TERMS_MAX];
    double sum = 0;
    for (size_t v = 0; v < term->count; v++) {
        change[v] = term->version[v]->change;
        sum += change[v];
    }
    divide(sum, change, saved, term->count);
}

static void add_child_floored(const term_savings *term, double saved[])
{
    for (size_t v = 0; v < term->count; v++) {
        saved[v] += term->version[v]->child_saved;
    }
}

static void add_not_floored(const term_savings *term, double saved[])
{
    for (size_t v = 0; v < term->count; v++) {
        saved[v] += term->version[v]->change;
    }
}

void savings_payable(const term_savings *term, double *highest, baseline_floor floor, double payable[])
{
    static add_saved *const add_by[] = { [FLOOR_PERIOD] = add_period_floored, [FLOOR_CHILD] = add_child_floored, [FLOOR_CLAW_BACK] = add_not_floored };
    const bool reached = effect_reached(term);
    double saved[TERMS_MAX] = { 0 };
    for (size_t v = 0; v < term->count; v++) {
        payable[v] = 0;
    }
    if (floor == FLOOR_CUMULATIVE) {
        pay_beyond_highest(term, highest, reached, payable);
        return;
    }
    add_by[floor](term, saved);
    for (size_t v = 0; v < term->count; v++) {
        savings_account *version = term->version[v];
        version->waiting += saved[v];
        payable[v] = reached ? version->waiting : 0;
        version->waiting -= payable[v];
    }
}
