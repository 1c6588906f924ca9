#ifndef EDGECARE_VERIFY_VERIFY_H
#define EDGECARE_VERIFY_VERIFY_H

#include <stddef.h>
#include <stdio.h>

#include "records/scenario.h"

/** Holds a scenario against the figures published about its programme.
 *
 *  `probes` are the run's readings of the figures (probe/probe.h), [replicate][probe]; borrowed. Prints every reading of every figure: published, simulated
 *  median and 90 % band, rank of the published figure among the simulated, residual; then the joint judgement of the check figures, how many figures were
 *  fitted with how many inputs, and which inputs are absurd.
 *  Returns the exit code: 0 when there is nothing to judge or some way of reading all check figures passes jointly, 1 when none does or a reading cannot be worked
 *  out or memory runs out. Figures that are fitted, claims about the counterfactual, context, or expected to differ (with a reason) are shown and not judged. */
int verify_scenario(const scenario *self, const double *probes, size_t replicates, FILE *out);

#endif
