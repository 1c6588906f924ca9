#include "measure/workspace.h"
#include "records/placement.h"
#include "support/expect.h"

/* What a day in a placement costs where some stays are at an extreme price. */

static state_row placement_of(double day_cost, double share, double median, double sigma, double limit)
{
#define FIXED(x) ((quantity){ .value = (x), .draw = -1 })
    return (state_row){ .name = "home", .class_of = CLASS_CARE, .day_cost_gbp = FIXED(day_cost), .extreme_share = FIXED(share), .extreme_median_gbp_per_week = FIXED(median),
                        .extreme_sigma = FIXED(sigma), .extreme_limit_gbp_per_week = FIXED(limit), .extreme_keeps_mean = true };
}

static const struct {
    double day_cost, share, median, sigma, limit;
} cases[] = {
    { 871.43, 0.016, 12500, 0.4, 63000 }, { 871.43, 0.13, 12500, 0.4, 63000 }, { 1310.7, 0.31, 8123, 0.9, 9001 },
    { 733.1, 0.07, 9130, 1.7, 8000 },     { 117.3, 0.01, 12500, 0, 63000 },    { 950.3, 0.2, 12500, 0, 9700 },
};

/* By the midpoint rule over 400,000 marks: the mean over all stays of what the engine charges a day is the day cost that the file gives. */
static void the_mean_over_all_stays_is_the_day_cost(void **state)
{
    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        const state_row row = placement_of(cases[c].day_cost, cases[c].share, cases[c].median, cases[c].sigma, cases[c].limit);
        const double usual = placement_usual_day_cost(&row);
        const extreme_price price = { .share = cases[c].share, .median = cases[c].median / 7, .sigma = cases[c].sigma, .limit = cases[c].limit / 7, .day_cost = usual };
        enum { MARKS = 400000 };
        double sum = 0;
        for (size_t i = 0; i < MARKS; i++) {
            const double mark = cases[c].share * ((double)i + 0.5) / MARKS;
            sum += extra_gbp_per_day(&price, mark) / MARKS;
        }
        expect_relative(usual + cases[c].share * sum, cases[c].day_cost, 1e-5);
        expect_relative(placement_extreme_day_mean(&row), usual + sum, 1e-4);
        assert_true(usual > 0 && !placement_mean_is_exceeded(&row));
    }
}

/* By hand: a quarter of stays at 1,000 a day bring 250 of 600; the other three quarters the remaining 350, 466.67 each. */
static void the_other_stays_share_what_is_left(void **state)
{
    (void)state;
    state_row row = placement_of(600, 0.25, 7000, 0, 9000);
    expect_close(placement_usual_day_cost(&row), 1400.0 / 3, 1e-9);
    row.extreme_keeps_mean = false;
    expect_close(placement_usual_day_cost(&row), 600, 0);
    row.extreme_keeps_mean = true;
    row.extreme_share = FIXED(0);
    expect_close(placement_usual_day_cost(&row), 600, 0);
}

static void a_mean_that_cannot_be_kept_leaves_the_others_at_nothing(void **state)
{
    (void)state;
    state_row row = placement_of(249, 0.25, 7000, 0, 9000);
    assert_true(placement_mean_is_exceeded(&row));
    expect_close(placement_usual_day_cost(&row), 0, 0);
    row.day_cost_gbp = FIXED(251);
    assert_true(!placement_mean_is_exceeded(&row));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mean_over_all_stays_is_the_day_cost),
        cmocka_unit_test(the_other_stays_share_what_is_left),
        cmocka_unit_test(a_mean_that_cannot_be_kept_leaves_the_others_at_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
