#include "load/reader.h"

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

/** What differs within a world is not clamped, so all of its values must be legal. */
static void check_all_legal(reader *self, const cursor *at, const setting *row, const kind_use *use)
{
    double lowest = 0, highest = 0;
    kind_support(use, &lowest, &highest);
    if (lowest >= row_lowest(row) && highest <= row_highest(row)) {
        return;
    }
    text_buffer words = { 0 };
    words_range(&words, row);
    reader_fault(self, at, "its values are %.6g .. %.6g; they must all be %s%s%s", lowest, highest, words.bytes ? words.bytes : "", row->unit ? " " : "",
                 row->unit ? row->unit : "");
    text_free(&words);
}

void read_spread(reader *self, const cursor *at, const setting *row, void *field)
{
    spread *out = field;
    *out = (spread){ .constant = { .value = 0, .draw = -1 } };
    if (!is_object_with(at->value, SPREAD_KEY)) {
        read_quantity(self, at, row, &out->constant);
        return;
    }
    read_between(self, at, row, out);
    if (read_kind_use(self, at, &distribution_family, &form_of_spread, &out->distribution)) {
        check_all_legal(self, at, row, &out->distribution);
    }
}
