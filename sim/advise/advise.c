#include "advise/advise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "advise/floors.h"
#include "advise/idle.h"
#include "baselines/baseline.h"
#include "load/check.h"
#include "terms/term.h"

#define ENTRANTS_SHARE 0.5   /* of the area's entries */
#define BINDS_SHARE 0.5      /* of futures */
#define DELAY_DAYS 60.0      /* of care: a cliff worth more than these may be waited for */
#define EPISODE_MARGIN 0.02  /* of window days */

static void advise_entrants(checker *self, const evidence *seen)
{
    for (size_t s = 0; s < self->subject->sites.count; s++) {
        const site_row *site = &self->subject->sites.items[s];
        const double local = site->local_entries_per_year.draw < 0 ? site->local_entries_per_year.value : -1;
        if (local >= 0 && seen->entrants_per_year[s] > ENTRANTS_SHARE * local) {
            const pointer_text at = pointer_to("/sites/%s/local_entries_per_year", site->name);
            check_warning(self, &at,
                          "the file implies that %.0f of the children referred in a year would enter care without the programme, but only %.0f children enter care "
                          "here in a year; are so many at the edge of care found and referred?",
                          seen->entrants_per_year[s], local);
        }
    }
}

/** Drift that comes with the second service year and a site that closes before it. */
static void advise_drift(checker *self)
{
    for (size_t s = 0; s < self->subject->sites.count; s++) {
        const site_row *site = &self->subject->sites.items[s];
        const quantity sd = site->volume_walk_sd_per_year;
        if ((sd.draw >= 0 || sd.value > 0) && site->closes < date_add_months(site->starts, 12)) {
            const pointer_text at = pointer_to("/sites/%s/volume_walk_sd_per_year", site->name);
            check_warning(self, &at, "volume drifts from the second service year on, and the site closes in its first: it changes nothing");
        }
    }
}

/** The dearest place's price of a day: what a day of care put off is worth to somebody. */
static double dearest_day(const scenario *self)
{
    double most = 0;
    for (size_t s = 0; s < self->states.count; s++) {
        const quantity cost = self->states.items[s].day_cost_gbp;
        most = cost.draw < 0 ? fmax(most, cost.value) : most;
    }
    return most;
}

static void advise_cliff(checker *self, const contract_row *contract, const term_row *term)
{
    const term_kind *unit = (const term_kind *)(const void *)term->unit.kind;
    const bool looks_at_a_day = unit->once && strncmp(unit->base.name, "milestone", 9) != 0;
    const double day = dearest_day(self->subject);
    if (!looks_at_a_day || term->price_gbp.draw >= 0 || day <= 0 || term->price_gbp.value < DELAY_DAYS * day) {
        return;
    }
    const pointer_text at = pointer_to("/contracts/%s/terms/%s/price_gbp", contract->name, term->name);
    check_warning(self, &at,
                  "%.0f pounds hang on one day: an entry put off from before it to after it is paid in full, and is worth as much as %.0f days of the dearest care; "
                  "several steps or payment by the day reward no delay",
                  term->price_gbp.value, term->price_gbp.value / day);
}

static void advise_limit(checker *self, size_t c, const evidence *seen)
{
    const contract_row *contract = &self->subject->contracts.items[c];
    if (c < CONTRACTS_SEEN_MAX && seen->limit_binds[c] > BINDS_SHARE) {
        const pointer_text at = pointer_to("/contracts/%s/limit_gbp", contract->name);
        check_warning(self, &at, "the limit binds in %.0f of 100 simulated futures of the plan itself: the price is then not what decides what is paid",
                      100 * seen->limit_binds[c]);
    }
}

/** Bands compare units per child with rates: of days or weeks there are many a child. */
static void advise_success(checker *self, const contract_row *contract, const term_row *term)
{
    if (term->success_rates.count == 0 || term->success_rates.items[term->success_rates.count - 1] > 1) {
        return;
    }
    const term_row *by = term->by_index == INDEX_NONE ? term : &contract->terms.items[(size_t)term->by_index];
    const term_kind *unit = (const term_kind *)(const void *)by->unit.kind;
    if (unit->units != NULL && !unit->once) {
        const pointer_text at = pointer_to("/contracts/%s/terms/%s/success/rates", contract->name, term->name);
        check_warning(self, &at, "rates up to 1 are of units a child, and a child brings many %ss: success by still_out or stable_for, or another term's (\"by\")",
                      unit->unit_name);
    }
}

/** What share of days the contract says would be spent in care; NaN where it says nothing that is fixed. */
static double share_expected(const term_row *term, const char **key)
{
    const baseline_kind *baseline = (const baseline_kind *)(const void *)term->baseline.kind;
    const bool by_day = strcmp(((const term_kind *)(const void *)term->unit.kind)->unit_name, "day") == 0;
    if (baseline && by_day && term->baseline.parameter[0].draw < 0) {
        const double p[KIND_PARAMETERS_MAX] = { term->baseline.parameter[0].value };
        *key = "baseline";
        return baseline->share(p);
    }
    *key = "deadweight";
    return by_day && term->deadweight.draw < 0 && term->deadweight.value > 0 ? 1 - term->deadweight.value : (double)NAN;
}

static void advise_baseline(checker *self, size_t c, const term_row *term, double reachable)
{
    const contract_row *contract = &self->subject->contracts.items[c];
    const char *key;
    const double expected = share_expected(term, &key);
    if (!(expected > reachable + EPISODE_MARGIN)) {
        return;
    }
    const pointer_text at = pointer_to("/contracts/%s/terms/%s/%s", contract->name, term->name, key);
    check_warning(self, &at,
                  "it takes for granted that %.0f %% of days would be spent in care without the programme; with the stays in this file it is %.0f %% even if every child "
                  "entered on the first day",
                  100 * expected, 100 * reachable);
}

/** A written cost beyond what the dearest placement would cost if every child were in it as much as can be. */
static void advise_written_cost(checker *self, size_t c, const term_row *term, double reachable)
{
    const contract_row *contract = &self->subject->contracts.items[c];
    const baseline_kind *baseline = (const baseline_kind *)(const void *)term->baseline.kind;
    double most = dearest_day(self->subject);
    for (size_t i = 0; i < term->placement_prices.count; i++) {
        const quantity price = term->placement_prices.items[i].gbp_per_day;
        most = price.draw < 0 ? fmax(most, price.value) : most;
    }
    if (baseline && baseline->expects == EXPECTS_COST && term->baseline.parameter[0].draw < 0 && most > 0 && term->baseline.parameter[0].value > reachable * most) {
        const pointer_text at = pointer_to("/contracts/%s/terms/%s/baseline", contract->name, term->name);
        check_warning(self, &at, "it expects %.0f pounds a window day, children at home among them; with the stays in this file it is %.0f even if every child entered the "
                                 "dearest placement on the first day",
                      term->baseline.parameter[0].value, reachable * most);
    }
}

/** What a baseline pays for luck. */
static void advise_floor(checker *self, const contract_row *contract, const term_row *term, size_t futures, const floor_look *look)
{
    if (isnan(look->share) || !(look->paid_gbp >= 1)) {
        return;
    }
    const pointer_text at = pointer_to("/contracts/%s/terms/%s/baseline_floor", contract->name, term->name);
    check_warning(self, &at,
                  "a baseline that is exactly right (%.1f %% of days in care, on average of %zu simulated futures without any effect) would still pay %.0f pounds a future, "
                  "by its floor alone: good luck is paid, bad luck is not; with a single claim at the end %.0f",
                  100 * look->share, futures, look->paid_gbp, look->once_gbp);
}

/** Says how much written baselines pay by their floors; false when memory runs out. */
static bool advise_floors(checker *self, size_t futures)
{
    floor_look (*look)[TERMS_MAX] = calloc(CONTRACTS_SEEN_MAX, sizeof *look);
    const bool fine = look && floors_gather(self->subject, futures, look);
    for (size_t c = 0; fine && c < self->subject->contracts.count && c < CONTRACTS_SEEN_MAX; c++) {
        const contract_row *contract = &self->subject->contracts.items[c];
        for (size_t t = 0; t < contract->terms.count && t < TERMS_MAX; t++) {
            advise_floor(self, contract, &contract->terms.items[t], futures, &look[c][t]);
        }
    }
    free(look);
    return fine;
}

static void advise_terms(checker *self, const evidence *seen)
{
    for (size_t c = 0; c < self->subject->contracts.count; c++) {
        const contract_row *contract = &self->subject->contracts.items[c];
        advise_limit(self, c, seen);
        for (size_t t = 0; t < contract->terms.count; t++) {
            const term_row *term = &contract->terms.items[t];
            advise_cliff(self, contract, term);
            advise_success(self, contract, term);
            advise_baseline(self, c, term, evidence_reachable(seen, term));
            advise_written_cost(self, c, term, evidence_reachable(seen, term));
        }
    }
}

/** Whether two terms may pay for one child: nothing that is filtered keeps them apart. */
static bool may_meet(const term_row *a, const term_row *b)
{
    bool meets = (a->site_mask & b->site_mask) != 0 && (a->cohort_mask & b->cohort_mask) != 0 && (a->band_mask & b->band_mask) != 0;
    for (size_t g = 0; g < GROUPS_MAX; g++) {
        meets = meets && (a->label_mask[g] & b->label_mask[g]) != 0;
    }
    const bool before = a->started_until != DATE_NONE && b->started_from != DATE_NONE && a->started_until < b->started_from;
    const bool after = b->started_until != DATE_NONE && a->started_from != DATE_NONE && b->started_until < a->started_from;
    return meets && !before && !after && a->age_from < b->age_until && b->age_from < a->age_until;
}

static bool pay_for_same_children(const contract_row *a, const contract_row *b)
{
    bool meet = false;
    for (size_t i = 0; i < a->terms.count; i++) {
        for (size_t j = 0; j < b->terms.count; j++) {
            meet = meet || may_meet(&a->terms.items[i], &b->terms.items[j]);
        }
    }
    return meet && a->starts <= b->last_claimable && b->starts <= a->last_claimable;
}

/** Asks once whether contracts for the same children are in force at once, unless the file says so. */
static void advise_rivals(checker *self)
{
    const pointer_text at = pointer_to("/contracts");
    if (json_get(document_value(self->doc), "contracts_stand") != NULL) {
        return;
    }
    for (size_t i = 0; i < self->subject->contracts.count; i++) {
        for (size_t j = i + 1; j < self->subject->contracts.count; j++) {
            const contract_row *a = &self->subject->contracts.items[i], *b = &self->subject->contracts.items[j];
            if (pay_for_same_children(a, b)) {
                check_warning(self, &at,
                              "\"%s\" and \"%s\" pay for the same children, and both are added to the programme's money; are they in force at once (write "
                                  "\"contracts_stand\": \"together\") or is each a proposal in place of the other (\"rivals\")?",
                                  a->name, b->name);
                return;
            }
        }
    }
}

static void advise_levels(checker *self, const evidence *seen)
{
    for (size_t k = 0; k < self->subject->transitions.count; k++) {
        if (seen->unreached[k] > 0) {
            const pointer_text at = pointer_to("/transitions/%s/share_by/share", self->subject->transitions.items[k].name);
            check_warning(self, &at,
                          "in %.0f of 100 worlds so many cannot make the transition by then, however quick it is: some turn 18 before, or the nominal wait leaves nobody; "
                          "it is then taken at its quickest",
                          100 * seen->unreached[k]);
        }
    }
}

static void advise_extreme_prices(checker *self, const evidence *seen)
{
    for (size_t s = 0; s < self->subject->states.count; s++) {
        if (seen->mean_exceeded[s] > 0) {
            const pointer_text at = pointer_to("/states/%s/extreme_price/keeps_mean", self->subject->states.items[s].name);
            check_warning(self, &at, "in %.0f of 100 worlds stays at an extreme price alone bring more than the day cost, which should be the mean of all: the mean is not kept",
                          100 * seen->mean_exceeded[s]);
        }
    }
}

static void advise_haircut(checker *self)
{
    const quantity haircut = self->subject->appraisal.benefit_haircut;
    if (haircut.draw >= 0 || haircut.value > 0) {
        const pointer_text at = pointer_to("/appraisal/benefit_haircut");
        check_warning(self, &at, "benefits are already the difference from a simulated world without the programme, with its uncertainty; a haircut takes off for the same "
                                 "thing again");
    }
}

static void advise_fit(checker *self)
{
    int64_t figures = 0;
    for (size_t f = 0; f < self->subject->published.count; f++) {
        const figure_row *figure = &self->subject->published.items[f];
        figures += figure->role == ROLE_FITTED && !isnan(figure->value);
    }
    if (self->subject->fitted_inputs > figures) {
        const pointer_text at = pointer_to("/fitted_inputs");
        check_warning(self, &at, "%lld inputs were set to meet %lld figures: such a fit always succeeds and shows nothing", (long long)self->subject->fitted_inputs,
                      (long long)figures);
    }
}

static void advise_inputs(checker *self)
{
    for (size_t i = 0; i < self->subject->inputs.count; i++) {
        const input_row *input = &self->subject->inputs.items[i];
        if (!input->used) {
            const pointer_text at = pointer_to("/inputs/%s", input->name);
            check_warning(self, &at, "no setting is made of it: write {\"of\": \"%s\"} where the number stands, or take it away", input->name);
        }
    }
}

void advise(scenario *self, const document *doc, fault_list *faults)
{
    evidence seen;
    checker adviser = { .subject = self, .doc = doc, .faults = faults };
    if (!evidence_gather(self, &seen)) {
        faults->out_of_memory = 1;
        return;
    }
    advise_entrants(&adviser, &seen);
    advise_drift(&adviser);
    advise_rivals(&adviser);
    advise_levels(&adviser, &seen);
    advise_terms(&adviser, &seen);
    advise_extreme_prices(&adviser, &seen);
    if (!advise_floors(&adviser, seen.floor_futures)) {
        faults->out_of_memory = 1;
    }
    advise_haircut(&adviser);
    advise_fit(&adviser);
    advise_inputs(&adviser);
    advise_idle(&adviser);
}
