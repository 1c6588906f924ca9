#ifndef EDGECARE_PAY_TRANCHES_H
#define EDGECARE_PAY_TRANCHES_H

#include <stdbool.h>
#include <stddef.h>

#include "records/ledger.h"
#include "records/scenario.h"
#include "tranches/tranche.h"

/** Where one tranche stands between two months. */
typedef struct {
    const tranche_kind *kind; /* borrowed */
    double parameter[KIND_PARAMETERS_MAX];
    int64_t draws_rank, repaid_rank;
    pence commitment, drawn;  /* in all; so far */
    pence principal;          /* drawn and not yet repaid */
    double owed;              /* pounds: principal and interest */
} tranche_position;

/** The tranches of a contract in one world. */
typedef struct {
    size_t count;                    /* at least 1 */
    tranche_position items[TRANCHES_MAX];
    size_t by_draws[TRANCHES_MAX];   /* tranches, lowest rank first, ties in order of the file */
    size_t by_repaid[TRANCHES_MAX];
} capital_stack;

/** Nothing drawn yet. A contract that writes no tranches has one of kind equity with capital.commitment_gbp. */
void capital_stack_begin(const capital_settings *capital, capital_stack *self);

/** What may still be drawn of all tranches. */
pence capital_left(const capital_stack *self);

/** The principal outstanding of all tranches. */
pence capital_outstanding(const capital_stack *self);

/** Draws `amount`, at most capital_left: the lowest draws_rank first, the same rank in proportion to commitments left (whole pence by largest remainder).
 *  `part` gets what each tranche puts in. */
void capital_draw(capital_stack *self, pence amount, pence part[]);

/** Repays out of `amount` what tranches are due, in whole pence, the lowest repaid_rank first, the same rank in proportion to what is due (whole pence by largest remainder); a
 *  payment meets interest before principal, and what is then owed below a penny is settled. Writes each tranche's `part`; returns what is left. */
pence capital_repay(capital_stack *self, pence amount, pence part[]);

/** Whether a tranche shares in what is left when all have what they are due. */
bool capital_shares_residual(const capital_stack *self);

/** Adds `amount` to the parts of the tranches that share in what is left, by capital drawn (by commitments where nothing was drawn; equally without
 *  either). Needs one of them. */
void capital_residual(const capital_stack *self, pence amount, pence part[]);

/** A month later: what is owed has grown. */
void capital_grow(capital_stack *self);

/** Gives out `amount` in order of rank, each rank in proportion to room: `order` lists the indices by rank, `rank` and `room` are by index. Writes `part` and
 *  returns what is left when all rooms are full. At most TRANCHES_MAX. */
pence ranks_fill(size_t count, const size_t order[], const int64_t rank[], const pence room[], pence amount, pence part[]);

#endif
