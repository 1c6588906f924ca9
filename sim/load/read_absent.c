#include "load/reader.h"

#include <math.h>
#include <string.h>

static void leave_quantity(void *field)
{
    *(quantity *)field = (quantity){ .value = -1, .draw = -1 };
}

static void leave_date(void *field)
{
    *(date *)field = DATE_NONE;
}

static void leave_spread(void *field)
{
    *(spread *)field = (spread){ .constant = { .value = -1, .draw = -1 } };
}

/** What an absent field holds, by type; types without an entry stay zero. */
static void (*const leave_absent[])(void *field) = {
    [SETTING_QUANTITY] = leave_quantity,
    [SETTING_DATE] = leave_date,
    [SETTING_SPREAD] = leave_spread,
    [SETTING_OBJECT] = NULL, /* its rows are left one by one */
};

static void leave_rows(reader *self, const cursor *at, const settings *rows, void *base);

/** The field as it is when the file says nothing and need not. */
static void leave(reader *self, const cursor *at, const setting *row, void *base)
{
    void *field = (char *)base + row->offset;
    if (row->type == SETTING_OBJECT) {
        leave_rows(self, at, row->rows, field);
    } else if (row->type < sizeof leave_absent / sizeof leave_absent[0] && leave_absent[row->type]) {
        leave_absent[row->type](field);
    }
}

static bool has_default(const setting *row)
{
    return row->fallback && row->fallback[0] != '\0';
}

static void leave_rows(reader *self, const cursor *at, const settings *rows, void *base)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (has_default(&rows->rows[i])) {
            read_absent(self, at, &rows->rows[i], base);
        } else {
            leave(self, at, &rows->rows[i], base);
        }
    }
}

/** What must be given and is not: no number, so that no check takes it for one. */
static void leave_missing(const setting *row, void *base)
{
    void *field = (char *)base + row->offset;
    if (row->type == SETTING_QUANTITY) {
        ((quantity *)field)->value = (double)NAN;
    } else if (row->type == SETTING_SPREAD) {
        ((spread *)field)->constant.value = (double)NAN;
    }
}

/** Reads the row's default, which is JSON text of our own. */
static void read_default(reader *self, const cursor *at, const setting *row, void *base)
{
    json_value *value = json_parse(row->fallback);
    if (!value) {
        self->out_of_memory = true;
        return;
    }
    const cursor member = { .parent = at, .key = row->key, .value = value };
    read_setting(self, &member, row, (char *)base + row->offset);
    json_free(value);
}

void read_absent(reader *self, const cursor *at, const setting *row, void *base)
{
    if (!row->fallback) {
        reader_fault(self, at, "\"%s\" is missing: %s", row->key, row->doc);
        leave(self, at, row, base);
        leave_missing(row, base);
    } else if (row->fallback[0] == '\0') {
        leave(self, at, row, base);
    } else if (strcmp(row->fallback, FALLBACK_NAME) == 0) {
        memcpy((char *)base + row->offset, base, sizeof(const char *)); /* the struct begins with its name */
    } else {
        read_default(self, at, row, base);
    }
}
