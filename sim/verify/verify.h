#ifndef EDGECARE_VERIFY_VERIFY_H
#define EDGECARE_VERIFY_VERIFY_H

#include <stddef.h>
#include <stdio.h>

#include "verify/judge.h"
#include "verify/score.h"

/** What holding a scenario against its figures came to. */
typedef struct {
    int code;           /* 0 when there is nothing to judge or some way of reading all check figures passes jointly; else 1 */
    verdict best;       /* of the way that fits best; figures 0: nothing was judged */
    series_score score; /* of its first series; levels 0: it has none */
    size_t absurd;      /* inputs that no record supports */
} verification;

/** Holds a scenario against the figures published about its programme.
 *
 *  `probes` are the run's readings of the figures (probe/probe.h), [replicate][probe]; borrowed. Prints every reading of every figure: published, simulated
 *  median and 90 % band, rank of the published figure among the simulated, residual; then the joint judgement of the check figures, how many figures were
 *  fitted with how many inputs, and which inputs are absurd.
 *  The code is 1 too when a reading cannot be worked out or memory runs out. Figures that are fitted, claims about the counterfactual, context, or expected to differ (with a reason) are shown and not judged. */
verification verify_scenario(const scenario *self, const double *probes, size_t replicates, FILE *out);

/** One of several accounts of a programme, held against the figures. */
typedef struct {
    const char *title; /* borrowed */
    verification found;
} account;

/** Prints which of the accounts fits better and by how much, `accounts[0]` being the scenario itself, and that published figures see treated children only. */
void accounts_print(const account accounts[], size_t count, FILE *out);

#endif
