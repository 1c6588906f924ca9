#ifndef EDGECARE_PAY_ENTITLEMENT_H
#define EDGECARE_PAY_ENTITLEMENT_H

#include "pay/bands.h"
#include "pay/savings.h"
#include "pay/settle.h"
#include "terms/term.h"

/** A term, or a version of one, in one world, with what changes from period to period. */
typedef struct {
    const term_row *row;   /* borrowed */
    const term_kind *kind; /* borrowed; NULL: of no kind */
    double deadweight;
    savings_account savings;
    double amount;             /* exact pence before bands, so far */
    double achieved, assessed; /* up to the period's end */
    /* of a term with all its versions: */
    double highest;            /* saved and paid for: FLOOR_CUMULATIVE */
    band_account banded;
} term_account;

/** All terms of a contract. */
typedef struct {
    const pay_subject *subject; /* borrowed */
    size_t terms;
    term_account term[TERMS_MAX];
} entitlement;

/** Begins with the first period. `self` need not be initialised; the subject must outlive it. */
void entitlement_begin(const pay_subject *subject, entitlement *self);

/** The price of a term or version in a period, in pounds: grown on each anniversary by the period's end. */
double term_price(const pay_subject *subject, const term_row *row, size_t period);

/** Works out what the terms bring in a period, before claw-back and limits: steps 1 to 4. Writes the period's payable (versions apart), term_entitled (a term with its
 *  versions; 0 for these) and cost_plus. To be called for one period after the other. */
void entitlement_work_out(entitlement *self, size_t period, ledger *out);

#endif
