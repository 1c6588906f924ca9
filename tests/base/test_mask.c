#include "support/expect.h"

#include "base/mask.h"

static void numbers_past_the_last_are_in_no_set(void **state)
{
    (void)state;
    assert_true(mask_has(UINT32_MAX, 31));
    assert_false(mask_has(UINT32_MAX, 32));
    assert_false(mask_has(UINT32_MAX, 4000));
    assert_false(mask_has(UINT32_MAX, SIZE_MAX));
    assert_false(mask_has(UINT32_C(4), 1));
    assert_true(mask_has(UINT32_C(4), 2));
    assert_int_equal(mask_of(31), UINT32_C(1) << 31);
    assert_int_equal(mask_of(32), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(numbers_past_the_last_are_in_no_set) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
