#include "what_if/answers.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "load/load.h"
#include "run/run.h"
#include "support/expect.h"
#include "support/scenario_text.h"

static const document_override few[] = { { "/run/worlds", "6" }, { "/run/histories", "3" }, { "/run/seed", "23" } };

static int in_sources(void **state)
{
    (void)state;
    return chdir(EDGECARE_SOURCE);
}

/** A party's number in each replicate of a run: of the programme, or summed over contracts, providers. */
static void add_column(const result *of, const party *asked, double out[])
{
    const columns *all = &of->columns;
    for (size_t i = 0; i < all->count; i++) {
        const column *one = &all->items[i];
        if (one->level == asked->level && strcmp(one->name, asked->metric) == 0 && !column_is_apart(one)) {
            for (size_t r = 0; r < of->replicates; r++) {
                out[r] += of->rows[r * all->count + i];
            }
        }
    }
}

/* Two runs, each alone, subtracted replicate by replicate; the error is that of the world means of the differences. */
static void a_what_if_is_two_runs_subtracted(void **state)
{
    (void)state;
    static const char *const names[] = { "half_entry", "cost_20", "own_team" };
    fault_list faults = { 0 };
    document *doc = document_read("scenarios/stronger-families.json", few, 3, &faults);
    scenario *base = scenario_from_document(doc, &faults);
    what_if_answers found;
    assert_int_equal(what_ifs_ask(doc, base, names, 3, &(run_options){ .threads = 2 }, &found, &faults), RUN_DONE);
    for (size_t i = 0; i < found.count; i++) {
        const char *why = NULL;
        document *changed = what_if_apply(doc, found.items[i].name, 1, &why, &faults);
        scenario *other = scenario_from_document(changed, &faults);
        result *first = NULL, *second = NULL;
        assert_int_equal(run_scenario(base, &(run_options){ .threads = 1 }, &first), RUN_DONE);
        assert_int_equal(run_scenario(other, &(run_options){ .threads = 1 }, &second), RUN_DONE);
        for (size_t p = 0; p < PARTIES; p++) {
            double before[18] = { 0 }, after[18] = { 0 }, world[6] = { 0 }, mean = 0, squares = 0;
            add_column(first, &parties[p], before);
            add_column(second, &parties[p], after);
            for (size_t r = 0; r < 18; r++) {
                world[r / 3] += (after[r] - before[r]) / 3;
                mean += (after[r] - before[r]) / 18;
            }
            for (size_t w = 0; w < 6; w++) {
                squares += (world[w] - mean) * (world[w] - mean);
            }
            expect_close(found.items[i].differences[p].mean, mean, 0.005);
            expect_close(found.items[i].differences[p].se, sqrt(squares / 5 / 6), 0.005);
        }
        result_free(first);
        result_free(second);
        scenario_free(other);
        document_free(changed);
    }
    what_ifs_free(&found);
    scenario_free(base);
    document_free(doc);
    fault_list_free(&faults);
}

static void they_stand_by_harm_and_what_does_not_apply_last(void **state)
{
    (void)state;
    static const char *const names[] = { "homes_20", "contract_effect", "no_effect", "half_entry" };
    fault_list faults = { 0 };
    document *doc = document_read("scenarios/typical-edge-of-care.json", few, 3, &faults);
    scenario *base = scenario_from_document(doc, &faults);
    what_if_answers found;
    assert_int_equal(what_ifs_ask(doc, base, names, 4, &(run_options){ .threads = 2 }, &found, &faults), RUN_DONE);
    assert_int_equal(found.count, 4);
    for (size_t i = 0; i + 2 < found.count; i++) {
        assert_true(found.items[i].differences[0].mean <= found.items[i + 1].differences[0].mean);
    }
    expect_text(found.items[3].name, "contract_effect");
    assert_null(found.items[3].differences);
    assert_non_null(strstr(found.items[3].why, "a view named \"contract\""));
    what_ifs_free(&found);
    scenario_free(base);
    document_free(doc);
    fault_list_free(&faults);
}

static void rivals_are_told_one_by_one_and_unknown_names_refused(void **state)
{
    (void)state;
    static const char *const names[] = { "late_6_months" }, *const wrong[] = { "half_enty" };
    fault_list faults = { 0 };
    document *doc = document_read("scenarios/designs.json", few, 3, &faults);
    scenario *base = scenario_from_document(doc, &faults);
    what_if_answers found;
    assert_int_equal(what_ifs_ask(doc, base, names, 1, &(run_options){ .threads = 2 }, &found, &faults), RUN_DONE);
    assert_int_equal(found.subjects, 10);
    expect_text(what_ifs_subject(&found, 0), "fee_for_service");
    const double team = found.as_it_stands[1 * PARTIES].mean, fee = found.as_it_stands[0].mean;
    assert_true(team < fee || team > fee);
    what_ifs_free(&found);
    assert_int_equal(what_ifs_ask(doc, base, wrong, 1, &(run_options){ .threads = 2 }, &found, &faults), RUN_STOPPED);
    assert_int_equal(fault_errors(&faults), 1);
    assert_non_null(strstr(faults.items[0].text, "did you mean \"half_entry\"?"));
    scenario_free(base);
    document_free(doc);
    fault_list_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_what_if_is_two_runs_subtracted),
        cmocka_unit_test(they_stand_by_harm_and_what_does_not_apply_last),
        cmocka_unit_test(rivals_are_told_one_by_one_and_unknown_names_refused),
    };
    return cmocka_run_group_tests(tests, in_sources, NULL);
}
