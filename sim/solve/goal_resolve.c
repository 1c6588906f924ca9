#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report/csv.h"
#include "solve/goal.h"

#define HEADING_BYTES 512
#define HINTS_MAX 3

static fault_place place_of_metric(const goal *self)
{
    return (fault_place){.file = "goal", .line = 1, .column = (int)self->metric_at + 1};
}

static size_t column_headed(const columns *among, const char *heading)
{
    for (size_t i = 0; i < among->count; i++) {
        char text[HEADING_BYTES];
        draws_heading(among, i, text, sizeof text);
        if (strcmp(text, heading) == 0) {
            return i;
        }
    }
    return COLUMN_NONE;
}

/** A heading; but a plain name that the only contract has is the contract's, which may cover some sites only. */
static size_t column_meant(const columns *among, const char *written)
{
    size_t found = COLUMN_NONE;
    if (among->scenario->contracts.count == 1) {
        char heading[HEADING_BYTES];
        snprintf(heading, sizeof heading, "contract.%s.%s", among->scenario->contracts.items[0].name, written);
        found = column_headed(among, heading);
    }
    return found == COLUMN_NONE ? column_headed(among, written) : found;
}

/** Headings that end in the name: where else the metric is told. Returns how many there are; writes the first few. */
static size_t add_other_places(text_buffer *hint, const columns *among, const char *name)
{
    size_t count = 0;
    const size_t length = strlen(name);
    for (size_t i = 0; i < among->count; i++) {
        char text[HEADING_BYTES];
        draws_heading(among, i, text, sizeof text);
        const size_t whole = strlen(text);
        if (whole > length && text[whole - length - 1] == '.' && strcmp(text + whole - length, name) == 0) {
            if (count++ < HINTS_MAX) {
                text_add(hint, "%s%s", count == 1 ? "" : ", ", text);
            }
        }
    }
    return count;
}

/** A name as ours are written: small letters, "_" for blanks and hyphens. */
static void write_as_name(const char *written, char name[GOAL_NAME_BYTES])
{
    size_t length = 0;
    for (; *written && length + 1 < GOAL_NAME_BYTES; written++) {
        name[length++] = *written == ' ' || *written == '-' ? '_' : (char)tolower((unsigned char)*written);
    }
    name[length] = '\0';
}

/** The nearest of all headings and plain names; NULL when none is near. Owned by the caller. */
static char *nearest_name(const columns *among, const char *written)
{
    const char **names = calloc(2 * among->count + 1, sizeof *names);
    char(*headings)[HEADING_BYTES] = calloc(among->count + 1, sizeof *headings);
    char *near = NULL;
    if (names && headings) {
        for (size_t i = 0; i < among->count; i++) {
            draws_heading(among, i, headings[i], sizeof headings[i]);
            names[2 * i] = headings[i];
            names[2 * i + 1] = among->items[i].name;
        }
        char name[GOAL_NAME_BYTES];
        write_as_name(written, name);
        const char *found = text_nearest(written, names, 2 * among->count);
        found = found ? found : text_nearest(name, names, 2 * among->count);
        near = found ? strdup(found) : NULL;
    }
    free(names);
    free(headings);
    return near;
}

/** The part of a name before an ending; NULL where it ends otherwise. Cut at `size`. */
static const char *name_before(const char *name, const char *ending, char text[], size_t size)
{
    const size_t whole = strlen(name), length = strlen(ending);
    if (whole <= length || strcmp(name + whole - length, ending) != 0) {
        return NULL;
    }
    snprintf(text, size, "%.*s", (int)(whole - length), name);
    return text;
}

/** Whether the metric is there but by other draws than the name asks for; says so where it is. */
static bool fault_of_draws(const goal *self, const columns *among, fault_list *faults)
{
    char plain[GOAL_NAME_BYTES], apart[GOAL_NAME_BYTES + 16];
    const char *shared = name_before(self->metric, ".shared", plain, sizeof plain);
    const char *independent = shared ? NULL : name_before(self->metric, APART_ENDING, plain, sizeof plain);
    snprintf(apart, sizeof apart, "%s" APART_ENDING, shared ? shared : self->metric);
    if (shared && column_meant(among, shared) != COLUMN_NONE) {
        fault_add(faults, FAULT_ERROR, place_of_metric(self), "\"%s\": the plain name is by shared draws: write %s", self->metric, shared);
    } else if (column_meant(among, apart) != COLUMN_NONE) {
        fault_add(faults, FAULT_ERROR, place_of_metric(self), "\"%s\" is not told of separate luck alone (/reporting/coupling): write %s, or run \"shared\" or \"both\"",
                  self->metric, apart);
    } else if (independent && column_meant(among, independent) != COLUMN_NONE) {
        const metric_arms arms = among->items[column_meant(among, independent)].metric->arms;
        const bool could_be = (arms == ARMS_BOTH || arms == ARMS_UNTREATED) && among->scenario->reporting.coupling == COUPLING_SHARED;
        fault_add(faults, FAULT_ERROR, place_of_metric(self), "\"%s\" is not run: %s%s", self->metric,
                  could_be ? "set /reporting/coupling to \"both\"" : "there is one kind of draws of it: write ", could_be ? "" : independent);
    } else {
        return false;
    }
    return true;
}

static void fault_unknown(const goal *self, const columns *among, fault_list *faults)
{
    if (fault_of_draws(self, among, faults)) {
        return;
    }
    text_buffer hint = {0};
    const size_t places = add_other_places(&hint, among, self->metric);
    char *near = places ? NULL : nearest_name(among, self->metric);
    if (places && has_rivals(among->scenario)) {
        fault_add(faults, FAULT_ERROR, place_of_metric(self), "\"%s\" is not told of the programme, for the contracts are rivals; choose one: %s%s", self->metric,
                  hint.bytes, places > HINTS_MAX ? " ..." : "");
    } else if (places) {
        fault_add(faults, FAULT_ERROR, place_of_metric(self), "\"%s\" is not told of the programme, but of %zu place%s: write %s%s", self->metric, places, places == 1 ? "" : "s", hint.bytes,
                  places > HINTS_MAX ? " ..." : "");
    } else if (near) {
        fault_add(faults, FAULT_ERROR, place_of_metric(self), "there is no metric \"%s\" here; did you mean \"%s\"?", self->metric, near);
    } else {
        fault_add(faults, FAULT_ERROR, place_of_metric(self), "there is no metric \"%s\" here; the headings of what run writes with --draws name all", self->metric);
    }
    free(near);
    text_free(&hint);
}

/** Whether the measure can be taken of the metric; says so where not. */
static bool measure_fits(const goal *self, const metric *row, fault_list *faults)
{
    const bool never_averaged = row->nature == NATURE_STATUS || row->nature == NATURE_DATE;
    if (self->measure == GOAL_MEAN && never_averaged) {
        fault_add(faults, FAULT_ERROR, place_of_metric(self), "\"%s\" is never averaged; ask for P(%s > x) or a percentile", self->metric, self->metric);
        return false;
    }
    if (self->measure == GOAL_QUANTILE && row->nature == NATURE_FLAG) {
        fault_add(faults, FAULT_ERROR, place_of_metric(self), "\"%s\" is yes or no in each future; ask for mean(%s), its probability", self->metric, self->metric);
        return false;
    }
    return true;
}

bool goal_resolve(goal *self, const columns *among, fault_list *faults)
{
    const size_t found = column_meant(among, self->metric);
    if (found == COLUMN_NONE) {
        fault_unknown(self, among, faults);
        return false;
    }
    const column *of = &among->items[found];
    self->row = of->metric;
    if (!measure_fits(self, of->metric, faults)) {
        return false;
    }
    if (self->measure == GOAL_MEAN && of->metric->nature == NATURE_RATIO) {
        self->cells[0] = variant_cell_of(of, CELL_NUMERATOR);
        self->cells[1] = variant_cell_of(of, CELL_DENOMINATOR);
        self->cell_count = 2;
    } else {
        self->cells[0] = variant_cell_of(of, CELL_VALUE);
        self->cell_count = 1;
    }
    return true;
}
