/* What the engine does in a second, told in ratios of one run: on a busy machine only they mean anything. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/stopwatch.h"
#include "bench/naive.h"
#include "load/load.h"
#include "replicate/engine.h"
#include "run/run.h"
#include "run/variants.h"

static scenario *load_with(const char *path, const char *coupled, size_t replicates)
{
    char worlds[32];
    snprintf(worlds, sizeof worlds, "%zu", replicates / 2);
    const document_override overrides[] = {{"/reporting/coupling", coupled}, {"/run/worlds", worlds}, {"/run/histories", "2"}};
    fault_list faults = {0};
    scenario *self = scenario_load(path, overrides, 3, &faults);
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    if (self == NULL) {
        exit(1);
    }
    return self;
}

static double run_seconds(const char *path, const char *coupled, size_t replicates, int threads)
{
    scenario *self = load_with(path, coupled, replicates);
    const run_options options = {.threads = threads};
    result *out = NULL;
    const double began = stopwatch_now();
    const run_status status = run_scenario(self, &options, &out);
    const double took = stopwatch_now() - began;
    result_free(out);
    scenario_free(self);
    if (status != RUN_DONE) {
        fprintf(stderr, "%s: the run failed\n", path);
        exit(1);
    }
    return took;
}

static void print_profile(const char *path, const char *coupled)
{
    scenario *self = load_with(path, coupled, 400);
    replicate_plan plan;
    if (!replicate_plan_make(self, &plan)) {
        exit(1);
    }
    replicate_engine *engine = replicate_engine_make(&plan);
    double seconds[STAGE_COUNT] = {0};
    double careers_drawn = 0;
    double spells = 0;
    replicate_engine_time(engine, seconds);
    for (uint32_t i = 0; i < 400; i++) {
        const replicate *done = replicate_engine_run(engine, i / 2, i % 2);
        for (int arm = 0; arm < ARM_COUNT; arm++) {
            careers_drawn += (double)done->arm[arm].children;
            spells += (double)done->arm[arm].spells;
        }
    }
    double total = 0;
    for (int s = 0; s < STAGE_COUNT; s++) {
        total += seconds[s];
    }
    printf("  one replicate, %s coupling: %.0f us; %.0f ns a child-career, %.1f spells each\n   ", coupled, total / 400 * 1e6, total / careers_drawn * 1e9, spells / careers_drawn);
    for (int s = 0; s < STAGE_COUNT; s++) {
        printf(" %s %.0f %%", replicate_stage_name[s], 100 * seconds[s] / total);
    }
    printf("\n");
    replicate_engine_free(engine);
    replicate_plan_free(&plan);
    scenario_free(self);
}

static double peak_megabytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static void bench_programme(const char *path, size_t replicates)
{
    printf("Programme: %zu replicates of three contracts\n", replicates);
    const double one = run_seconds(path, "shared", replicates, 1);
    const double two = run_seconds(path, "shared", replicates, 2);
    const double both = run_seconds(path, "both", replicates, 2);
    printf("  shared draws, two threads: %.2f s, %.0f replicates a second (mark: 10,000 a second)\n", two, (double)replicates / two);
    printf("  one thread / two threads: %.2f (mark: 1.9)\n", one / two);
    printf("  both couplings / shared draws alone: %.2f\n", both / two);
    print_profile(path, "shared");
    print_profile(path, "both");
    printf("  peak memory so far: %.0f MB\n", peak_megabytes());
}

static void bench_peer(size_t children)
{
    double engine_days[PEER_STATES];
    double naive_days[PEER_STATES];
    double engine_cost;
    double naive_cost;
    double engine = 1e9;
    double naive = 1e9;
    for (int round = 0; round < 3; round++) {
        const double a = engine_peer_seconds(children, 2, engine_days, &engine_cost);
        const double b = naive_peer_seconds(children, 2, naive_days, &naive_cost);
        engine = a < engine ? a : engine;
        naive = b < naive ? b : naive;
    }
    printf("Peer-style model: %zu children, three years, seven Weibull transitions, two threads, best of three\n", children);
    printf("  engine %.4f s, compiled naive loop %.4f s: naive / engine %.2f (mark: 0.09 s where the naive loop needs 0.126 s, a ratio of 1.4; aim 3.15)\n", engine,
           naive, naive / engine);
    printf("  mean days in each state, engine / naive:");
    for (int s = 0; s < PEER_STATES; s++) {
        printf(" %.1f / %.1f", engine_days[s], naive_days[s]);
    }
    printf("\n  mean cost of a child: %.0f / %.0f pounds\n", engine_cost, naive_cost);
}

static void bench_memory(const char *path)
{
    printf("Memory (a small programme)\n");
    run_seconds(path, "shared", 131072, 2);
    const double at_131072 = peak_megabytes();
    run_seconds(path, "shared", 1000000, 2);
    printf("  peak at 131,072 replicates %.0f MB; at 1,000,000 %.0f MB: ratio %.2f\n", at_131072, peak_megabytes(), peak_megabytes() / at_131072);
}

#define VARIANTS 8

/** Eight prices of one scenario: settled on the same careers, against eight runs in full. */
static void bench_variants(const char *path, size_t replicates)
{
    variant variants[VARIANTS];
    scenario *owned[VARIANTS];
    const variant_cell cell = {.name = "outcomes_payments_paid_gbp", .level = LEVEL_PROGRAMME};
    double *rows = malloc(VARIANTS * replicates * sizeof *rows);
    const run_options options = {.threads = 1};
    double apart = 0;
    for (size_t i = 0; rows && i < VARIANTS; i++) {
        owned[i] = load_with(path, "both", replicates);
        variants[i] = (variant){owned[i], 1};
        const double began = stopwatch_now();
        run_variants(&variants[i], 1, &cell, 1, &options, rows);
        apart += stopwatch_now() - began;
    }
    const double began = stopwatch_now();
    if (!rows || run_variants(variants, VARIANTS, &cell, 1, &options, rows) != RUN_DONE) {
        exit(1);
    }
    const double together = stopwatch_now() - began;
    printf("Variants: %d that differ in contracts alone, %zu replicates each, one thread\n", VARIANTS, replicates);
    printf("  in full %.2f s, on the same careers %.2f s: ratio %.2f\n", apart, together, apart / together);
    for (size_t i = 0; i < VARIANTS; i++) {
        scenario_free(owned[i]);
    }
    free(rows);
}

int main(int count, char **words)
{
    const char *what = count > 1 ? words[1] : "all";
    const size_t replicates = count > 2 ? strtoul(words[2], NULL, 10) : 10000;
    if (strcmp(what, "all") == 0 || strcmp(what, "peer") == 0) {
        bench_peer(1000000);
    }
    if (strcmp(what, "all") == 0 || strcmp(what, "programme") == 0) {
        bench_programme(EDGECARE_SOURCE "/tests/bench/three-contracts.json", replicates);
    }
    if (strcmp(what, "all") == 0 || strcmp(what, "variants") == 0) {
        bench_variants(EDGECARE_SOURCE "/scenarios/typical-edge-of-care.json", replicates < 1000 ? replicates : 1000);
    }
    if (strcmp(what, "memory") == 0) {
        bench_memory(EDGECARE_SOURCE "/tests/bench/tiny.json");
    }
    return 0;
}
