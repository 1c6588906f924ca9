#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "support/expect.h"
#include "support/scenario_text.h"

/* Nothing is given out that is soon drawn again: by the plan the reserve lasts, and chance seldom takes more. */

#define FUTURES 200
#define WITHIN_MONTHS 6
#define REDRAWN_AT_MOST 0.05

/** Whether capital is drawn in one of the months after a month in which cash is given out. */
static bool is_redrawn(const cash *account)
{
    for (size_t m = 0; m < account->months; m++) {
        for (size_t later = m + 1; account->distributed[m] + account->surplus[m] > 0 && later <= m + WITHIN_MONTHS && later < account->months; later++) {
            if (account->drawn[later] > 0) {
                return true;
            }
        }
    }
    return false;
}

/** Counts by contract the futures in which capital is redrawn. */
static void redrawn_count(test_engine *run, uint32_t futures, size_t redrawn[])
{
    for (uint32_t r = 0; r < futures; r++) {
        const replicate *drawn = test_engine_run(run, r / 2, r % 2);
        for (size_t c = 0; c < run->self->contracts.count; c++) {
            redrawn[c] += is_redrawn(&drawn->contracts[c].cash);
        }
    }
}

static int is_scenario(const struct dirent *entry)
{
    const size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0;
}

static void what_is_given_out_is_seldom_drawn_again_within_six_months(void **state)
{
    (void)state;
    struct dirent **names = NULL;
    const int count = scandir(EDGECARE_SOURCE "/scenarios", &names, is_scenario, alphasort);
    assert_true(count >= 7);
    for (int i = 0; i < count; i++) {
        char path[512];
        size_t redrawn[32] = { 0 };
        test_engine run;
        snprintf(path, sizeof path, "scenarios/%s", names[i]->d_name);
        test_engine_of(&run, scenario_of_file(path));
        assert_true(run.self->contracts.count <= 32);
        redrawn_count(&run, FUTURES, redrawn);
        for (size_t c = 0; c < run.self->contracts.count; c++) {
            if (!(redrawn[c] < REDRAWN_AT_MOST * FUTURES)) {
                fail_msg("%s, %s: redrawn in %zu of %d futures", path, run.self->contracts.items[c].name, redrawn[c], FUTURES);
            }
        }
        test_engine_free(&run);
        free(names[i]);
    }
    free(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_given_out_is_seldom_drawn_again_within_six_months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
