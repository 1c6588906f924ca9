#include "support/expect.h"
#include "support/hazards.h"
#include "support/kinds.h"

static double ever_items[] = { 0, 0.0021, 91, 0, 182.5, 0.0007 };
static double stops_items[] = { 0, 0, 30, 0.011, 75, 0 };

/* By hand: 0.0021 a day for 91 days is 0.1911; nothing to day 182.5; 0.0007 a day after. */
static double share_by_ever(const double p[], double t)
{
    (void)p;
    return -expm1(-(t < 91 ? 0.0021 * t : t < 182.5 ? 0.1911 : 0.1911 + 0.0007 * (t - 182.5)));
}

/* By hand: nothing for 30 days, then 0.011 a day for 45 days, 0.495, then nothing more. */
static double share_by_stops(const double p[], double t)
{
    (void)p;
    return -expm1(-(t < 30 ? 0 : t < 75 ? 0.011 * (t - 30) : 0.495));
}

static const hazard_case items[] = {
    { .kind = "piecewise_constant", .list = { ever_items, 6 }, .share_by = share_by_ever, .mean = (double)NAN },
    { .kind = "piecewise_constant", .list = { stops_items, 6 }, .share_by = share_by_stops, .mean = (double)NAN },
};
static hazard_cases cases = { items, sizeof items / sizeof items[0] };

static const hazard_kind *piecewise(void)
{
    return (const hazard_kind *)kind_named(&hazard_family, "piecewise_constant");
}

static void a_hazard_met_at_a_boundary_is_met_before_the_gap(void **state)
{
    (void)state;
    expect_close(piecewise()->inverse(NULL, &items[0].list, 0.0021 * 91), 91, 1e-12);
    /* 0.2 - 0.1911 = 0.0089 at 0.0007 a day: 12.714285714 days after day 182.5. */
    expect_close(piecewise()->inverse(NULL, &items[0].list, 0.2), 195.21428571428571, 1e-10);
    expect_close(piecewise()->inverse(NULL, &items[1].list, 0.4951), HUGE_VAL, 0);
}

static void lists_that_are_no_pieces_are_faults(void **state)
{
    (void)state;
    double late[] = { 3, 0.1 };
    double falling[] = { 0, 0.1, 70, 0.2, 50, 0.1 };
    const number_list bad[] = { { late, 0 }, { falling, 3 }, { late, 2 }, { falling, 6 } };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_non_null(piecewise()->base.fault(NULL, &bad[i]));
    }
    assert_null(piecewise()->base.fault(NULL, &items[0].list));
}

int main(void)
{
    const struct CMUnitTest tests[] = { HAZARD_TESTS(cases), cmocka_unit_test(a_hazard_met_at_a_boundary_is_met_before_the_gap),
                                        cmocka_unit_test(lists_that_are_no_pieces_are_faults) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
