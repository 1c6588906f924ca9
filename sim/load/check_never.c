#include "base/date.h"
#include "load/check.h"

#include <math.h>
#include <string.h>

#include "baselines/baseline.h"
#include "load/reader.h"
#include "terms/term.h"

/* Legal terms that can never pay. What a term would pay is asked of its own kind, for a child for whom every day counts: on each day on which its window can open,
 * with all that the dates of contract, sites and term leave of the window. A term that pays such a child nothing pays nobody. */

#define ADULT_YEARS 18
#define DAYS_MOST 6574 /* from a start to a completion or a return: less than a childhood */

/** A term and when its windows can open; days are dates. */
typedef struct {
    checker *checker;
    const contract_row *contract;
    const term_row *row;
    const term_kind *unit;
    double parameter[KIND_PARAMETERS_MAX];
    day_run events;    /* first to last, inclusive */
    date opening, closing; /* of the first and the last of its sites */
    int32_t childhood; /* days until 18 of the youngest child that there can be */
} never_check;

static date later(date a, date b)
{
    return a > b ? a : b;
}

static date earlier(date a, date b)
{
    return a < b ? a : b;
}

/** The youngest age in years that a spread can have. */
static double youngest_of(const spread *ages)
{
    double lowest = 0, highest = 0;
    if (ages->distribution.kind == NULL) {
        return ages->constant.draw < 0 ? ages->constant.value : 0;
    }
    kind_support(&ages->distribution, &lowest, &highest);
    return fmax(lowest, 0);
}

static int32_t longest_childhood(const scenario *subject, const term_row *term)
{
    double youngest = youngest_of(&subject->people.age_years);
    for (size_t c = 0; c < subject->cohorts.count; c++) {
        const spread *own = &subject->cohorts.items[c].age_years;
        const bool given = own->distribution.kind != NULL || own->constant.draw >= 0 || own->constant.value >= 0;
        youngest = given ? fmin(youngest, youngest_of(own)) : youngest;
    }
    return (int32_t)ceil((ADULT_YEARS - fmin(fmax(youngest, term->age_from), ADULT_YEARS)) * DAYS_PER_YEAR) + 1;
}

/** When first sessions, or referrals, can be in the term's sites. */
static void open_sites(never_check *self)
{
    const scenario *subject = self->checker->subject;
    self->events = (day_run){ INT32_MAX, INT32_MIN };
    self->closing = INT32_MIN;
    for (size_t s = 0; s < subject->sites.count; s++) {
        const site_row *site = &subject->sites.items[s];
        for (size_t c = 0; mask_has(self->row->site_mask, s) && c < site->cohorts.count; c++) {
            const site_cohort_row *cohort = &site->cohorts.items[c];
            if (cohort->cohort_index >= 0 && mask_has(self->row->cohort_mask, (size_t)cohort->cohort_index)) {
                self->events.from = earlier(self->events.from, cohort->opens == DATE_NONE ? site->starts : later(site->starts, cohort->opens));
                self->closing = later(self->closing, site->closes);
            }
        }
    }
    self->opening = self->events.from;
    self->events.until = self->closing;
}

/** What the term's own dates leave of the days on which its windows can open. */
static void keep_started(never_check *self)
{
    const term_row *row = self->row;
    const bool after_start = row->window_from != FROM_REFERRAL || row->started_from > self->closing;
    if (row->started_from != DATE_NONE && after_start) {
        self->events.from = later(self->events.from, row->started_from);
    }
    if (row->started_until != DATE_NONE && (row->window_from <= FROM_START || row->started_until < self->opening)) {
        self->events.until = earlier(self->events.until, row->started_until);
    }
    if (row->window_from > FROM_START && self->events.from <= self->events.until) {
        self->events.until += DAYS_MOST;
    }
}

/** Whether a lot of the run lies on a day from .. until, inclusive. */
static bool has_lot(const unit_run *run, date from, date until)
{
    const int32_t first = run->from + run->every - 1;
    const int32_t behind = from > first ? (from - first + run->every - 1) / run->every : 0;
    const int64_t lot = (int64_t)first + (int64_t)behind * run->every;
    return run->units > 0 && lot < run->until && lot <= until;
}

/** Whether a child all of whose days count earns a unit in a window (dates) that opened on `event`. */
static bool earns_in(const never_check *self, date event, day_run window, date pays_from, date pays_until)
{
    static const double costs_nothing = 0;
    unit_run units[1]; /* all days count: they are one run */
    if (window.from >= window.until) {
        return false;
    }
    const date milestone = earlier(later(pays_from, event), window.until - 1);
    const term_view view = { .event_day = event, .window = window, .counted = &window, .counted_count = 1, .gbp_per_day = &costs_nothing, .started_day = milestone, .completed_day = milestone };
    return self->unit->units(self->parameter, &view, units) > 0 && has_lot(units, pays_from, pays_until);
}

static day_run window_opened(const term_row *row, date event)
{
    const date from = event + 1 + (date)row->window_delay_days;
    return (day_run){ from, from + (date)row->window_length_days };
}

/** Whether some child can earn something by the dates as they are. */
static bool can_earn(const never_check *self)
{
    const date first = self->contract->starts, last = self->contract->last_claimable;
    const date pays_from = self->row->pays_from == DATE_NONE ? first : later(first, self->row->pays_from);
    const date pays_until = self->row->pays_until == DATE_NONE ? last : earlier(last, self->row->pays_until);
    bool earns = false;
    for (date event = self->events.from; !earns && event <= self->events.until; event++) {
        day_run window = window_opened(self->row, event);
        window.from = later(window.from, first);
        window.until = earlier(earlier(window.until, last + 1), event + self->childhood);
        earns = earns_in(self, event, window, pays_from, pays_until);
    }
    return earns;
}

static pointer_text at_key(const never_check *self, const char *key)
{
    return pointer_to("/contracts/%s/terms/%s%s%s", self->contract->name, self->row->name, key[0] ? "/" : "", key);
}

static void warn_unit(const never_check *self)
{
    const pointer_text at = at_key(self, "unit");
    const long long length = (long long)self->row->window_length_days;
    if (row_of_key(&self->unit->base.parameters, "days") != NULL) {
        check_warning(self->checker, &at, "%.0f days in a row do not fit a window of %lld days; nothing can ever be paid", self->parameter[0], length);
    } else {
        check_warning(self->checker, &at, "a child all of whose days count earns nothing in a window of %lld days; nothing can ever be paid", length);
    }
}

/** Says why nobody can earn anything. */
static void warn_never(const never_check *self)
{
    const term_row *row = self->row;
    const pointer_text term = at_key(self, "");
    if (!earns_in(self, 0, window_opened(row, 0), 0, INT32_MAX)) {
        warn_unit(self);
    } else if (self->events.from > self->events.until) {
        const bool early = row->started_until != DATE_NONE && row->started_until < self->opening;
        const pointer_text at = at_key(self, early ? "started_until" : "started_from");
        check_warning(self->checker, &at, "no family has its first session then, for the %s on %s; nothing can ever be paid",
                      early ? "first of the term's sites opens" : "last of the term's sites closes", words_of_date(early ? self->opening : self->closing).text);
    } else {
        check_warning(self->checker, &term, "no day on which a child of the term's sites could earn something lies in the contract's dates, %s to %s, and the term's own; "
                                            "nothing can ever be paid",
                      words_of_date(self->contract->starts).text, words_of_date(self->contract->last_claimable).text);
    }
}

static bool is_fixed(quantity number, double value)
{
    return number.draw < 0 && !(fabs(number.value - value) > 0);
}

/** The most that bands of success pay, of what can be reached: at most one unit a child of what comes once. */
static double best_band(const never_check *self)
{
    const term_row *row = self->row;
    const term_row *by = row->by_index >= 0 ? &self->contract->terms.items[row->by_index] : row;
    const term_kind *unit = (const term_kind *)(const void *)by->unit.kind;
    double best = row->success_rates.count == 0 ? 1 : 0;
    for (size_t i = 0; i < row->success_rates.count && i < row->success_pays.count; i++) {
        const bool reached = unit == NULL || !unit->once || row->success_rates.items[i] <= 1;
        best = reached ? fmax(best, row->success_pays.items[i]) : best;
    }
    return best;
}

/** Factors that leave nothing of whatever is earned. */
static void warn_factors(const never_check *self)
{
    const term_row *row = self->row;
    const baseline_kind *baseline = (const baseline_kind *)(const void *)row->baseline.kind;
    const double p[KIND_PARAMETERS_MAX] = { row->baseline.parameter[0].value };
    const bool saves_nothing = baseline != NULL && baseline->children(p) <= 0 && is_fixed(row->baseline.parameter[0], 0);
    const struct {
        const char *key, *why;
        bool holds;
    } factors[] = {
        { "verified_share", "no evidence is accepted", is_fixed(row->verified_share, 0) },
        { "deadweight", "all that is achieved counts as happening anyway", is_fixed(row->deadweight, 1) },
        { "baseline", "no care is expected without the programme, so that none can be saved", saves_nothing },
        { "per_child_limit", "a child may bring nothing", is_fixed(row->per_child_limit_units, 0) || is_fixed(row->per_child_limit_gbp, 0) },
        { "success", "no band that can be reached pays anything", !(best_band(self) > 0) },
    };
    for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++) {
        if (factors[i].holds) {
            const pointer_text at = at_key(self, factors[i].key);
            check_warning(self->checker, &at, "%s; nothing can ever be paid", factors[i].why);
        }
    }
}

/** A term by the period whose dates lie beside the contract's. */
static void warn_period(const never_check *self)
{
    const term_row *row = self->row;
    const bool late = row->pays_from != DATE_NONE && row->pays_from > self->contract->last_claimable;
    const bool early = row->pays_until != DATE_NONE && row->pays_until < self->contract->starts;
    const pointer_text at = at_key(self, late ? "pays_from" : "pays_until");
    if (late || early) {
        check_warning(self->checker, &at, "this is outside the contract's dates, %s to %s; nothing can ever be paid", words_of_date(self->contract->starts).text,
                      words_of_date(self->contract->last_claimable).text);
    }
}

static bool rises(date from, date until)
{
    return from == DATE_NONE || until == DATE_NONE || from <= until;
}

/** Whether all dates and ages are there and in order: what is wrong with them is told elsewhere. */
static bool dates_are_known(const never_check *self)
{
    const term_row *row = self->row;
    bool known = row->window_length_days > 0 || self->unit->units == NULL;
    known = known && rises(row->pays_from, row->pays_until) && rises(row->started_from, row->started_until) && row->age_from < row->age_until;
    known = known && self->contract->starts != DATE_NONE && self->contract->starts < self->contract->last_claimable;
    for (size_t s = 0; s < self->checker->subject->sites.count; s++) {
        const site_row *site = &self->checker->subject->sites.items[s];
        known = known && site->starts != DATE_NONE && site->starts <= site->closes;
    }
    return known;
}

void check_never(checker *self, const contract_row *contract, const term_row *term)
{
    never_check subject = { .checker = self, .contract = contract, .row = term, .unit = (const term_kind *)(const void *)term->unit.kind };
    if (subject.unit == NULL || !dates_are_known(&subject)) {
        return;
    }
    for (size_t i = 0; i < KIND_PARAMETERS_MAX; i++) {
        subject.parameter[i] = term->unit.parameter[i].value;
    }
    if (subject.unit->units == NULL) {
        warn_period(&subject);
        return;
    }
    open_sites(&subject);
    keep_started(&subject);
    subject.childhood = longest_childhood(self->subject, term);
    if (subject.closing != INT32_MIN && !can_earn(&subject)) {
        warn_never(&subject);
    }
    warn_factors(&subject);
}
