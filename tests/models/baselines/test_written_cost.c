#include "baselines/baseline.h"
#include "support/expect.h"
#include "support/kinds.h"

static void the_cost_is_what_is_written(void **state)
{
    (void)state;
    const kind *found = kind_named(&baseline_family, "written_cost");
    const baseline_kind *written = (const baseline_kind *)(const void *)found;
    const double p[] = { 213.7 };
    expect_kind_is_described(found);
    expect_close(written->share(p), 213.7, 0);
    expect_close(written->children(p), 0, 0);
    expect_close(written->entry_ratio(p), 1, 0);
    assert_int_equal(written->expects, EXPECTS_COST);
    assert_false(written->live);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_cost_is_what_is_written) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
