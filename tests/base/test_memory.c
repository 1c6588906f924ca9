#include "support/expect.h"

#include "base/memory.h"

static void what_is_taken_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    arena memory = { 0 };
    unsigned char *before = NULL;
    for (size_t i = 1; i < 700; i++) {
        unsigned char *taken = arena_take(&memory, i, 3);
        assert_non_null(taken);
        assert_int_equal((uintptr_t)taken % _Alignof(max_align_t), 0);
        for (size_t j = 0; j < 3 * i; j++) {
            assert_int_equal(taken[j], 0);
            taken[j] = 0xa5;
        }
        assert_ptr_not_equal(taken, before);
        before = taken;
    }
    arena_free(&memory);
    assert_null(memory.blocks);
    arena_free(&memory);
}

static void large_pieces_and_texts_fit(void **state)
{
    (void)state;
    arena memory = { 0 };
    unsigned char *large = arena_take(&memory, 1000, 777);
    assert_non_null(large);
    assert_int_equal(large[776999], 0);
    expect_text(arena_text(&memory, "Norfolk"), "Norfolk");
    assert_null(arena_text(&memory, NULL));
    arena_free(&memory);
}

static void products_that_overflow_give_nothing(void **state)
{
    (void)state;
    arena memory = { 0 };
    assert_null(arena_take(&memory, SIZE_MAX / 2, 3));
    assert_null(arena_take(&memory, SIZE_MAX, 1));
    arena_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_taken_is_zeroed_aligned_and_apart),
        cmocka_unit_test(large_pieces_and_texts_fit),
        cmocka_unit_test(products_that_overflow_give_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
