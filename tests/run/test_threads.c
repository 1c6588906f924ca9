#include <stdlib.h>
#include <string.h>

#include "run/run.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/* The same bytes at any number of threads. */

static const int thread_counts[] = {2, 3, 7};

/* 151 worlds of 3: neither blocks nor jobs come out even. Inputs are uncertain, so that worlds differ. */
static const char uncertain[] =
    "{\"run\": {\"worlds\": 151, \"histories\": 3}, \"people\": {\"frailty\": {\"variance\": {\"dist\": \"lognormal\", \"median\": 0.5, \"sigma\": 0.5}}},"
    " \"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"constant\", \"hazard_ratio\": {\"dist\": \"uniform\", \"min\": 0.3, \"max\": 1.1}}}}}}";

static result *run_on(const scenario *self, int threads)
{
    const run_options options = {.threads = threads};
    result *found = NULL;
    assert_int_equal(run_scenario(self, &options, &found), RUN_DONE);
    return found;
}

static void expect_same_series(const series_result *a, const series_result *b)
{
    const size_t bytes = a->months * sizeof(double);
    assert_int_equal(a->months, b->months);
    assert_memory_equal(a->mean, b->mean, bytes);
    assert_memory_equal(a->sd, b->sd, bytes);
    for (size_t q = 0; q < SERIES_QUANTILES; q++) {
        assert_int_equal(a->quantile[q] == NULL, b->quantile[q] == NULL);
        if (a->quantile[q] != NULL) {
            assert_memory_equal(a->quantile[q], b->quantile[q], bytes);
        }
    }
}

static void expect_same_result(const result *a, const result *b)
{
    assert_int_equal(a->columns.count, b->columns.count);
    assert_int_equal(a->replicates, b->replicates);
    assert_memory_equal(a->rows, b->rows, a->replicates * a->columns.count * sizeof *a->rows);
    for (size_t c = 0; c < a->columns.count; c++) {
        /* summaries hold nothing but numbers of eight bytes: no padding */
        assert_memory_equal(&a->of_column[c].summary, &b->of_column[c].summary, sizeof(summary));
        assert_memory_equal(&a->of_column[c].ratio, &b->of_column[c].ratio, sizeof(ratio_summary));
        assert_memory_equal(a->of_column[c].statuses, b->of_column[c].statuses, sizeof a->of_column[c].statuses);
    }
    assert_int_equal(a->series_count, b->series_count);
    for (size_t i = 0; i < a->series_count; i++) {
        expect_same_series(&a->series[i], &b->series[i]);
    }
    assert_int_equal(a->bins_count, b->bins_count);
    for (size_t i = 0; i < a->bins_count; i++) {
        assert_memory_equal(a->bins[i].counts, b->bins[i].counts, sizeof a->bins[i].counts);
    }
}

static void a_run_has_the_same_bytes_at_any_number_of_threads(void **state)
{
    (void)state;
    const char *const patches[] = {uncertain, NULL};
    scenario *self = scenario_patched(scenario_small, patches);
    result *alone = run_on(self, 1);
    assert_int_equal(alone->replicates, 453);
    for (size_t t = 0; t < sizeof thread_counts / sizeof thread_counts[0]; t++) {
        result *together = run_on(self, thread_counts[t]);
        expect_same_result(alone, together);
        result_free(together);
    }
    result_free(alone);
    scenario_free(self);
}

static void another_seed_gives_other_bytes(void **state)
{
    (void)state;
    const char *const patches[] = {uncertain, NULL};
    scenario *self = scenario_patched(scenario_small, patches);
    result *one = run_on(self, 2);
    self->run.seed = 20011;
    result *other = run_on(self, 2);
    assert_memory_not_equal(one->rows, other->rows, one->replicates * one->columns.count * sizeof *one->rows);
    result_free(one);
    result_free(other);
    scenario_free(self);
}

#ifdef EDGECARE_PROGRAM
/** What the program prints of a scenario on so many threads; the caller frees it. */
static char *printed(int threads, size_t *length)
{
    char command[4096];
    snprintf(command, sizeof command, "\"%s\" run --threads %d --worlds 60 --histories 2 --json - \"%s/scenarios/stronger-families-norfolk.json\" 2>/dev/null", EDGECARE_PROGRAM, threads,
             EDGECARE_SOURCE);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    char *text = NULL;
    FILE *memory = open_memstream(&text, length);
    assert_non_null(memory);
    for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe)) {
        fputc(c, memory);
    }
    fclose(memory);
    assert_int_equal(pclose(pipe), 0);
    return text;
}

static void the_program_prints_the_same_bytes_at_any_number_of_threads(void **state)
{
    (void)state;
    size_t length = 0;
    char *alone = printed(1, &length);
    assert_true(length > 1000);
    for (size_t t = 0; t < sizeof thread_counts / sizeof thread_counts[0]; t++) {
        size_t other = 0;
        char *together = printed(thread_counts[t], &other);
        assert_int_equal(other, length);
        assert_memory_equal(together, alone, length);
        free(together);
    }
    free(alone);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_has_the_same_bytes_at_any_number_of_threads),
        cmocka_unit_test(another_seed_gives_other_bytes),
#ifdef EDGECARE_PROGRAM
        cmocka_unit_test(the_program_prints_the_same_bytes_at_any_number_of_threads),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
