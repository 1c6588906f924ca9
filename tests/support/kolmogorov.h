#ifndef EDGECARE_TESTS_KOLMOGOROV_H
#define EDGECARE_TESTS_KOLMOGOROV_H

#include <stddef.h>

/** sqrt(draws) times the largest distance between the empirical distribution of `draws` draws and the claimed one. `share` holds the claimed share below
 *  each of `count` draws, and is sorted here; the draws beyond `count` lie above all of them (never happened). */
double kolmogorov_statistic(double share[], size_t count, size_t draws);

/** Exceeded by chance once in a million: sqrt(-log(0.5e-6) / 2). */
#define KOLMOGOROV_LIMIT 2.7

/** Uniforms in (0, 1) for the tests, the same on every run. */
void test_uniforms(const char *purpose, double u[], size_t count);

#endif
