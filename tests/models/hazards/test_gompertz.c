#include "support/expect.h"
#include "support/hazards.h"
#include "support/kinds.h"

/* exp(x) - 1 = 2 exp(x / 2) sinh(x / 2), so that the survival is 2^-(this of b t / this of b median). */
static double share_by(const double p[], double t)
{
    const double b = p[1] / 365.25;
    const double grown = t < HUGE_VAL ? 2 * exp(b * t / 2) * sinh(b * t / 2) : b > 0 ? HUGE_VAL : -1;
    return -expm1(-log(2) * grown / (2 * exp(b * p[0] / 2) * sinh(b * p[0] / 2)));
}

static double share_by_plain(const double p[], double t)
{
    return -expm1(-log(2) * t / p[0]);
}

/* Without growth it is exponential: mean and standard deviation median / log 2. */
static const hazard_case items[] = {
    { .kind = "gompertz", .p = { 421.3, 0.31 }, .share_by = share_by, .mean = (double)NAN },
    { .kind = "gompertz", .p = { 803.9, -0.74 }, .share_by = share_by, .mean = (double)NAN },
    { .kind = "gompertz", .p = { 117.1, 0 }, .share_by = share_by_plain, .mean = 168.9395892880976, .sd = 168.9395892880976 },
};
static hazard_cases cases = { items, sizeof items / sizeof items[0] };

static const hazard_kind *gompertz(void)
{
    return (const hazard_kind *)kind_named(&hazard_family, "gompertz");
}

static void half_have_had_the_event_by_the_median(void **state)
{
    (void)state;
    for (size_t i = 0; i < cases.count; i++) {
        expect_relative(gompertz()->cumulative(items[i].p, NULL, items[i].p[0]), 0.693147180559945309, 1e-14);
    }
}

static void a_year_multiplies_the_risk_by_the_exponential_of_its_growth(void **state)
{
    (void)state;
    const double *const p = items[0].p;
    const double first = gompertz()->cumulative(p, NULL, 365.25);
    const double second = gompertz()->cumulative(p, NULL, 2 * 365.25) - first;
    expect_relative(second / first, 1.3634251141321778, 1e-12); /* exp(0.31) */
}

static void under_a_falling_risk_some_never_have_the_event(void **state)
{
    (void)state;
    /* b median = -0.74 x 803.9 / 365.25 = -1.6287091033539; H never passes log 2 / (1 - exp(b median)) = 0.8623193 */
    const double most = 0.69314718055994531 / (1 - exp(-0.74 * 803.9 / 365.25));
    expect_relative(gompertz()->cumulative(items[1].p, NULL, HUGE_VAL), most, 1e-14);
    expect_true(gompertz()->inverse(items[1].p, NULL, most * 0.9999) < HUGE_VAL);
    expect_close(gompertz()->inverse(items[1].p, NULL, most * 1.0001), HUGE_VAL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { HAZARD_TESTS(cases), cmocka_unit_test(half_have_had_the_event_by_the_median),
                                        cmocka_unit_test(a_year_multiplies_the_risk_by_the_exponential_of_its_growth),
                                        cmocka_unit_test(under_a_falling_risk_some_never_have_the_event) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
