#include "load/check.h"

#include <math.h>
#include <string.h>

#include "baselines/baseline.h"
#include "json/value.h"
#include "records/limits.h"
#include "terms/term.h"

/** A term that is being checked. */
typedef struct {
    checker *checker;
    const contract_row *contract;
    const term_row *row;
    const term_kind *unit;         /* NULL where it was not read */
    const baseline_kind *baseline; /* NULL: none */
} term_check;

/** Where a setting of the term stands. */
static pointer_text at_key(const term_check *self, const char *key)
{
    return pointer_to("/contracts/%s/terms/%s/%s", self->contract->name, self->row->name, key);
}

static bool is_written(const term_check *self, const char *key)
{
    return json_at(document_value(self->checker->doc), at_key(self, key).text) != NULL;
}

static bool is_by_period(const term_check *self)
{
    return self->unit && self->unit->period_units;
}

static const char *unit_word(const term_check *self)
{
    return self->unit->base.name;
}

/** Settings that make no sense for a term that is paid by the period. */
static const char *const by_child_only[] = { "window", "baseline", "taper", "success", "claw_back_days", "per_child_limit", "counts", "placement_gbp_per_day", "shortens", "eligible_if",
                                             "sites", "cohorts", "localities", "bands", "labels", "children", "age_from", "age_until", "started_from", "started_until",
                                             "verified_share", NULL };

static void check_by_period(const term_check *self)
{
    if (!is_by_period(self)) {
        return;
    }
    for (size_t i = 0; by_child_only[i]; i++) {
        const pointer_text at = at_key(self, by_child_only[i]);
        if (is_written(self, by_child_only[i])) {
            check_key_fault(self->checker, &at, "\"%s\" is paid by the period and looks at no child; take this away", unit_word(self));
        }
    }
}

static void check_window(const term_check *self)
{
    const pointer_text at = at_key(self, "window");
    if (self->unit && self->unit->units && !is_written(self, "window")) {
        check_fault(self->checker, &at, "\"window\" is missing: \"%s\" is paid by the child, in a window of its days", unit_word(self));
    }
}

static const term_row *term_at(const term_check *self, int32_t index)
{
    return &self->contract->terms.items[index];
}

const char *term_without_success(const term_row *term)
{
    const term_kind *unit = (const term_kind *)(const void *)term->unit.kind;
    if (unit && unit->period_units) {
        return "is paid by the period and has no units of children";
    }
    return unit && unit->priced ? "pays for cost saved in all; its children have no success of their own" : NULL;
}

/** What "by" names must be paid by the child. */
static void check_by(const term_check *self)
{
    const pointer_text at = at_key(self, "by");
    const bool named = self->row->by != NULL;
    if (self->unit && !named && is_by_period(self) && row_of_key(&self->unit->base.parameters, "units")) {
        check_fault(self->checker, &at, "\"%s\" needs \"by\": the term whose units it looks at", unit_word(self));
    }
    if (!named || self->row->by_index < 0 || (size_t)self->row->by_index >= self->contract->terms.count) {
        return;
    }
    const char *why = term_without_success(term_at(self, self->row->by_index));
    if (why) {
        check_fault(self->checker, &at, "the term \"%s\" %s", self->row->by, why);
    }
}

/** Two lists, of the same length, the first of them rising. */
static void check_lists(const term_check *self, const char *key, const char *rising, const number_list *first, const number_list *second)
{
    const pointer_text base = at_key(self, key);
    const pointer_text pays = pointer_to("%.400s/pays", base.text);
    if (first->count != second->count) {
        check_fault(self->checker, &pays, "there are %zu numbers here and %zu in \"%s\"; each has its own", second->count, first->count, rising);
    }
    for (size_t i = 1; i < first->count; i++) {
        if (first->items[i] <= first->items[i - 1]) {
            const pointer_text at = pointer_to("%.400s/%s/%zu", base.text, rising, i);
            check_fault(self->checker, &at, "%g does not come after %g; write the numbers in rising order", first->items[i], first->items[i - 1]);
        }
    }
}

static void check_taper(const term_check *self)
{
    const number_list *days = &self->row->taper_after_days;
    const pointer_text at = at_key(self, "taper");
    check_lists(self, "taper", "after_days", days, &self->row->taper_pays);
    if (days->count > 0 && self->baseline) {
        check_fault(self->checker, &at, "the term has a baseline too; what is saved in all has no day of a window by which it could taper");
    }
    for (size_t i = 0; i < days->count; i++) {
        if (days->items[i] != floor(days->items[i])) {
            const pointer_text day = pointer_to("%.400s/after_days/%zu", at.text, i);
            check_fault(self->checker, &day, "%g is no whole number of days", days->items[i]);
        }
    }
}

/** Deadweight and baseline both take off what would have happened anyway. */
static void check_deadweight(const term_check *self)
{
    const pointer_text at = at_key(self, "baseline");
    if ((self->row->deadweight.draw >= 0 || self->row->deadweight.value > 0) && self->baseline) {
        check_fault(self->checker, &at, "the term has a deadweight too; use one of them, for both take off what would have happened anyway");
    }
}

static bool looks_at_children(const term_check *self)
{
    double parameter[KIND_PARAMETERS_MAX];
    for (size_t i = 0; i < KIND_PARAMETERS_MAX; i++) {
        parameter[i] = self->row->baseline.parameter[i].value;
    }
    return self->baseline && self->baseline->children(parameter) > 0;
}

static void check_baseline(const term_check *self)
{
    const pointer_text at = at_key(self, "baseline");
    if (!self->baseline) {
        return;
    }
    check_deadweight(self);
    if (self->unit && self->unit->units && !self->unit->priced && strcmp(self->unit->unit_name, "day") != 0) {
        check_fault(self->checker, &at, "a baseline is a share of days; \"%s\" does not pay by the day", unit_word(self));
    } else if (self->unit && self->unit->units && self->baseline->expects == (self->unit->priced ? EXPECTS_DAYS : EXPECTS_COST)) {
        check_fault(self->checker, &at, "\"%s\" is a baseline of %s; \"%s\" pays for %s", self->baseline->base.name, self->unit->priced ? "days" : "cost", unit_word(self),
                    self->unit->priced ? "placement cost saved: write \"written_cost\"" : "days: write \"written\"");
    }
    if (looks_at_children(self) && self->row->window_from != FROM_REFERRAL && self->row->window_from != FROM_START) {
        check_fault(self->checker, &at, "untreated children complete no therapy and have no return after it; open the window at referral or start");
    }
}

/** What says something about a baseline that is not there. */
static void check_no_baseline(const term_check *self)
{
    static const char *const keys[] = { "baseline_floor", "minimum_effect", NULL };
    for (size_t i = 0; keys[i] && !self->row->baseline.kind && !is_written(self, "baseline"); i++) {
        const pointer_text at = at_key(self, keys[i]);
        if (is_written(self, keys[i])) {
            check_key_fault(self->checker, &at, "the term has no baseline");
        }
    }
}

/** What makes no sense where each day counts by what it costs, and what makes sense only there. */
static void check_priced(const term_check *self)
{
    static const char *const others[] = { "counts", "success", "per_child_limit", NULL };
    const pointer_text prices = at_key(self, "placement_gbp_per_day"), unit = at_key(self, "unit");
    if (!self->unit || !self->unit->units) {
        return;
    }
    if (!self->unit->priced) {
        if (is_written(self, "placement_gbp_per_day")) {
            check_key_fault(self->checker, &prices, "\"%s\" does not look at what placements cost; take this away", unit_word(self));
        }
        return;
    }
    if (!self->row->baseline.kind && !is_written(self, "baseline")) {
        check_fault(self->checker, &unit, "\"%s\" needs a \"baseline\": what placements would cost without the programme", unit_word(self));
    }
    for (size_t i = 0; others[i]; i++) {
        const pointer_text at = at_key(self, others[i]);
        if (is_written(self, others[i])) {
            check_key_fault(self->checker, &at, "\"%s\" weighs every day by what it costs, over all children of the term; take this away", unit_word(self));
        }
    }
}

static bool is_given(quantity number)
{
    return number.draw >= 0 || number.value >= 0;
}

/** With a baseline a child's limit needs to know on each day what the child has saved so far. */
static void check_child_limit(const term_check *self)
{
    const bool own = is_given(self->row->per_child_limit_units) || is_given(self->row->per_child_limit_gbp);
    const pointer_text at = own ? at_key(self, "per_child_limit") : pointer_to("/contracts/%s/per_child_limit", self->contract->name);
    if (!self->baseline || !(own || is_given(self->contract->per_child_limit_gbp))) {
        return;
    }
    if (self->baseline->live) {
        check_fault(self->checker, &at, "the term \"%s\" learns from its control children as it goes on what days in care it expects, so that on no day it can be said what a "
                                        "child has saved; write a baseline that is known beforehand (\"written\", \"historical_cohort\"), or no limit for a child", self->row->name);
    } else if (self->row->baseline_floor == FLOOR_PERIOD) {
        check_fault(self->checker, &at, "the term \"%s\" forgets after each period what children cost (baseline_floor \"period\"), so that what one child brings has no end; "
                                        "write the floor \"cumulative\", \"child\" or \"claw_back\", or no limit for a child", self->row->name);
    }
}

static void check_claw_back(const term_check *self)
{
    const pointer_text at = at_key(self, "claw_back_days");
    if (self->row->claw_back_days > 0 && self->unit && self->unit->units && !self->unit->once) {
        check_fault(self->checker, &at, "\"%s\" is no milestone: there is no one unit to take back", unit_word(self));
    }
}

static void check_span(const term_check *self, const char *key, date from, date until)
{
    const pointer_text at = at_key(self, key);
    if (from != DATE_NONE && until != DATE_NONE && until < from) {
        check_fault(self->checker, &at, "%s comes before %s", words_of_date(until).text, words_of_date(from).text);
    }
}

static void check_spans(const term_check *self)
{
    const term_row *row = self->row;
    const pointer_text at = at_key(self, "age_until");
    check_span(self, "pays_until", row->pays_from, row->pays_until);
    check_span(self, "started_until", row->started_from, row->started_until);
    if (row->age_until <= row->age_from) {
        check_fault(self->checker, &at, "%g is not above \"age_from\", %g", row->age_until, row->age_from);
    }
}

/** A price that has grown for longer than days and money are kept is a mistyped year. */
static void check_index(const term_check *self)
{
    const date from = self->row->index_from, last = self->contract->last_claimable;
    const pointer_text at = at_key(self, "index/from");
    if (from != DATE_NONE && last != DATE_NONE && date_financial_year(last) - date_financial_year(from) >= FINANCIAL_YEARS_MAX) {
        check_fault(self->checker, &at, "%s is more than %d years before the last claimable day, %s", words_of_date(from).text, FINANCIAL_YEARS_MAX - 1,
                    words_of_date(last).text);
    }
}

/** Whether a calendar month ends on days for which both terms pay. */
static bool share_months(const term_row *a, const term_row *b)
{
    const bool open = a->pays_from == DATE_NONE && b->pays_from == DATE_NONE;
    const date from = a->pays_from == DATE_NONE ? b->pays_from : b->pays_from == DATE_NONE || a->pays_from > b->pays_from ? a->pays_from : b->pays_from;
    const date until = a->pays_until == DATE_NONE ? b->pays_until : b->pays_until == DATE_NONE || a->pays_until < b->pays_until ? a->pays_until : b->pays_until;
    return open || until == DATE_NONE || date_month_end(from) <= until;
}

/** The whole cost of a month is paid once: by the first term that asks for it. */
static void check_cost_once(const term_check *self)
{
    const size_t own = (size_t)(self->row - &self->contract->terms.items[0]);
    for (size_t t = 0; self->unit && self->unit->asks_cost && t < own; t++) {
        const term_row *other = term_at(self, (int32_t)t);
        const term_kind *unit = (const term_kind *)(const void *)other->unit.kind;
        if (unit && unit->asks_cost && share_months(other, self->row)) {
            const pointer_text at = at_key(self, "unit");
            check_fault(self->checker, &at, "the term \"%s\" pays the whole delivery cost of the same months; let one end (\"pays_until\") before the other begins (\"pays_from\")",
                        other->name);
            return;
        }
    }
}

static void check_eligibility(const term_check *self)
{
    const pointer_text at = at_key(self, "eligible_if");
    if (self->row->needs_completion && !self->row->needs_start) {
        check_fault(self->checker, &at, "who completed has started: \"completed\" is true, \"started\" false");
    }
}

/** What a term has in common with its versions: being paid by the child or by the period, and the account of its savings. */
static void check_version(const term_check *self)
{
    const size_t own = (size_t)(self->row - &self->contract->terms.items[0]);
    for (size_t t = own - self->row->origin_back; t < own; t++) {
        const term_row *other = term_at(self, (int32_t)t);
        const term_kind *unit = (const term_kind *)(const void *)other->unit.kind;
        if (!term_is_of(other, t, own - self->row->origin_back)) {
            continue;
        }
        if (self->unit && unit && !unit->period_units != !self->unit->period_units) {
            const pointer_text at = at_key(self, "unit");
            check_fault(self->checker, &at, "\"%s\" is paid by the %s and \"%s\" by the %s; let the term end (\"pays_until\") and write another beside it",
                        unit_word(self), is_by_period(self) ? "period" : "child", unit->base.name, is_by_period(self) ? "child" : "period");
            return;
        }
        if (self->baseline && other->baseline.kind && other->baseline_floor != self->row->baseline_floor) {
            const pointer_text at = at_key(self, "baseline_floor");
            check_fault(self->checker, &at, "what a term saves is one account, with one floor, whatever varies; let the term end (\"started_until\", \"pays_until\") and "
                                            "write another beside it");
            return;
        }
    }
}

void check_term(checker *self, const contract_row *contract, const term_row *term)
{
    static void (*const checks[])(const term_check *) = { check_by_period, check_window,    check_by,    check_taper,      check_baseline,
                                                          check_no_baseline, check_priced, check_claw_back, check_spans, check_eligibility, check_index, check_cost_once, check_version, check_child_limit };
    const term_check subject = { .checker = self,
                                 .contract = contract,
                                 .row = term,
                                 .unit = (const term_kind *)(const void *)term->unit.kind,
                                 .baseline = (const baseline_kind *)(const void *)term->baseline.kind };
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        checks[i](&subject);
    }
    check_lists(&subject, "success", "rates", &term->success_rates, &term->success_pays);
}
