#ifndef EDGECARE_TESTS_BENCH_NAIVE_H
#define EDGECARE_TESTS_BENCH_NAIVE_H

#include <stddef.h>

#define PEER_STATES 4

/** Pounds a year in home, care_short, care_long, aged_out. */
extern const double peer_yearly_cost[PEER_STATES];

/** The peer-style model as one would first write it: one child after the other, one latent time after the other, pow and log from libm, a small
 *  sequential generator a thread. Writes mean days in each state and mean cost (pounds) of a child. Returns seconds. */
double naive_peer_seconds(size_t children, int threads, double mean_days[PEER_STATES], double *mean_cost);

/** The same through the engine's drawing of careers, in replicates of 1,000 children. Seconds of drawing and adding up; making the plan is left out. */
double engine_peer_seconds(size_t children, int threads, double mean_days[PEER_STATES], double *mean_cost);

#endif
