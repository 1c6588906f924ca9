#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/result_json.h"
#include "run/run.h"
#include "summarise/result.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/* What can be observed (payments, cash, people) is the same to the byte whichever luck without the programme is told of, also where a contract drops families and so
 * sees their untreated careers. */

#define REPLICATES 6
#define WAYS 3

static const int ways[WAYS] = {COUPLING_SHARED, COUPLING_BOTH, COUPLING_INDEPENDENT};

/** A scenario run in one way. */
typedef struct {
    test_engine run;
    columns layout;
    double *row, *parts;
} told_run;

/** Changes a loaded scenario so that its contracts run out of money, and pays by windows from referral, which dropped families have too. */
static void starve(scenario *self, int exhausted)
{
    for (size_t c = 0; c < self->contracts.count; c++) {
        contract_row *row = &self->contracts.items[c];
        row->capital.on_exhaustion = exhausted;
        row->capital.commitment_gbp = (quantity){137000, -1};
        for (size_t t = 0; t < row->terms.count; t++) {
            term_row *term = &row->terms.items[t];
            if (term->window_from == FROM_START && !term->needs_completion && term->needs_home_at_day == 0) {
                term->window_from = FROM_REFERRAL;
                term->needs_start = false;
            }
        }
    }
}

static void told_run_make(told_run *out, const char *path, int way, int exhausted)
{
    scenario *self = scenario_of_file(path);
    self->reporting.coupling = way;
    if (exhausted != EXHAUSTED_PROVIDER_CARRIES) {
        starve(self, exhausted);
    }
    test_engine_of(&out->run, self);
    const replicate *drawn = test_engine_run(&out->run, 0, 0);
    size_t months = 0;
    for (size_t c = 0; c < self->contracts.count; c++) {
        months = drawn->contracts[c].cash.months > months ? drawn->contracts[c].cash.months : months;
    }
    const run_extent extent = {out->run.plan.calendars, drawn->monthly.months, months, drawn->exposure.first_year, drawn->exposure.years};
    assert_true(columns_make(self, &extent, &out->layout));
    out->row = test_calloc(out->layout.count, sizeof *out->row);
    out->parts = test_calloc(out->layout.parts + 1, sizeof *out->parts);
}

static void told_run_free(told_run *self)
{
    test_free(self->row);
    test_free(self->parts);
    columns_free(&self->layout);
    test_engine_free(&self->run);
}

/** Whether a column says the same in another way of telling: what is observed always, what is told by shared draws where both have those. */
static bool is_same_in(const column *of, int way)
{
    return of->metric->arms == ARMS_TREATED || (way == COUPLING_BOTH && !column_is_apart(of));
}

/** The columns of two layouts that say the same stand in the same order. */
static void expect_same_rows(const char *path, const told_run *shared, const told_run *other, int way)
{
    size_t i = 0;
    for (size_t k = 0; k < other->layout.count; k++) {
        if (!is_same_in(&other->layout.items[k], way)) {
            continue;
        }
        while (!is_same_in(&shared->layout.items[i], way)) {
            i++;
        }
        assert_ptr_equal(shared->layout.items[i].metric, other->layout.items[k].metric);
        if (memcmp(&shared->row[i], &other->row[k], sizeof(double)) != 0) {
            fail_msg("%s: %s: %.17g and %.17g", path, other->layout.items[k].name, shared->row[i], other->row[k]);
        }
        i++;
    }
}

static void expect_same_money(const contract_outcome *a, const contract_outcome *b)
{
    assert_memory_equal(a->ledger.by_payer, b->ledger.by_payer, a->ledger.payers * a->ledger.periods * sizeof(pence));
    assert_memory_equal(a->ledger.term_amount, b->ledger.term_amount, a->ledger.terms * a->ledger.periods * sizeof(pence));
    assert_memory_equal(a->cash.receipt, b->cash.receipt, a->cash.months * sizeof(pence));
    assert_memory_equal(a->cash.cost, b->cash.cost, a->cash.months * sizeof(pence));
    assert_memory_equal(a->cash.drawn, b->cash.drawn, a->cash.months * sizeof(pence));
    assert_memory_equal(a->cash.distributed, b->cash.distributed, a->cash.months * sizeof(pence));
    assert_int_equal(a->families_dropped, b->families_dropped);
}

/** Returns how many families contracts dropped in all. */
static size_t expect_same_whatever_is_told(const char *path, int exhausted)
{
    told_run run[WAYS];
    size_t dropped = 0;
    for (size_t w = 0; w < WAYS; w++) {
        told_run_make(&run[w], path, ways[w], exhausted);
    }
    for (uint32_t r = 0; r < REPLICATES; r++) {
        const replicate *of[WAYS];
        for (size_t w = 0; w < WAYS; w++) {
            of[w] = test_engine_run(&run[w].run, r / 2, r % 2);
            columns_fill(&run[w].layout, of[w], run[w].row, run[w].parts);
        }
        for (size_t w = 1; w < WAYS; w++) {
            expect_same_rows(path, &run[0], &run[w], ways[w]);
            for (size_t c = 0; c < run[0].run.self->contracts.count; c++) {
                expect_same_money(&of[0]->contracts[c], &of[w]->contracts[c]);
                dropped += w == 1 ? of[0]->contracts[c].families_dropped : 0;
            }
        }
    }
    for (size_t w = 0; w < WAYS; w++) {
        told_run_free(&run[w]);
    }
    return dropped;
}

static int is_scenario(const struct dirent *entry)
{
    const size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0;
}

/** Every scenario of a folder; in `dropping` how many of them drop families. */
static void expect_same_in_folder(const char *folder, int exhausted, int *files, int *dropping)
{
    char path[512];
    struct dirent **names = NULL;
    snprintf(path, sizeof path, "%s/%s", EDGECARE_SOURCE, folder);
    *files = scandir(path, &names, is_scenario, alphasort);
    *dropping = 0;
    for (int i = 0; i < *files; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        *dropping += expect_same_whatever_is_told(path, exhausted) > 0;
        free(names[i]);
    }
    free(names);
}

static void in_every_scenario_as_it_is(void **state)
{
    (void)state;
    int files, dropping;
    expect_same_in_folder("scenarios", EXHAUSTED_PROVIDER_CARRIES, &files, &dropping);
    assert_true(files >= 12);
}

static void in_every_scenario_whose_contracts_run_out_of_money(void **state)
{
    (void)state;
    static const int choices[] = {EXHAUSTED_PAUSE_STARTS, EXHAUSTED_STOP};
    for (size_t i = 0; i < 2; i++) {
        int files, dropping;
        expect_same_in_folder("scenarios", choices[i], &files, &dropping);
        assert_true(dropping >= files - 2); /* some may earn enough to go on */
    }
}

static void in_programmes_that_use_every_clause(void **state)
{
    (void)state;
    int files, dropping;
    expect_same_in_folder("tests/reference", EXHAUSTED_PROVIDER_CARRIES, &files, &dropping);
    assert_true(files >= 5 && dropping >= 1);
    assert_true(expect_same_whatever_is_told("tests/reference/clauses.json", EXHAUSTED_PROVIDER_CARRIES) > 0);
}

/** Mean, 5 % quantile and spread of a column's replicates, worked out plainly. */
typedef struct {
    double mean, low, sd;
    size_t n;
} plain_summary;

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static plain_summary plain_summary_of(const result *from, size_t index)
{
    plain_summary out = {0};
    double *values = test_calloc(from->replicates, sizeof *values), squares = 0;
    for (size_t r = 0; r < from->replicates; r++) {
        const double number = from->rows[r * from->columns.count + index];
        if (!isnan(number)) {
            values[out.n++] = number;
            out.mean += number;
        }
    }
    out.mean /= (double)out.n;
    for (size_t r = 0; r < out.n; r++) {
        squares += (values[r] - out.mean) * (values[r] - out.mean);
    }
    out.sd = sqrt(squares / ((double)out.n - 1));
    qsort(values, out.n, sizeof *values, ascending);
    const double rank = 0.05 * ((double)out.n - 1);
    const size_t below = (size_t)rank;
    out.low = out.n == 0 ? (double)NAN : below + 1 < out.n ? values[below] + (rank - (double)below) * (values[below + 1] - values[below]) : values[below];
    test_free(values);
    return out;
}

/** What is told is all of the one column: n, mean (but of a ratio, which is one of means), sd and 5 % quantile. */
static void expect_of_column(const told *of, const result *from, size_t index)
{
    const plain_summary plain = plain_summary_of(from, index);
    assert_int_equal(of->n, plain.n);
    if (plain.n > 1 && !isnan(of->sd)) {
        expect_close(of->mean, plain.mean, 1e-9 * (fabs(plain.mean) + plain.sd) + 1e-12);
        expect_close(of->sd, plain.sd, 1e-6 * (fabs(plain.mean) + plain.sd) + 1e-12);
    }
    if (plain.n > 0) {
        expect_close(of->quantile[0], plain.low, 1e-9 * fabs(plain.low) + 1e-12);
    }
}

static void expect_one_set_of_draws(const char *path, int way)
{
    scenario *self = scenario_of_file(path);
    self->reporting.coupling = way;
    self->run.worlds = 7;
    self->run.histories = 2;
    result *out = NULL;
    assert_int_equal(run_scenario(self, &(run_options){.threads = 2}, &out), RUN_DONE);
    for (size_t i = 0; i < out->columns.count; i++) {
        const column *one = &out->columns.items[i];
        if (!column_leads(one)) {
            continue;
        }
        const told of = result_told(out, i);
        assert_int_equal(of.independent != NULL, way != COUPLING_SHARED && (one->metric->arms == ARMS_BOTH || (way == COUPLING_BOTH && one->metric->arms == ARMS_UNTREATED)));
        if (column_is_apart(one)) {
            assert_true(of.n == 0 && isnan(of.mean) && isnan(of.se) && isnan(of.sd) && isnan(of.quantile[0]) && isnan(of.quantile[6]));
        } else {
            expect_of_column(&of, out, i);
        }
        if (of.independent) {
            const told apart = told_apart(&of);
            expect_of_column(&apart, out, column_is_apart(one) ? i : one->twin);
        }
    }
    result_free(out);
    scenario_free(self);
}

static void what_stands_in_one_line_is_of_one_set_of_draws_in_every_scenario(void **state)
{
    (void)state;
    struct dirent **names = NULL;
    const int files = scandir(EDGECARE_SOURCE "/scenarios", &names, is_scenario, alphasort);
    for (int i = 0; i < files; i++) {
        char path[512];
        snprintf(path, sizeof path, "scenarios/%s", names[i]->d_name);
        for (size_t w = 0; w < WAYS; w++) {
            expect_one_set_of_draws(path, ways[w]);
        }
        free(names[i]);
    }
    assert_true(files >= 12);
    free(names);
}

/** The sentence of a flag of the small programme's contract, and what its probabilities are. */
static json_value *probabilities_of(const char *patch)
{
    scenario *self = scenario_patched(scenario_small, (const char *const[]){patch, NULL});
    result *out = NULL;
    assert_int_equal(run_scenario(self, &(run_options){.threads = 2}, &out), RUN_DONE);
    json_value *root = result_json(out, &(result_origin){.version = "9.9.9"});
    assert_non_null(root);
    result_free(out);
    scenario_free(self);
    return root;
}

static void a_probability_of_a_difference_says_how_luck_is_taken(void **state)
{
    (void)state;
    static const char words[] = "same luck with and without; how far luck would have differed no data can tell";
    static const char at[] = "/probabilities/days/commissioner_saves/sentence";
    json_value *shared = probabilities_of("{\"reporting\": {\"coupling\": \"shared\"}}"), *both = probabilities_of("{\"reporting\": {\"coupling\": \"both\"}}");
    json_value *apart = probabilities_of("{\"reporting\": {\"coupling\": \"independent\"}}");
    assert_non_null(strstr(json_string(json_at(shared, at)), words));
    assert_null(strstr(json_string(json_at(shared, at)), "separate luck"));
    assert_non_null(strstr(json_string(json_at(both, at)), words));
    assert_non_null(strstr(json_string(json_at(both, at)), " (separate luck: "));
    assert_non_null(strstr(json_string(json_at(apart, at)), " by separate luck."));
    assert_null(strstr(json_string(json_at(both, "/probabilities/days/cap_reached/sentence")), "luck"));
    expect_text(json_string(json_get(shared, "luck")), words);
    assert_int_equal(json_type_of(json_at(apart, "/probabilities/days/commissioner_saves/probability")), JSON_NULL);
    assert_int_equal(json_type_of(json_at(apart, "/probabilities/days/commissioner_saves/independent/probability")), JSON_NUMBER);
    expect_close(json_number(json_at(apart, "/contracts/days/metrics/non_additional_payment_gbp/undefined/separate_luck")), 100, 0);
    assert_int_equal(json_type_of(json_at(apart, "/contracts/days/metrics/additional_payment_gbp/mean")), JSON_NULL);
    assert_null(json_at(both, "/contracts/days/metrics/additional_payment_gbp/independent"));
    json_free(shared);
    json_free(both);
    json_free(apart);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_in_one_line_is_of_one_set_of_draws_in_every_scenario),
        cmocka_unit_test(a_probability_of_a_difference_says_how_luck_is_taken),
        cmocka_unit_test(in_every_scenario_as_it_is),
        cmocka_unit_test(in_every_scenario_whose_contracts_run_out_of_money),
        cmocka_unit_test(in_programmes_that_use_every_clause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
