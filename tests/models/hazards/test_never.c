#include "support/expect.h"
#include "support/hazards.h"

static double share_by(const double p[], double t)
{
    (void)p;
    (void)t;
    return 0;
}

static const hazard_case items[] = { { .kind = "never", .share_by = share_by, .mean = (double)NAN } };
static hazard_cases cases = { items, sizeof items / sizeof items[0] };

int main(void)
{
    const struct CMUnitTest tests[] = { HAZARD_TESTS(cases) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
