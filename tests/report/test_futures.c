#include "support/expect.h"

#include <math.h>

#include "report/futures.h"

/* By hand: none of 3 worlds has probability 0.05 where 1 - p is the cube root of 0.05, 0.3684; of 100 worlds p is 0.0295, "three in a hundred". */
static void what_no_world_shows_may_still_be(void **state)
{
    (void)state;
    expect_close(unseen_at_most(3), 0.6316, 5e-5);
    expect_close(unseen_at_most(100), 0.0295, 5e-5);
    expect_close(pow(1 - unseen_at_most(4711), 4711), 0.05, 1e-9);
}

static void shares_of_futures_are_told_as_what_was_seen(void **state)
{
    (void)state;
    static const struct {
        double share;
        size_t futures, worlds;
        const char *words;
    } cases[] = {
        { 0.1437, 2000, 1000, "14 of 100 futures" },
        { 0, 200, 100, "none of 200 futures (95 % sure: at most 1 in 33)" },
        { 1, 200, 100, "all of 200 futures (95 % sure: all but at most 1 in 33)" },
        { 0, 6, 3, "none of 6 futures (95 % sure: at most 64 in 100)" },
        { 0.0049, 2000, 1000, "fewer than 1 of 100 futures" },
        { 0.0051, 2000, 1000, "1 of 100 futures" },
        { 0.9951, 2000, 1000, "more than 99 of 100 futures" },
        { 0.9949, 2000, 1000, "99 of 100 futures" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[FUTURES_TEXT_SIZE];
        futures_words(text, cases[i].share, cases[i].futures, cases[i].worlds);
        expect_text(text, cases[i].words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_no_world_shows_may_still_be),
        cmocka_unit_test(shares_of_futures_are_told_as_what_was_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
