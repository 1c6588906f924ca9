#ifndef EDGECARE_MEASURE_ACCOUNTS_H
#define EDGECARE_MEASURE_ACCOUNTS_H

#include "measure/pass.h"

/* What a child may bring: a contract's limits for a child, and what its terms know of the child over all their versions. */

/** The terms from `first` on in `order` (rows by origin) whose accounts a child keeps in common: all by child where the contract has a limit for a child; else a term
 *  with its versions where there is a limit, a milestone or a floor by child. Writes their rows to `group` and returns how many; `accounts` says whether there is
 *  any account to keep. */
size_t account_group(const contract_row *contract, const bool done[], size_t first, size_t group[], bool *accounts);

/** Adds what a child brings a pass whose terms have common accounts, part by part, in the order in which it falls due (what falls due on the same day in the order of
 *  the terms, then of its own days), until a limit is reached; the unit that crosses a limit counts by the fraction that fits. With a baseline a day brings what it
 *  saves, and days that count and window days stop together. Writes what was added into the parts. */
void accounts_add(const term_pass *pass, child_part parts[], size_t count, size_t slot);

#endif
