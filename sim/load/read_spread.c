#include "load/reader.h"

#include <math.h>

#include "distributions/distribution.h"

static const kind_form form_of_spread = { .key = SPREAD_KEY, .extra = (const char *const[]){ SPREAD_KEY, "between", "unit", NULL }, .plain = true };

/** Between whom it differs: required, and only what the row allows, for the engine draws it there. */
static void read_between(reader *self, const cursor *at, const setting *row, spread *field)
{
    const json_value *item = json_get(at->value, "between");
    const cursor between = cursor_into(at, item);
    if (!item || json_type_of(item) != JSON_STRING) {
        reader_fault(self, item ? &between : at, "write \"between\" and whom it differs between: \"%s\"", row->choices[0]);
        return;
    }
    if (read_word(self, &between, row->choices) >= 0) {
        const int whom = read_word(self, &between, between_words);
        field->between = whom < 0 ? BETWEEN_CHILDREN : (spread_between)whom;
    }
}

/** Ends that a distribution sets itself must be legal; tails without end are held. */
static bool check_ends(reader *self, const cursor *at, const setting *row, const kind_use *use)
{
    double lowest = 0, highest = 0;
    kind_support(use, &lowest, &highest);
    if ((!isfinite(lowest) || lowest >= row_lowest(row)) && (!isfinite(highest) || highest <= row_highest(row))) {
        return true;
    }
    text_buffer words = { 0 };
    words_range(&words, row);
    reader_fault(self, at, "its values are %.6g .. %.6g; they must all be %s%s%s", lowest, highest, words.bytes ? words.bytes : "", row->unit ? " " : "",
                 row->unit ? row->unit : "");
    text_free(&words);
    return false;
}

void read_spread(reader *self, const cursor *at, const setting *row, void *field)
{
    spread *out = field;
    *out = (spread){ .constant = { .value = 0, .draw = -1 }, .minimum = row_lowest(row), .maximum = row_highest(row) };
    if (!is_object_with(at->value, SPREAD_KEY)) {
        read_quantity(self, at, row, &out->constant);
        return;
    }
    read_between(self, at, row, out);
    if (read_kind_use(self, at, &distribution_family, &form_of_spread, &out->distribution) && check_ends(self, at, row, &out->distribution)) {
        check_distribution(self, at, row, &out->distribution, 1, 0);
    }
}
