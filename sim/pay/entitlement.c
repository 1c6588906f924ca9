#include "pay/entitlement.h"

#include <math.h>

#include "pay/cost_plus.h"
#include "pay/period_terms.h"
#include "pay/rules.h"
#include "records/calendar.h"

void entitlement_begin(const pay_subject *subject, entitlement *self)
{
    self->subject = subject;
    self->terms = subject->contract->terms.count;
    for (size_t t = 0; t < self->terms; t++) {
        const term_row *row = MAP_ITEM(const term_row, subject->contract->terms, t);
        self->term[t] = (term_account){
            .row = row,
            .kind = (const term_kind *)(const void *)row->unit.kind,
            .price = quantity_at(row->price_gbp, subject->world),
            .deadweight = quantity_at(row->deadweight, subject->world),
            .index = quantity_at(row->index_per_year, subject->world),
            .minimum_effect = quantity_at(row->minimum_effect, subject->world),
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
    return row->by_mask ? (row->by_mask >> t & 1) != 0 : (size_t)row->by_index == t;
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

/** The term's price in a period: grown on each anniversary by its end. */
static double price_in(const entitlement *self, const term_account *term, size_t period)
{
    if (term->index == 0) {
        return term->price;
    }
    const date from = term->row->index_from == DATE_NONE ? self->subject->contract->starts : term->row->index_from;
    return price_indexed(term->price, term->index, years_since(from, self->subject->calendar->items[period].end));
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

/** 1: payable units of a term by child; at the full price in `worth`. */
static double units_payable(entitlement *self, size_t t, size_t period, double *worth)
{
    term_account *term = &self->term[t];
    const quantities *units = self->subject->units;
    const size_t at = t * units->periods + period;
    if (term->row->baseline.kind == NULL) {
        *worth = deadweight_payable(entry_of(units->worth, at, units->achieved[at]), term->deadweight);
        return deadweight_payable(units->achieved[at], term->deadweight);
    }
    const period_savings now = { units->achieved[at], units->window_days[at], entry_of(units->baseline, at, NAN), entry_of(units->child_saved, at, 0) };
    *worth = savings_payable(&term->savings, &now, (baseline_floor)term->row->baseline_floor, term->minimum_effect);
    return *worth;
}

/** The success rate by which a term is banded: of the period, or of all so far. */
static double rate_of(const entitlement *self, const term_account *term, size_t period)
{
    const looked_at by = look(self, term->row, period);
    return term->row->success_over == OVER_ALL ? success_rate(by.achieved, by.assessed) : success_rate(by.achieved_now, by.assessed_now);
}

/** 1 and 2: the exact amount in pence of a term by child. */
static double amount_by_child(entitlement *self, size_t t, size_t period, ledger *out)
{
    term_account *term = &self->term[t];
    double worth;
    out->payable[t * out->periods + period] = units_payable(self, t, period, &worth);
    const double amount = amount_exact(price_in(self, term, period), worth);
    return term->row->success_rates.count == 0 ? amount : band_amount(&term->banded, term->row, rate_of(self, term, period), amount);
}

/** 3: the exact amount in pence of a term by period, with what stands before it. */
static double amount_by_period(const entitlement *self, size_t t, size_t period, double others_gbp, ledger *out)
{
    const term_account *term = &self->term[t];
    const looked_at by = look(self, term->row, period);
    const by_sums so_far = { by.achieved, by.achieved_now, by.assessed > 0 ? by.achieved / by.assessed : (double)NAN };
    const double units = deadweight_payable(period_term_units(self->subject, term->row, period, &so_far, others_gbp), term->deadweight);
    out->payable[t * out->periods + period] = units;
    return amount_exact(price_in(self, term, period), units);
}

void entitlement_work_out(entitlement *self, size_t period, ledger *out)
{
    double exact[TERMS_MAX];
    double sum = 0;
    sums_move(self, period);
    for (size_t t = 0; t < self->terms; t++) {
        exact[t] = is_by_period(&self->term[t]) ? 0 : amount_by_child(self, t, period, out);
        sum += exact[t];
    }
    for (size_t t = 0; t < self->terms; t++) {
        if (is_by_period(&self->term[t])) {
            exact[t] = amount_by_period(self, t, period, sum / 100, out);
            sum += exact[t];
        }
    }
    for (size_t t = 0; t < self->terms; t++) {
        out->term_entitled[t * out->periods + period] = amount_entitled(exact[t]);
    }
    out->cost_plus[period] = cost_plus_entitled(self->subject, period);
}
