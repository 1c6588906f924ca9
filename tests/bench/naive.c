#include "base/stopwatch.h"
#include "bench/naive.h"

#include <math.h>
#include <stdint.h>

#define YEAR 365.25
#define HORIZON_YEARS 3.0

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

double naive_peer_seconds(size_t children, int threads, double mean_days[PEER_STATES], double *mean_cost)
{
    const double began = stopwatch_now();
    double total0 = 0;
    double total1 = 0;
    double total2 = 0;
    double total3 = 0;
#pragma omp parallel for num_threads(threads) reduction(+ : total0, total1, total2, total3)
    for (size_t block = 0; block < 64; block++) {
        uint64_t random = 88172645463325252u + 7919 * (uint64_t)block;
        double years[PEER_STATES] = {0};
        for (size_t i = block * children / 64; i < (block + 1) * children / 64; i++) {
            one_child(&random, years);
        }
        total0 += years[0];
        total1 += years[1];
        total2 += years[2];
        total3 += years[3];
    }
    const double took = stopwatch_now() - began;
    const double years[PEER_STATES] = {total0, total1, total2, total3};
    *mean_cost = 0;
    for (int s = 0; s < PEER_STATES; s++) {
        mean_days[s] = years[s] * YEAR / (double)children;
        *mean_cost += years[s] * peer_yearly_cost[s] / (double)children;
    }
    return took;
}
