#include "support/expect.h"

#include "base/hash.h"

static void the_published_vectors_of_fnv_1a_come_out(void **state)
{
    (void)state;
    /* Source: draft-eastlake-fnv, test vectors of FNV-1a, 64 bits; the last two are those of the texts with their NUL. */
    expect_true(hash_bytes(HASH_START, "", 0) == UINT64_C(0xcbf29ce484222325));
    expect_true(hash_bytes(HASH_START, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
    expect_true(hash_bytes(HASH_START, "foobar", 6) == UINT64_C(0x85944171f73967e8));
    expect_true(hash_text(HASH_START, "") == UINT64_C(0xaf63bd4c8601b7df));
    expect_true(hash_text(HASH_START, "foobar") == UINT64_C(0x34531ca7168b8f38));
}

static void where_texts_are_cut_makes_a_difference(void **state)
{
    (void)state;
    expect_true(hash_text(hash_text(HASH_START, "ab"), "c") != hash_text(hash_text(HASH_START, "a"), "bc"));
    expect_true(hash_bytes(hash_bytes(HASH_START, "ab", 2), "c", 1) == hash_bytes(HASH_START, "abc", 3));
}

static void mixing_is_the_finaliser_of_splitmix64(void **state)
{
    (void)state;
    /* Source: the outputs of splitmix64.c (Vigna, public domain) for the seeds 0 and 1234567: mix of seed + n * golden ratio. */
    const uint64_t step = UINT64_C(0x9e3779b97f4a7c15);
    expect_true(hash_mix(step) == UINT64_C(0xe220a8397b1dcdaf));
    expect_true(hash_mix(2 * step) == UINT64_C(0x6e789e6aa1b965f4));
    expect_true(hash_mix(1234567 + step) == UINT64_C(6457827717110365317));
    expect_true(hash_mix(1234567 + 2 * step) == UINT64_C(3203168211198807973));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_vectors_of_fnv_1a_come_out),
        cmocka_unit_test(where_texts_are_cut_makes_a_difference),
        cmocka_unit_test(mixing_is_the_finaliser_of_splitmix64),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
