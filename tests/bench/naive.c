#include "base/stopwatch.h"
#include "bench/naive.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "run/parallel.h"

#define YEAR 365.25
#define HORIZON_YEARS 3.0
#define BLOCKS 64

typedef struct {
    int from, to;
    double shape, scale; /* years */
} peer_transition;

static const peer_transition transitions[] = {{0, 1, 0.8, 2.2}, {0, 3, 1.6, 6}, {1, 0, 0.9, 0.7}, {1, 2, 1.3, 0.9}, {1, 3, 1.5, 8}, {2, 0, 1.1, 3}, {2, 3, 1.8, 5}};
const double peer_yearly_cost[PEER_STATES] = {2000, 55000, 75000, 0};

/** xorshift64*, good enough for a yardstick. */
static double uniform(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return ((double)((*state * UINT64_C(2685821657736338717)) >> 11) + 0.5) * 0x1p-53;
}

static void one_child(uint64_t *random, double years[PEER_STATES])
{
    int state = 0;
    double t = 0;
    while (t < HORIZON_YEARS && state != 3) {
        double best = HORIZON_YEARS - t;
        int next = -1;
        for (size_t k = 0; k < sizeof transitions / sizeof transitions[0]; k++) {
            if (transitions[k].from == state) {
                const double latent = transitions[k].scale * pow(-log(uniform(random)), 1 / transitions[k].shape);
                next = latent < best ? transitions[k].to : next;
                best = latent < best ? latent : best;
            }
        }
        years[state] += best;
        t += best;
        if (next < 0) {
            return;
        }
        state = next;
    }
    years[3] += t < HORIZON_YEARS ? HORIZON_YEARS - t : 0;
}

typedef struct {
    size_t children;
    double years[BLOCKS][PEER_STATES];
} naive_run;

static bool one_block(void *context, size_t block, int thread)
{
    naive_run *self = context;
    (void)thread;
    uint64_t random = 88172645463325252u + 7919 * (uint64_t)block;
    double years[PEER_STATES] = {0};
    for (size_t i = block * self->children / BLOCKS; i < (block + 1) * self->children / BLOCKS; i++) {
        one_child(&random, years);
    }
    memcpy(self->years[block], years, sizeof years);
    return true;
}

double naive_peer_seconds(size_t children, int threads, double mean_days[PEER_STATES], double *mean_cost)
{
    const double began = stopwatch_now();
    naive_run run = {.children = children};
    parallel_for(BLOCKS, threads, one_block, &run, NULL);
    const double took = stopwatch_now() - began;
    *mean_cost = 0;
    for (int s = 0; s < PEER_STATES; s++) {
        double years = 0;
        for (size_t block = 0; block < BLOCKS; block++) {
            years += run.years[block][s];
        }
        mean_days[s] = years * YEAR / (double)children;
        *mean_cost += years * peer_yearly_cost[s] / (double)children;
    }
    return took;
}
