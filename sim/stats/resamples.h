#ifndef EDGECARE_STATS_RESAMPLES_H
#define EDGECARE_STATS_RESAMPLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RESAMPLES 100
#define RESAMPLED_WORLDS_MAX 2000 /* from there on errors need none */

/** How often each world is drawn in each resample of a bootstrap of whole worlds: Poisson with mean 1, world by world, so that no draw depends on another or on how
 *  many worlds there are. A zeroed one is empty.
 *  Source: Efron & Tibshirani, An Introduction to the Bootstrap (1993), ch. 6; Hanley & MacGibbon, Creating non-parametric bootstrap samples using Poisson frequencies,
 *  Computer Methods and Programs in Biomedicine 83 (2006). */
typedef struct {
    size_t worlds;
    uint8_t *times; /* [resample][world]; owned */
} resamples;

/** Draws them for a run's seed and its worlds, of which at most RESAMPLED_WORLDS_MAX are kept. False when memory runs out. */
bool resamples_make(uint64_t seed, size_t worlds, resamples *out);
void resamples_free(resamples *self); /* legal on a zeroed one */

#endif
