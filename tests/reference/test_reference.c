#include "support/expect.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load/load.h"
#include "reference/compare.h"
#include "reference/reference.h"
#include "run/replicate.h"

/* test-reference [WORLDS [only|but PREFIX]]: every shipped scenario and those of this folder; or only those, or all but those, whose name begins with
 * PREFIX. */

#define WORLDS 100
#define WORLDS_AS_OF 20
#define HISTORIES 2
#define PATH_ROOM 4096

/** What the command line asks for. Borrowed. */
typedef struct {
    uint32_t worlds;
    bool excludes;
    const char *prefix;
} choice;


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
        compare_tallies(seen, engine, &reference, &sides->plan.scopes);
        compare_exposure(seen, engine, &reference);
        compare_monthly(seen, engine, &reference);
        compare_contracts(seen, engine, &reference, sides->plan.calendars);
    }
    reference_replicate_free(&reference);
}

static bool scenario_compare(const scenario *file, const char *name, uint32_t worlds)
{
    both_sides sides = { .file = file };
    assert_true(replicate_plan_make(file, &sides.plan));
    sides.engine = replicate_engine_make(&sides.plan);
    assert_non_null(sides.engine);
    comparison seen = { .scenario = name };
    for (seen.world = 0; seen.world < worlds; seen.world++) {
        for (seen.history = 0; seen.history < HISTORIES; seen.history++) {
            replicate_compare(&sides, &seen);
        }
    }
    replicate_engine_free(sides.engine);
    replicate_plan_free(&sides.plan);
    return compare_finish(&seen);
}

/** The day half way between the scenario's start and its last claimable day. */
static date middle_of_life(const scenario *file)
{
    date last = file->starts;
    for (size_t c = 0; c < file->contracts.count; c++) {
        const date claimable = MAP_ITEM(contract_row, file->contracts, c)->last_claimable;
        last = claimable > last ? claimable : last;
    }
    return file->starts + (last - file->starts) / 2;
}

static scenario *scenario_as_of(const char *folder, const char *name, date as_of)
{
    char path[PATH_ROOM];
    char day[DATE_TEXT_SIZE] = "";
    char text[DATE_TEXT_SIZE + 2] = "null";
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (as_of != DATE_NONE) {
        date_write(as_of, day);
        snprintf(text, sizeof text, "\"%s\"", day);
    }
    fault_list faults = { 0 };
    scenario *file = scenario_load(path, &(document_override){ "/reporting/as_of", text }, 1, &faults);
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    assert_non_null(file);
    return file;
}

/** Compares one file with everything known, and again as of the middle of its life. */
static bool file_compare(const char *folder, const char *name, uint32_t worlds)
{
    char title[PATH_ROOM];
    scenario *file = scenario_as_of(folder, name, DATE_NONE);
    const date middle = middle_of_life(file);
    const bool same = scenario_compare(file, name, worlds);
    scenario_free(file);
    file = scenario_as_of(folder, name, middle);
    snprintf(title, sizeof title, "%s as of day %d", name, (int)(middle - file->starts));
    const bool same_as_of = scenario_compare(file, title, worlds < WORLDS_AS_OF ? worlds : WORLDS_AS_OF);
    scenario_free(file);
    return same && same_as_of;
}

static bool is_chosen(const choice *from, const char *name)
{
    const size_t length = strlen(name);
    const bool is_scenario = length > strlen(".json") && strcmp(name + length - strlen(".json"), ".json") == 0;
    return is_scenario && (!from->prefix || (strncmp(name, from->prefix, strlen(from->prefix)) == 0) != from->excludes);
}

/** Compares the chosen files of a folder; returns how many there were. */
static int folder_compare(const choice *from, const char *folder, bool *same)
{
    struct dirent **names = NULL;
    const int count = scandir(folder, &names, NULL, alphasort);
    int compared = 0;
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        if (is_chosen(from, names[i]->d_name)) {
            *same = file_compare(folder, names[i]->d_name, from->worlds) && *same;
            compared++;
        }
        free(names[i]);
    }
    free(names);
    return compared;
}

static void the_engine_and_the_reference_agree_to_the_day_and_the_penny_on_every_scenario(void **state)
{
    const choice *from = *state;
    bool same = true;
    const int shipped = folder_compare(from, EDGECARE_SOURCE "/scenarios", &same);
    const int own = folder_compare(from, EDGECARE_SOURCE "/tests/reference", &same);
    assert_true(shipped + own > 0);
    assert_true(same);
}

int main(int count, char *words[])
{
    choice from = { .worlds = count > 1 ? (uint32_t)strtoul(words[1], NULL, 10) : WORLDS };
    from.excludes = count > 3 && strcmp(words[2], "but") == 0;
    from.prefix = count > 3 ? words[3] : NULL;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(the_engine_and_the_reference_agree_to_the_day_and_the_penny_on_every_scenario, &from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
