#include "support/expect.h"

#include <stdlib.h>

#include "stats/normal.h"
#include "stats/rng.h"
#include "verify/joint.h"

#define FIGURES 5

/** Standard normals with a common part: correlation rho between any two. Row `replicate` of stream `seed`. */
static void draw_row(uint64_t seed, uint32_t replicate, double rho, double row[FIGURES])
{
    const rng_stream stream = rng_stream_of(seed, "", "test");
    const double common = normal_quantile(rng_uniform(&stream, &(rng_place){ .world = replicate, .ordinal = FIGURES }));
    for (uint32_t k = 0; k < FIGURES; k++) {
        const double own = normal_quantile(rng_uniform(&stream, &(rng_place){ .world = replicate, .ordinal = k }));
        row[k] = sqrt(rho) * common + sqrt(1 - rho) * own;
    }
}
