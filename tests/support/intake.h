#ifndef EDGECARE_TESTS_INTAKE_H
#define EDGECARE_TESTS_INTAKE_H

#include "intake/intake.h"

#include "support/kinds.h"

/** The named kind. */
const intake_kind *intake_named(const char *name);

/** Fails unless counts at `mean` have that mean and `variance`, each within 5 standard errors. */
void expect_count_moments(const intake_kind *intake, const double p[], double mean, double variance);

/** Fails where a higher mean gives a lower count for the same uniform. */
void expect_counts_rise_with_the_mean(const intake_kind *intake, const double p[]);

#endif
