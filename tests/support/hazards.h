#ifndef EDGECARE_TESTS_HAZARDS_H
#define EDGECARE_TESTS_HAZARDS_H

#include "hazards/hazard.h"

/** One hazard with parameters, and what theory says of the time of its event. */
typedef struct {
    const char *kind;
    double p[KIND_PARAMETERS_MAX];
    number_list list;
    double (*share_by)(const double p[], double t); /* 1 - exp(-H(t)), from another source than the kind itself */
    double mean; /* NaN where not finite or not known */
    double sd;
} hazard_case;

typedef struct {
    const hazard_case *items;
    size_t count;
} hazard_cases;

/** cmocka tests whose state is a hazard_cases *. */
void hazard_kind_is_described(void **state);
void draws_follow_the_distribution(void **state);
void draws_have_the_mean_and_spread_of_theory(void **state);
void multipliers_raise_survival_to_their_power(void **state);
void inverse_and_cumulative_undo_each_other(void **state);
void the_cumulative_hazard_starts_at_nought_and_never_falls(void **state);
void many_inverses_have_the_bits_of_single_ones(void **state);

/** The entries of a cmocka table for `cases` (a hazard_cases). */
#define HAZARD_TESTS(cases)                                                                          \
    cmocka_unit_test_prestate(hazard_kind_is_described, &(cases)),                                   \
        cmocka_unit_test_prestate(draws_follow_the_distribution, &(cases)),                          \
        cmocka_unit_test_prestate(draws_have_the_mean_and_spread_of_theory, &(cases)),               \
        cmocka_unit_test_prestate(multipliers_raise_survival_to_their_power, &(cases)),              \
        cmocka_unit_test_prestate(inverse_and_cumulative_undo_each_other, &(cases)),                 \
        cmocka_unit_test_prestate(the_cumulative_hazard_starts_at_nought_and_never_falls, &(cases)), \
        cmocka_unit_test_prestate(many_inverses_have_the_bits_of_single_ones, &(cases))

#endif
