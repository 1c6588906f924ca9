#ifndef TESTS_MUTATION_INSIDE_H
#define TESTS_MUTATION_INSIDE_H

/** Runs two worlds of a scenario file and recomputes the books of each contract: what of them does not hold, such as parties whose nets do not sum to
 *  nothing; NULL where all holds. Static. */
const char *inside_broken(const char *path);

#endif
