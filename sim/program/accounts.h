#ifndef EDGECARE_PROGRAM_ACCOUNTS_H
#define EDGECARE_PROGRAM_ACCOUNTS_H

#include <stdbool.h>

#include "program/scenario_options.h"
#include "report/accounts.h"

#define ACCOUNT_WORLDS_LEAST 200

/** A scenario's result and those of the other accounts that it names. */
typedef struct {
    account_list list;       /* .items are `own`'s */
    account_result *items;   /* owned; as many as list.count */
    result **results;        /* of the others; owned */
    scenario **scenarios;    /* of the others; owned */
    size_t count;            /* of the others that were loaded */
} account_runs;

/** Runs every other account that `own` names, with the same options and a quarter of its worlds (at least ACCOUNT_WORLDS_LEAST, at most as many). `from` is the result of `own`, borrowed.
 *  Gives an exit code; what went wrong is told on standard error, and the list then holds `own` at most. */
int account_runs_make(scenario_options *what, const scenario *own, const result *from, bool quiet, account_runs *out);
void account_runs_free(account_runs *self); /* legal on a zeroed one */

#endif
