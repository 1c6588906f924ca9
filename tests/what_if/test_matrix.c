#include "what_if/matrix.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "load/load.h"
#include "load/what_if.h"
#include "support/expect.h"

static const document_override few[] = { { "/run/worlds", "5" }, { "/run/histories", "2" }, { "/run/seed", "29" } };

static int in_sources(void **state)
{
    (void)state;
    return chdir(EDGECARE_SOURCE);
}

/** The mean of the councils' net gain of a document that is run alone. */
static double mean_alone(document *doc)
{
    fault_list faults = { 0 };
    scenario *one = scenario_from_document(doc, &faults);
    result *out = NULL;
    assert_int_equal(run_scenario(one, &(run_options){ .threads = 1 }, &out), RUN_DONE);
    const size_t at = columns_find(&out->columns, "commissioner_net_gbp", LEVEL_PROGRAMME, 0, 0);
    double sum = 0;
    for (size_t r = 0; r < out->replicates; r++) {
        sum += out->rows[r * out->columns.count + at];
    }
    const double mean = sum / (double)out->replicates;
    result_free(out);
    scenario_free(one);
    fault_list_free(&faults);
    return mean;
}

/* Corners, and a cell between, against runs of their own: the parts by hand, 0.6 referrals in half are 0.8 of them. */
static void each_cell_is_a_run_of_its_own(void **state)
{
    (void)state;
    static const char *const names[2] = { "referrals_60", "price_20" };
    static const struct {
        size_t row, column;
        const char *text;
    } cells[] = {
        { 0, 0, "{}" },
        { 4, 0, "{\"what_if\": {\"by_hand\": {\"times\": {\"/sites/*/cohorts/*/first_year_volume\": 0.6, \"/sites/*/cohorts/*/later_volume\": 0.6}}}}" },
        { 2, 4, "{\"what_if\": {\"by_hand\": {\"times\": {\"/sites/*/cohorts/*/first_year_volume\": 0.8, \"/sites/*/cohorts/*/later_volume\": 0.8,"
                "\"/contracts/per_day_saved/terms/edge_of_care/price_gbp\": 0.8, \"/contracts/per_day_saved/terms/in_care/price_gbp\": 0.8}}}}" },
    };
    fault_list faults = { 0 };
    document *doc = document_read("scenarios/typical-edge-of-care.json", few, 3, &faults);
    scenario *base = scenario_from_document(doc, &faults);
    what_if_matrix found;
    assert_int_equal(matrix_ask(doc, base, names, "commissioner_net_gbp", &(run_options){ .threads = 2 }, &found, &faults), RUN_DONE);
    assert_int_equal(found.rows.steps, 5);
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        const document_override all[] = { few[0], few[1], few[2], { "", cells[i].text } };
        document *own = document_read("scenarios/typical-edge-of-care.json", all, 4, &faults);
        const char *why = NULL;
        document *changed = i == 0 ? NULL : what_if_apply(own, "by_hand", 1, &why, &faults);
        expect_close(found.cell[cells[i].row][cells[i].column].value, mean_alone(changed ? changed : own), 0.005);
        document_free(changed);
        document_free(own);
    }
    assert_int_equal(fault_errors(&faults), 0);
    scenario_free(base);
    document_free(doc);
    fault_list_free(&faults);
}

static void what_sets_values_has_two_steps_and_faults_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *names[2], *measure, *says;
    } wrong[] = {
        { { "half_enty", "price_20" }, "commissioner_net_gbp", "did you mean \"half_entry\"?" },
        { { "half_entry", "price_20" }, "commissioner_nett_gbp", "did you mean \"commissioner_net_gbp\"?" },
        { { "half_entry", "price_20" }, "mean(investor_irr_per_year)", "is never averaged" },
        { { "half_entry", "contract_effect" }, "commissioner_net_gbp", "does not apply" },
    };
    static const char *const names[2] = { "own_team", "half_entry" };
    fault_list faults = { 0 };
    document *doc = document_read("scenarios/typical-edge-of-care.json", few, 3, &faults);
    scenario *base = scenario_from_document(doc, &faults);
    what_if_matrix found;
    assert_int_equal(matrix_ask(doc, base, names, "P(investor_loses > 0)", &(run_options){ .threads = 2 }, &found, &faults), RUN_DONE);
    assert_int_equal(found.rows.steps, 2);
    for (size_t c = 0; c < 5; c++) {
        assert_in_range((int)(1000 * found.cell[0][c].value), 0, 1000);
        expect_close(found.cell[1][c].value, 0, 0); /* nobody lends to an own team */
    }
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        fault_list wrongs = { 0 };
        assert_int_equal(matrix_ask(doc, base, wrong[i].names, wrong[i].measure, &(run_options){ .threads = 2 }, &found, &wrongs), RUN_STOPPED);
        assert_true(fault_errors(&wrongs) > 0);
        assert_non_null(strstr(wrongs.items[0].text, wrong[i].says));
        fault_list_free(&wrongs);
    }
    scenario_free(base);
    document_free(doc);
    fault_list_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_cell_is_a_run_of_its_own),
        cmocka_unit_test(what_sets_values_has_two_steps_and_faults_are_told),
    };
    return cmocka_run_group_tests(tests, in_sources, NULL);
}
