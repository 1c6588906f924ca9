#include "load/check.h"

#include <string.h>

/** Bits of the states whose days count where a term names none: all that are not care. */
static uint32_t states_out_of_care(const scenario *subject)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < subject->states.count && i < STATES_MAX; i++) {
        mask |= MAP_ITEM(state_row, subject->states, i)->class_of == CLASS_CARE ? 0 : UINT32_C(1) << i;
    }
    return mask;
}

/** A term's own sites must be among the contract's. */
static void check_term_sites(checker *self, const contract_row *contract, const term_row *term)
{
    const directory sites = sites_of(self->subject);
    for (size_t i = 0; i < term->sites.count; i++) {
        const int32_t index = term->sites.items[i] ? directory_find(&sites, term->sites.items[i]) : INDEX_NONE;
        if (index >= 0 && index < 32 && !(contract->site_mask >> index & 1)) {
            const pointer_text at = pointer_to("/contracts/%s/terms/%s/sites/%zu", contract->name, term->name, i);
            check_fault(self, &at, "the contract does not cover the site \"%s\"", term->sites.items[i]);
        }
    }
}

static bool locality_exists(const scenario *subject, uint32_t sites, const char *name)
{
    for (size_t i = 0; i < subject->sites.count && i < 32; i++) {
        const site_row *site = MAP_ITEM(site_row, subject->sites, i);
        const directory localities = { "locality", &site->localities, sizeof(locality_row) };
        if ((sites >> i & 1) && directory_find(&localities, name) != INDEX_NONE) {
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

static void resolve_term(checker *self, const contract_row *contract, term_row *term)
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
    check_term_sites(self, contract, term);
    check_localities(self, contract, term);
}

static int32_t find_council(const name_list *councils, const char *name)
{
    for (size_t i = 0; i < councils->count; i++) {
        if (strcmp(councils->items[i], name) == 0) {
            return (int32_t)i;
        }
    }
    return INDEX_NONE;
}

static void resolve_payer(checker *self, const contract_row *contract, payer_row *payer)
{
    const directory terms = terms_of(contract);
    const pointer_text at = pointer_to("/contracts/%s/payers/%s/terms", contract->name, payer->name);
    payer->term_mask = mask_or(resolve_mask(self, &terms, &payer->terms, &at), &payer->terms, mask_below(contract->terms.count));
    payer->council_index = find_council(&self->subject->councils, payer->name);
}

static void resolve_contract(checker *self, contract_row *contract)
{
    const directory sites = sites_of(self->subject);
    const pointer_text at = pointer_to("/contracts/%s/sites", contract->name);
    contract->site_mask = mask_or(resolve_mask(self, &sites, &contract->sites, &at), &contract->sites, mask_below(self->subject->sites.count));
    if (contract->capital.recycle_until == DATE_NONE) {
        contract->capital.recycle_until = contract->last_claimable;
    }
    for (size_t i = 0; i < contract->terms.count; i++) {
        resolve_term(self, contract, MAP_ITEM(term_row, contract->terms, i));
    }
    for (size_t i = 0; i < contract->payers.count; i++) {
        resolve_payer(self, contract, MAP_ITEM(payer_row, contract->payers, i));
    }
}

void resolve_contracts(checker *self)
{
    for (size_t i = 0; i < self->subject->contracts.count; i++) {
        resolve_contract(self, MAP_ITEM(contract_row, self->subject->contracts, i));
    }
}
