/* Loading and running a scenario that uses every setting, alone, with variants, traced and told, while memory runs out. */

#include "memory/failing.h"

#include <stdlib.h>
#include <string.h>

#include "advise/advise.h"
#include "load/handbook.h"
#include "load/load.h"
#include "load/schema.h"
#include "probe/probe.h"
#include "run/variants.h"
#include "solve/solve.h"
#include "solve/gaming.h"
#include "solve/zone.h"
#include "support/expect.h"
#include "trace/told.h"
#include "verify/verify.h"

#define EVERYTHING EDGECARE_SOURCE "/tests/memory/everything.json"

static const document_override two_futures[] = {{"/run/worlds", "1"}, {"/run/histories", "2"}};
static const run_options one_thread = {.threads = 1};

/** What all attempts share: made while memory was there. */
typedef struct {
    document *doc;
    scenario *self;
    columns layout;
} bench;

static int make_bench(void **state)
{
    static bench made;
    fault_list faults = {0};
    made.doc = document_read(EVERYTHING, two_futures, 2, &faults);
    made.self = made.doc ? scenario_from_document(made.doc, &faults) : NULL;
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    *state = &made;
    return made.self && variant_columns_make(made.self, &made.layout) ? 0 : -1;
}

static int free_bench(void **state)
{
    bench *made = *state;
    columns_free(&made->layout);
    scenario_free(made->self);
    document_free(made->doc);
    return 0;
}

static FILE *nowhere(void)
{
    failing_pause();
    FILE *out = fopen("/dev/null", "w");
    failing_go_on();
    assert_non_null(out);
    return out;
}

/** Frees the faults; what failed must have told of it. */
static bool said(bool done, fault_list *faults)
{
    assert_true(done || fault_errors(faults) > 0);
    fault_list_free(faults);
    return done;
}

static bool reads(void *context)
{
    (void)context;
    fault_list faults = {0};
    document *doc = document_read(EVERYTHING, two_futures, 2, &faults);
    const bool done = doc != NULL;
    document_free(doc);
    return said(done, &faults);
}

static bool loads(void *context)
{
    const bench *shared = context;
    fault_list faults = {0};
    scenario *self = scenario_from_document(shared->doc, &faults);
    const bool done = self != NULL;
    scenario_free(self);
    return said(done, &faults);
}

static bool advises(void *context)
{
    const bench *shared = context;
    fault_list faults = {0};
    advise(shared->self, shared->doc, &faults);
    return said(fault_errors(&faults) == 0, &faults);
}

static bool runs(void *context)
{
    const bench *shared = context;
    result *out = NULL;
    const run_status status = run_scenario(shared->self, &one_thread, &out);
    assert_true((status == RUN_DONE) == (out != NULL));
    assert_true(status == RUN_DONE || status == RUN_NO_MEMORY);
    result_free(out);
    return status == RUN_DONE;
}

static bool verifies(void *context)
{
    const bench *shared = context;
    const size_t replicates = (size_t)(shared->self->run.worlds * shared->self->run.histories);
    FILE *out = nowhere();
    result *found = NULL;
    failing_pause();
    double *probes = calloc(replicates * probe_count(shared->self) + 1, sizeof *probes);
    const run_options how = {.threads = 1, .probes = probes};
    assert_int_equal(run_scenario(shared->self, &how, &found), RUN_DONE);
    failing_go_on();
    verify_scenario(shared->self, probes, replicates, out);
    fclose(out);
    result_free(found);
    free(probes);
    return true;
}

static bool runs_variants(void *context)
{
    const bench *shared = context;
    const uint64_t key = careers_key(document_value(shared->doc));
    const variant both[] = {{shared->self, key}, {shared->self, key}, {shared->self, key + 1}};
    const variant_cell cell = variant_cell_of(&shared->layout.items[3], CELL_VALUE);
    double rows[6];
    const run_status status = run_variants(both, 3, &cell, 1, &one_thread, rows);
    assert_true(status == RUN_DONE || status == RUN_NO_MEMORY);
    return status == RUN_DONE && key != 0;
}

static bool lays_out(void *context)
{
    const bench *shared = context;
    columns layout = {0};
    const bool done = variant_columns_make(shared->self, &layout);
    columns_free(&layout);
    return done;
}

static bool traces(void *context)
{
    const bench *shared = context;
    FILE *out = nowhere();
    trace traced;
    bool done = trace_make(shared->self, 0, 1, &traced);
    done = done && trace_tell_child(&traced, 2, out) && trace_write_csv(&traced, out);
    for (size_t c = 0; done && c < shared->self->contracts.count; c++) {
        done = trace_tell_claims(&traced, c, out);
    }
    trace_free(&traced);
    fclose(out);
    return done;
}

static bool asks(void *context)
{
    static const char *const unknown[] = {"mean(comissioner_net_gbp) > 0", "P(units_payable > 3) >= 40%", "p5(contract.days.paid_gbp) < 3"};
    const bench *shared = context;
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        fault_list faults = {0};
        goal wanted;
        if (goal_parse(unknown[i], &wanted, &faults)) {
            goal_resolve(&wanted, &shared->layout, &faults);
        }
        fault_list_free(&faults);
    }
    return true;
}

static const lever_source everything = {.file = EVERYTHING, .overrides = two_futures, .count = 2, .worlds = 1, .histories = 2};

static bool sets(const bench *shared, const char *vary, const char *until, arena *memory, lever *varied, goal *wanted, fault_list *faults)
{
    return lever_parse(vary, true, memory, varied, faults) && lever_resolve(varied, shared->self, document_value(shared->doc), faults) &&
           goal_parse(until, wanted, faults) && goal_resolve(wanted, &shared->layout, faults);
}

static bool measures(void *context)
{
    const bench *shared = context;
    fault_list faults = {0};
    arena memory = {0};
    lever varied;
    goal wanted;
    goal_estimate found[2];
    static const double at[] = {44.4, 55.5};
    bool done = sets(shared, "/contracts/days/terms/out/price_gbp", "mean(commissioner_net_gbp) >= 0", &memory, &varied, &wanted, &faults);
    const run_status status = done ? solve_measure(&everything, &varied, 1, at, 2, &wanted, 1, &one_thread, found, &faults) : RUN_NO_MEMORY;
    assert_true(status == RUN_DONE || status == RUN_NO_MEMORY || fault_errors(&faults) > 0);
    arena_free(&memory);
    fault_list_free(&faults);
    return status == RUN_DONE;
}

static bool zones(void *context)
{
    const bench *shared = context;
    fault_list faults = {0};
    arena memory = {0};
    zone found = {0};
    goal unused;
    bool done = sets(shared, "/contracts/days/terms/out/price_gbp=20..90:2", "mean(starts) > 0", &memory, &found.levers[0], &unused, &faults) &&
                sets(shared, "/contracts/days/terms/blocks/price_gbp=20..90:2", "mean(starts) > 0", &memory, &found.levers[1], &unused, &faults) &&
                zone_add_limit(&found, "council: mean(commissioner_net_gbp) >= 0", &faults) && goal_resolve(&found.goals[0], &shared->layout, &faults) &&
                zone_make(&found);
    done = done && zone_run(&found, &everything, &one_thread, &faults) == RUN_DONE;
    zone_free(&found);
    arena_free(&memory);
    fault_list_free(&faults);
    return done;
}

static bool gamed(void *context)
{
    const bench *shared = context;
    fault_list faults = {0};
    gaming found = {0};
    const run_status status = gaming_run(&everything, shared->self, &gaming_usual, &one_thread, &found, &faults);
    assert_true(status == RUN_DONE || status == RUN_NO_MEMORY || fault_errors(&faults) > 0);
    gaming_free(&found);
    fault_list_free(&faults);
    return status == RUN_DONE;
}

static bool describes(void *context)
{
    (void)context;
    FILE *out = nowhere();
    const bool done = handbook_write(out) && schema_write(out);
    fclose(out);
    return done;
}

/** Tries one attempt; of what makes tens of thousands of calls every `stride`-th is tried, so that all of this takes seconds. */
static void expect_noticed(void **state, failing_attempt attempt, long stride)
{
    assert_true(failing_at_every_call(attempt, *state, stride) > 20);
}

static void a_document_is_read_or_faulty(void **state)
{
    expect_noticed(state, reads, 5);
}

static void everything_is_loaded_or_faulty(void **state)
{
    expect_noticed(state, loads, 3);
}

static void a_run_is_done_or_out_of_memory(void **state)
{
    expect_noticed(state, runs, 3);
}

static void columns_are_laid_out_or_not(void **state)
{
    expect_noticed(state, lays_out, 1);
}

static void variants_are_run_or_out_of_memory(void **state)
{
    expect_noticed(state, runs_variants, 41);
}

static void a_future_is_traced_and_told_or_not(void **state)
{
    expect_noticed(state, traces, 5);
}

static void points_are_measured_or_faulty(void **state)
{
    expect_noticed(state, measures, 307);
}

static void a_zone_is_measured_or_faulty(void **state)
{
    expect_noticed(state, zones, 4001);
}

static void gaming_is_measured_or_faulty(void **state)
{
    expect_noticed(state, gamed, 1201);
}

static void advice_is_given_or_memory_is_said_to_have_run_out(void **state)
{
    expect_noticed(state, advises, 67);
}

static void the_handbook_and_the_schema_are_written_or_not(void **state)
{
    expect_noticed(state, describes, 293);
}

static void hints_and_tables_of_figures_may_lack_but_do_not_crash(void **state)
{
    assert_true(failing_unnoticed(asks, *state, 17) > 5);
    assert_true(failing_unnoticed(verifies, *state, 7) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_is_read_or_faulty),
        cmocka_unit_test(everything_is_loaded_or_faulty),
        cmocka_unit_test(a_run_is_done_or_out_of_memory),
        cmocka_unit_test(columns_are_laid_out_or_not),
        cmocka_unit_test(variants_are_run_or_out_of_memory),
        cmocka_unit_test(a_future_is_traced_and_told_or_not),
        cmocka_unit_test(points_are_measured_or_faulty),
        cmocka_unit_test(a_zone_is_measured_or_faulty),
        cmocka_unit_test(gaming_is_measured_or_faulty),
        cmocka_unit_test(advice_is_given_or_memory_is_said_to_have_run_out),
        cmocka_unit_test(the_handbook_and_the_schema_are_written_or_not),
        cmocka_unit_test(hints_and_tables_of_figures_may_lack_but_do_not_crash),
    };
    return cmocka_run_group_tests(tests, make_bench, free_bench);
}
