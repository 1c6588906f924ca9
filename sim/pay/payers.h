#ifndef EDGECARE_PAY_PAYERS_H
#define EDGECARE_PAY_PAYERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "records/ledger.h"
#include "records/scenario.h"

/** Terms that the same payers pay for are split together: a group is such a set of terms. */
typedef struct {
    size_t count;
    size_t of_term[TERMS_MAX];      /* the term's group, groups in order of their first term */
    uint32_t payers[TERMS_MAX];     /* by group: bit p set where payer p pays; 0: nobody does */
} payer_groups;

payer_groups payer_groups_of(const contract_row *contract);

/** Weights of a group's payers, by payer: their shares; a payer without a share gets what the others leave (several: in equal parts); 0 outside the group. */
void payer_weights(const contract_row *contract, const double world[], uint32_t group, double weight[]);

/** What payers can still pay. */
typedef struct {
    size_t count;
    pence room[PAYERS_MAX];        /* up to the payer's limit */
    bool offers[PAYERS_MAX];       /* what its limit cuts is offered to others */
    size_t by_rank[PAYERS_MAX];    /* payers, lowest rank first, ties in order of the file */
} payer_rooms;

payer_rooms payer_rooms_of(const contract_row *contract, const double world[]);

/** Cuts each part to its room, in place; `cut` gets what was cut. Pence, by payer. */
void parts_cut(const pence room[], pence part[], pence cut[], size_t count);

/** Offers what was cut from payers whose contract says so to the other payers of the group, in order of rank, each up to its room; adds it to `part`.
 *  Returns what stays unpaid of all that was cut. */
pence cut_offered(const payer_rooms *rooms, uint32_t group, const pence cut[], pence part[]);

/** Splits a group's amount over its payers: shares by largest remainder with remainders carried, then limits, then offers. Writes `part` and `cut` by payer, takes
 *  the parts off the rooms and returns what stays unpaid (all of it where nobody pays for the group). */
pence group_pay(payer_rooms *rooms, uint32_t group, pence amount, const double weight[], double carry[], pence part[], pence cut[]);

#endif
