#include "load/explain.h"

#include <math.h>
#include <string.h>

#include "load/words.h"

static void write_use(const kind_use *use, const scenario *loaded, FILE *out);

static void write_quantity(const setting *row, const quantity *number, const scenario *loaded, FILE *out);

/** by MIXTURE (COMPONENT value, COMPONENT value ...). */
static void write_by_mixture(const setting *row, const world_draw *draw, const scenario *loaded, FILE *out)
{
    const mixture_row *mixture = &loaded->mixtures.items[draw->mixture];
    fprintf(out, "by %s (", mixture->name);
    for (size_t i = 0; i < mixture->components.count; i++) {
        fprintf(out, "%s%s ", i ? ", " : "", mixture->components.names[i]);
        write_quantity(row, &draw->component[i], loaded, out);
    }
    fputc(')', out);
}

static void write_times_and_plus(const world_draw *draw, FILE *out)
{
    if (draw->times != 1) {
        fprintf(out, " x %.12g", draw->times);
    }
    if (draw->plus != 0) {
        fprintf(out, " %c %.12g", draw->plus < 0 ? '-' : '+', fabs(draw->plus));
    }
}

/** INPUT x 1.2 + 30, which is KIND(...). */
static void write_of_input(const setting *row, const world_draw *draw, const scenario *loaded, FILE *out)
{
    fputs(draw->of->name, out);
    write_times_and_plus(draw, out);
    fputs(", drawn once for all that is made of it: ", out);
    write_quantity(row, &draw->of->number, loaded, out);
}

static void write_quantity(const setting *row, const quantity *number, const scenario *loaded, FILE *out)
{
    if (number->draw >= 0) {
        const world_draw *draw = &loaded->draws[number->draw];
        if (draw->component) {
            write_by_mixture(row, draw, loaded, out);
        } else if (draw->of) {
            write_of_input(row, draw, loaded, out);
        } else if (draw->distribution.kind) {
            write_use(&draw->distribution, loaded, out);
            write_times_and_plus(draw, out);
        } else {
            fprintf(out, "a part of a Dirichlet, weight %g", draw->alpha);
        }
    } else if (number->value < 0 && row->fallback && row->fallback[0] == '\0') {
        fputs(row->otherwise ? row->otherwise : "absent", out);
    } else {
        fprintf(out, "%.12g", number->value);
    }
}

/** NAME(key value, key value ...). */
static void write_use(const kind_use *use, const scenario *loaded, FILE *out)
{
    if (!use->kind) {
        fputs("absent", out);
        return;
    }
    fprintf(out, "%s(", use->kind->name);
    const settings *rows = &use->kind->parameters;
    for (size_t i = 0; i < rows->count && i < KIND_PARAMETERS_MAX; i++) {
        const bool list = rows->rows[i].type == SETTING_NUMBERS;
        fprintf(out, "%s%s", i ? ", " : "", rows->rows[i].key);
        for (size_t j = 0; list && j < use->list.count; j++) {
            fprintf(out, " %.12g", use->list.items[j]);
        }
        if (!list) {
            fputc(' ', out);
            write_quantity(&rows->rows[i], &use->parameter[i], loaded, out);
        }
    }
    fputc(')', out);
}

static void value_of_number(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    (void)row;
    (void)loaded;
    fprintf(out, "%.12g", *(const double *)field);
}

static void value_of_quantity(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    write_quantity(row, field, loaded, out);
}

static void value_of_integer(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    (void)row;
    (void)loaded;
    fprintf(out, "%lld", (long long)*(const int64_t *)field);
}

static void value_of_boolean(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    (void)row;
    (void)loaded;
    fputs(*(const bool *)field ? "true" : "false", out);
}

static void write_date(date day, FILE *out)
{
    char text[DATE_TEXT_SIZE] = "none";
    if (day != DATE_NONE) {
        date_write(day, text);
    }
    fputs(text, out);
}

static void value_of_date(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    (void)loaded;
    if (*(const date *)field == DATE_NONE && row->otherwise) {
        fputs(row->otherwise, out);
    } else {
        write_date(*(const date *)field, out);
    }
}

static void value_of_text(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    (void)loaded;
    const char *text = *(const char *const *)field;
    fputs(text ? text : row->otherwise ? row->otherwise : "absent", out);
}

static void value_of_choice(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    (void)loaded;
    fputs(row->choices[*(const int *)field], out);
}

static void value_of_numbers(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    (void)row;
    (void)loaded;
    const number_list *list = field;
    for (size_t i = 0; i < list->count; i++) {
        fprintf(out, "%s%.12g", i ? ", " : "", list->items[i]);
    }
}

static void value_of_dates(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    (void)row;
    (void)loaded;
    const date_list *list = field;
    for (size_t i = 0; i < list->count; i++) {
        fputs(i ? ", " : "", out);
        write_date(list->items[i], out);
    }
}

static void value_of_names(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    (void)row;
    (void)loaded;
    const name_list *list = field;
    for (size_t i = 0; i < list->count; i++) {
        fprintf(out, "%s%s", i ? ", " : "", list->items[i]);
    }
}

static void value_of_object(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    (void)field;
    (void)loaded;
    fprintf(out, "%zu settings", row->rows->count);
}

static void value_of_patch(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    (void)row;
    (void)field;
    (void)loaded;
    fputs("merged over what it changes", out);
}

static void value_of_map(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    (void)loaded;
    const map *entries = field;
    for (size_t i = 0; i < entries->count; i++) {
        const char *name = NULL;
        memcpy(&name, (const char *)entries->items + i * row->rows->size, sizeof name);
        fprintf(out, "%s%s", i ? ", " : "", name);
    }
}

static void value_of_kind(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    if (!((const kind_use *)field)->kind && row->otherwise) {
        fputs(row->otherwise, out);
    } else {
        write_use(field, loaded, out);
    }
}

static void value_of_shares(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    const share_map *shares = field;
    for (size_t i = 0; i < shares->count; i++) {
        fprintf(out, "%s%s ", i ? ", " : "", shares->names[i]);
        write_quantity(row, &shares->shares[i], loaded, out);
    }
}

static void value_of_spread(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    const spread *difference = field;
    if (!difference->distribution.kind) {
        write_quantity(row, &difference->constant, loaded, out);
        return;
    }
    write_use(&difference->distribution, loaded, out);
    fprintf(out, " between %s", between_words[difference->between]);
}

void explain_value(const setting *row, const void *field, const scenario *loaded, FILE *out)
{
    static void (*const writers[])(const setting *, const void *, const scenario *, FILE *) = {
        [SETTING_NUMBER] = value_of_number, [SETTING_QUANTITY] = value_of_quantity, [SETTING_INTEGER] = value_of_integer,
        [SETTING_BOOLEAN] = value_of_boolean, [SETTING_DATE] = value_of_date,       [SETTING_TEXT] = value_of_text,
        [SETTING_CHOICE] = value_of_choice, [SETTING_NUMBERS] = value_of_numbers,   [SETTING_DATES] = value_of_dates,
        [SETTING_NAMES] = value_of_names,   [SETTING_OBJECT] = value_of_object,     [SETTING_MAP] = value_of_map,
        [SETTING_KIND] = value_of_kind,     [SETTING_SHARES] = value_of_shares,     [SETTING_SPREAD] = value_of_spread,
        [SETTING_PATCH] = value_of_patch,
    };
    writers[row->type](row, field, loaded, out);
}
