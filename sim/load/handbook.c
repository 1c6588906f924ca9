#include "load/handbook.h"

#include <string.h>

#include "distributions/distribution.h"
#include "load/rows.h"
#include "load/words.h"

#define FAMILIES_MAX 32
#define PATH_BYTES 512

/** What is being written, and the families of kinds met so far. */
typedef struct {
    FILE *out;
    const kind_family *families[FAMILIES_MAX];
    size_t family_count;
    bool out_of_memory;
} handbook;

static void note_family(handbook *self, const kind_family *family)
{
    for (size_t i = 0; i < self->family_count; i++) {
        if (self->families[i] == family) {
            return;
        }
    }
    if (self->family_count < FAMILIES_MAX) {
        self->families[self->family_count++] = family;
    }
}

/** Text inside a cell of a table. */
static void put(const handbook *self, const char *text)
{
    for (; *text; text++) {
        if (strchr("|<", *text)) {
            fputc('\\', self->out);
        }
        fputc(*text, self->out);
    }
}

static void put_default(const handbook *self, const setting *row)
{
    if (!row->fallback) {
        put(self, "**must be given**");
    } else if (row->fallback[0] == '\0') {
        put(self, row->otherwise ? row->otherwise : "absent");
    } else if (strcmp(row->fallback, FALLBACK_NAME) == 0) {
        put(self, "its own name");
    } else {
        fprintf(self->out, "`%s`", row->fallback);
    }
}

static void put_meaning(const handbook *self, const setting *row)
{
    put(self, row->doc);
    if (row->usual) {
        put(self, " *Usual:* ");
        put(self, row->usual);
        put(self, ".");
    }
    if (row->moves) {
        put(self, " *Moves:* ");
        put(self, row->moves);
        put(self, ".");
    }
}

/** How the row is written: the form, or a reference to the section of its family or struct. */
static void put_form(handbook *self, const setting *row)
{
    if (row->family) {
        fprintf(self->out, "a kind of [%s](#%s-kinds)", row->family->title, row->family->title);
        note_family(self, row->family);
        return;
    }
    text_buffer words = { 0 };
    words_type(&words, row);
    put(self, words.bytes ? words.bytes : "");
    self->out_of_memory |= words.out_of_memory;
    text_free(&words);
}

static void put_row(handbook *self, const setting *row)
{
    fprintf(self->out, "| `%s` | ", row->key[0] ? row->key : "(itself)");
    put_form(self, row);
    put(self, " ");
    fputs("| ", self->out);
    put_default(self, row);
    fputs(" | ", self->out);
    put_meaning(self, row);
    fputs(" |\n", self->out);
}

static void put_rows(handbook *self, const settings *rows)
{
    if (rows->count == 0) {
        return;
    }
    fputs("\n| setting | written as | default | meaning |\n|---|---|---|---|\n", self->out);
    for (size_t i = 0; i < rows->count; i++) {
        put_row(self, &rows->rows[i]);
    }
}

/** The sections of a struct at `path` and of all structs in it. */
static void put_struct(handbook *self, const settings *rows, const char *path)
{
    fprintf(self->out, "\n## `%s`\n\n%s\n", path[0] ? path : "/", rows->doc);
    put_rows(self, rows);
    for (size_t i = 0; i < rows->count; i++) {
        const setting *row = &rows->rows[i];
        if (row->rows) {
            char inner[PATH_BYTES];
            snprintf(inner, sizeof inner, "%s/%s%s", path, row->key, row->type == SETTING_MAP ? "/NAME" : "");
            put_struct(self, row->rows, inner);
        }
    }
}

static void put_family(handbook *self, const kind_family *family)
{
    fprintf(self->out, "\n## %s kinds\n", family->title);
    for (size_t i = 0; i < family->count; i++) {
        fprintf(self->out, "\n### `%s`\n\n%s\n", family->kinds[i]->name, family->kinds[i]->doc);
        put_rows(self, &family->kinds[i]->parameters);
    }
}

bool handbook_write(FILE *out)
{
    handbook self = { .out = out };
    fputs("# Scenario reference\n\n"
          "Every setting of a scenario file, written by `edgecare explain --all` from the rows that also read and check the files.\n\n"
          "A *number* may be written bare, as `{\"value\": 3, \"source\": ..., \"mark\": ..., \"note\": ...}`, or, where it says that it may be uncertain, as "
          "`{\"dist\": KIND, ...}` (one of the [distributions](#distribution-kinds), drawn once a world; with `times` and `plus` the draw is multiplied and added to, then held within the setting's range), as `{\"by\": MIXTURE, \"components\": {...}}`, or as `{\"of\": INPUT, \"times\": 1, \"plus\": 0}` of one under `inputs`. "
          "Where something *differs* between children, families, therapists or years it may be `{\"spread\": KIND, \"between\": WHOM, ...}`. "
          "Any object may carry `note`, `source` and `mark` texts. NAME stands for a name of your own.\n",
          out);
    put_struct(&self, &scenario_rows, "");
    note_family(&self, &distribution_family);
    for (size_t i = 0; i < self.family_count; i++) {
        put_family(&self, self.families[i]);
    }
    return !self.out_of_memory && !ferror(out);
}
