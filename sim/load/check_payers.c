#include "load/check.h"

#include <math.h>

#include "records/ledger.h"

#define SHARE_TOLERANCE 1e-9

/** What the payers of one term bear. */
typedef struct {
    double shares;     /* sum of the fixed ones */
    size_t remainders; /* payers without a share */
    size_t uncertain;
    uint32_t payers;   /* bits of those who pay */
} burden;

static burden burden_of(const contract_row *contract, size_t term)
{
    burden sum = { 0 };
    for (size_t i = 0; i < contract->payers.count && i < PAYERS_MAX; i++) {
        const payer_row *payer = MAP_ITEM(payer_row, contract->payers, i);
        if (!(payer->term_mask >> term & 1)) {
            continue;
        }
        sum.payers |= UINT32_C(1) << i;
        if (payer->share.draw >= 0) {
            sum.uncertain++;
        } else if (payer->share.value < 0) {
            sum.remainders++;
        } else {
            sum.shares += payer->share.value;
        }
    }
    return sum;
}

static void check_burden(checker *self, const contract_row *contract, const char *term, const burden *sum)
{
    const pointer_text at = pointer_to("/contracts/%s/payers", contract->name);
    if (sum->payers == 0) {
        check_fault(self, &at, "nobody pays for the term \"%s\"", term);
    } else if (sum->remainders > 1) {
        check_fault(self, &at, "%zu payers of the term \"%s\" have no share; only one can bear the remainder", sum->remainders, term);
    } else if (sum->shares > 1 + SHARE_TOLERANCE) {
        check_fault(self, &at, "the shares of the payers of the term \"%s\" add up to %.12g, more than 1", term, sum->shares);
    } else if (sum->remainders == 0 && sum->uncertain > 0) {
        check_fault(self, &at, "a payer of the term \"%s\" has an uncertain share; another must have none and bear the remainder", term);
    } else if (sum->remainders == 0 && fabs(sum->shares - 1) > SHARE_TOLERANCE) {
        check_fault(self, &at, "the shares of the payers of the term \"%s\" add up to %.12g; leave one payer without a share to bear the remainder", term,
                    sum->shares);
    }
}

/** Whether all terms that payers name exist; where not, that is the fault to mend first. */
static bool terms_are_known(const contract_row *contract)
{
    for (size_t i = 0; i < contract->payers.count; i++) {
        const payer_row *payer = MAP_ITEM(payer_row, contract->payers, i);
        if (payer->terms.count > 0 && (size_t)__builtin_popcount(payer->term_mask) != payer->terms.count) {
            return false;
        }
    }
    return contract->payers.count > 0;
}

/** Terms with the same payers have the same fault: it is told of the first of them. */
static bool is_first_with(const contract_row *contract, size_t term, uint32_t payers)
{
    for (size_t i = 0; i < term; i++) {
        if (burden_of(contract, i).payers == payers) {
            return false;
        }
    }
    return true;
}

static bool pays_for_own_children(const scenario *subject, const contract_row *contract, const payer_row *payer)
{
    for (size_t i = 0; i < subject->sites.count && i < 32; i++) {
        const site_row *site = MAP_ITEM(site_row, subject->sites, i);
        if ((contract->site_mask >> i & 1) && payer->council_index != INDEX_NONE && site->council_index == payer->council_index) {
            return true;
        }
    }
    return false;
}

/** Warns where no payer is a council of the contract's sites: then no council bears a payment, most often by a slip in a name. */
static void check_councils(checker *self, const contract_row *contract)
{
    for (size_t i = 0; i < contract->payers.count; i++) {
        if (pays_for_own_children(self->subject, contract, MAP_ITEM(payer_row, contract->payers, i))) {
            return;
        }
    }
    const pointer_text at = pointer_to("/contracts/%s/payers", contract->name);
    if (contract->payers.count > 0 && contract->site_mask != 0 && self->subject->councils.count > 0) {
        check_warning(self, &at, "no payer is the council of one of the contract's sites (there is \"%s\"): the councils' net will hold no payments",
                      self->subject->councils.items[0]);
    }
}

void check_payers(checker *self)
{
    for (size_t i = 0; i < self->subject->contracts.count; i++) {
        const contract_row *contract = MAP_ITEM(contract_row, self->subject->contracts, i);
        const directory terms = terms_of(contract);
        for (size_t j = 0; terms_are_known(contract) && j < contract->terms.count && j < TERMS_MAX; j++) {
            const burden sum = burden_of(contract, j);
            if (is_first_with(contract, j, sum.payers)) {
                check_burden(self, contract, directory_name(&terms, j), &sum);
            }
        }
        check_councils(self, contract);
    }
}
