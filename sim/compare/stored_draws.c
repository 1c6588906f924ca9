#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare/stored.h"
#include "report/csv.h"

#define FIRST_HEADINGS "world,history,"

/** Cuts the next field of a line of CSV off, its quotes undone in place; NULL after the last. */
static char *next_field(char **rest)
{
    char *from = *rest, *to = from;
    if (!from) {
        return NULL;
    }
    char *field = from;
    const bool quoted = *from == '"';
    from += quoted;
    while (*from && (quoted || *from != ',')) {
        if (quoted && from[0] == '"' && *++from != '"') {
            break;
        }
        *to++ = *from++;
    }
    *rest = *from == ',' ? from + 1 : NULL;
    *to = '\0';
    return field;
}

static size_t count_fields(const char *line)
{
    size_t count = 1;
    bool quoted = false;
    for (const char *c = line; *c; c++) {
        quoted = *c == '"' ? !quoted : quoted;
        count += *c == ',' && !quoted;
    }
    return count;
}

static bool read_headings(char *line, stored_draws *out)
{
    const size_t count = count_fields(line);
    out->headings = calloc(count, sizeof *out->headings);
    char *rest = line;
    for (char *field = next_field(&rest); out->headings && field && out->columns < count; field = next_field(&rest)) {
        out->headings[out->columns] = strdup(field[0] == '\'' && csv_is_formula(field + 1) ? field + 1 : field);
        if (!out->headings[out->columns++]) {
            return false;
        }
    }
    return out->headings != NULL;
}

static bool add_row(char *line, size_t *capacity, stored_draws *out)
{
    if (out->rows == *capacity) {
        const size_t more = *capacity ? 2 * *capacity : 1024;
        double *numbers = reallocarray(out->numbers, more * out->columns, sizeof *numbers);
        if (!numbers) {
            return false;
        }
        out->numbers = numbers;
        *capacity = more;
    }
    double *row = out->numbers + out->rows++ * out->columns;
    char *rest = line;
    for (size_t i = 0; i < out->columns; i++) {
        const char *field = next_field(&rest);
        row[i] = field && *field ? strtod(field, NULL) : (double)NAN;
    }
    return true;
}

static bool read_lines(FILE *in, stored_draws *out)
{
    char *line = NULL;
    size_t room = 0, capacity = 0;
    bool fine = true;
    for (ssize_t length = getline(&line, &room, in); fine && length > 0; length = getline(&line, &room, in)) {
        line[strcspn(line, "\r\n")] = '\0';
        if (!out->headings && strncmp(line, FIRST_HEADINGS, sizeof FIRST_HEADINGS - 1) != 0) {
            errno = 0;
            fine = false;
        } else if (!out->headings) {
            fine = read_headings(line, out);
        } else {
            fine = add_row(line, &capacity, out);
        }
    }
    free(line);
    return fine && out->headings;
}

bool stored_draws_read(const char *path, stored_draws *out)
{
    *out = (stored_draws){0};
    FILE *in = fopen(path, "rb");
    if (!in) {
        return false;
    }
    errno = 0;
    const bool fine = read_lines(in, out);
    const int error = errno;
    fclose(in);
    if (!fine) {
        stored_draws_free(out);
        errno = error;
    }
    return fine;
}

bool stored_draws_are_older(const stored_draws *self)
{
    static const char ending[] = ".shared";
    for (size_t i = 0; i < self->columns; i++) {
        const size_t length = strlen(self->headings[i]);
        if (length >= sizeof ending && strcmp(self->headings[i] + length + 1 - sizeof ending, ending) == 0) {
            return true;
        }
    }
    return false;
}

void stored_draws_free(stored_draws *self)
{
    for (size_t i = 0; self->headings && i < self->columns; i++) {
        free(self->headings[i]);
    }
    free(self->headings);
    free(self->numbers);
    *self = (stored_draws){0};
}
