#include "support/distributions.h"
#include "support/expect.h"

#include "support/kinds.h"

static double three[] = { 0.6, 1, 0.8, 2.5, 1.1, 1.5 };
static double one[] = { -7.3, 0.2 };

/* (0.6 + 0.8 2.5 + 1.1 1.5) / 5 = 0.85 by hand. */
static const distribution_case items[] = {
    { .kind = "discrete", .list = { three, 6 }, .mean = 0.85, .lowest = 0.6, .highest = 1.1 },
    { .kind = "discrete", .list = { one, 2 }, .mean = -7.3, .lowest = -7.3, .highest = -7.3 },
};
static distribution_cases cases = { items, sizeof items / sizeof items[0] };

/* Weights 1, 2.5, 1.5 of 5: up to 0.2, up to 0.7, the rest. */
static void each_value_takes_its_share_of_the_uniforms(void **state)
{
    (void)state;
    const distribution_kind *const discrete = (const distribution_kind *)kind_named(&distribution_family, "discrete");
    const double expected[][2] = { { 0.0001, 0.6 }, { 0.1999, 0.6 }, { 0.2001, 0.8 }, { 0.6999, 0.8 }, { 0.7001, 1.1 }, { 0.9999, 1.1 } };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        expect_close(discrete->quantile(NULL, &items[0].list, expected[i][0]), expected[i][1], 0);
    }
}

static void lists_that_are_no_values_are_faults(void **state)
{
    (void)state;
    double falling[] = { 3, 1, 2, 1 };
    double weightless[] = { 1, 0, 2, 1 };
    const number_list bad[] = { { falling, 0 }, { falling, 3 }, { falling, 4 }, { weightless, 4 } };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        expect_distribution_fault("discrete", NULL, &bad[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { DISTRIBUTION_TESTS(cases), cmocka_unit_test(each_value_takes_its_share_of_the_uniforms),
                                        cmocka_unit_test(lists_that_are_no_values_are_faults) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
