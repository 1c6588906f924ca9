#ifndef EDGECARE_PAY_PAYERS_H
#define EDGECARE_PAY_PAYERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pay/limits.h"
#include "records/ledger.h"
#include "records/scenario.h"

/** The most sets of payers at one time: one for each term at each site. */
#define PAYER_GROUPS_MAX (TERMS_MAX * SITES_MAX)

/** Amounts that the same payers pay for are split together: a group is such a set of payers. It keeps its remainders from period to
 *  period, as long as the contract's payers are the same. */
typedef struct payer_groups {
    size_t count;
    uint32_t payers[PAYER_GROUPS_MAX];              /* bit p set where payer p pays; 0: nobody does */
    double weight[PAYER_GROUPS_MAX][PAYERS_MAX];    /* what they bear */
    double carry[PAYER_GROUPS_MAX][PAYERS_MAX];     /* what rounding owes them */
} payer_groups;

/** The group of a set of payers, a new one where there is none yet. At most PAYER_GROUPS_MAX are asked for. */
size_t payer_group_of(payer_groups *groups, const contract_row *contract, uint32_t payers);

/** The payers whose dates hold a period's end, as bits. */
uint32_t payers_at(const contract_row *contract, date period_end);

#define ANY_SITE SIZE_MAX

/** Those of `active` that pay for a term at a site (ANY_SITE: whatever the site). */
uint32_t payers_of_term(const contract_row *contract, uint32_t active, size_t term, size_t site);

/** Weights of a group's payers, by payer: their shares; a payer without a share gets what the others leave (several: in equal parts); 0 outside the group. */
void payer_weights(const contract_row *contract, uint32_t group, double weight[]);

/** What payers can still pay. */
typedef struct {
    size_t count;
    pence room[PAYERS_MAX];        /* in this period: up to the payer's limits in all and of the year */
    pence in_all[PAYERS_MAX];      /* up to its limit in all */
    year_limit by_year[PAYERS_MAX];
    bool offers[PAYERS_MAX];       /* what its limit cuts is offered to others */
    size_t by_rank[PAYERS_MAX];    /* payers, lowest rank first, ties in order of the file */
} payer_rooms;

/** Rooms before anything is paid. */
payer_rooms payer_rooms_of(const contract_row *contract);

/** Sets the rooms of a period by its end; periods come in order. */
void payer_rooms_set(payer_rooms *rooms, date period_end);

/** Splits a group's amount over its payers: shares by largest remainder with remainders carried, then limits, then offers. Writes `part` and `cut` by payer, takes
 *  the parts off the rooms and returns what stays unpaid (all of it where nobody pays for the group). */
pence group_pay(payer_rooms *rooms, uint32_t group, pence amount, const double weight[], double carry[], pence part[], pence cut[]);

#endif
