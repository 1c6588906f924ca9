#include "pay/entitlement.h"

#include <math.h>

#include "pay/cost_plus.h"
#include "pay/period_terms.h"
#include "pay/rules.h"
#include "records/calendar.h"
#include "world/price.h"

void entitlement_begin(const pay_subject *subject, entitlement *self)
{
    self->subject = subject;
    self->terms = subject->contract->terms.count;
    for (size_t t = 0; t < self->terms; t++) {
        const term_row *row = &subject->contract->terms.items[t];
        self->term[t] = (term_account){
            .row = row,
            .kind = (const term_kind *)(const void *)row->unit.kind,
            .deadweight = row->deadweight.value,
            .savings = { .minimum_effect = row->minimum_effect.value },
        };
    }
}

/** An entry of an array that measure may leave out. */
static double entry_of(const double array[], size_t at, double otherwise)
{
    return array ? array[at] : otherwise;
}

static bool is_by_period(const term_account *term)
{
    return term->kind && term->kind->period_units;
}

/** What the terms have come to at which a term looks: itself, or another with its versions. */
typedef struct {
    double achieved, assessed;       /* so far */
    double achieved_now, assessed_now; /* in the period */
} looked_at;

static bool looks_at(const term_row *row, size_t t)
{
    return row->by_mask ? mask_has(row->by_mask, t) : (size_t)row->by_index == t;
}

static looked_at look(const entitlement *self, const term_row *row, size_t period)
{
    const quantities *units = self->subject->units;
    looked_at seen = { 0 };
    for (size_t t = 0; t < self->terms; t++) {
        if (looks_at(row, t)) {
            seen.achieved += self->term[t].achieved;
            seen.assessed += self->term[t].assessed;
            seen.achieved_now += units->achieved[t * units->periods + period];
            seen.assessed_now += entry_of(units->assessed, t * units->periods + period, 0);
        }
    }
    return seen;
}

double term_price(const pay_subject *subject, const term_row *row, size_t period)
{
    return term_price_on(subject->contract, row, subject->calendar->items[period].end);
}

/** Moves what has been achieved and assessed on to the end of a period. */
static void sums_move(entitlement *self, size_t period)
{
    const quantities *units = self->subject->units;
    for (size_t t = 0; t < self->terms; t++) {
        const size_t at = t * units->periods + period;
        self->term[t].achieved += units->achieved[at];
        self->term[t].assessed += entry_of(units->assessed, at, 0);
    }
}

static bool is_of(const entitlement *self, size_t version, size_t term)
{
    return version >= term && term_is_of(self->term[version].row, version, term);
}

/** 1, with a baseline: units payable by version, in the order of versions. */
static void savings_work_out(entitlement *self, size_t t, size_t period, double payable[TERMS_MAX])
{
    const quantities *units = self->subject->units;
    term_savings term = { 0 };
    int floor = FLOOR_CUMULATIVE;
    double by_version[TERMS_MAX];
    for (size_t v = t; v < self->terms; v++) {
        const size_t at = v * units->periods + period;
        if (is_of(self, v, t) && self->term[v].row->baseline.kind) {
            savings_add(&self->term[v].savings, &(period_savings){ units->achieved[at], units->window_days[at], entry_of(units->baseline, at, NAN),
                                                                   entry_of(units->child_saved, at, 0) });
            term.version[term.count++] = &self->term[v].savings;
            floor = self->term[v].row->baseline_floor; /* the same in all */
        }
    }
    savings_payable(&term, &self->term[t].highest, (baseline_floor)floor, by_version);
    for (size_t v = t, i = 0; v < self->terms && i < term.count; v++) {
        if (term.version[i] == &self->term[v].savings) {
            payable[v] = by_version[i++];
        }
    }
}

/** The success rate by which a term is banded: of the period, or of all so far. */
static double rate_of(const entitlement *self, const term_row *row, size_t period)
{
    const looked_at by = look(self, row, period);
    return row->success_over == OVER_ALL ? success_rate(by.achieved, by.assessed) : success_rate(by.achieved_now, by.assessed_now);
}

/** 1 and 2: the exact amount in pence of a term by child, with all its versions. */
static double amount_by_child(entitlement *self, size_t t, size_t period, ledger *out)
{
    const quantities *units = self->subject->units;
    band_account *banded = &self->term[t].banded;
    double saved[TERMS_MAX];
    double sum = 0;
    savings_work_out(self, t, period, saved);
    for (size_t v = t; v < self->terms; v++) {
        term_account *version = &self->term[v];
        const size_t at = v * units->periods + period;
        if (!is_of(self, v, t) || is_by_period(version)) {
            continue;
        }
        const bool saves = version->row->baseline.kind != NULL;
        const double payable = saves ? saved[v] : deadweight_payable(units->achieved[at], version->deadweight);
        const double worth = saves ? saved[v] : deadweight_payable(entry_of(units->worth, at, units->achieved[at]), version->deadweight);
        const double amount = amount_exact(term_price(self->subject, version->row, period), worth);
        out->payable[v * out->periods + period] = payable;
        version->amount += amount;
        sum += band_amount(banded, version->row, rate_of(self, version->row, period), amount, version->amount);
    }
    return sum + band_settle(banded);
}

/** The units of a term by period, with what stands before it. */
static double units_by_period(const entitlement *self, size_t t, size_t period, double others_gbp)
{
    const term_row *row = self->term[t].row;
    const looked_at by = look(self, row, period);
    const by_sums so_far = { by.achieved, by.achieved_now, by.assessed > 0 ? by.achieved / by.assessed : (double)NAN };
    return period_term_units(self->subject, row, period, &so_far, others_gbp);
}

/** 3: the exact amount in pence of a term by period, with all its versions: what stands before the term fills up its versions one after the other. */
static double amount_by_period(const entitlement *self, size_t t, size_t period, double others_gbp, ledger *out)
{
    double sum = 0;
    for (size_t v = t; v < self->terms; v++) {
        if (is_of(self, v, t) && is_by_period(&self->term[v])) {
            const double units = deadweight_payable(units_by_period(self, v, period, others_gbp), self->term[v].deadweight);
            out->payable[v * out->periods + period] = units;
            sum += amount_exact(term_price(self->subject, self->term[v].row, period), units);
            others_gbp = fmax(0, others_gbp - units_by_period(self, v, period, 0));
        }
    }
    return sum;
}

void entitlement_work_out(entitlement *self, size_t period, ledger *out)
{
    double exact[TERMS_MAX] = { 0 };
    double sum = 0;
    sums_move(self, period);
    for (size_t t = 0; t < self->terms; t++) {
        exact[t] = self->term[t].row->origin_back == 0 ? amount_by_child(self, t, period, out) : 0;
        sum += exact[t];
    }
    for (size_t t = 0; t < self->terms; t++) {
        const double amount = self->term[t].row->origin_back == 0 ? amount_by_period(self, t, period, sum / 100, out) : 0;
        exact[t] += amount;
        sum += amount;
    }
    for (size_t t = 0; t < self->terms; t++) {
        out->term_entitled[t * out->periods + period] = amount_entitled(exact[t]);
    }
    out->cost_plus[period] = cost_plus_entitled(self->subject, period);
}
