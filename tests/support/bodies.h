#ifndef EDGECARE_TESTS_SUPPORT_BODIES_H
#define EDGECARE_TESTS_SUPPORT_BODIES_H

#include "records/ledger.h"
#include "records/scenario.h"

/** What each body gains or loses under one contract, nominal pounds. Councils, top-up payers, providers, tranches, intermediary and what is in hand
 *  add up to
 *
 *      benefit in nominal prices - own, administration and home support cost - delivery cost,
 *
 *  whoever pays whom. */
typedef struct {
    double council[COUNCILS_MAX];     /* by scenario.councils: value.council_net */
    double top_up[PAYERS_MAX];        /* by payer of the contract: surplus less what it pays and its part of administration; 0 for councils */
    double provider[PROVIDERS_MAX];   /* by scenario.providers: fees + surplus - cost - what it still carries */
    double tranche[TRANCHES_MAX];     /* distributed - drawn */
    double intermediary;              /* what it is paid */
    double in_hand;                   /* the account's balance */
} body_nets;

/** Works out the nets of one contract, value (of either horizon and arm), ledger and cash account as of the same date. */
body_nets body_nets_of(const contract_row *contract, const ledger *paid, const cash *account, const value *worth);

/** The sum over all bodies, what is in hand and what is owed. */
double body_nets_sum(const body_nets *nets);

#endif
