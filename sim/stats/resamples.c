#include "stats/resamples.h"

#include <stdlib.h>

#include "stats/rng.h"

#define PAIRS (RESAMPLES / 2)
#define TIMES_MAX 15 /* beyond lies one draw in 10^14 */

static const double exp_of_minus_one = 0.36787944117144233;

/** The least k at which the cumulative probability of a Poisson number of mean 1 reaches u. */
static uint8_t poisson_times(double u)
{
    uint8_t times = 0;
    double probability = exp_of_minus_one;
    for (double below = probability; u > below && times < TIMES_MAX; below += probability) {
        probability /= ++times;
    }
    return times;
}

bool resamples_make(uint64_t seed, size_t worlds, resamples *out)
{
    const rng_stream stream = rng_stream_of(seed, "", "bootstrap");
    uint32_t person[PAIRS] = {0}, occasion[PAIRS];
    double first[PAIRS], second[PAIRS];
    *out = (resamples){.worlds = worlds < RESAMPLED_WORLDS_MAX ? worlds : RESAMPLED_WORLDS_MAX};
    out->times = malloc(RESAMPLES * out->worlds + 1);
    for (size_t pair = 0; pair < PAIRS; pair++) {
        occasion[pair] = rng_occasion(0, 0, (uint32_t)pair);
    }
    for (size_t world = 0; out->times && world < out->worlds; world++) {
        rng_draw_many(stream, (uint32_t)world, 0, person, occasion, first, second, PAIRS);
        for (size_t pair = 0; pair < PAIRS; pair++) {
            out->times[2 * pair * out->worlds + world] = poisson_times(first[pair]);
            out->times[(2 * pair + 1) * out->worlds + world] = poisson_times(second[pair]);
        }
    }
    return out->times != NULL;
}

void resamples_free(resamples *self)
{
    free(self->times);
    *self = (resamples){0};
}
