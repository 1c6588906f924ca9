#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare/output.h"
#include "compare/ranking.h"
#include "report/cells.h"
#include "report/tables.h"

#define SIDE_WIDTH_LEAST 28
#define SIDE_WIDTH_MOST 64
#define POINTER_WIDTH_MOST 100
#define VALUE_WIDTH 24
#define CELL 16

/** Room for the longest name of a side and its rank. */
static int side_width(const comparison *self)
{
    size_t most = SIDE_WIDTH_LEAST;
    for (size_t i = 0; i < self->side_count; i++) {
        const size_t length = strlen(self->sides[i].name) + 8;
        most = length > most ? length : most;
    }
    return most < SIDE_WIDTH_MOST ? (int)most : SIDE_WIDTH_MOST;
}

static int pointer_width(const difference_list *self)
{
    size_t most = 0;
    for (size_t i = 0; i < self->count; i++) {
        const size_t length = strlen(self->items[i].pointer) + 1;
        most = length > most ? length : most;
    }
    return most < POINTER_WIDTH_MOST ? (int)most : POINTER_WIDTH_MOST;
}

static void cell(FILE *out, const char *unit, double number)
{
    char text[48];
    plain_number(text, unit, number);
    cell_text(out, text, CELL, true);
}

/** A difference of shares is told in points. */
static void difference_cell(FILE *out, const metric *of, double number)
{
    cell(out, strcmp(of->unit, "date") == 0 ? "days" : of->unit, number);
}

static void heading(const ranking *self, int width, FILE *out)
{
    const metric *of = self->asked->metric;
    const char *first = is_mean_of_replicates(of) || of->nature == NATURE_RATIO ? "mean" : "median";
    fprintf(out, "\n%s: %s (%s), %s is better\n", self->asked->party, of->title, self->asked->name, self->asked->lower_is_better ? "less" : "more");
    cell_text(out, "", width, false);
    static const char *const words[] = {"less the first", "standard error", "P(first better)", "P(best)"};
    cell_text(out, first, CELL, true);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        cell_text(out, words[i], CELL, true);
    }
    fputc('\n', out);
}

static void line(const comparison *self, const ranking *of, size_t rank, int width, FILE *out)
{
    const side *one = &self->sides[of->order[rank]];
    char name[160];
    snprintf(name, sizeof name, "  %zu. %.150s", rank + 1, one->name);
    cell_text(out, name, width, false);
    cell(out, of->asked->metric->unit, one->answers[of->asked - self->questions].mean);
    if (rank == 0) {
        cell_text(out, "", 3 * CELL, false);
    } else {
        difference_cell(out, of->asked->metric, of->difference[rank]);
        difference_cell(out, of->asked->metric, of->difference_se[rank]);
        cell(out, "probability", of->better[0][rank]);
    }
    cell(out, "probability", of->best[rank]);
    fputs(rank > 0 && !of->paired[rank] ? "  unpaired\n" : "\n", out);
}

static bool any_unpaired(const ranking *self)
{
    for (size_t rank = 1; rank < self->count; rank++) {
        if (!self->paired[rank]) {
            return true;
        }
    }
    return false;
}

static bool write_rankings(const comparison *self, FILE *out)
{
    const int width = side_width(self);
    bool unpaired = false;
    for (size_t q = 0; q < self->question_count; q++) {
        const ranking of = ranking_of(self, q);
        if (of.count == 0) {
            continue;
        }
        heading(&of, width, out);
        for (size_t rank = 0; rank < of.count; rank++) {
            line(self, &of, rank, width, out);
        }
        unpaired = unpaired || any_unpaired(&of);
    }
    return unpaired;
}

static void value_cell(const json_value *given, FILE *out)
{
    char shown[VALUE_WIDTH + 1];
    char *text = given ? json_text(given) : NULL;
    snprintf(shown, sizeof shown, "%s", text ? text : "-");
    if (text && strlen(text) >= VALUE_WIDTH - 1) {
        strcpy(shown + VALUE_WIDTH - 5, "...");
    }
    cell_text(out, shown, VALUE_WIDTH, true);
    free(text);
}

/** The end of a long name, which tells more than its beginning. */
static void name_cell(const char *name, FILE *out)
{
    const size_t length = strlen(name), most = VALUE_WIDTH - 2;
    const char *end = length > most ? name + length - (most - 3) : name;
    while (((unsigned char)*end & 0xc0u) == 0x80u) {
        end++; /* not in the middle of a character */
    }
    char shown[VALUE_WIDTH];
    snprintf(shown, sizeof shown, "%s%s", length > most ? "..." : "", end);
    cell_text(out, shown, VALUE_WIDTH, true);
}

static void write_differences(const comparison *self, const difference_list *inputs, FILE *out)
{
    const int width = pointer_width(inputs);
    cell_text(out, "", width + 2, false);
    for (size_t i = 0; i < self->side_count; i++) {
        name_cell(self->sides[i].name, out);
    }
    for (size_t d = 0; d < inputs->count; d++) {
        fputs("\n  ", out);
        cell_text(out, inputs->items[d].pointer, width, false);
        for (size_t i = 0; i < self->side_count; i++) {
            value_cell(inputs->items[d].values[i], out);
        }
    }
    fputc('\n', out);
}

static void write_inputs(const comparison *self, const difference_list *inputs, const char *between, FILE *out)
{
    if (!inputs) {
        fputs("\nStored results do not hold their inputs, so what differs in them is not known.\n", out);
    } else if (inputs->count == 0) {
        fprintf(out, "\nNo input differs between the %s.\n", between);
    } else {
        fprintf(out, "\nInputs that differ between the %s\n", between);
        write_differences(self, inputs, out);
    }
}

void comparison_write(const comparison *self, const difference_list *inputs, const char *between, FILE *out)
{
    fprintf(out, "%zu %s compared. Differences are to the first of each ranking; where two are of the same worlds and histories they are told\n"
                 "replicate by replicate. P(first better) and P(best) count a tie in equal parts.\n",
            self->side_count, between);
    if (write_rankings(self, out)) {
        fputs("\nUnpaired: not of the same seed, worlds and histories, or without the draws of each, or not a mean over replicates: the errors of both are\n"
              "combined, and no probability is known.\n",
              out);
    }
    write_inputs(self, inputs, between, out);
}
