#ifndef EDGECARE_ADVISE_BENCHMARKS_H
#define EDGECARE_ADVISE_BENCHMARKS_H

#include <stdbool.h>
#include <stdio.h>

#include "records/scenario.h"

/** Worlds looked at; with two histories each. Few, so that lint stays quicker than a run: what is told is rounded to two digits. */
#define BENCHMARK_WORLDS 12

/** Prints, for each contract, what it comes to beside what has been published of such contracts, and asks what an expert would ask of what lies outside. One thread.
 *  False when memory runs out. */
bool benchmarks_print(const scenario *self, FILE *out);

#endif
