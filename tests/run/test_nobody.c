#include "support/expect.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "load/load.h"
#include "support/scenario_text.h"
#include "terms/term.h"

/* A programme that nobody is referred to, or that nobody starts, is a programme all the same: no child brings anything, fixed costs are due. */

#define PATH_ROOM 512
#define PLACES_ROOM 64

static scenario *scenario_with(const char *path, const document_override overrides[], size_t count)
{
    char full[PATH_ROOM];
    fault_list faults = { 0 };
    snprintf(full, sizeof full, "%s/%s", EDGECARE_SOURCE, path);
    scenario *self = scenario_load(full, overrides, count, &faults);
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    assert_non_null(self);
    return self;
}

/** The scenario in `path` with no intake in any place. */
static scenario *without_referrals(const char *path)
{
    char pointers[PLACES_ROOM][PATH_ROOM];
    document_override overrides[PLACES_ROOM];
    size_t count = 0;
    scenario *self = scenario_of_file(path);
    for (size_t s = 0; s < self->sites.count; s++) {
        const site_row *site = &self->sites.items[s];
        for (size_t c = 0; c < site->cohorts.count; c++, count++) {
            assert_true(count < PLACES_ROOM);
            snprintf(pointers[count], PATH_ROOM, "/sites/%s/cohorts/%s/intake/per_year", site->name, site->cohorts.items[c].name);
            overrides[count] = (document_override){ pointers[count], "0" };
        }
    }
    scenario_free(self);
    return scenario_with(path, overrides, count);
}

static scenario *without_starts(const char *path)
{
    return scenario_with(path, &(document_override){ "/people/start_share", "0" }, 1);
}

/** No term by child earned anything. */
static void expect_no_units(const contract_row *contract, const quantities *found)
{
    for (size_t t = 0; t < found->terms; t++) {
        const term_row *term = &contract->terms.items[t];
        const bool by_child = ((const term_kind *)term->unit.kind)->units != NULL;
        for (size_t k = 0; by_child && k < found->periods; k++) {
            expect_close(found->achieved[t * found->periods + k], 0, 0);
        }
    }
}

static void run_and_expect_nothing(scenario *self)
{
    test_engine run;
    test_engine_of(&run, self);
    for (uint32_t r = 0; r < 4; r++) {
        const replicate *drawn = test_engine_run(&run, r / 2, r % 2);
        assert_true(drawn->tallies[0].starts == 0 && drawn->tallies[0].window_days == 0);
        for (size_t c = 0; c < self->contracts.count; c++) {
            expect_no_units(&self->contracts.items[c], &drawn->contracts[c].treated);
            assert_true(drawn->contracts[c].non_additional == drawn->contracts[c].ledger.paid_total);
        }
    }
    test_engine_free(&run);
}

static int is_scenario(const struct dirent *entry)
{
    const size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0;
}

/** Runs every shipped scenario as `make` changes it. */
static void run_all(scenario *make(const char *path))
{
    struct dirent **names = NULL;
    const int count = scandir(EDGECARE_SOURCE "/scenarios", &names, is_scenario, alphasort);
    assert_true(count >= 7);
    for (int i = 0; i < count; i++) {
        char path[PATH_ROOM];
        snprintf(path, sizeof path, "scenarios/%s", names[i]->d_name);
        run_and_expect_nothing(make(path));
        free(names[i]);
    }
    free(names);
}

static void without_referrals_no_scenario_pays_for_children(void **state)
{
    (void)state;
    run_all(without_referrals);
}

static void without_starts_no_scenario_pays_for_children(void **state)
{
    (void)state;
    run_all(without_starts);
}

static void fixed_costs_are_due_where_nobody_is_referred(void **state)
{
    (void)state;
    static const char patch[] = "{\"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [0]}}}}},"
                                " \"contracts\": {\"days\": {\"delivery\": {\"set_up_gbp\": 1713.29, \"fixed_gbp_per_month\": 211.07, \"per_start_gbp\": 97.5}}}}";
    const char *const patches[] = { patch, NULL };
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const cash *found = &test_engine_run(&run, 0, 0)->contracts[0].cash;
    pence cost = 0;
    for (size_t m = 0; m < found->months; m++) {
        cost += found->cost[m];
    }
    assert_int_equal(cost, 171329 + 13 * 21107); /* from February 2019 to 4 February 2020 */
    test_engine_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_referrals_no_scenario_pays_for_children),
        cmocka_unit_test(without_starts_no_scenario_pays_for_children),
        cmocka_unit_test(fixed_costs_are_due_where_nobody_is_referred),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
