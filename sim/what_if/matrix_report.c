#include "report/cells.h"
#include "report/csv.h"
#include "report/member.h"
#include "report/tables.h"
#include "what_if/matrix.h"

#define SIDE_WIDTH 24
#define NUMBER_WIDTH 15

static void side_text(const matrix_side *self, size_t step, FILE *out, int width, bool right)
{
    char text[48];
    snprintf(text, sizeof text, "%.0f %%", 100 * matrix_part(self, step));
    cell_text(out, step == 0 ? "as it stands" : text, width, right);
}

static void numbers(const what_if_matrix *self, size_t row, bool errors, FILE *out)
{
    for (size_t c = 0; c < self->columns.steps; c++) {
        char text[48];
        plain_number(text, goal_unit(&self->measure), errors ? self->cell[row][c].se : self->cell[row][c].value);
        cell_text(out, text, NUMBER_WIDTH, true);
    }
    fputc('\n', out);
}

void matrix_write(const what_if_matrix *self, FILE *out)
{
    fprintf(out, "%s: %s, with standard errors, on the same futures\n", self->base->title, self->measure.text);
    fprintf(out, "Down: so much of \"%s\"; across: so much of \"%s\"\n\n", self->rows.title, self->columns.title);
    cell_text(out, "", SIDE_WIDTH, false);
    for (size_t c = 0; c < self->columns.steps; c++) {
        side_text(&self->columns, c, out, NUMBER_WIDTH, true);
    }
    fputc('\n', out);
    for (size_t r = 0; r < self->rows.steps; r++) {
        side_text(&self->rows, r, out, SIDE_WIDTH, false);
        numbers(self, r, false, out);
        cell_text(out, "  standard error", SIDE_WIDTH, false);
        numbers(self, r, true, out);
    }
}

static void side_json(members *made, json_value *root, const char *key, const matrix_side *self)
{
    json_value *side = member_object(made, root, key);
    member_text(made, side, "what_if", self->name);
    member_text(made, side, "title", self->title);
    member_number(made, side, "steps", (double)self->steps);
}

bool matrix_json_write(const what_if_matrix *self, FILE *out)
{
    json_value *root = json_new_object();
    members made = {.failed = root == NULL};
    member_text(&made, root, "schema", "edgecare-what-if-matrix/1");
    member_text(&made, root, "scenario", self->base->name);
    member_text(&made, root, "hash", self->base->hash_text);
    member_text(&made, root, "measure", self->measure.text);
    member_text(&made, root, "unit", goal_unit(&self->measure));
    side_json(&made, root, "rows", &self->rows);
    side_json(&made, root, "columns", &self->columns);
    json_value *cells = member_array(&made, root, "cells");
    for (size_t r = 0; r < self->rows.steps; r++) {
        for (size_t c = 0; c < self->columns.steps; c++) {
            json_value *one = member_object(&made, cells, NULL);
            member_number(&made, one, "row_part", matrix_part(&self->rows, r));
            member_number(&made, one, "column_part", matrix_part(&self->columns, c));
            member_number(&made, one, "value", self->cell[r][c].value);
            member_number(&made, one, "se", self->cell[r][c].se);
        }
    }
    const bool fine = !made.failed && json_write(root, out);
    json_free(root);
    return fine;
}

void matrix_csv_write(const what_if_matrix *self, FILE *out)
{
    fputs("row_what_if,row_part,column_what_if,column_part,measure,value,standard_error\n", out);
    for (size_t r = 0; r < self->rows.steps; r++) {
        for (size_t c = 0; c < self->columns.steps; c++) {
            csv_text(out, self->rows.name, false);
            csv_number(out, matrix_part(&self->rows, r), false);
            csv_text(out, self->columns.name, false);
            csv_number(out, matrix_part(&self->columns, c), false);
            csv_text(out, self->measure.text, false);
            csv_number(out, self->cell[r][c].value, false);
            csv_number(out, self->cell[r][c].se, true);
        }
    }
}
