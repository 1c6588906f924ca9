#include "support/expect.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "json/document.h"

/* Reads tests/json/written.cases, which tells how its lines are read, and holds what comes of each text against what stands beside it. */

typedef struct {
    char file[64]; /* the name that the text goes by: "j.json", "y.yaml" */
    int line;      /* of the case */
    text_buffer text, expected;
} written_case;

/** Adds a line with its %HH decoded. */
static void add_decoded(text_buffer *to, const char *from)
{
    for (; *from; from++) {
        unsigned byte;
        if (*from == '%' && isxdigit((unsigned char)from[1]) && sscanf(from + 1, "%2X", &byte) == 1) {
            text_add_bytes(to, &(char){ (char)byte }, 1);
            from += 2;
        } else {
            text_add_bytes(to, from, 1);
        }
    }
}

/** What comes of the text: its value in JSON on one line behind "= ", else each fault behind "! ". To be freed. */
static char *outcome(const written_case *self)
{
    fault_list faults = { 0 };
    document *doc = document_read_text(self->file, self->text.bytes ? self->text.bytes : "", self->text.length, &faults);
    char *told = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&told, &length);
    assert_non_null(out);
    if (doc) {
        json_write(document_value(doc), out);
    } else {
        fault_sort(&faults);
        fault_print(&faults, out);
    }
    fclose(out);
    document_free(doc);
    fault_list_free(&faults);
    text_buffer lines = { 0 };
    char *rest = NULL;
    for (char *line = strtok_r(told, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        const bool is_fault = strncmp(line, self->file, strlen(self->file)) == 0;
        const char *begin = is_fault ? line + strlen(self->file) + 1 : line + strspn(line, " ");
        text_add(&lines, is_fault ? "! %s\n" : lines.length ? " %s" : "= %s", begin);
    }
    text_add(&lines, "%s", doc ? "\n" : "");
    free(told);
    return lines.bytes;
}

static size_t hold(written_case *self)
{
    if (!self->file[0]) {
        return 0;
    }
    char *got = outcome(self);
    const bool fine = self->expected.bytes && strcmp(got, self->expected.bytes) == 0;
    if (!fine) {
        print_message("written.cases:%d: expected\n%sgot\n%s", self->line, self->expected.bytes ? self->expected.bytes : "", got);
    }
    free(got);
    text_free(&self->text);
    text_free(&self->expected);
    *self = (written_case){ 0 };
    return !fine;
}

static void what_is_written_is_read_rightly_or_refused_where_it_is_wrong(void **state)
{
    (void)state;
    FILE *in = fopen("tests/json/written.cases", "r");
    assert_non_null(in);
    char *line = NULL;
    size_t room = 0, wrong = 0, cases = 0;
    written_case now = { 0 };
    for (int number = 1; getline(&line, &room, in) > 0; number++) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '|') {
            text_add(&now.text, "%s", now.text.length ? "\n" : "");
            add_decoded(&now.text, line + 1);
        } else if (line[0] == '=' || line[0] == '!') {
            text_add(&now.expected, "%s\n", line);
        } else if (strncmp(line, "json", 4) == 0 || strncmp(line, "yaml", 4) == 0) {
            wrong += hold(&now);
            now.line = number;
            snprintf(now.file, sizeof now.file, "t.%.4s", line);
            cases++;
        } else {
            assert_true(line[0] == '\0' || line[0] == '#');
        }
    }
    wrong += hold(&now);
    free(line);
    fclose(in);
    assert_true(cases > 150);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(what_is_written_is_read_rightly_or_refused_where_it_is_wrong) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
