#include "load/check.h"
#include "terms/term.h"

#include "records/limits.h"

static void check_dates(checker *self, const contract_row *contract)
{
    const date opening = self->subject->starts;
    const pointer_text starts = pointer_to("/contracts/%s/starts", contract->name);
    const pointer_text last = pointer_to("/contracts/%s/last_claimable", contract->name);
    if (contract->starts == DATE_NONE || contract->last_claimable == DATE_NONE) {
        return;
    }
    if (opening != DATE_NONE && contract->starts < opening) {
        check_fault(self, &starts, "%s comes before the scenario starts on %s", words_of_date(contract->starts).text, words_of_date(opening).text);
    }
    if (contract->last_claimable <= contract->starts) {
        check_fault(self, &last, "%s does not come after \"starts\", %s", words_of_date(contract->last_claimable).text, words_of_date(contract->starts).text);
    }
}

/** Payments are kept by financial year, like days and costs. */
static void check_years_of_payment(checker *self, const contract_row *contract)
{
    const pointer_text last = pointer_to("/contracts/%s/last_claimable", contract->name);
    if (self->subject->starts == DATE_NONE || contract->last_claimable == DATE_NONE) {
        return;
    }
    const date paid = contract->last_claimable + (date)(contract->certified_after_days + contract->paid_after_days + contract->dispute_days);
    const int years = date_financial_year(paid) - date_financial_year(self->subject->starts) + 1;
    if (years > FINANCIAL_YEARS_MAX) {
        check_fault(self, &last, "from the scenario's start on %s until the last claim is paid are %d financial years; at most %d are possible",
                    words_of_date(self->subject->starts).text, years, FINANCIAL_YEARS_MAX);
    }
}

/** Says whether the end stands between the contract's first and last day. */
static bool check_within(checker *self, const contract_row *contract, date end, const pointer_text *at)
{
    if (end >= contract->starts && end <= contract->last_claimable) {
        return true;
    }
    check_fault(self, at, "%s is outside the contract's dates, %s to %s", words_of_date(end).text, words_of_date(contract->starts).text,
                words_of_date(contract->last_claimable).text);
    return false;
}

static void check_period_ends(checker *self, const contract_row *contract)
{
    const date_list *ends = &contract->period_ends;
    if (contract->starts == DATE_NONE || contract->last_claimable == DATE_NONE) {
        return;
    }
    for (size_t i = 0; i < ends->count; i++) {
        const pointer_text at = pointer_to("/contracts/%s/claims/period_ends/%zu", contract->name, i);
        if (ends->items[i] == DATE_NONE || !check_within(self, contract, ends->items[i], &at)) {
            continue;
        }
        if (i > 0 && ends->items[i - 1] != DATE_NONE && ends->items[i] <= ends->items[i - 1]) {
            check_fault(self, &at, "%s does not come after %s; write the ends in rising order", words_of_date(ends->items[i]).text,
                        words_of_date(ends->items[i - 1]).text);
        }
    }
}

/** A limit for a child is of terms that are paid by the child. */
static void check_child_limit(checker *self, const contract_row *contract)
{
    const pointer_text at = pointer_to("/contracts/%s/per_child_limit/gbp", contract->name);
    const bool given = contract->per_child_limit_gbp.draw >= 0 || contract->per_child_limit_gbp.value >= 0;
    bool by_child = false;
    for (size_t t = 0; t < contract->terms.count; t++) {
        const term_kind *unit = (const term_kind *)(const void *)contract->terms.items[t].unit.kind;
        by_child = by_child || !unit || unit->units;
    }
    if (given && !by_child) {
        check_fault(self, &at, "all terms are paid by the period; no child brings anything that could be limited");
    }
}

void check_contracts(checker *self)
{
    if (self->subject->control_count > CONTROLS_MAX) {
        const pointer_text at = pointer_to("/contracts");
        check_fault(self, &at, "there are %zu baselines that look at children, in all contracts; at most %d are possible", self->subject->control_count, CONTROLS_MAX);
    }
    for (size_t i = 0; i < self->subject->contracts.count; i++) {
        const contract_row *contract = &self->subject->contracts.items[i];
        check_dates(self, contract);
        check_years_of_payment(self, contract);
        check_period_ends(self, contract);
        check_child_limit(self, contract);
        for (size_t j = 0; j < contract->terms.count; j++) {
            check_term(self, contract, &contract->terms.items[j]);
            check_never(self, contract, &contract->terms.items[j]);
        }
    }
}
