#include "support/expect.h"
#include "support/hazards.h"
#include "support/kinds.h"

/* The logistic distribution of log t: 1 / (1 + (t / median)^-shape). */
static double share_by(const double p[], double t)
{
    return 1 / (1 + pow(t / p[1], -p[0]));
}

/* Mean median (pi / shape) / sin(pi / shape), mean square median^2 (2 pi / shape) / sin(2 pi / shape): at shape 8, 1.0261721530 and
 * 1.1107207345 times, so a standard deviation of 0.2401904390 times the median. */
static const hazard_case items[] = {
    { .kind = "log_logistic", .p = { 0.83, 401.9 }, .share_by = share_by, .mean = (double)NAN },
    { .kind = "log_logistic", .p = { 1.7, 97.3 }, .share_by = share_by, .mean = (double)NAN },
    { .kind = "log_logistic", .p = { 8, 233.7 }, .share_by = share_by, .mean = 1.0261721529770309 * 233.7, .sd = 0.2401904390147047 * 233.7 },
};
static hazard_cases cases = { items, sizeof items / sizeof items[0] };

static void quartiles_lie_at_powers_of_three(void **state)
{
    (void)state;
    const hazard_kind *const hazard = (const hazard_kind *)kind_named(&hazard_family, "log_logistic");
    /* Odds 1/3, 1 and 3: times median 3^(-1/1.7), 1, 3^(1/1.7). */
    expect_relative(hazard->inverse(items[1].p, NULL, log(4.0 / 3)), 97.3 * pow(3, -1 / 1.7), 1e-13);
    expect_relative(hazard->inverse(items[1].p, NULL, log(2)), 97.3, 1e-13);
    expect_relative(hazard->inverse(items[1].p, NULL, log(4)), 97.3 * pow(3, 1 / 1.7), 1e-13);
}

int main(void)
{
    const struct CMUnitTest tests[] = { HAZARD_TESTS(cases), cmocka_unit_test(quartiles_lie_at_powers_of_three) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
