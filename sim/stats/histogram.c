#include "stats/summary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A bin is a power of two and the first ten bits of the fraction: at most 0.098 % wide. Magnitudes below 2^-40 count as 0, those from 2^60 on stand in
 * the last bin. */
#define FRACTION_BITS 10
#define LOWEST_EXPONENT (-40)
#define EXPONENTS 100
#define SIDE ((size_t)EXPONENTS << FRACTION_BITS)
#define BINS (2 * SIDE + 1)
#define BIN_SHIFT (52 - FRACTION_BITS)
#define FIRST_BIN ((uint64_t)(1023 + LOWEST_EXPONENT) << FRACTION_BITS)

struct histogram {
    uint64_t total;
    uint64_t count[BINS]; /* negative magnitudes falling, nought, positive magnitudes rising */
};

histogram *histogram_new(void)
{
    return calloc(1, sizeof(histogram));
}

void histogram_free(histogram *counts)
{
    free(counts);
}

/* 1 .. SIDE for magnitudes from 2^-40 on, 0 below. */
static size_t bin_of_magnitude(double magnitude)
{
    uint64_t bits;
    memcpy(&bits, &magnitude, sizeof bits);
    const uint64_t bin = bits >> BIN_SHIFT;
    if (bin < FIRST_BIN) {
        return 0;
    }
    return bin - FIRST_BIN < SIDE ? (size_t)(bin - FIRST_BIN) + 1 : SIDE;
}

static double start_of_bin(size_t bin)
{
    const uint64_t bits = (bin - 1 + FIRST_BIN) << BIN_SHIFT;
    double magnitude;
    memcpy(&magnitude, &bits, sizeof magnitude);
    return magnitude;
}

static double middle_of_bin(size_t bin)
{
    return bin == 0 ? 0 : 0.5 * (start_of_bin(bin) + start_of_bin(bin + 1));
}

void histogram_add(histogram *counts, double value)
{
    if (isnan(value)) {
        return;
    }
    const size_t bin = bin_of_magnitude(fabs(value));
    counts->count[value < 0 ? SIDE - bin : SIDE + bin]++;
    counts->total++;
}

double histogram_quantile(const histogram *counts, double level)
{
    if (counts->total == 0) {
        return (double)NAN;
    }
    const uint64_t rank = (uint64_t)(level * (double)(counts->total - 1) + 0.5);
    size_t i = 0;
    for (uint64_t seen = counts->count[0]; seen <= rank && i + 1 < BINS; seen += counts->count[i]) {
        i++;
    }
    return i < SIDE ? -middle_of_bin(SIDE - i) : middle_of_bin(i - SIDE);
}
