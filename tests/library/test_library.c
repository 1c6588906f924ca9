#include "library/library_support.h"

#include <gsl/gsl_errno.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

static void every_status_has_words_of_its_own(void **state)
{
    (void)state;
    for (int i = EDGECARE_FINE; i <= EDGECARE_BAD_ARGUMENT; i++) {
        assert_string_not_equal(edgecare_status_text((edgecare_status)i), "unknown status");
        for (int j = EDGECARE_FINE; j < i; j++) {
            assert_string_not_equal(edgecare_status_text((edgecare_status)i), edgecare_status_text((edgecare_status)j));
        }
    }
    expect_text(edgecare_status_text((edgecare_status)(EDGECARE_BAD_ARGUMENT + 1)), "unknown status");
    expect_text(edgecare_status_text((edgecare_status)-1), "unknown status");
}

static void the_version_is_three_numbers(void **state)
{
    (void)state;
    int major, minor, patch, length = 0;
    assert_int_equal(sscanf(edgecare_version(), "%d.%d.%d%n", &major, &minor, &patch, &length), 3);
    assert_int_equal(strlen(edgecare_version()), length);
}

static void a_scenario_tells_its_names(void **state)
{
    (void)state;
    edgecare_scenario *self = read_few();
    expect_text(edgecare_scenario_name(self), "typical-edge-of-care");
    expect_text(edgecare_scenario_title(self), "A typical edge-of-care programme");
    expect_text(edgecare_scenario_site(self, 0), "county");
    assert_null(edgecare_scenario_site(self, 1));
    expect_text(edgecare_scenario_contract(self, 0), CONTRACT);
    assert_null(edgecare_scenario_contract(self, 1));
    assert_null(edgecare_scenario_contract(self, SIZE_MAX));
    edgecare_scenario_free(self);
}

static void of_two_settings_for_one_pointer_the_later_holds(void **state)
{
    (void)state;
    static const char *const settings[] = {"/name=a=b", "/run/worlds=5", "/run/histories=2", "/run/worlds=4"};
    edgecare_scenario *self = NULL;
    assert_int_equal(edgecare_scenario_read(TYPICAL, settings, 4, NULL, &self), EDGECARE_FINE);
    expect_text(edgecare_scenario_name(self), "a=b"); /* the first "=" ends the pointer */
    edgecare_result *result = run_few(self, 1);
    assert_int_equal(edgecare_result_replicates(result), 4 * 2);
    edgecare_result_free(result);
    edgecare_scenario_free(self);
}

/** Whether there is an error whose file ends in `file` and that has this pointer and these words. */
static bool has_error(const edgecare_faults *faults, const char *file, int line, const char *pointer, const char *words)
{
    for (size_t i = 0; i < edgecare_faults_count(faults); i++) {
        const edgecare_fault one = edgecare_faults_at(faults, i);
        const size_t length = one.file ? strlen(one.file) : 0;
        const bool same_file = file ? length >= strlen(file) && strcmp(one.file + length - strlen(file), file) == 0 : !one.file;
        const bool same_pointer = pointer ? one.pointer && strcmp(one.pointer, pointer) == 0 : !one.pointer;
        if (!one.is_warning && same_file && one.line == line && same_pointer && strstr(one.text, words)) {
            return true;
        }
    }
    return false;
}

static void wrong_files_and_settings_are_faults_with_their_places(void **state)
{
    (void)state;
    static const struct {
        const char *path, *setting, *file;
        int line;
        const char *pointer, *words;
    } cases[] = {
        {EDGECARE_SOURCE "/scenarios/none-such.json", NULL, "none-such.json", 0, NULL, ""},
        {TYPICAL, "/run/worlds=-3", "--set /run/worlds", 0, "/run/worlds", ""},
        {TYPICAL, "/run/wolds=31", "--set /run/wolds", 0, "/run/wolds", "worlds"},
        {TYPICAL, "run/worlds=31", NULL, 0, NULL, "\"run/worlds=31\" should look like"},
        {TYPICAL, "/run/worlds", NULL, 0, NULL, "\"/run/worlds\" should look like"},
        {TYPICAL, "", NULL, 0, NULL, "should look like"},
    };
    edgecare_faults *faults = edgecare_faults_make();
    assert_int_equal(edgecare_faults_count(faults), 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        edgecare_scenario *self = (edgecare_scenario *)faults; /* must be overwritten */
        const size_t count = cases[i].setting != NULL;
        assert_int_equal(edgecare_scenario_read(cases[i].path, &cases[i].setting, count, faults, &self), EDGECARE_BAD_INPUT);
        assert_null(self);
        if (!has_error(faults, cases[i].file, cases[i].line, cases[i].pointer, cases[i].words)) {
            const edgecare_fault first = edgecare_faults_at(faults, 0);
            fail_msg("case %zu: %s:%d: %s: %s", i, first.file, first.line, first.pointer ? first.pointer : "(null)", first.text);
        }
    }
    edgecare_faults_free(faults);
}

static void a_fault_in_a_file_has_line_and_column(void **state)
{
    (void)state;
    edgecare_scenario *self = NULL;
    edgecare_faults *faults = edgecare_faults_make();
    /* scenarios/invalid/syntax_error.expected names this place */
    assert_int_equal(edgecare_scenario_read(EDGECARE_SOURCE "/scenarios/invalid/syntax_error.json", NULL, 0, faults, &self), EDGECARE_BAD_INPUT);
    const edgecare_fault first = edgecare_faults_at(faults, 0);
    char place[64];
    snprintf(place, sizeof place, "syntax_error.json:%d:%d: error: ", first.line, first.column);
    FILE *expected = fopen(EDGECARE_SOURCE "/scenarios/invalid/syntax_error.expected", "r");
    char line[512];
    assert_non_null(expected);
    assert_non_null(fgets(line, sizeof line, expected));
    fclose(expected);
    assert_non_null(strstr(line, place));
    assert_true(first.line > 0 && first.column > 0);
    edgecare_faults_free(faults);
}

static void reading_again_forgets_the_faults_of_before(void **state)
{
    (void)state;
    static const char *const settings[] = {"/run/worlds=-3", "worlds", "/run/seed=0.5"};
    edgecare_scenario *self = NULL;
    edgecare_faults *faults = edgecare_faults_make();
    assert_int_equal(edgecare_scenario_read(TYPICAL, settings, 3, faults, &self), EDGECARE_BAD_INPUT);
    assert_int_equal(edgecare_faults_count(faults), 3); /* all at once */
    assert_int_equal(edgecare_scenario_read(TYPICAL, few, 3, faults, &self), EDGECARE_FINE);
    assert_int_equal(edgecare_faults_count(faults), 0);
    assert_null(edgecare_faults_at(faults, 0).text);
    edgecare_scenario_free(self);
    edgecare_faults_free(faults);
}

static void threads_out_of_range_are_refused(void **state)
{
    (void)state;
    static const int wrong[] = {-1, EDGECARE_THREADS_MAX + 1};
    edgecare_scenario *self = read_few();
    for (size_t i = 0; i < 2; i++) {
        const edgecare_run_options how = {.threads = wrong[i]};
        edgecare_result *result = (edgecare_result *)self; /* must be overwritten */
        assert_int_equal(edgecare_run(self, &how, &result), EDGECARE_BAD_ARGUMENT);
        assert_null(result);
    }
    edgecare_scenario_free(self);
}

typedef struct {
    size_t calls, last_total, stop_at_call;
} watch;

static bool watch_progress(void *context, size_t done, size_t total)
{
    watch *self = context;
    assert_true(done <= total);
    self->last_total = total;
    return ++self->calls != self->stop_at_call;
}

static void progress_is_told_and_can_stop_the_run(void **state)
{
    (void)state;
    static const char *const many[] = {"/run/worlds=400", "/run/histories=2"};
    edgecare_scenario *self = NULL;
    assert_int_equal(edgecare_scenario_read(TYPICAL, many, 2, NULL, &self), EDGECARE_FINE);
    watch told = {0}, stopping = {.stop_at_call = 1};
    edgecare_result *result = NULL;
    const edgecare_run_options whole = {.threads = 1, .progress = watch_progress, .context = &told};
    assert_int_equal(edgecare_run(self, &whole, &result), EDGECARE_FINE);
    assert_true(told.calls > 1);
    assert_int_equal(told.last_total, 400 * 2);
    edgecare_result_free(result);
    const edgecare_run_options broken = {.threads = 1, .progress = watch_progress, .context = &stopping};
    assert_int_equal(edgecare_run(self, &broken, &result), EDGECARE_STOPPED);
    assert_null(result);
    assert_int_equal(stopping.calls, 1);
    edgecare_scenario_free(self);
}

static void nothing_is_printed(void **state)
{
    (void)state;
    static const char *const wrong[] = {"/run/worlds=-3"};
    edgecare_scenario *self = NULL;
    FILE *caught = tmpfile();
    fflush(stdout);
    fflush(stderr);
    const int out = dup(STDOUT_FILENO), error = dup(STDERR_FILENO);
    dup2(fileno(caught), STDOUT_FILENO);
    dup2(fileno(caught), STDERR_FILENO);
    const edgecare_status bad = edgecare_scenario_read(TYPICAL, wrong, 1, NULL, &self);
    const edgecare_status fine = edgecare_scenario_read(TYPICAL, few, 3, NULL, &self);
    edgecare_result *result = NULL;
    const edgecare_status ran = edgecare_run(self, NULL, &result);
    fflush(stdout);
    fflush(stderr);
    dup2(out, STDOUT_FILENO);
    dup2(error, STDERR_FILENO);
    close(out);
    close(error);
    assert_int_equal(bad, EDGECARE_BAD_INPUT);
    assert_int_equal(fine, EDGECARE_FINE);
    assert_int_equal(ran, EDGECARE_FINE);
    assert_int_equal(lseek(fileno(caught), 0, SEEK_END), 0);
    fclose(caught);
    edgecare_result_free(result);
    edgecare_scenario_free(self);
}

static void *run_beside(void *context)
{
    const edgecare_run_options how = {.threads = 1};
    edgecare_result *result = NULL;
    edgecare_run(context, &how, &result);
    return result;
}

static void one_scenario_runs_in_two_threads_at_a_time(void **state)
{
    (void)state;
    edgecare_scenario *self = read_few();
    pthread_t threads[2];
    double mean[2];
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, run_beside, self), 0);
    }
    for (size_t i = 0; i < 2; i++) {
        void *result = NULL;
        assert_int_equal(pthread_join(threads[i], &result), 0);
        assert_non_null(result);
        mean[i] = told_of(result, contract, "outcomes_payments_paid_gbp").mean;
        edgecare_result_free(result);
    }
    expect_close(mean[0], mean[1], 0);
    edgecare_scenario_free(self);
}

static void own_handler(const char *reason, const char *file, int line, int number)
{
    (void)reason;
    (void)file;
    (void)line;
    (void)number;
}

/* NULL is GSL's own handler, which aborts. */
static void of_error_handlers_only_the_one_that_aborts_goes(void **state)
{
    (void)state;
    gsl_set_error_handler(NULL);
    edgecare_scenario_free(read_few());
    assert_true(gsl_set_error_handler(own_handler) != NULL);
    edgecare_scenario_free(read_few());
    assert_true(gsl_set_error_handler(NULL) == own_handler);
}

static void nothing_is_freed_gladly(void **state)
{
    (void)state;
    edgecare_faults_free(NULL);
    edgecare_scenario_free(NULL);
    edgecare_result_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_words_of_its_own),
        cmocka_unit_test(the_version_is_three_numbers),
        cmocka_unit_test(a_scenario_tells_its_names),
        cmocka_unit_test(of_two_settings_for_one_pointer_the_later_holds),
        cmocka_unit_test(wrong_files_and_settings_are_faults_with_their_places),
        cmocka_unit_test(a_fault_in_a_file_has_line_and_column),
        cmocka_unit_test(reading_again_forgets_the_faults_of_before),
        cmocka_unit_test(threads_out_of_range_are_refused),
        cmocka_unit_test(progress_is_told_and_can_stop_the_run),
        cmocka_unit_test(nothing_is_printed),
        cmocka_unit_test(one_scenario_runs_in_two_threads_at_a_time),
        cmocka_unit_test(of_error_handlers_only_the_one_that_aborts_goes),
        cmocka_unit_test(nothing_is_freed_gladly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
