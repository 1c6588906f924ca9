#ifndef TESTS_MUTATION_INSIDE_H
#define TESTS_MUTATION_INSIDE_H

#include "records/replicate.h"

/** Runs two worlds of a scenario file and recomputes the books of each contract: what of them does not hold, such as parties whose nets do not sum to
 *  nothing; NULL where all holds. Static. `spoil`, where not NULL, plants a fault in a contract's books before they are looked at. */
const char *inside_broken(const char *path, void (*spoil)(contract_outcome *found));

#endif
