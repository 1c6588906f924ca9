#ifndef EDGECARE_SUMMARISE_SUMS_H
#define EDGECARE_SUMMARISE_SUMS_H

#include "stats/summary.h"

/** Means and squared deviations of two quantities over worlds, kept so that blocks of worlds may be joined. A zeroed one is empty. */
typedef struct {
    uint64_t worlds;
    double num, den;                   /* means of world means */
    double num_num, den_den, num_den;  /* sums of products of deviations */
} ratio_sums;

/** Adds a world's means. */
void ratio_sums_add(ratio_sums *sums, double num, double den);

/** Joins the sums of another block. Source: Chan, Golub & LeVeque, Updating formulae, COMPSTAT (1982). */
void ratio_sums_merge(ratio_sums *sums, const ratio_sums *block);

/** The ratio of means: what ratio_of_means says of the same worlds, up to rounding. */
ratio_summary ratio_sums_finish(const ratio_sums *sums);

/** Joins a block's moments whose shift may differ: they are first brought to the shift of `sums`, or give it theirs when it is empty. */
void moments_join(moments *sums, const moments *block);

/** The shift for a block: its first defined value, or 0. */
double moments_shift_of(const double value[], size_t count, size_t stride);

#endif
