#include "solve/gaming.h"

#include <math.h>
#include <stdlib.h>

#include "stats/summary.h"

const gaming_measures gaming_usual = {.select_share = 0.2, .delay_share = 0.5, .delay_days = 30, .widen_share = 0.2, .widen_ratio = 0.3};

#define SETTINGS_OF_A_WAY 2

/** Cells: of each contract payments and starts, then of each site the three below. */
enum { CONTRACT_PAID, CONTRACT_STARTS, CONTRACT_CELLS };
enum { SITE_SAFELY, SITE_PUT_OFF, SITE_UNSAFE, SITE_CELLS };

typedef struct {
    const scenario *scenario;
    size_t cell_count, replicates, worlds, histories;
    variant_cell *cells;
    double *rows;        /* [way][replicate][cell] */
    double *own, *base;  /* [replicate]: a number of one way, and of the scenario as it is */
} gaming_pass;

static void list_cells(gaming_pass *self)
{
    static const char *const of_contract[] = {[CONTRACT_PAID] = "outcomes_payments_paid_gbp", [CONTRACT_STARTS] = "starts"};
    static const char *const of_site[] = {[SITE_SAFELY] = "days_averted_safely", [SITE_PUT_OFF] = "entries_put_off", [SITE_UNSAFE] = "unsafe_days"};
    size_t next = 0;
    for (size_t c = 0; c < self->scenario->contracts.count; c++) {
        for (size_t k = 0; k < CONTRACT_CELLS; k++) {
            self->cells[next++] = (variant_cell){.name = of_contract[k], .level = LEVEL_CONTRACT, .object = c};
        }
    }
    for (size_t s = 0; s < self->scenario->sites.count; s++) {
        for (size_t k = 0; k < SITE_CELLS; k++) {
            self->cells[next++] = (variant_cell){.name = of_site[k], .level = LEVEL_SITE, .object = s + 1};
        }
    }
}

static const double *row_of(const gaming_pass *self, gaming_way way, size_t r)
{
    return self->rows + ((size_t)way * self->replicates + r) * self->cell_count;
}

static double contract_cell(const gaming_pass *self, const double row[], size_t contract, size_t cell)
{
    (void)self;
    return row[contract * CONTRACT_CELLS + cell];
}

/** The sum over the contract's sites. */
static double sites_cell(const gaming_pass *self, const double row[], size_t contract, size_t cell)
{
    const uint32_t mask = self->scenario->contracts.items[contract].site_mask;
    const double *sites = row + self->scenario->contracts.count * CONTRACT_CELLS;
    double sum = 0;
    for (size_t s = 0; s < self->scenario->sites.count; s++) {
        sum += mask_has(mask, s) ? sites[s * SITE_CELLS + cell] : 0;
    }
    return sum;
}

static goal_estimate mean_of(const gaming_pass *self, const double values[])
{
    moments sums = {.shift = values[0]};
    summary out = {.n = 0};
    for (size_t w = 0; w < self->worlds; w++) {
        moments_add_world(&sums, values + w * self->histories, self->histories, 1);
    }
    moments_finish(&sums, &out);
    return (goal_estimate){.value = out.mean, .se = out.se};
}

/** The mean of a sum over sites, and how much less it is than in the scenario as it is. */
static goal_estimate site_mean(const gaming_pass *self, gaming_way way, size_t contract, size_t cell, goal_estimate *less)
{
    for (size_t r = 0; r < self->replicates; r++) {
        self->own[r] = sites_cell(self, row_of(self, way, r), contract, cell);
        self->base[r] = sites_cell(self, row_of(self, GAMING_NONE, r), contract, cell) - self->own[r];
    }
    if (less) {
        *less = mean_of(self, self->base);
    }
    return mean_of(self, self->own);
}

/** Payments by starts: the ratio of means in `mean`; in `values` each replicate's part of its error, (payments - ratio x starts) / mean starts. */
static double ratio_of(const gaming_pass *self, gaming_way way, size_t contract, double values[])
{
    double paid = 0, starts = 0;
    for (size_t r = 0; r < self->replicates; r++) {
        paid += contract_cell(self, row_of(self, way, r), contract, CONTRACT_PAID);
        starts += contract_cell(self, row_of(self, way, r), contract, CONTRACT_STARTS);
    }
    const double ratio = paid / starts, mean_starts = starts / (double)self->replicates;
    for (size_t r = 0; r < self->replicates; r++) {
        const double *row = row_of(self, way, r);
        values[r] = (contract_cell(self, row, contract, CONTRACT_PAID) - ratio * contract_cell(self, row, contract, CONTRACT_STARTS)) / mean_starts;
    }
    return ratio;
}

static void paid_line(const gaming_pass *self, gaming_way way, size_t contract, gaming_line *out)
{
    const double own = ratio_of(self, way, contract, self->own);
    const double base = ratio_of(self, GAMING_NONE, contract, self->base);
    out->paid_per_family = (goal_estimate){.value = own, .se = mean_of(self, self->own).se};
    for (size_t r = 0; r < self->replicates; r++) {
        self->own[r] -= self->base[r];
    }
    out->gained_per_family = (goal_estimate){.value = own - base, .se = mean_of(self, self->own).se};
}

static void fill_lines(const gaming_pass *self, gaming *out)
{
    for (size_t c = 0; c < out->contracts; c++) {
        for (gaming_way way = 0; way < GAMING_COUNT; way++) {
            gaming_line *to = &out->lines[c * GAMING_COUNT + (size_t)way];
            paid_line(self, way, c, to);
            to->averted_safely = site_mean(self, way, c, SITE_SAFELY, &to->lost_safely);
            to->put_off = site_mean(self, way, c, SITE_PUT_OFF, NULL);
            to->unsafe_days = site_mean(self, way, c, SITE_UNSAFE, NULL);
        }
    }
}

/** What is set for each way; ends early where fewer are. */
static size_t settings_of(const gaming_measures *self, gaming_way way, lever levers[SETTINGS_OF_A_WAY], double at[SETTINGS_OF_A_WAY])
{
    static const char *const pointers[GAMING_COUNT][SETTINGS_OF_A_WAY] = {
        [GAMING_SELECT] = {"/gaming/select_low_risk", NULL},
        [GAMING_DELAY] = {"/gaming/delay_entries/share", "/gaming/delay_entries/days"},
        [GAMING_WIDEN] = {"/gaming/widen_threshold/share", "/gaming/widen_threshold/ratio"},
    };
    const double values[GAMING_COUNT][SETTINGS_OF_A_WAY] = {
        [GAMING_SELECT] = {self->select_share, 0},
        [GAMING_DELAY] = {self->delay_share, self->delay_days},
        [GAMING_WIDEN] = {self->widen_share, self->widen_ratio},
    };
    size_t count = 0;
    while (count < SETTINGS_OF_A_WAY && pointers[way][count] != NULL) {
        levers[count] = (lever){.pointer = pointers[way][count]};
        at[count] = values[way][count];
        count++;
    }
    return count;
}

static bool load_ways(const lever_source *source, const gaming_measures *measures, variant ways[GAMING_COUNT], fault_list *faults)
{
    bool fine = true;
    for (gaming_way way = 0; fine && way < GAMING_COUNT; way++) {
        lever levers[SETTINGS_OF_A_WAY];
        double at[SETTINGS_OF_A_WAY];
        const size_t count = settings_of(measures, way, levers, at);
        fine = lever_variant(source, levers, at, count, &ways[way], faults);
    }
    return fine;
}

static run_status run_ways(gaming_pass *self, const variant ways[GAMING_COUNT], const run_options *options, gaming *out)
{
    self->cell_count = self->scenario->contracts.count * CONTRACT_CELLS + self->scenario->sites.count * SITE_CELLS;
    self->cells = calloc(self->cell_count, sizeof *self->cells);
    self->rows = malloc(GAMING_COUNT * self->replicates * self->cell_count * sizeof *self->rows);
    self->own = calloc(self->replicates, sizeof *self->own);
    self->base = calloc(self->replicates, sizeof *self->base);
    out->lines = calloc(out->contracts * GAMING_COUNT + 1, sizeof *out->lines);
    run_status status = self->cells && self->rows && self->own && self->base && out->lines ? RUN_DONE : RUN_NO_MEMORY;
    if (status == RUN_DONE) {
        list_cells(self);
        status = run_variants(ways, GAMING_COUNT, self->cells, self->cell_count, options, self->rows);
    }
    if (status == RUN_DONE) {
        fill_lines(self, out);
    }
    free(self->cells);
    free(self->rows);
    free(self->own);
    free(self->base);
    return status;
}

run_status gaming_run(const lever_source *source, const scenario *loaded, const gaming_measures *measures, const run_options *options, gaming *out,
                      fault_list *faults)
{
    variant ways[GAMING_COUNT] = {{0}};
    gaming_pass pass = {.scenario = loaded, .worlds = source->worlds, .histories = source->histories, .replicates = source->worlds * source->histories};
    *out = (gaming){.contracts = loaded->contracts.count, .scenario = loaded, .measures = *measures};
    const run_status status = load_ways(source, measures, ways, faults) ? run_ways(&pass, ways, options, out) : RUN_STOPPED;
    for (size_t way = 0; way < GAMING_COUNT; way++) {
        lever_variant_free(&ways[way]);
    }
    if (status != RUN_DONE) {
        gaming_free(out);
    }
    return status;
}

void gaming_free(gaming *self)
{
    free(self->lines);
    *self = (gaming){0};
}
