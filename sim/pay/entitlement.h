#ifndef EDGECARE_PAY_ENTITLEMENT_H
#define EDGECARE_PAY_ENTITLEMENT_H

#include "pay/bands.h"
#include "pay/savings.h"
#include "pay/settle.h"
#include "terms/term.h"

/** A term in one world, with what changes from period to period. */
typedef struct {
    const term_row *row;   /* borrowed */
    const term_kind *kind; /* borrowed; NULL: of no kind */
    double price, deadweight, index, minimum_effect;
    savings_account savings;
    band_account banded;
    double achieved, assessed; /* up to the period's end */
} term_account;

/** All terms of a contract. */
typedef struct {
    const pay_subject *subject; /* borrowed */
    size_t terms;
    term_account term[TERMS_MAX];
} entitlement;

/** Begins with the first period. `self` need not be initialised; the subject must outlive it. */
void entitlement_begin(const pay_subject *subject, entitlement *self);

/** Works out what the terms bring in a period, before claw-back and limits: steps 1 to 4. Writes the period's payable, term_entitled and cost_plus. To be called for one
 *  period after the other. */
void entitlement_work_out(entitlement *self, size_t period, ledger *out);

#endif
