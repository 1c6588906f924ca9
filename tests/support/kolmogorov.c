#include "support/kolmogorov.h"

#include "stats/rng.h"

#include <math.h>
#include <stdlib.h>

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

double kolmogorov_statistic(double share[], size_t count, size_t draws)
{
    const double n = (double)draws;
    double distance = 0;
    qsort(share, count, sizeof share[0], compare_doubles);
    for (size_t i = 0; i < count; i++) {
        distance = fmax(distance, fmax(share[i] - (double)i / n, (double)(i + 1) / n - share[i]));
    }
    return distance * sqrt(n);
}

void test_uniforms(const char *purpose, double u[], size_t count)
{
    const rng_stream stream = rng_stream_of(20011, "tests", purpose);
    for (size_t i = 0; i < count; i++) {
        u[i] = rng_draw_words(stream, 0, 0, (uint32_t)i, 0).u[0];
    }
}
