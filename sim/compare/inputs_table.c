#include "compare/inputs_table.h"

#include <stdlib.h>
#include <string.h>

#include "report/cells.h"

#define LINE_WIDTH 120
#define POINTER_WIDTH_MOST 100
#define COLUMN_WIDTH 24
#define VALUE_WIDTH 62

static int pointer_width(const difference_list *self)
{
    size_t most = 0;
    for (size_t i = 0; i < self->count; i++) {
        const size_t length = strlen(self->items[i].pointer) + 1;
        most = length > most ? length : most;
    }
    return most < POINTER_WIDTH_MOST ? (int)most : POINTER_WIDTH_MOST;
}

static bool is_inside_character(char c)
{
    return ((unsigned char)c & 0xc0u) == 0x80u;
}

/** A value in at most `width` - 2 bytes, cut with "..." where it is longer; "-" where it is not given. */
static void value_cell(const json_value *given, int width, bool right, FILE *out)
{
    char shown[VALUE_WIDTH + 4];
    char *text = given ? json_text(given) : NULL;
    const size_t most = (size_t)width - 2;
    snprintf(shown, sizeof shown, "%.*s", (int)most, text ? text : "-");
    if (text && strlen(text) > most) {
        size_t end = most - 3;
        while (end > 0 && is_inside_character(shown[end])) {
            end--;
        }
        strcpy(shown + end, "...");
    }
    cell_text(out, shown, width, right);
    free(text);
}

/** The end of a long name, which tells more than its beginning. */
static void name_cell(const char *name, FILE *out)
{
    const size_t length = strlen(name), most = COLUMN_WIDTH - 2;
    const char *end = length > most ? name + length - (most - 3) : name;
    while (is_inside_character(*end)) {
        end++;
    }
    char shown[COLUMN_WIDTH];
    snprintf(shown, sizeof shown, "%s%s", length > most ? "..." : "", end);
    cell_text(out, shown, COLUMN_WIDTH, true);
}

static void write_columns(const comparison *self, const difference_list *inputs, FILE *out)
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
            value_cell(inputs->items[d].values[i], COLUMN_WIDTH, true, out);
        }
    }
    fputc('\n', out);
}

static bool same_value(const json_value *a, const json_value *b)
{
    char *of_a = a ? json_text(a) : NULL, *of_b = b ? json_text(b) : NULL;
    const bool same = !a == !b && (!a || (of_a && of_b && strcmp(of_a, of_b) == 0));
    free(of_a);
    free(of_b);
    return same;
}

/** One input's sides by value: `first[i]` is the first side that has the value of side i. */
typedef struct {
    size_t first[SIDES_MAX];
    size_t held[SIDES_MAX]; /* by first side: how many have its value */
    size_t commonest;       /* first side of the value that most sides have */
} by_value;

static by_value values_group(const input_difference *of, size_t sides)
{
    by_value out = {.commonest = 0};
    for (size_t i = 0; i < sides; i++) {
        size_t first = 0;
        while (first < i && !same_value(of->values[first], of->values[i])) {
            first++;
        }
        out.first[i] = first;
        out.held[first]++;
    }
    for (size_t i = 0; i < sides; i++) {
        out.commonest = out.held[i] > out.held[out.commonest] ? i : out.commonest;
    }
    return out;
}

/** The names of the sides that have the value of side `first`, on as many lines as they need. */
static void write_holders(const comparison *self, const by_value *groups, size_t first, FILE *out)
{
    size_t at = 4 + VALUE_WIDTH, written = 0;
    for (size_t i = 0; i < self->side_count; i++) {
        if (groups->first[i] != first) {
            continue;
        }
        const size_t length = strlen(self->sides[i].name) + 2;
        if (written > 0 && at + length > LINE_WIDTH) {
            fprintf(out, ",\n%*s", 4 + VALUE_WIDTH, "");
            at = 4 + VALUE_WIDTH;
        } else if (written > 0) {
            fputs(", ", out);
        }
        fputs(self->sides[i].name, out);
        at += length;
        written++;
    }
    fputc('\n', out);
}

/** One value with the sides that have it; a long one on a line of its own. */
static void write_value(const comparison *self, const input_difference *of, const by_value *groups, size_t first, FILE *out)
{
    char *text = of->values[first] ? json_text(of->values[first]) : NULL;
    const bool is_long = text && strlen(text) > VALUE_WIDTH - 2;
    fprintf(out, "    %s", is_long ? text : "");
    free(text);
    if (is_long) {
        fprintf(out, "\n%*s", 4 + VALUE_WIDTH, "");
    } else {
        value_cell(of->values[first], VALUE_WIDTH, false, out);
    }
    if (first == groups->commonest && groups->held[first] > 2) {
        fputs("all others\n", out);
    } else {
        write_holders(self, groups, first, out);
    }
}

/** Value by value, what most sides have last. */
static void write_by_value(const comparison *self, const difference_list *inputs, FILE *out)
{
    for (size_t d = 0; d < inputs->count; d++) {
        const by_value groups = values_group(&inputs->items[d], self->side_count);
        fprintf(out, "  %s\n", inputs->items[d].pointer);
        for (size_t i = 0; i < self->side_count; i++) {
            if (groups.held[i] > 0 && i != groups.commonest) {
                write_value(self, &inputs->items[d], &groups, i, out);
            }
        }
        write_value(self, &inputs->items[d], &groups, groups.commonest, out);
    }
}

void inputs_write(const comparison *self, const difference_list *inputs, const char *between, FILE *out)
{
    if (!inputs) {
        fputs("\nStored results do not hold their inputs, so what differs in them is not known.\n", out);
    } else if (inputs->count == 0) {
        fprintf(out, "\nNo input differs between the %s.\n", between);
    } else {
        const bool fits = 2 + (size_t)pointer_width(inputs) + self->side_count * COLUMN_WIDTH <= LINE_WIDTH;
        fprintf(out, "\nInputs that differ between the %s\n", between);
        (fits ? write_columns : write_by_value)(self, inputs, out);
    }
}
