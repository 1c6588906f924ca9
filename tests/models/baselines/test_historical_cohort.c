#include "baselines/baseline.h"
#include "support/expect.h"
#include "support/kinds.h"

static const baseline_kind *historical(void)
{
    return (const baseline_kind *)(const void *)kind_named(&baseline_family, "historical_cohort");
}

static void it_looks_at_children_and_writes_no_share(void **state)
{
    (void)state;
    const double p[] = { 651, 1.3, 1.07, 3.5 };
    expect_kind_is_described(&historical()->base);
    expect_true(isnan(historical()->share(p)));
    expect_close(historical()->children(p), 651, 0);
    assert_false(historical()->live);
}

/* By hand: 0.83 x 1.1^-3 = 0.83 / 1.331; a drift below 1 makes earlier children more at risk: 1.3 x 0.8^-2 = 1.3 / 0.64. */
static void the_drift_between_the_times_is_taken_back(void **state)
{
    (void)state;
    const struct {
        double p[4], ratio;
    } cases[] = { { { 7, 0.83, 1.1, 3 }, 0.83 / 1.331 }, { { 7, 1.3, 0.8, 2 }, 2.03125 }, { { 7, 1.7, 1, 9.5 }, 1.7 }, { { 7, 0.6, 1.9, 0 }, 0.6 } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_relative(historical()->entry_ratio(cases[i].p), cases[i].ratio, 1e-14);
    }
}

static void children_come_whole(void **state)
{
    (void)state;
    const double half[] = { 12.5, 1, 1, 3 };
    const double whole[] = { 13, 1, 1, 3 };
    assert_non_null(historical()->base.fault(half, NULL));
    assert_null(historical()->base.fault(whole, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_looks_at_children_and_writes_no_share),
        cmocka_unit_test(the_drift_between_the_times_is_taken_back),
        cmocka_unit_test(children_come_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
