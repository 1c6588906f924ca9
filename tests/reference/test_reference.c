#include "support/expect.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load/load.h"
#include "reference/compare.h"
#include "reference/reference.h"
#include "run/replicate.h"

#define WORLDS 100
#define HISTORIES 2
#define PATH_ROOM 4096

/** What one scenario needs on both sides. */
typedef struct {
    const scenario *file; /* borrowed */
    replicate_plan plan;
    replicate_engine *engine;
} both_sides;

static void replicate_compare(both_sides *sides, comparison *seen)
{
    const replicate *engine = replicate_engine_run(sides->engine, seen->world, seen->history);
    assert_non_null(engine);
    const reference_case at = { .file = sides->file, .world = engine->draws, .levels = replicate_engine_levels(sides->engine),
                                .world_number = seen->world, .history = seen->history };
    reference_replicate reference = reference_replicate_make(&at);
    if (compare_people(seen, engine, &reference)) {
        for (size_t c = 0; c < sides->file->contracts.count; c++) {
            compare_contract(seen, engine, &reference, c, &sides->plan.calendars[c]);
        }
    }
    reference_replicate_free(&reference);
}

static bool scenario_compare(const scenario *file, const char *name)
{
    both_sides sides = { .file = file };
    assert_true(replicate_plan_make(file, &sides.plan));
    sides.engine = replicate_engine_make(&sides.plan);
    assert_non_null(sides.engine);
    comparison seen = { .scenario = name };
    for (seen.world = 0; seen.world < WORLDS; seen.world++) {
        for (seen.history = 0; seen.history < HISTORIES; seen.history++) {
            replicate_compare(&sides, &seen);
        }
    }
    replicate_engine_free(sides.engine);
    replicate_plan_free(&sides.plan);
    return compare_finish(&seen);
}

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text);
    return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

static bool file_compare(const char *folder, const char *name)
{
    char path[PATH_ROOM];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    fault_list faults = { 0 };
    scenario *file = scenario_load(path, NULL, 0, &faults);
    fault_print(&faults, stderr);
    assert_non_null(file);
    const bool same = scenario_compare(file, name);
    scenario_free(file);
    fault_list_free(&faults);
    return same;
}

static void the_engine_and_the_reference_agree_to_the_day_and_the_penny_on_every_scenario(void **state)
{
    (void)state;
    const char *folder = EDGECARE_SOURCE "/scenarios";
    struct dirent **names = NULL;
    const int count = scandir(folder, &names, NULL, alphasort);
    assert_true(count > 0);
    int compared = 0;
    bool same = true;
    for (int i = 0; i < count; i++) {
        if (ends_with(names[i]->d_name, ".json")) {
            same = file_compare(folder, names[i]->d_name) && same;
            compared++;
        }
        free(names[i]);
    }
    free(names);
    assert_true(compared > 0);
    assert_true(same);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_engine_and_the_reference_agree_to_the_day_and_the_penny_on_every_scenario) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
