#ifndef EDGECARE_TESTS_DISTRIBUTIONS_H
#define EDGECARE_TESTS_DISTRIBUTIONS_H

#include "distributions/distribution.h"

/** One distribution with parameters, and what theory says of it. */
typedef struct {
    const char *kind;
    double p[KIND_PARAMETERS_MAX];
    number_list list;
    double (*share_below)(const double p[], double x); /* from another source than the kind itself; NULL where it jumps */
    double mean; /* NaN where there is no closed form */
    double lowest;
    double highest;
} distribution_case;

typedef struct {
    const distribution_case *items;
    size_t count;
} distribution_cases;

/** cmocka tests whose state is a distribution_cases *. */
void distribution_kind_is_described(void **state);
void quantiles_of_uniforms_follow_the_distribution(void **state);
void the_mean_is_that_of_theory_and_of_draws(void **state);
void quantiles_are_finite_rise_and_stay_in_the_support(void **state);
void parameters_of_the_cases_have_no_fault(void **state);

/** The entries of a cmocka table for `cases` (a distribution_cases). */
#define DISTRIBUTION_TESTS(cases)                                                                  \
    cmocka_unit_test_prestate(distribution_kind_is_described, &(cases)),                           \
        cmocka_unit_test_prestate(quantiles_of_uniforms_follow_the_distribution, &(cases)),        \
        cmocka_unit_test_prestate(the_mean_is_that_of_theory_and_of_draws, &(cases)),              \
        cmocka_unit_test_prestate(quantiles_are_finite_rise_and_stay_in_the_support, &(cases)),    \
        cmocka_unit_test_prestate(parameters_of_the_cases_have_no_fault, &(cases))

/** Fails unless the named kind finds a fault with these parameters. */
void expect_distribution_fault(const char *kind_name, const double p[], const number_list *list);

#endif
