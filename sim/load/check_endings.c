#include "load/check.h"

/* Early ends and later limits of contracts. */

/** A limit counts from a day on which a period can end. */
static void check_limits(checker *self, const contract_row *contract)
{
    for (size_t i = 0; i < contract->limits_from.count; i++) {
        const limit_row *row = &contract->limits_from.items[i];
        const pointer_text at = pointer_to("/contracts/%s/limits_from/%s/from", contract->name, row->name);
        if (row->from != DATE_NONE && (row->from < contract->starts || row->from > contract->last_claimable)) {
            check_fault(self, &at, "%s is outside the contract's dates, %s to %s", words_of_date(row->from).text, words_of_date(contract->starts).text,
                        words_of_date(contract->last_claimable).text);
        }
    }
}

static bool is_zero(quantity q)
{
    return q.draw < 0 && q.value <= 0;
}

/** The term whose success is looked at has some. */
static void check_success_term(checker *self, const contract_row *contract)
{
    const early_end_settings *ending = &contract->early_end;
    const directory terms = terms_of(contract);
    const int32_t index = ending->term ? directory_find(&terms, ending->term) : contract->terms.count > 0 ? 0 : INDEX_NONE;
    const char *why = ending->trigger == END_SUCCESS_BELOW && index != INDEX_NONE ? term_without_success(&contract->terms.items[index]) : NULL;
    if (why) {
        const pointer_text at = pointer_to("/contracts/%s/early_end/%s", contract->name, ending->term ? "term" : "trigger");
        check_fault(self, &at, "the term \"%s\" %s; name in \"term\" one that is paid by the child", directory_name(&terms, (size_t)index), why);
    }
}

static void check_trigger(checker *self, const contract_row *contract)
{
    const early_end_settings *ending = &contract->early_end;
    if (ending->trigger != END_NEVER && is_zero(ending->below)) {
        const pointer_text at = pointer_to("/contracts/%s/early_end/trigger", contract->name);
        check_fault(self, &at, "nothing is below 0; give \"below\", the share at which the contract ends");
    }
    if (ending->term && ending->trigger != END_SUCCESS_BELOW) {
        const pointer_text at = pointer_to("/contracts/%s/early_end/term", contract->name);
        check_fault(self, &at, "only the trigger \"success_below\" looks at a term");
    }
    check_success_term(self, contract);
    if (ending->payment != END_COST_PLUS && !is_zero(ending->cost_plus_share)) {
        const pointer_text at = pointer_to("/contracts/%s/early_end/cost_plus_share", contract->name);
        check_fault(self, &at, "delivery cost is paid only where \"payment\" is \"cost_plus\"");
    }
}

/** What is said of disputed parts says nothing where none is disputed. */
static void check_disputes(checker *self, const contract_row *contract)
{
    const bool said = contract->dispute_days > 0 || !is_zero(contract->dispute_lost_share);
    if (said && is_zero(contract->disputed_share)) {
        const pointer_text at = pointer_to("/contracts/%s/claims", contract->name);
        check_fault(self, &at, "there is no \"disputed_share\" for \"dispute_days\" and \"dispute_lost_share\" to act on");
    }
}

void check_endings(checker *self)
{
    for (size_t i = 0; i < self->subject->contracts.count; i++) {
        const contract_row *contract = &self->subject->contracts.items[i];
        if (contract->starts != DATE_NONE && contract->last_claimable != DATE_NONE) {
            check_limits(self, contract);
        }
        check_trigger(self, contract);
        check_disputes(self, contract);
    }
}
