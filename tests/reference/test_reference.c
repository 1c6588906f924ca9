#include "support/expect.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "world/effect_size.h"
#include "load/load.h"
#include "reference/compare.h"
#include "reference/reference.h"
#include "replicate/engine.h"
#include "world/world.h"

/* test-reference [WORLDS [only|but PREFIX ...]]: every shipped scenario and those of this folder; or only those, or all but those, whose name begins with
 * a PREFIX. */

#define WORLDS 100
#define WORLDS_AS_OF 20
#define HISTORIES 2
#define PATH_ROOM 4096

/** What the command line asks for. Borrowed. */
typedef struct {
    uint32_t worlds;
    bool excludes;
    char *const *prefixes;
    int count; /* of prefixes; 0: every file */
} choice;

/** What one scenario needs on both sides. */
typedef struct {
    const scenario *file; /* borrowed */
    replicate_plan plan;
    replicate_engine *engine;
    career_model *model;
    double effect_ratios[THERAPIES_MAX * TRANSITIONS_MAX];
    double levels[TRANSITIONS_MAX];
} both_sides;

/** What the numbers of effects come to in a world. */
static void effect_ratios_set(both_sides *sides, const scenario *file)
{
    career_model_set(file, sides->model);
    for (size_t t = 0; t < file->therapies.count; t++) {
        for (size_t i = 0; i < file->therapies.items[t].effects.count; i++) {
            const therapy_effect_row *row = &file->therapies.items[t].effects.items[i];
            const size_t k = (size_t)row->transition_index;
            const int ratio = effect_ratio_index(row->effect.kind);
            sides->effect_ratios[t * TRANSITIONS_MAX + k] = ratio < 0 ? 1 : sides->model->therapy[t].effect[k].p[ratio];
        }
    }
}

/** Solves the levels of a world and holds the engine's against them. */
static void levels_set(both_sides *sides, const reference_case *at, const char *scenario_name)
{
    const double *engine = replicate_engine_levels(sides->engine);
    for (size_t k = 0; k < sides->file->transitions.count; k++) {
        sides->levels[k] = reference_level(at, k);
        if (!(fabs(sides->levels[k] - engine[k]) <= 1e-9 * sides->levels[k])) {
            fail_msg("%s, world %u, transition %s: the level is %.17g, not %.17g", scenario_name, at->world_number, sides->file->transitions.items[k].name, sides->levels[k],
                     engine[k]);
        }
    }
}

static void replicate_compare(both_sides *sides, comparison *seen)
{
    const replicate *engine = replicate_engine_run(sides->engine, seen->world, seen->history);
    assert_non_null(engine);
    effect_ratios_set(sides, &engine->in->known);
    const reference_case at = { .file = sides->file, .world = engine->in->inputs, .levels = sides->levels,
                                .effect_ratios = sides->effect_ratios, .owner = "", .world_number = seen->world, .history = seen->history };
    if (seen->history == 0) {
        levels_set(sides, &at, seen->scenario);
    }
    reference_replicate reference = reference_replicate_make(&at);
    if (compare_people(seen, engine, &reference)) {
        compare_tallies(seen, engine, &reference, &sides->plan.scopes);
        compare_exposure(seen, engine, &reference);
        compare_monthly(seen, engine, &reference);
        compare_contracts(seen, engine, &reference, sides->plan.calendars, &sides->plan.scopes);
    }
    reference_replicate_free(&reference);
}

static bool scenario_compare(const scenario *file, const char *name, uint32_t worlds)
{
    both_sides sides = { .file = file };
    assert_true(replicate_plan_make(file, &sides.plan));
    sides.engine = replicate_engine_make(&sides.plan);
    sides.model = calloc(1, sizeof *sides.model);
    assert_non_null(sides.engine);
    assert_non_null(sides.model);
    comparison seen = { .scenario = name };
    for (seen.world = 0; seen.world < worlds; seen.world++) {
        for (seen.history = 0; seen.history < HISTORIES; seen.history++) {
            replicate_compare(&sides, &seen);
        }
    }
    free(sides.model);
    replicate_engine_free(sides.engine);
    replicate_plan_free(&sides.plan);
    return compare_finish(&seen);
}

/** The day half way between the scenario's start and its last claimable day. */
static date middle_of_life(const scenario *file)
{
    date last = file->starts;
    for (size_t c = 0; c < file->contracts.count; c++) {
        const date claimable = file->contracts.items[c].last_claimable;
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
    const document_override overrides[] = { { "/reporting/as_of", text }, { "/reporting/coupling", "\"both\"" } };
    scenario *file = scenario_load(path, overrides, 2, &faults);
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
    bool is_named = false;
    for (int i = 0; i < from->count; i++) {
        is_named = is_named || strncmp(name, from->prefixes[i], strlen(from->prefixes[i])) == 0;
    }
    return is_scenario && (from->count == 0 || is_named != from->excludes);
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
    from.prefixes = words + 3;
    from.count = count > 3 ? count - 3 : 0;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(the_engine_and_the_reference_agree_to_the_day_and_the_penny_on_every_scenario, &from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
