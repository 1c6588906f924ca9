#include "support/expect.h"
#include "support/hazards.h"
#include "support/kinds.h"

#include <gsl/gsl_cdf.h>

static double share_by(const double p[], double t)
{
    return t < HUGE_VAL ? gsl_cdf_gamma_P(t, p[0], p[1] / p[0]) : 1;
}

/* Standard deviation mean / sqrt(shape). */
static const hazard_case items[] = {
    { .kind = "gamma", .p = { 0.43, 517.1 }, .share_by = share_by, .mean = 517.1, .sd = 517.1 / 0.65574385243020007 },
    { .kind = "gamma", .p = { 3.7, 211.3 }, .share_by = share_by, .mean = 211.3, .sd = 211.3 / 1.9235384061671343 },
    { .kind = "gamma", .p = { 41.3, 1203 }, .share_by = share_by, .mean = 1203, .sd = 1203 / 6.4265076052238514 },
};
static hazard_cases cases = { items, sizeof items / sizeof items[0] };

static const hazard_kind *gamma_hazard(void)
{
    return (const hazard_kind *)kind_named(&hazard_family, "gamma");
}

static void whole_shapes_have_a_closed_form_far_into_the_tail(void **state)
{
    (void)state;
    /* Shape 3, mean 30: x = t / 10, Q = exp(-x) (1 + x + x^2 / 2). At t = 20,000 Q itself is no number any more. */
    const double p[] = { 3, 30 };
    const double days[] = { 0.7, 31.9, 280.3, 20000 };
    for (size_t i = 0; i < 4; i++) {
        const double x = days[i] / 10;
        const double h = x < 1 ? -log1p(-(1 - exp(-x) * (1 + x + x * x / 2))) : x - log(1 + x + x * x / 2);
        expect_relative(gamma_hazard()->cumulative(p, NULL, days[i]), h, i == 0 ? 1e-10 : 1e-13);
        expect_relative(gamma_hazard()->inverse(p, NULL, gamma_hazard()->cumulative(p, NULL, days[i])), days[i], 1e-12);
    }
}

static void every_shape_comes_back_from_its_inverse(void **state)
{
    (void)state;
    const double shapes[] = { 0.05, 0.31, 1, 9.9, 10.1, 240, 1000 };
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        const double p[] = { shapes[i], 365 };
        for (double h = 1e-12; h < 5000; h *= 2.7) {
            expect_relative(gamma_hazard()->cumulative(p, NULL, gamma_hazard()->inverse(p, NULL, h)), h, 1e-10);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { HAZARD_TESTS(cases), cmocka_unit_test(whole_shapes_have_a_closed_form_far_into_the_tail),
                                        cmocka_unit_test(every_shape_comes_back_from_its_inverse) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
