#ifndef EDGECARE_TESTS_SUPPORT_PARTIES_H
#define EDGECARE_TESTS_SUPPORT_PARTIES_H

#include <stddef.h>

#include "records/ledger.h"

/** Those among whom a contract's money moves. PARTY_ACCOUNT is the programme's account itself, PARTY_WORLD all to whom providers pay what delivery costs. */
typedef enum { PARTY_PAYER, PARTY_TRANCHE, PARTY_PROVIDER, PARTY_INTERMEDIARY, PARTY_ACCOUNT, PARTY_WORLD } party_sort;
#define PARTY_SORTS 6

/** How many parties of a sort a contract's cash has. */
size_t parties_of(const cash *self, party_sort sort);

/** What one party gets (+) or pays (-) in a month:
 *
 *      payer          surplus - payments
 *      tranche        distributed - drawn
 *      provider       fee + surplus - delivery cost - carried
 *      intermediary   fee
 *      account        what its balance grows by
 *      world          delivery cost
 *
 *  Over all parties the flows of each month sum to 0. */
pence party_flow(const cash *self, party_sort sort, size_t index, size_t month);

/** The same month by month: writes cash.months amounts. */
void account_of_party(const cash *self, party_sort sort, size_t index, pence flow[]);

/** The same in total. */
pence party_net(const cash *self, party_sort sort, size_t index);

#endif
