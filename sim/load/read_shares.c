#include "load/reader.h"

#include <math.h>
#include <string.h>

#define SHARE_TOLERANCE 1e-9

/** Room for names and shares; false when there are none or memory ran out. */
static bool take_shares(reader *self, share_map *out, size_t count)
{
    out->names = reader_take(self, count, sizeof *out->names);
    out->shares = reader_take(self, count, sizeof *out->shares);
    return out->names && out->shares;
}

static const setting alpha_row = { .key = "alpha", .type = SETTING_NUMBER, .unit = "weight", .minimum = 1e-3, .maximum = 1e6 };

/** One part of a Dirichlet group: `at` stands where its share would, so that the part keeps its coordinates when shares become uncertain. */
static quantity read_part(reader *self, const cursor *group, const cursor *alpha, int32_t first, size_t count)
{
    world_draw draw = { .group = first, .mixture = INDEX_NONE, .group_count = (int32_t)count, .minimum = 0, .maximum = 1 };
    read_plain_number(self, alpha, &alpha_row, &draw.alpha);
    const cursor at = { .parent = group, .key = alpha->key, .value = alpha->value };
    return (quantity){ .value = (double)NAN, .draw = reader_add_draw(self, &at, draw) };
}

static const setting dirichlet_row_list[] = {
    { .key = DIST_KEY, .type = SETTING_TEXT, .doc = "dirichlet" },
    { .key = "alpha", .type = SETTING_OBJECT, .doc = "Weights: the larger their sum, the surer the shares." },
};

static const settings dirichlet_rows = SETTINGS("dirichlet", "Uncertain shares.", dirichlet_row_list, share_map);

static void read_dirichlet(reader *self, const cursor *at, share_map *out)
{
    const json_value *list = json_get(at->value, "alpha");
    const json_value *word = json_get(at->value, DIST_KEY);
    check_keys(self, at, &dirichlet_rows, NULL);
    if (strcmp(json_string(word), "dirichlet") != 0 || json_type_of(list) != JSON_OBJECT || json_count(list) < 2) {
        reader_fault(self, at, "uncertain shares are {\"dist\": \"dirichlet\", \"alpha\": {NAME: weight, ...}} with two names or more");
        return;
    }
    const size_t count = json_count(list);
    const int32_t first = (int32_t)self->draw_count;
    const cursor alphas = cursor_into(at, list);
    if (!take_shares(self, out, count)) {
        return;
    }
    for (const json_value *item = json_first(list); item; item = json_next(item)) {
        const cursor member = cursor_into(&alphas, item);
        check_name(self, &member);
        out->names[out->count] = reader_text(self, member.key);
        out->shares[out->count++] = read_part(self, at, &member, first, count);
    }
}

static void check_sum(reader *self, const cursor *at, const share_map *shares)
{
    double sum = 0;
    for (size_t i = 0; i < shares->count; i++) {
        sum += shares->shares[i].value;
    }
    if (!(fabs(sum - 1) <= SHARE_TOLERANCE)) {
        reader_fault(self, at, "the shares add up to %.12g; they must add up to 1", sum);
    }
}

/** One fixed share; its own uncertainty would break the sum. */
static quantity read_share(reader *self, const cursor *at, const setting *row)
{
    quantity share = { .value = 0, .draw = -1 };
    if (is_object_with(at->value, DIST_KEY)) {
        reader_fault(self, at, "one share alone cannot be uncertain; write {\"dist\": \"dirichlet\", \"alpha\": {...}} for all of them");
        return share;
    }
    if (is_object_with(at->value, BY_KEY)) {
        reader_fault(self, at, "one share alone cannot follow a mixture, for the shares must add up to 1 in every world");
        return share;
    }
    if (is_object_with(at->value, OF_KEY)) {
        reader_fault(self, at, "one share alone cannot be made of an input, for the shares must add up to 1 in every world");
        return share;
    }
    const cursor here = reader_unwrap(self, at, row);
    read_plain_number(self, &here, row, &share.value);
    return share;
}

static void read_fixed(reader *self, const cursor *at, const setting *row, share_map *out)
{
    const size_t before = fault_errors(self->faults);
    if (json_count(at->value) > 0 && !take_shares(self, out, json_count(at->value))) {
        return;
    }
    for (const json_value *item = json_first(at->value); item; item = json_next(item)) {
        if (is_remark_text(item)) {
            continue;
        }
        const cursor member = cursor_into(at, item);
        check_name(self, &member);
        out->names[out->count] = reader_text(self, member.key);
        out->shares[out->count++] = read_share(self, &member, row);
    }
    if (fault_errors(self->faults) == before) {
        check_sum(self, at, out);
    }
}

void read_shares(reader *self, const cursor *at, const setting *row, void *field)
{
    share_map *out = field;
    *out = (share_map){ 0 };
    if (json_type_of(at->value) != JSON_OBJECT) {
        reader_type_fault(self, at, row);
    } else if (json_type_of(json_get(at->value, DIST_KEY)) == JSON_STRING) {
        read_dirichlet(self, at, out);
    } else {
        read_fixed(self, at, row, out);
    }
}
