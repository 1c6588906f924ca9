#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "edgecare.h"
#include "run/parallel.h"
#include "run/run.h"
#include "run/variants.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/* A system that starts only so many threads, whatever is asked of it. The linker sends every pthread_create of the engine here. */

static int threads_left = -1; /* negative: as many as are asked for */

int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument);

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument)
{
    if (threads_left == 0) {
        return EAGAIN;
    }
    threads_left -= threads_left > 0;
    return __real_pthread_create(thread, attributes, start, argument);
}

static const char uncertain[] =
    "{\"run\": {\"worlds\": 61, \"histories\": 3}, \"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"constant\","
    " \"hazard_ratio\": {\"dist\": \"uniform\", \"min\": 0.3, \"max\": 1.1}}}}}}";

#define JOBS 1013

typedef struct {
    atomic_int done[JOBS];
    atomic_bool took[8]; /* by thread */
} job_tally;

static bool count_job(void *context, size_t job, int thread)
{
    job_tally *self = context;
    atomic_fetch_add(&self->done[job], 1);
    atomic_store(&self->took[thread], true);
    return true;
}

static void all_jobs_are_done_once_by_the_threads_there_are(void **state)
{
    (void)state;
    for (int started = 0; started <= 7; started++) {
        static job_tally all;
        memset(&all, 0, sizeof all);
        int fewest = 99;
        threads_left = started;
        assert_true(parallel_for(JOBS, 8, count_job, &all, &fewest));
        for (size_t j = 0; j < JOBS; j++) {
            assert_int_equal(atomic_load(&all.done[j]), 1);
        }
        for (int t = started + 1; t < 8; t++) {
            assert_false(atomic_load(&all.took[t]));
        }
        assert_int_equal(fewest, started == 7 ? 99 : started + 1);
    }
}

static void no_more_threads_are_started_than_there_are_jobs(void **state)
{
    (void)state;
    static job_tally all;
    int fewest = 99;
    threads_left = 2;
    assert_true(parallel_for(3, 8, count_job, &all, &fewest));
    assert_int_equal(threads_left, 0);
    assert_int_equal(fewest, 99);
    assert_true(parallel_for(1, 8, count_job, &all, &fewest));
    assert_true(parallel_for(0, 8, count_job, &all, &fewest));
    assert_int_equal(fewest, 99);
}

static bool stop_at_500(void *context, size_t job, int thread)
{
    return count_job(context, job, thread) && job != 500;
}

static void a_task_that_says_stop_ends_the_work(void **state)
{
    (void)state;
    for (int started = 0; started <= 3; started++) {
        static job_tally all;
        memset(&all, 0, sizeof all);
        threads_left = started;
        assert_false(parallel_for(JOBS, 4, stop_at_500, &all, NULL));
        assert_int_equal(atomic_load(&all.done[500]), 1);
    }
}

static bool is_shielded(void *context, size_t job, int thread)
{
    sigset_t blocked;
    (void)context;
    (void)job;
    pthread_sigmask(SIG_BLOCK, NULL, &blocked);
    return sigismember(&blocked, SIGINT) == (thread > 0) && sigismember(&blocked, SIGALRM) == (thread > 0) && sigismember(&blocked, SIGSEGV) == 0;
}

static void signals_are_left_to_the_thread_that_called(void **state)
{
    (void)state;
    threads_left = -1;
    assert_true(parallel_for(JOBS, 4, is_shielded, NULL, NULL));
    assert_true(is_shielded(NULL, 0, 0));
}

static void a_run_has_the_same_bytes_on_the_threads_there_are(void **state)
{
    (void)state;
    const char *const patches[] = {uncertain, NULL};
    scenario *self = scenario_patched(scenario_small, patches);
    result *whole = NULL;
    threads_left = -1;
    assert_int_equal(run_scenario(self, &(run_options){.threads = 4}, &whole), RUN_DONE);
    for (int started = 0; started < 3; started++) {
        int fewest = 4;
        result *few = NULL;
        threads_left = started;
        assert_int_equal(run_scenario(self, &(run_options){.threads = 4, .fewest_threads = &fewest}, &few), RUN_DONE);
        assert_int_equal(fewest, 1); /* of the run and its summarising, for which none is left */
        assert_memory_equal(few->rows, whole->rows, whole->replicates * whole->columns.count * sizeof *whole->rows);
        result_free(few);
    }
    result_free(whole);
    scenario_free(self);
}

static void what_visits_replicates_tells_of_fewer_threads_too(void **state)
{
    (void)state;
    const char *const patches[] = {uncertain, NULL};
    scenario *self = scenario_patched(scenario_small, patches);
    const variant one = {.scenario = self};
    const variant_cell cell = {0};
    double *rows = calloc(61 * 3, sizeof *rows);
    int fewest = 4;
    threads_left = 1;
    assert_int_equal(run_variants(&one, 1, &cell, 1, &(run_options){.threads = 4, .fewest_threads = &fewest}, rows), RUN_DONE);
    assert_int_equal(fewest, 2);
    free(rows);
    scenario_free(self);
}

static void the_library_runs_where_no_thread_can_be_started(void **state)
{
    (void)state;
    edgecare_scenario *from = NULL;
    edgecare_result *whole = NULL, *alone = NULL;
    edgecare_statistics of_whole, of_alone;
    static const char *const sizes[] = {"/run/worlds=20", "/run/histories=2"};
    static const edgecare_run_options four = {.threads = 4};
    assert_int_equal(edgecare_scenario_read(EDGECARE_SOURCE "/scenarios/typical-edge-of-care.json", sizes, 2, NULL, &from), EDGECARE_FINE);
    threads_left = -1;
    assert_int_equal(edgecare_run(from, &four, &whole), EDGECARE_FINE);
    threads_left = 0;
    assert_int_equal(edgecare_run(from, &four, &alone), EDGECARE_FINE);
    assert_int_equal(edgecare_result_metric(whole, (edgecare_place){0}, "days_out_of_care", &of_whole), EDGECARE_FINE);
    assert_int_equal(edgecare_result_metric(alone, (edgecare_place){0}, "days_out_of_care", &of_alone), EDGECARE_FINE);
    assert_memory_equal(&of_alone.mean, &of_whole.mean, sizeof of_whole.mean);
    assert_memory_equal(&of_alone.se, &of_whole.se, sizeof of_whole.se);
    edgecare_result_free(alone);
    edgecare_result_free(whole);
    edgecare_scenario_free(from);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_jobs_are_done_once_by_the_threads_there_are),
        cmocka_unit_test(no_more_threads_are_started_than_there_are_jobs),
        cmocka_unit_test(a_task_that_says_stop_ends_the_work),
        cmocka_unit_test(signals_are_left_to_the_thread_that_called),
        cmocka_unit_test(a_run_has_the_same_bytes_on_the_threads_there_are),
        cmocka_unit_test(what_visits_replicates_tells_of_fewer_threads_too),
        cmocka_unit_test(the_library_runs_where_no_thread_can_be_started),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
