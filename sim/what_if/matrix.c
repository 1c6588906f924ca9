#include "what_if/matrix.h"

#include <stdlib.h>
#include <string.h>

#include "load/load.h"
#include "load/what_if.h"
#include "run/variants.h"

#define CELLS_MOST (MATRIX_STEPS * MATRIX_STEPS)
#define GOAL_TEXT_BYTES (GOAL_NAME_BYTES + 64)

/** The scenarios of all cells. */
typedef struct {
    variant variants[CELLS_MOST];
    scenario *loaded[CELLS_MOST]; /* owned */
    size_t count;
} grid;

double matrix_part(const matrix_side *self, size_t step)
{
    return (double)step / (double)(self->steps - 1);
}

/** Reads the measure, a goal with a bound that nothing asks for; its cells borrow from the layout. */
static bool read_measure(what_if_matrix *self, const char *wanted, columns *layout, fault_list *faults)
{
    char text[GOAL_TEXT_BYTES];
    snprintf(text, sizeof text, strchr(wanted, '(') ? "%.300s >= 0" : "mean(%.300s) >= 0", wanted);
    const bool fine = goal_parse(text, &self->measure, faults);
    self->measure.text = wanted;
    if (fine && !variant_columns_make(self->base, layout)) {
        faults->out_of_memory = 1;
        return false;
    }
    return fine && goal_resolve(&self->measure, layout, faults);
}

static bool find_side(const document *doc, const char *name, matrix_side *out)
{
    what_if_entry entries[WHAT_IFS_MAX];
    const size_t count = what_if_list(doc, entries);
    *out = (matrix_side){.name = name, .title = name, .steps = what_if_has_steps(doc, name) ? MATRIX_STEPS : 2};
    for (size_t i = 0; i < count; i++) {
        if (strcmp(entries[i].name, name) == 0) {
            out->title = entries[i].title;
            return true;
        }
    }
    return false;
}

/** The document of one cell; NULL with faults. Owned by the caller, and to be freed before `doc`. */
static document *cell_document(const document *doc, const what_if_part parts[2], fault_list *faults)
{
    const char *why = NULL;
    document *made = what_if_apply_parts(doc, parts, 2, &why, faults);
    if (!made && why) {
        fault_add(faults, FAULT_ERROR, (fault_place){.file = document_place(doc, "").file}, "a what-if of the matrix does not apply: %s", why);
    }
    return made;
}

static bool load_cells(const what_if_matrix *self, const document *doc, grid *out, fault_list *faults)
{
    for (size_t r = 0; r < self->rows.steps; r++) {
        for (size_t c = 0; c < self->columns.steps; c++) {
            const what_if_part parts[2] = {{self->rows.name, matrix_part(&self->rows, r)}, {self->columns.name, matrix_part(&self->columns, c)}};
            document *made = cell_document(doc, parts, faults);
            out->loaded[out->count] = made ? scenario_from_document(made, faults) : NULL;
            if (out->loaded[out->count]) {
                out->variants[out->count] = (variant){out->loaded[out->count], careers_key(document_value(made))};
                out->count++;
            }
            document_free(made);
            if (fault_errors(faults) > 0) {
                return false;
            }
        }
    }
    return true;
}

static run_status run_cells(what_if_matrix *self, const grid *cells, const run_options *options)
{
    const size_t worlds = (size_t)self->base->run.worlds, histories = (size_t)self->base->run.histories, each = self->measure.cell_count;
    double *rows = calloc(cells->count * worlds * histories, each * sizeof *rows);
    double *scratch = calloc(5 * worlds * histories + 1, sizeof *scratch);
    resamples by = {0};
    run_status status = rows && scratch && resamples_make((uint64_t)self->base->run.seed, worlds, &by) ? RUN_DONE : RUN_NO_MEMORY;
    status = status == RUN_DONE ? run_variants(cells->variants, cells->count, self->measure.cells, each, options, rows) : status;
    for (size_t i = 0; status == RUN_DONE && i < cells->count; i++) {
        const goal_rows of = {rows + i * worlds * histories * each, each, worlds, histories, &by};
        self->cell[i / self->columns.steps][i % self->columns.steps] = goal_measured(&self->measure, &of, scratch);
    }
    resamples_free(&by);
    free(scratch);
    free(rows);
    return status;
}

run_status matrix_ask(const document *doc, const scenario *base, const char *const names[2], const char *wanted, const run_options *options, what_if_matrix *out,
                      fault_list *faults)
{
    *out = (what_if_matrix){.base = base};
    columns layout = {0};
    grid *cells = calloc(1, sizeof *cells);
    if (!cells) {
        return RUN_NO_MEMORY;
    }
    matrix_side *const sides[2] = {&out->rows, &out->columns};
    for (size_t i = 0; i < 2; i++) {
        if (!find_side(doc, names[i], sides[i])) {
            what_if_fault_unknown(doc, names[i], faults);
        }
    }
    run_status status = fault_errors(faults) == 0 && read_measure(out, wanted, &layout, faults) && load_cells(out, doc, cells, faults) ? RUN_DONE : RUN_STOPPED;
    status = status == RUN_DONE ? run_cells(out, cells, options) : status;
    for (size_t i = 0; i < cells->count; i++) {
        scenario_free(cells->loaded[i]);
    }
    free(cells);
    columns_free(&layout);
    return status;
}
