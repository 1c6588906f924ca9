#ifndef EDGECARE_TESTS_REFERENCE_WATERFALL_H
#define EDGECARE_TESTS_REFERENCE_WATERFALL_H

#include "reference/contract.h"
#include "tranches/tranche.h"

/** A tranche under way. */
typedef struct {
    const tranche_kind *kind;
    double parameter[KIND_PARAMETERS_MAX];
    int64_t draws_rank, repaid_rank;
    pence commitment, drawn, principal;
    double owed; /* pounds */
} tranche_state;

/** All capital of a contract, and the account into which it books. `book` is borrowed. */
typedef struct {
    const reference_case *at;
    const contract_row *contract;
    cash *book;
    size_t count;
    tranche_state tranche[TRANCHES_MAX];
    double hurdle; /* pence */
} capital_state;

capital_state reference_capital(const reference_case *at, const contract_row *contract, cash *book);
/** Draws up to `wanted` as far as commitments go; returns what is drawn. */
pence reference_capital_draw(capital_state *self, size_t month, pence wanted);
/** Gives out what is above the reserve. */
void reference_capital_give(capital_state *self, size_t month, pence amount);
/** What is owed and the hurdle account grow at the month's end. */
void reference_capital_month_end(capital_state *self, size_t month);

#endif
