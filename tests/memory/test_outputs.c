/* Everything that is written, while memory runs out: a file is whole or not there, and nothing is left beside it. */

#include "memory/failing.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compare/output.h"
#include "compare/stored.h"
#include "draft/draft.h"
#include "load/load.h"
#include "portfolio/hold.h"
#include "portfolio/portfolio_report.h"
#include "report/csv.h"
#include "report/indigo.h"
#include "report/output.h"
#include "report/result_json.h"
#include "report/tables.h"
#include "run/run.h"
#include "support/expect.h"
#include "upgrade/upgrade.h"

#define EVERYTHING EDGECARE_SOURCE "/tests/memory/everything.json"

static const document_override two_futures[] = {{"/run/worlds", "2"}, {"/run/histories", "1"}};
static const run_options one_thread = {.threads = 1};
static const result_origin origin = {.version = "0"};

/** What is written: a run's result, and the folder that it goes to. */
typedef struct {
    scenario *self;
    result *from;
    char folder[64];
    char file[80];
    size_t whole; /* bytes of the file when it was written with memory */
} bench;

static int make_bench(void **state)
{
    static bench made = {.folder = "/tmp/edgecare-test-XXXXXX"};
    fault_list faults = {0};
    made.self = scenario_load(EVERYTHING, two_futures, 2, &faults);
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    *state = &made;
    const bool fine = made.self && mkdtemp(made.folder) && run_scenario(made.self, &one_thread, &made.from) == RUN_DONE;
    snprintf(made.file, sizeof made.file, "%s/file", made.folder);
    return fine ? 0 : -1;
}

/** How many files the folder holds; `remove` takes them away. */
static size_t files_in(const char *folder, bool remove)
{
    size_t count = 0;
    DIR *open = opendir(folder);
    assert_non_null(open);
    for (const struct dirent *entry = readdir(open); entry; entry = readdir(open)) {
        if (entry->d_name[0] != '.') {
            count++;
            if (remove) {
                unlinkat(dirfd(open), entry->d_name, 0);
            }
        }
    }
    closedir(open);
    return count;
}

static int free_bench(void **state)
{
    bench *made = *state;
    files_in(made->folder, true);
    rmdir(made->folder);
    result_free(made->from);
    scenario_free(made->self);
    return 0;
}

static size_t size_of(const char *path)
{
    FILE *in = fopen(path, "r");
    if (!in) {
        return 0;
    }
    fseek(in, 0, SEEK_END);
    const long size = ftell(in);
    fclose(in);
    return (size_t)size;
}

/** Holds the folder against what was said: nothing there, or one file of the whole length. Empties it. */
static bool whole_or_absent(bench *shared, bool done)
{
    failing_pause();
    const size_t size = size_of(shared->file);
    assert_int_equal(files_in(shared->folder, true), done ? 1 : 0);
    if (shared->whole == 0) {
        shared->whole = size;
    }
    assert_int_equal(size, done ? shared->whole : 0);
    failing_go_on();
    return done;
}

/** Writes a result to an open file; false with errno set when that fails. */
typedef bool (*writer)(const result *from, FILE *out);

static bool writes_by(bench *shared, writer write)
{
    output file = {0};
    bool done = output_open(&file, shared->file);
    if (done) {
        errno = 0;
        done = write(shared->from, file.file);
        done = done ? output_commit(&file) : (output_abandon(&file), false);
        assert_true(done || errno != 0);
    }
    return whole_or_absent(shared, done);
}

static bool json_of(const result *from, FILE *out)
{
    return result_json_write(from, &origin, out);
}

static bool indigo_of(const result *from, FILE *out)
{
    return indigo_write(from, "0", out);
}

static bool writes_json(void *context)
{
    return writes_by(context, json_of);
}

static bool writes_draws(void *context)
{
    return writes_by(context, draws_write);
}

static bool writes_indigo(void *context)
{
    return writes_by(context, indigo_of);
}

/** Opens the tables of a folder, which is made, writes and places them; all or none. */
static bool write_folder(const bench *shared)
{
    output files[8] = {{0}};
    output *all[8];
    char **made = NULL;
    size_t made_count = 0, failed = 0, count = 0;
    bool done = output_make_folder(shared->folder, &made, &made_count);
    for (; done && count < csv_table_count; count++) {
        char *path = NULL;
        all[count] = &files[count];
        done = asprintf(&path, "%s/%s", shared->folder, csv_tables[count].name) >= 0 && output_open(&files[count], path);
        free(path);
        if (done) {
            csv_tables[count].write(shared->from, files[count].file);
        }
    }
    done = done && output_finish_all(all, count, &failed) && output_place_all(all, count, &failed);
    const int error = errno;
    for (size_t i = 0; i < count; i++) {
        output_abandon(&files[i]);
    }
    for (size_t i = 0; i < made_count; i++) {
        free(made[i]);
    }
    free(made);
    errno = error;
    return done;
}

static bool writes_folder(void *context)
{
    bench *shared = context;
    errno = 0;
    const bool done = write_folder(shared);
    failing_pause();
    assert_true(done || errno != 0);
    const size_t files = files_in(shared->folder, true);
    assert_int_equal(files, done ? csv_table_count : 0);
    failing_go_on();
    return done;
}

static bool writes_tables(void *context)
{
    const bench *shared = context;
    failing_pause();
    FILE *out = fopen("/dev/null", "w");
    failing_go_on();
    tables_write(shared->from, out);
    fclose(out);
    return true;
}

static bool compares(void *context)
{
    const bench *shared = context;
    failing_pause();
    FILE *out = fopen("/dev/null", "w");
    failing_go_on();
    comparison sides = {0};
    comparison_ask_all(&sides);
    bool done = comparison_add_result(&sides, "a", shared->from, 0) && comparison_add_result(&sides, "a", shared->from, 1) &&
                comparison_add_result(&sides, "b", shared->from, COLUMN_NONE);
    done = done && comparison_write_json(&sides, NULL, "0", out);
    if (done) {
        comparison_write(&sides, NULL, "contracts", out);
    }
    comparison_free(&sides);
    fclose(out);
    return done;
}

static bool compares_stored(void *context)
{
    bench *shared = context;
    failing_pause();
    char *draws_path = NULL;
    assert_true(asprintf(&draws_path, "%s/draws", shared->folder) > 0);
    FILE *file = fopen(shared->file, "w");
    FILE *beside = fopen(draws_path, "w");
    assert_true(file && beside && result_json_write(shared->from, &origin, file) && draws_write(shared->from, beside));
    fclose(file);
    fclose(beside);
    failing_go_on();
    stored_draws draws = {0};
    comparison sides = {0};
    json_value *root = stored_read(shared->file);
    comparison_ask_all(&sides);
    const bool read = root && stored_draws_read(draws_path, &draws);
    const bool done = read && comparison_add_stored(&sides, "a", root, &draws, "days") && comparison_add_stored(&sides, "b", root, NULL, "milestones");
    comparison_free(&sides);
    stored_draws_free(&draws);
    json_free(root);
    failing_pause();
    free(draws_path);
    files_in(shared->folder, true);
    failing_go_on();
    return done;
}

static bool drafts(void *context)
{
    (void)context;
    static const draft_answers answers = {.title = "A trial", .council = "Somewhere", .starts = 20000, .years = 3, .families_per_year = 37, .age_from = 8, .age_until = 17,
                                          .therapists = 5, .entry_share = 0.3, .price_gbp = 61.5, .window_months = 18, .not_paid_share = 0.4, .other_payer = "A fund",
                                          .other_share = 0.2, .commitment_gbp = 300000};
    json_value *made = draft_make(&answers);
    const bool done = made != NULL;
    json_free(made);
    return done;
}

static bool upgrades(void *context)
{
    (void)context;
    static const char old[] = "{\"schema\": \"edgecare/1\", \"people\": {\"frailty_variance\": 0.52}, \"contracts\": {\"c\": {\"terms\": {\"t\": {\"baseline_share\": 0.4}}}}}";
    fault_list faults = {0};
    text_buffer out = {0};
    size_t changes = 0;
    const bool done = upgrade_text("old.json", old, sizeof old - 1, &out, &changes, &faults);
    assert_true(done ? changes == 3 : out.length == 0 && fault_errors(&faults) > 0);
    text_free(&out);
    fault_list_free(&faults);
    return done;
}

static bool holds(void *context)
{
    (void)context;
    static const char text[] = "{\"schema\": \"edgecare-portfolio/1\", \"name\": \"p\", \"run\": {\"worlds\": 2, \"histories\": 1}, \"common\": [\"/states/*/day_cost_gbp\"],"
                               " \"members\": {\"a\": {\"scenario\": \"everything.json\"}, \"b\": {\"scenario\": \"everything.json\", \"ownership_share\": 0.37, \"set\": {\"/name\": \"b\"}}}}";
    fault_list faults = {0};
    holding held = {0};
    failing_pause();
    FILE *out = fopen("/dev/null", "w");
    failing_go_on();
    portfolio *self = portfolio_load_text(EDGECARE_SOURCE "/tests/memory/p.json", text, sizeof text - 1, &faults);
    assert_true(self || fault_errors(&faults) > 0);
    const bool done = self && holding_run(self, &one_thread, &held) == RUN_DONE && holding_json_write(&held, out) && holding_csv_write(&held, out) && holding_write(&held, out);
    holding_free(&held);
    portfolio_free(self);
    fclose(out);
    fault_list_free(&faults);
    return done;
}

static void expect_noticed(void **state, failing_attempt attempt, long stride)
{
    bench *shared = *state;
    shared->whole = 0;
    assert_true(failing_at_every_call(attempt, shared, stride) >= 3);
}

static void json_is_whole_or_absent(void **state)
{
    expect_noticed(state, writes_json, 9973);
}

static void draws_are_whole_or_absent(void **state)
{
    expect_noticed(state, writes_draws, 1);
}

static void projects_are_whole_or_absent(void **state)
{
    expect_noticed(state, writes_indigo, 211);
}

static void tables_of_a_folder_are_whole_or_absent(void **state)
{
    expect_noticed(state, writes_folder, 1);
}

static void comparisons_are_written_or_not(void **state)
{
    expect_noticed(state, compares, 101);
}

static void stored_results_are_compared_or_not(void **state)
{
    expect_noticed(state, compares_stored, 19997);
}

static void drafts_are_made_or_not(void **state)
{
    expect_noticed(state, drafts, 53);
}

static void upgrades_are_made_or_faulty(void **state)
{
    expect_noticed(state, upgrades, 1);
}

static void portfolios_are_loaded_run_and_written_or_not(void **state)
{
    expect_noticed(state, holds, 997);
}

static void tables_for_a_terminal_do_not_crash(void **state)
{
    failing_unnoticed(writes_tables, *state, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_is_whole_or_absent),
        cmocka_unit_test(draws_are_whole_or_absent),
        cmocka_unit_test(projects_are_whole_or_absent),
        cmocka_unit_test(tables_of_a_folder_are_whole_or_absent),
        cmocka_unit_test(comparisons_are_written_or_not),
        cmocka_unit_test(stored_results_are_compared_or_not),
        cmocka_unit_test(drafts_are_made_or_not),
        cmocka_unit_test(upgrades_are_made_or_faulty),
        cmocka_unit_test(portfolios_are_loaded_run_and_written_or_not),
        cmocka_unit_test(tables_for_a_terminal_do_not_crash),
    };
    return cmocka_run_group_tests(tests, make_bench, free_bench);
}
