#ifndef EDGECARE_APPRAISE_BODIES_H
#define EDGECARE_APPRAISE_BODIES_H

#include "records/ledger.h"
#include "records/scenario.h"

/** What each body gains or loses under one contract, nominal pounds. Councils, top-up payers, provider, investor and what is owed add up to
 *
 *      benefit in nominal prices - own, administration and home support cost - delivery cost,
 *
 *  whoever pays whom. */
typedef struct {
    double council[COUNCILS_MAX]; /* by scenario.councils: value.council_net */
    double top_up[PAYERS_MAX];    /* by payer of the contract: minus what it pays; 0 for councils */
    double provider;              /* receipts + drawn - cost - distributed: the balance in hand less what the provider still carries */
    double investor;              /* distributed - drawn */
    double owed;                  /* to the provider by payers: accrued within their limits, not yet received */
} body_nets;

/** Works out the nets of one contract, value (of either horizon and arm), ledger and cash account as of the same date. */
body_nets body_nets_of(const contract_row *contract, const ledger *paid, const cash *account, const value *worth);

/** The sum over all bodies, and what is owed. */
double body_nets_sum(const body_nets *nets);

#endif
