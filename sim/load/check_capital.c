#include "load/check.h"

#include <math.h>
#include <string.h>

#include "tranches/tranche.h"

#define POUNDS_TOLERANCE 0.005
#define SHARES_TOLERANCE 1e-9

static const char all_payers[] = "payers", investors[] = "investors";

static const tranche_row *tranche_at(const contract_row *contract, size_t i)
{
    return &contract->capital.tranches.items[i];
}

static void fault_unknown_party(checker *self, const contract_row *contract, const directory *payers, const char *name)
{
    const name_list *providers = &self->subject->providers;
    const pointer_text at = pointer_to("/contracts/%s/capital/surplus/%s", contract->name, name);
    candidates names = { .items = { all_payers, investors }, .count = 2 };
    text_buffer hint = { 0 };
    for (size_t i = 0; i < payers->entries->count; i++) {
        candidates_add(&names, directory_name(payers, i));
    }
    for (size_t i = 0; i < providers->count; i++) {
        candidates_add(&names, providers->items[i]);
    }
    words_suggest(&hint, name, &names, "known: ");
    check_key_fault(self, &at, "there is no payer or provider \"%s\"%s", name, hint.bytes ? hint.bytes : "");
    text_free(&hint);
}

/** Whom a name of capital.surplus names: the words first, then a payer of the contract, then a provider. */
static surplus_party party_of(checker *self, const contract_row *contract, const char *name)
{
    if (!name || strcmp(name, all_payers) == 0) {
        return (surplus_party){ SURPLUS_ALL_PAYERS, 0 };
    }
    if (strcmp(name, investors) == 0) {
        return (surplus_party){ SURPLUS_INVESTORS, 0 };
    }
    const directory payers = { "payer", &contract->payers.any, sizeof(payer_row) };
    const int32_t payer = directory_find(&payers, name);
    const int32_t provider = name_index(&self->subject->providers, name);
    if (payer == INDEX_NONE && provider == INDEX_NONE) {
        fault_unknown_party(self, contract, &payers, name);
        return (surplus_party){ SURPLUS_ALL_PAYERS, 0 };
    }
    return payer != INDEX_NONE ? (surplus_party){ SURPLUS_PAYER, (size_t)payer } : (surplus_party){ SURPLUS_PROVIDER, (size_t)provider };
}

static void resolve_surplus(checker *self, contract_row *contract)
{
    capital_settings *capital = &contract->capital;
    if (capital->surplus.count == 0) {
        return;
    }
    capital->surplus_to = arena_take(&self->subject->memory, capital->surplus.count, sizeof *capital->surplus_to);
    self->out_of_memory |= !capital->surplus_to;
    for (size_t i = 0; capital->surplus_to && i < capital->surplus.count; i++) {
        capital->surplus_to[i] = party_of(self, contract, capital->surplus.names[i]);
    }
}

/** The days of the schedule, which are keys. */
static void resolve_draws(checker *self, contract_row *contract)
{
    for (size_t i = 0; i < contract->capital.draw_dates.count; i++) {
        draw_row *row = &contract->capital.draw_dates.items[i];
        const pointer_text at = pointer_to("/contracts/%s/capital/draw/dates/%s", contract->name, row->name);
        if (!date_read(row->name, &row->when)) {
            row->when = DATE_NONE;
            check_key_fault(self, &at, "\"%s\" is no date; write \"YYYY-MM-DD\"", row->name);
        }
    }
}

static bool is_marked_assumed(const json_value *number)
{
    const char *mark = json_string(json_get(number, "mark"));
    return mark && strcmp(mark, "A") == 0;
}

/** Whether the cap on returns is nobody's word but ours. */
static void resolve_assumed_cap(checker *self, contract_row *contract)
{
    const json_value *root = document_value(self->doc);
    const pointer_text at = pointer_to("/contracts/%s/capital/irr_cap_per_year", contract->name);
    const json_value *cap = json_at(root, at.text);
    const char *input = json_string(json_get(cap, OF_KEY));
    contract->capital.irr_cap_is_assumed = is_marked_assumed(cap) || (input && is_marked_assumed(json_get(json_get(root, "inputs"), input)));
}

void resolve_capital(checker *self)
{
    for (size_t i = 0; i < self->subject->contracts.count; i++) {
        contract_row *contract = &self->subject->contracts.items[i];
        resolve_surplus(self, contract);
        resolve_draws(self, contract);
        resolve_assumed_cap(self, contract);
    }
}

static bool commitments_are_fixed(const contract_row *contract)
{
    for (size_t i = 0; i < contract->capital.tranches.count; i++) {
        if (tranche_at(contract, i)->commitment_gbp.draw >= 0) {
            return false;
        }
    }
    return contract->capital.commitment_gbp.draw < 0;
}

static double commitments_sum(const contract_row *contract)
{
    double sum = 0;
    for (size_t i = 0; i < contract->capital.tranches.count; i++) {
        sum += tranche_at(contract, i)->commitment_gbp.value;
    }
    return sum;
}

/** Beside tranches, commitment_gbp is left out or the sum of theirs. */
static void check_commitment(checker *self, const contract_row *contract)
{
    const capital_settings *capital = &contract->capital;
    const pointer_text at = pointer_to("/contracts/%s/capital/commitment_gbp", contract->name);
    const bool written = capital->commitment_gbp.draw >= 0 || capital->commitment_gbp.value != 0;
    if (capital->tranches.count == 0 || !written) {
        return;
    }
    if (!commitments_are_fixed(contract)) {
        check_fault(self, &at, "there are tranches and not every commitment is fixed; leave this one out");
    } else if (fabs(commitments_sum(contract) - capital->commitment_gbp.value) > POUNDS_TOLERANCE) {
        check_fault(self, &at, "the tranches' commitments add up to %.12g; leave this one out or write their sum", commitments_sum(contract));
    }
}

/** Whether a tranche shares in what is left; also where one could not be read. */
static bool has_equity(const contract_row *contract)
{
    for (size_t i = 0; i < contract->capital.tranches.count; i++) {
        const tranche_kind *earns = (const tranche_kind *)(const void *)tranche_at(contract, i)->kind.kind;
        if (!earns || earns->shares_residual) {
            return true;
        }
    }
    return contract->capital.tranches.count == 0;
}

/** The investors' share of surplus goes to equity: there must be some. */
static void check_investors(checker *self, const contract_row *contract)
{
    const share_map *surplus = &contract->capital.surplus;
    for (size_t i = 0; i < surplus->count; i++) {
        if (surplus->names[i] && strcmp(surplus->names[i], investors) == 0 && !has_equity(contract)) {
            const pointer_text at = pointer_to("/contracts/%s/capital/surplus/%s", contract->name, investors);
            check_key_fault(self, &at, "no tranche is of kind equity, which the investors' share of surplus goes to");
        }
    }
}

static void check_count(checker *self, const contract_row *contract)
{
    const size_t count = contract->capital.tranches.count;
    if (count > TRANCHES_MAX) {
        const pointer_text at = pointer_to("/contracts/%s/capital/tranches", contract->name);
        check_fault(self, &at, "there are %zu tranches; a contract has at most %d", count, TRANCHES_MAX);
    }
}

/** Where all is given out at the end there is no first month, no reserve and no turn. */
static void check_at_end(checker *self, const contract_row *contract)
{
    static const char *const others[] = { "from", "reserve_months", "every_months" };
    for (size_t i = 0; contract->capital.distribute_when == DISTRIBUTE_AT_END && i < sizeof others / sizeof others[0]; i++) {
        const pointer_text at = pointer_to("/contracts/%s/capital/distribute/%s", contract->name, others[i]);
        if (json_at(document_value(self->doc), at.text)) {
            check_key_fault(self, &at, "all is given out in the account's last month (\"when\" is \"at_end\"); take this away");
        }
    }
}

static void check_distribution(checker *self, const contract_row *contract)
{
    const pointer_text at = pointer_to("/contracts/%s/capital/distribute/from", contract->name);
    const date from = contract->capital.distribute_from;
    if (from != DATE_NONE && contract->starts != DATE_NONE && from < contract->starts) {
        check_fault(self, &at, "%s comes before the contract's start, %s", words_of_date(from).text, words_of_date(contract->starts).text);
    }
}

static void check_draw_date(checker *self, const contract_row *contract, const draw_row *row)
{
    const pointer_text at = pointer_to("/contracts/%s/capital/draw/dates/%s", contract->name, row->name);
    if (row->when == DATE_NONE || contract->starts == DATE_NONE || contract->last_claimable == DATE_NONE) {
        return;
    }
    if (row->when < contract->starts || row->when > contract->last_claimable) {
        check_key_fault(self, &at, "%s is outside the contract's dates, %s to %s", row->name, words_of_date(contract->starts).text,
                        words_of_date(contract->last_claimable).text);
    }
}

/** A schedule has dates, they are written for a schedule only, and they draw no more than the commitment. */
static void check_draws(checker *self, const contract_row *contract)
{
    const capital_settings *capital = &contract->capital;
    const pointer_text at = pointer_to("/contracts/%s/capital/draw/dates", contract->name);
    const pointer_text when = pointer_to("/contracts/%s/capital/draw/when", contract->name);
    double sum = 0;
    if (capital->draw_when == DRAW_SCHEDULED && capital->draw_dates.count == 0) {
        check_fault(self, &when, "a schedule needs \"dates\": {\"YYYY-MM-DD\": share of the commitment, ...}");
    }
    if (capital->draw_when == DRAW_NEEDED && capital->draw_dates.count > 0) {
        check_fault(self, &at, "capital is drawn as needed; write \"when\": \"scheduled\" for these dates to hold, or leave them out");
    }
    for (size_t i = 0; i < capital->draw_dates.count; i++) {
        const draw_row *row = &capital->draw_dates.items[i];
        check_draw_date(self, contract, row);
        sum += row->share.draw < 0 ? row->share.value : 0;
    }
    if (sum > 1 + SHARES_TOLERANCE) {
        check_fault(self, &at, "the shares add up to %.12g; at most the whole commitment, 1, can be drawn", sum);
    }
}

void check_capital(checker *self)
{
    for (size_t i = 0; i < self->subject->contracts.count; i++) {
        const contract_row *contract = &self->subject->contracts.items[i];
        check_count(self, contract);
        check_commitment(self, contract);
        check_investors(self, contract);
        check_distribution(self, contract);
        check_at_end(self, contract);
        check_draws(self, contract);
    }
}
