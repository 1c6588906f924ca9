#include "support/expect.h"
#include "support/hazards.h"

/* 1 - exp(-t / mean); mean and standard deviation are both the parameter. */
static double share_by(const double p[], double t)
{
    return -expm1(-t / p[0]);
}

static const hazard_case items[] = {
    { .kind = "exponential", .p = { 261.3 }, .share_by = share_by, .mean = 261.3, .sd = 261.3 },
    { .kind = "exponential", .p = { 0.77 }, .share_by = share_by, .mean = 0.77, .sd = 0.77 },
};
static hazard_cases cases = { items, sizeof items / sizeof items[0] };

int main(void)
{
    const struct CMUnitTest tests[] = { HAZARD_TESTS(cases) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
