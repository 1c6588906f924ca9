#include "baselines/baseline.h"
#include "load/check.h"
#include "load/variations.h"

#include <string.h>

/** Bits of the states whose days count where a term names none: all that are not care. */
static uint32_t states_out_of_care(const scenario *subject)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < subject->states.count && i < STATES_MAX; i++) {
        mask |= subject->states.items[i].class_of == CLASS_CARE ? 0 : UINT32_C(1) << i;
    }
    return mask;
}

/** A term's own sites must be among the contract's. */
static void check_term_sites(checker *self, const contract_row *contract, const term_row *term)
{
    const directory sites = sites_of(self->subject);
    for (size_t i = 0; i < term->sites.count; i++) {
        const int32_t index = term->sites.items[i] ? directory_find(&sites, term->sites.items[i]) : INDEX_NONE;
        if (index >= 0 && index < SITES_MAX && !mask_has(contract->site_mask, (size_t)index)) {
            const pointer_text at = pointer_to("/contracts/%s/terms/%s/sites/%zu", contract->name, term->name, i);
            check_fault(self, &at, "the contract does not cover the site \"%s\"", term->sites.items[i]);
        }
    }
}

static bool locality_exists(const scenario *subject, uint32_t sites, const char *name)
{
    for (size_t i = 0; i < subject->sites.count && i < 32; i++) {
        const site_row *site = &subject->sites.items[i];
        const directory localities = { "locality", &site->localities.any, sizeof(locality_row) };
        if (mask_has(sites, i) && directory_find(&localities, name) != INDEX_NONE) {
            return true;
        }
    }
    return false;
}

static void check_localities(checker *self, const contract_row *contract, const term_row *term)
{
    for (size_t i = 0; i < term->localities.count; i++) {
        const char *name = term->localities.items[i];
        if (name && !locality_exists(self->subject, term->site_mask, name)) {
            const pointer_text at = pointer_to("/contracts/%s/terms/%s/localities/%zu", contract->name, term->name, i);
            check_fault(self, &at, "none of the term's sites has a locality \"%s\"", name);
        }
    }
}

static uint32_t mask_or(uint32_t mask, const name_list *names, uint32_t when_empty)
{
    return names->count == 0 ? when_empty : mask;
}

static void resolve_bands(checker *self, term_row *term, const pointer_text *base)
{
    const directory bands = { "band", &self->subject->people.bands.any, sizeof(band_row) };
    const pointer_text at = pointer_to("%.400s/bands", base->text);
    if (term->bands.count > 0 && bands.entries->count == 0) {
        check_fault(self, &at, "there are no bands in \"people\"");
    }
    term->band_mask = mask_or(resolve_mask(self, &bands, &term->bands, &at), &term->bands, UINT32_MAX);
}

static int32_t label_index(const group_row *group, const char *label)
{
    for (size_t i = 0; i < group->labels.count && i < LABELS_MAX; i++) {
        if (strcmp(group->labels.names[i], label) == 0) {
            return (int32_t)i;
        }
    }
    return INDEX_NONE;
}

/** Notes one label, "GROUP/LABEL", in `found`. False where there is no such label. */
static bool resolve_label(const scenario *subject, const char *name, uint32_t found[GROUPS_MAX])
{
    const char *slash = strchr(name, '/');
    for (size_t g = 0; slash && g < subject->people.groups.count && g < GROUPS_MAX; g++) {
        const group_row *group = &subject->people.groups.items[g];
        const size_t length = (size_t)(slash - name);
        const bool named = group->name && strlen(group->name) == length && strncmp(group->name, name, length) == 0;
        const int32_t index = named ? label_index(group, slash + 1) : INDEX_NONE;
        if (index != INDEX_NONE) {
            found[g] |= UINT32_C(1) << index;
            return true;
        }
    }
    return false;
}

static void resolve_labels(checker *self, term_row *term, const pointer_text *base)
{
    uint32_t found[GROUPS_MAX] = { 0 };
    for (size_t i = 0; i < term->labels.count; i++) {
        const char *name = term->labels.items[i];
        if (name && !resolve_label(self->subject, name, found)) {
            const pointer_text at = pointer_to("%.400s/labels/%zu", base->text, i);
            check_fault(self, &at, "there is no label \"%s\"; write \"GROUP/LABEL\", both as in \"people\", \"groups\"", name);
        }
    }
    for (size_t g = 0; g < GROUPS_MAX; g++) {
        term->label_mask[g] = found[g] ? found[g] : UINT32_MAX;
    }
}

/** The bits of the versions that one variation made of terms. */
static uint32_t versions_by(const contract_row *contract, const variation_row *change, uint32_t mask)
{
    const directory terms = terms_of(contract);
    uint32_t made = 0;
    for (size_t t = 0; change->name && t < contract->terms.count && t < 32; t++) {
        const pointer_text version = pointer_to("%s from %s", directory_name(&terms, t), change->name);
        const int32_t index = mask_has(mask, t) ? directory_find(&terms, version.text) : INDEX_NONE;
        made |= index >= 0 ? mask_of((size_t)index) : 0;
    }
    return made;
}

/** The bits of terms, of the versions that variations made of them, and of versions of those. */
static uint32_t with_versions(const contract_row *contract, uint32_t mask)
{
    for (size_t round = 0; round < contract->variations.count; round++) {
        for (size_t v = 0; v < contract->variations.count; v++) {
            mask |= versions_by(contract, &contract->variations.items[v], mask);
        }
    }
    return mask;
}

/** Whether a variation by start, and not the term itself, says until when the families of the first version start. */
static bool is_split_by_start(const checker *self, const contract_row *contract, const term_row *term)
{
    const pointer_text until = pointer_to("/contracts/%s/terms/%s/started_until", contract->name, term->name);
    const bool is_first = term->started_from == DATE_NONE && term->started_until != DATE_NONE;
    for (size_t v = 0; is_first && v < contract->variations.count; v++) {
        const pointer_text from = pointer_to("/contracts/%s/variations/%s/from", contract->name, contract->variations.items[v].name);
        if (variation_takes_over(self->doc, until.text, from.text)) {
            return true;
        }
    }
    return false;
}

/** Notes which of the terms are versions of the term in row `origin`, and whether variations alone split it by start: the first version ends by one, the last goes on. */
static void resolve_versions(const checker *self, const contract_row *contract, size_t origin)
{
    const uint32_t versions = with_versions(contract, UINT32_C(1) << origin);
    bool goes_on = false, is_split = false;
    for (size_t t = origin; t < contract->terms.count && t < 32; t++) {
        term_row *version = &contract->terms.items[t];
        if (mask_has(versions, t)) {
            version->origin_back = (uint32_t)(t - origin);
            goes_on = goes_on || version->started_until == DATE_NONE;
            is_split = is_split || is_split_by_start(self, contract, version);
        }
    }
    for (size_t t = origin; t < contract->terms.count && t < 32; t++) {
        term_row *version = &contract->terms.items[t];
        version->split_by_start |= term_is_of(version, t, origin) && goes_on && is_split;
    }
}

static void resolve_by(checker *self, const contract_row *contract, term_row *term, size_t own)
{
    const directory terms = terms_of(contract);
    const pointer_text at = pointer_to("/contracts/%s/terms/%s/by", contract->name, term->name);
    const int32_t found = resolve_name(self, &terms, term->by, &at, false);
    term->by_index = found == INDEX_NONE ? (int32_t)own : found;
    const size_t named = found >= 0 ? (size_t)found : own - term->origin_back;
    term->by_mask = with_versions(contract, mask_of((size_t)named));
}

static bool looks_at_children(const term_row *term)
{
    const baseline_kind *expected = (const baseline_kind *)(const void *)term->baseline.kind;
    double parameter[KIND_PARAMETERS_MAX];
    for (size_t i = 0; i < KIND_PARAMETERS_MAX; i++) {
        parameter[i] = term->baseline.parameter[i].value;
    }
    return expected && expected->children(parameter) > 0;
}

/** The control group of the term of which this is a version by a variation that left baseline, sites and cohorts alone; INDEX_NONE. */
static int32_t controls_taken_over(const checker *self, const contract_row *contract, const term_row *term)
{
    const pointer_text at = pointer_to("/contracts/%s/terms/%s/baseline/kind", contract->name, term->name);
    for (size_t t = 0; t < contract->terms.count; t++) {
        const term_row *other = &contract->terms.items[t];
        if (other == term || !other->name) {
            return INDEX_NONE; /* versions come after what they are made from */
        }
        const pointer_text there = pointer_to("/contracts/%s/terms/%s/baseline/kind", contract->name, other->name);
        if (looks_at_children(other) && other->site_mask == term->site_mask && other->cohort_mask == term->cohort_mask &&
            variation_takes_over(self->doc, at.text, there.text)) {
            return other->controls;
        }
    }
    return INDEX_NONE;
}

/** Numbers the control groups over all contracts. */
static void resolve_controls(checker *self, const contract_row *contract, term_row *term)
{
    term->controls = INDEX_NONE;
    if (looks_at_children(term)) {
        const int32_t known = controls_taken_over(self, contract, term);
        term->controls = known == INDEX_NONE ? (int32_t)self->subject->control_count++ : known;
    }
}

/** The states that a term's price list names; only placements in care have a price. */
static void resolve_placement_prices(checker *self, term_row *term, const pointer_text *base)
{
    const directory states = states_of(self->subject);
    for (size_t i = 0; i < term->placement_prices.count; i++) {
        placement_price_row *price = &term->placement_prices.items[i];
        const pointer_text at = pointer_to("%.400s/placement_gbp_per_day/%s", base->text, price->name);
        price->state_index = resolve_name(self, &states, price->name, &at, true);
        if (price->state_index != INDEX_NONE && self->subject->states.items[price->state_index].class_of != CLASS_CARE) {
            check_key_fault(self, &at, "\"%s\" is no placement in care: a day there costs nothing", price->name);
        }
    }
}

static void resolve_term(checker *self, const contract_row *contract, term_row *term, size_t own)
{
    const scenario *subject = self->subject;
    const directory states = states_of(subject), sites = sites_of(subject), cohorts = cohorts_of(subject);
    const pointer_text base = pointer_to("/contracts/%s/terms/%s", contract->name, term->name);
    const pointer_text counts = pointer_to("%.400s/counts", base.text), shortens = pointer_to("%.400s/shortens", base.text);
    const pointer_text where = pointer_to("%.400s/sites", base.text), who = pointer_to("%.400s/cohorts", base.text);
    term->counts_mask = mask_or(resolve_mask(self, &states, &term->counts, &counts), &term->counts, states_out_of_care(subject));
    term->shortens_mask = resolve_mask(self, &states, &term->shortens, &shortens);
    term->site_mask = mask_or(resolve_mask(self, &sites, &term->sites, &where), &term->sites, contract->site_mask);
    term->cohort_mask = mask_or(resolve_mask(self, &cohorts, &term->cohorts, &who), &term->cohorts, mask_below(subject->cohorts.count));
    resolve_placement_prices(self, term, &base);
    resolve_bands(self, term, &base);
    resolve_labels(self, term, &base);
    resolve_by(self, contract, term, own);
    resolve_controls(self, contract, term);
    check_term_sites(self, contract, term);
    check_localities(self, contract, term);
}

/** A payer's own sites must be among the contract's. */
static void check_payer_sites(checker *self, const contract_row *contract, const payer_row *payer)
{
    const directory sites = sites_of(self->subject);
    for (size_t i = 0; i < payer->sites.count; i++) {
        const int32_t index = payer->sites.items[i] ? directory_find(&sites, payer->sites.items[i]) : INDEX_NONE;
        if (index >= 0 && index < SITES_MAX && !mask_has(contract->site_mask, (size_t)index)) {
            const pointer_text at = pointer_to("/contracts/%s/payers/%s/sites/%zu", contract->name, payer->name, i);
            check_fault(self, &at, "the contract does not cover the site \"%s\"", payer->sites.items[i]);
        }
    }
}

static void resolve_payer(checker *self, const contract_row *contract, payer_row *payer)
{
    const directory terms = terms_of(contract);
    const pointer_text at = pointer_to("/contracts/%s/payers/%s/terms", contract->name, payer->name);
    const uint32_t named = with_versions(contract, resolve_mask(self, &terms, &payer->terms, &at));
    payer->term_mask = mask_or(named, &payer->terms, mask_below(contract->terms.count));
    const directory sites = sites_of(self->subject);
    const pointer_text where = pointer_to("/contracts/%s/payers/%s/sites", contract->name, payer->name);
    payer->site_mask = mask_or(resolve_mask(self, &sites, &payer->sites, &where), &payer->sites, contract->site_mask);
    check_payer_sites(self, contract, payer);
    payer->council_index = name_index(&self->subject->councils, payer->name);
}

static void resolve_early_end(checker *self, contract_row *contract)
{
    const directory terms = terms_of(contract);
    const pointer_text at = pointer_to("/contracts/%s/early_end/term", contract->name);
    const int32_t index = contract->early_end.term ? resolve_name(self, &terms, contract->early_end.term, &at, false) : 0;
    contract->early_end.term_mask = with_versions(contract, mask_of(index >= 0 ? (size_t)index : 0));
}

static bool is_given(quantity number)
{
    return number.draw >= 0 || number.value >= 0;
}

/** Adds the limits of variations to those of the contract. */
static void resolve_limits(checker *self, contract_row *contract)
{
    const size_t count = contract->limits_from.count + contract->variations.count;
    limit_row *all = count > 0 ? arena_take(&self->subject->memory, count, sizeof *all) : NULL;
    size_t kept = contract->limits_from.count;
    if (!all) {
        self->out_of_memory |= count > 0;
        return;
    }
    if (kept > 0) {
        memcpy(all, contract->limits_from.items, kept * sizeof *all);
    }
    for (size_t v = 0; v < contract->variations.count; v++) {
        const variation_row *change = &contract->variations.items[v];
        if (is_given(change->limit_gbp)) {
            all[kept++] = (limit_row){ .name = change->name, .from = change->from, .limit_gbp = change->limit_gbp };
        }
    }
    contract->limits_from.items = all;
    contract->limits_from.count = kept;
}

/** A term of the file cannot have the name of a version. */
static void check_version_name(checker *self, const contract_row *contract, const variation_row *change, const char *term)
{
    const pointer_text taken = pointer_to("/contracts/%s/terms/%s from %s", contract->name, term, change->name);
    const pointer_text from = pointer_to("/contracts/%s/variations/%s/from", contract->name, change->name);
    const pointer_text starts = pointer_to("%.500s/started_from", taken.text), pays = pointer_to("%.500s/pays_from", taken.text);
    const bool is_written = json_at(document_value(self->doc), taken.text) != NULL;
    if (is_written && !variation_takes_over(self->doc, starts.text, from.text) && !variation_takes_over(self->doc, pays.text, from.text)) {
        check_fault(self, &taken, "the variation \"%s\" makes a version of \"%s\" and calls it so; give the term another name", change->name, term);
    }
}

/** Each term that a variation changes is there. */
static void check_varied_terms(checker *self, const contract_row *contract)
{
    const directory terms = terms_of(contract);
    for (size_t v = 0; v < contract->variations.count; v++) {
        const variation_row *change = &contract->variations.items[v];
        for (size_t t = 0; t < change->terms.count; t++) {
            const varied_term *varied = &change->terms.items[t];
            const pointer_text at = pointer_to("/contracts/%s/variations/%s/terms/%s", contract->name, change->name, varied->name);
            resolve_name(self, &terms, varied->name, &at, true);
            check_version_name(self, contract, change, varied->name);
        }
    }
}

static void resolve_contract(checker *self, contract_row *contract)
{
    const directory sites = sites_of(self->subject);
    const pointer_text at = pointer_to("/contracts/%s/sites", contract->name);
    contract->site_mask = mask_or(resolve_mask(self, &sites, &contract->sites, &at), &contract->sites, mask_below(self->subject->sites.count));
    if (contract->capital.distribute_from == DATE_NONE) {
        contract->capital.distribute_from = contract->starts;
    }
    resolve_limits(self, contract);
    check_varied_terms(self, contract);
    for (size_t i = 0; i < contract->terms.count && i < 32; i++) {
        if (contract->terms.items[i].origin_back == 0) {
            resolve_versions(self, contract, i);
        }
    }
    for (size_t i = 0; i < contract->terms.count; i++) {
        resolve_term(self, contract, &contract->terms.items[i], i);
    }
    for (size_t i = 0; i < contract->payers.count; i++) {
        resolve_payer(self, contract, &contract->payers.items[i]);
    }
    resolve_early_end(self, contract);
}

void resolve_contracts(checker *self)
{
    for (size_t i = 0; i < self->subject->contracts.count; i++) {
        resolve_contract(self, &self->subject->contracts.items[i]);
    }
}
