#include "run/variants.h"

#include <stdlib.h>
#include <string.h>

#include "json/document.h"
#include "load/load.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/* What a variant gives among others is what it gives alone. */

#define FILE_OF(name) EDGECARE_SOURCE "/scenarios/" name
#define WORLDS "13"
#define REPLICATES (13 * 2)
#define SET_MAX 8

/** A variant as a test writes it: overrides of a file, ended by a NULL pointer. */
typedef struct {
    document_override set[SET_MAX];
} written;

static variant loaded(const char *path, const written *how)
{
    fault_list faults = {0};
    document_override all[SET_MAX + 3] = {{"/run/worlds", WORLDS}, {"/run/histories", "2"}, {"/reporting/coupling", "\"both\""}};
    size_t count = 3;
    while (how->set[count - 3].pointer != NULL) {
        all[count] = how->set[count - 3];
        count++;
    }
    document *doc = document_read(path, all, count, &faults);
    assert_non_null(doc);
    const variant made = {scenario_from_document(doc, &faults), careers_key(document_value(doc))};
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    document_free(doc);
    assert_non_null(made.scenario);
    return made;
}

static void free_variant(const variant *self)
{
    scenario *owned;
    memcpy(&owned, &self->scenario, sizeof owned);
    scenario_free(owned);
}

static double *rows_of(const variant variants[], size_t count, const variant_cell cells[], size_t cell_count, int threads)
{
    double *rows = test_malloc(count * REPLICATES * cell_count * sizeof *rows);
    const run_options options = {.threads = threads};
    assert_int_equal(run_variants(variants, count, cells, cell_count, &options, rows), RUN_DONE);
    return rows;
}

/** The rows of the whole run of a scenario, column by column as asked for. */
static void expect_as_alone(const variant *of, const variant_cell cells[], size_t cell_count, const double rows[])
{
    const run_options options = {.threads = 1};
    result *whole = NULL;
    assert_int_equal(run_scenario(of->scenario, &options, &whole), RUN_DONE);
    for (size_t c = 0; c < cell_count; c++) {
        size_t at = columns_find(&whole->columns, cells[c].name, cells[c].level, cells[c].object, cells[c].at);
        assert_true(at != COLUMN_NONE);
        at = cells[c].apart ? whole->columns.items[at].twin : at;
        for (size_t r = 0; r < REPLICATES; r++) {
            const double alone = whole->rows[r * whole->columns.count + at];
            assert_memory_equal(&rows[r * cell_count + c], &alone, sizeof alone);
        }
    }
    result_free(whole);
}

static const variant_cell money[] = {
    {.name = "outcomes_payments_paid_gbp", .level = LEVEL_PROGRAMME},
    {.name = "outcomes_payments_paid_gbp", .level = LEVEL_CONTRACT, .object = 0},
    {.name = "value_to_government_gbp", .level = LEVEL_PROGRAMME, .apart = true},
    {.name = "value_to_government_gbp", .level = LEVEL_CONTRACT, .object = 0},
    {.name = "investor_npv_gbp", .level = LEVEL_CONTRACT, .object = 0},
    {.name = "delivery_cost_gbp", .level = LEVEL_CONTRACT, .object = 0},
    {.name = "days_averted", .level = LEVEL_PROGRAMME},
    {.name = "care_days", .level = LEVEL_SITE, .object = 1},
    {.name = "payment_per_family_gbp", .level = LEVEL_CONTRACT, .object = 0},
};

#define CELLS (sizeof money / sizeof money[0])

/* Odd prices, an added term, another discount rate; then an input outside contracts that changes careers, and one more contract's worth of draws. */
static const written typical[] = {
    {{{0}}},
    {{{"/contracts/per_day_saved/terms/edge_of_care/price_gbp", "61.37"}}},
    {{{"/contracts/per_day_saved/terms/edge_of_care/price_gbp", "{\"value\": null, \"dist\": \"lognormal\", \"median\": 44, \"sigma\": 0.31}"},
      {"/contracts/per_day_saved/limit_gbp", "1234567"}}},
    {{{"/people/start_share", "0.511"}}},
    {{{"/appraisal/discount_rate_per_year", "0.0123"}, {"/contracts/per_day_saved/claims/period_months", "6"}}},
    {{{"/people/start_share", "0.511"}, {"/contracts/per_day_saved/terms/in_care/price_gbp", "17.9"}}},
};

#define TYPICAL (sizeof typical / sizeof typical[0])

static void each_variant_gives_the_bytes_that_it_gives_alone_on_any_number_of_threads(void **state)
{
    (void)state;
    variant variants[TYPICAL];
    for (size_t i = 0; i < TYPICAL; i++) {
        variants[i] = loaded(FILE_OF("typical-edge-of-care.json"), &typical[i]);
    }
    double *first = rows_of(variants, TYPICAL, money, CELLS, 1);
    for (size_t i = 0; i < TYPICAL; i++) {
        expect_as_alone(&variants[i], money, CELLS, first + i * REPLICATES * CELLS);
    }
    for (int threads = 2; threads <= 5; threads += 3) {
        double *again = rows_of(variants, TYPICAL, money, CELLS, threads);
        assert_memory_equal(again, first, TYPICAL * REPLICATES * CELLS * sizeof *first);
        test_free(again);
    }
    test_free(first);
    for (size_t i = 0; i < TYPICAL; i++) {
        free_variant(&variants[i]);
    }
}

/* Contracts that drop families: ended early, paused or stopped for want of money; then control groups, the same and another one. */
static const written dropping[] = {
    {{{"/contracts/per_day_saved/early_end", "{\"trigger\": \"starts_below\", \"below\": 0.9, \"after_months\": 6, \"payment\": \"unpaid\"}"}}},
    {{{"/contracts/per_day_saved/capital/commitment_gbp", "400000"}, {"/contracts/per_day_saved/capital/on_exhaustion", "stop"}}},
    {{{"/contracts/per_day_saved/capital/commitment_gbp", "300000"}, {"/contracts/per_day_saved/capital/on_exhaustion", "pause_starts"}}},
    {{{0}}},
    {{{"/contracts/per_day_saved/terms/edge_of_care/baseline", "{\"kind\": \"live_control\", \"share\": null, \"mark\": null, \"source\": null, \"note\": null, \"children\": 90}"}}},
    {{{"/contracts/per_day_saved/terms/edge_of_care/baseline", "{\"kind\": \"live_control\", \"share\": null, \"mark\": null, \"source\": null, \"note\": null, \"children\": 90}"},
      {"/contracts/per_day_saved/terms/edge_of_care/price_gbp", "33.3"}}},
    {{{"/contracts/per_day_saved/terms/edge_of_care/baseline", "{\"kind\": \"live_control\", \"share\": null, \"mark\": null, \"source\": null, \"note\": null, \"children\": 41}"}}},
};

#define DROPPING (sizeof dropping / sizeof dropping[0])

static void contracts_that_drop_families_or_have_control_groups_give_the_bytes_that_they_give_alone(void **state)
{
    (void)state;
    variant variants[DROPPING];
    for (size_t i = 0; i < DROPPING; i++) {
        variants[i] = loaded(FILE_OF("typical-edge-of-care.json"), &dropping[i]);
    }
    double *rows = rows_of(variants, DROPPING, money, CELLS, 2);
    for (size_t i = 0; i < DROPPING; i++) {
        expect_as_alone(&variants[i], money, CELLS, rows + i * REPLICATES * CELLS);
    }
    const uint64_t people = variants[0].careers;
    assert_true(variants[1].careers == people && variants[2].careers == people && variants[3].careers == people);
    assert_true(variants[4].careers == variants[5].careers && variants[4].careers != people && variants[6].careers != variants[4].careers);
    test_free(rows);
    for (size_t i = 0; i < DROPPING; i++) {
        free_variant(&variants[i]);
    }
}

static void scenarios_that_differ_in_contracts_and_appraisal_alone_have_the_same_careers(void **state)
{
    (void)state;
    const bool same[TYPICAL] = {true, true, true, false, true, false};
    const variant base = loaded(FILE_OF("typical-edge-of-care.json"), &typical[0]);
    const written renames = {{{"/title", "Another title"}, {"/note", "of no weight"}}};
    const variant renamed = loaded(FILE_OF("typical-edge-of-care.json"), &renames);
    assert_true(renamed.careers == base.careers);
    for (size_t i = 0; i < TYPICAL; i++) {
        const variant other = loaded(FILE_OF("typical-edge-of-care.json"), &typical[i]);
        assert_int_equal(other.careers == base.careers, same[i]);
        free_variant(&other);
    }
    free_variant(&renamed);
    free_variant(&base);
}

static void a_metric_that_a_variant_lacks_is_undefined_in_it(void **state)
{
    (void)state;
    const written none = {{{"/contracts/per_day_saved", "null"}, {"/published", "null"}}};
    const variant variants[] = {loaded(FILE_OF("typical-edge-of-care.json"), &typical[0]), loaded(FILE_OF("typical-edge-of-care.json"), &none)};
    double *rows = rows_of(variants, 2, money, CELLS, 2);
    assert_true(!isnan(rows[1]));
    assert_true(isnan(rows[REPLICATES * CELLS + 1]) != 0);
    assert_true(rows[REPLICATES * CELLS + 7] == rows[7]);
    test_free(rows);
    free_variant(&variants[0]);
    free_variant(&variants[1]);
}

static void ratios_come_in_parts(void **state)
{
    (void)state;
    const variant base = loaded(FILE_OF("typical-edge-of-care.json"), &typical[0]);
    const variant_cell cells[] = {
        {.name = "payment_per_family_gbp", .level = LEVEL_CONTRACT, .part = CELL_VALUE},
        {.name = "payment_per_family_gbp", .level = LEVEL_CONTRACT, .part = CELL_NUMERATOR},
        {.name = "payment_per_family_gbp", .level = LEVEL_CONTRACT, .part = CELL_DENOMINATOR},
        {.name = "outcomes_payments_paid_gbp", .level = LEVEL_CONTRACT},
        {.name = "starts", .level = LEVEL_CONTRACT},
    };
    double *rows = rows_of(&base, 1, cells, 5, 2);
    for (size_t r = 0; r < REPLICATES; r++) {
        const double *row = rows + r * 5;
        assert_true(row[1] == row[3] && row[2] == row[4] && row[0] == row[1] / row[2]);
    }
    test_free(rows);
    free_variant(&base);
}

static bool stop_at_once(void *context, size_t done, size_t total)
{
    *(size_t *)context = total;
    return done == 0;
}

static void a_run_of_variants_counts_all_replicates_and_stops_when_told(void **state)
{
    (void)state;
    const variant variants[] = {loaded(FILE_OF("typical-edge-of-care.json"), &typical[0]), loaded(FILE_OF("typical-edge-of-care.json"), &typical[1])};
    size_t total = 0;
    const run_options options = {.threads = 1, .progress = stop_at_once, .context = &total};
    double rows[2 * REPLICATES];
    assert_int_equal(run_variants(variants, 2, money, 1, &options, rows), RUN_STOPPED);
    assert_int_equal(total, 2 * REPLICATES);
    free_variant(&variants[0]);
    free_variant(&variants[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_variant_gives_the_bytes_that_it_gives_alone_on_any_number_of_threads),
        cmocka_unit_test(contracts_that_drop_families_or_have_control_groups_give_the_bytes_that_they_give_alone),
        cmocka_unit_test(scenarios_that_differ_in_contracts_and_appraisal_alone_have_the_same_careers),
        cmocka_unit_test(a_metric_that_a_variant_lacks_is_undefined_in_it),
        cmocka_unit_test(ratios_come_in_parts),
        cmocka_unit_test(a_run_of_variants_counts_all_replicates_and_stops_when_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
