#include "baselines/baseline.h"
#include "support/expect.h"
#include "support/kinds.h"

static const baseline_kind *live(void)
{
    return (const baseline_kind *)(const void *)kind_named(&baseline_family, "live_control");
}

static void it_follows_children_as_time_goes_on(void **state)
{
    (void)state;
    const double p[] = { 97, 0.71 };
    expect_kind_is_described(&live()->base);
    expect_true(isnan(live()->share(p)));
    expect_close(live()->children(p), 97, 0);
    expect_close(live()->entry_ratio(p), 0.71, 0);
    assert_true(live()->live);
}

static void children_come_whole(void **state)
{
    (void)state;
    const double part[] = { 7.25, 1 };
    assert_non_null(live()->base.fault(part, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(it_follows_children_as_time_goes_on), cmocka_unit_test(children_come_whole) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
