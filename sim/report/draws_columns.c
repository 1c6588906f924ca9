#include "report/draws_columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "load/explain.h"
#include "report/csv.h"
#include "report/luck.h"
#include "summarise/layout.h"

char *draws_columns_path(const char *draws)
{
    static const char ending[] = ".columns.json";
    char *path = malloc(strlen(draws) + sizeof ending);
    if (path) {
        strcpy(path, draws);
        strcat(path, ending);
    }
    return path;
}

/** Writes a value on a line of its own; takes it. */
static bool line_write(json_value *owned, bool failed, const char *end, FILE *out)
{
    char *text = owned && !failed ? json_text(owned) : NULL;
    json_free(owned);
    if (text) {
        fprintf(out, "    %s%s\n", text, end);
    }
    free(text);
    return text != NULL;
}

static bool number_line(const char *name, const char *doc, FILE *out)
{
    json_value *one = json_new_object();
    members made = {.failed = one == NULL};
    member_text(&made, one, "name", name);
    member_text(&made, one, "doc", doc);
    return line_write(one, made.failed, ",", out);
}

/** What an uncertain input is: its setting's words; of a mixture, which component each number is. */
static void input_words(const scenario *self, const world_draw *draw, members *made, json_value *one)
{
    text_buffer words = {0};
    const void *unused;
    fault_list unread = {0};
    const setting *row = draw->chooses ? NULL : explain_row(draw->pointer, NULL, &unused, &unread);
    text_add(&words, "%s", draw->chooses ? "Which component holds:" : row != NULL ? row->doc : "A part of shares that add up to 1.");
    for (size_t c = 0; draw->chooses && c < self->mixtures.items[draw->mixture].components.count; c++) {
        text_add(&words, "%s %zu %s", c == 0 ? "" : ",", c, self->mixtures.items[draw->mixture].components.names[c]);
    }
    if (row != NULL && row->unit != NULL) {
        member_text(made, one, "unit", row->unit);
    }
    member_text(made, one, "doc", words.bytes == NULL ? "" : words.bytes);
    made->failed = made->failed || words.out_of_memory;
    fault_list_free(&unread);
    text_free(&words);
}

static bool input_line(const scenario *self, const world_draw *draw, FILE *out)
{
    json_value *one = json_new_object();
    members made = {.failed = one == NULL};
    member_text(&made, one, "name", draw->pointer);
    member_text(&made, one, "level", "input");
    input_words(self, draw, &made, one);
    return line_write(one, made.failed, ",", out);
}

static bool column_line(const result *self, size_t index, FILE *out)
{
    const columns *all = &self->columns;
    const column *of = &all->items[index];
    const metric *told_of = of->metric;
    char name[512];
    draws_heading(all, index, name, sizeof name);
    json_value *one = json_new_object();
    members made = {.failed = one == NULL};
    member_text(&made, one, "name", name);
    member_text(&made, one, "level", level_words(of->level));
    if (!(of->level & LEVELS_PEOPLE)) {
        member_text(&made, one, "contract", self->scenario->contracts.items[of->object].name);
    }
    if (column_item(all, of)[0]) {
        member_text(&made, one, "item", column_item(all, of));
    }
    member_text(&made, one, "metric", of->name);
    member_text(&made, one, "unit", told_of->unit);
    member_text(&made, one, "nature", nature_words(told_of->nature));
    member_text(&made, one, "title", told_of->title);
    member_text(&made, one, "doc", told_of->doc);
    if (told_of->arms != ARMS_TREATED) {
        member_text(&made, one, "draws", of->how == COUPLED_SHARED ? "shared" : "independent");
    }
    return line_write(one, made.failed, index == draws_last(all) ? "" : ",", out);
}

static bool head_write(const result *self, const result_origin *origin, const char *draws, FILE *out)
{
    const char *slash = strrchr(draws, '/');
    json_value *root = json_new_object();
    members made = {.failed = root == NULL};
    result_head(&made, root, DRAWS_SCHEMA, self, origin);
    member_text(&made, root, "draws", slash ? slash + 1 : draws);
    char *text = made.failed ? NULL : json_text(root);
    json_free(root);
    if (text) {
        text[strlen(text) - 1] = '\0'; /* the columns come before the closing brace */
        fprintf(out, "%s,\n  \"columns\": [\n", text);
    }
    free(text);
    return text != NULL;
}

bool draws_columns_write(const result *self, const result_origin *origin, const char *draws, FILE *out)
{
    bool fine = head_write(self, origin, draws, out) && number_line("world", "The world, counted from 0: one draw of all uncertain inputs.", out) &&
                number_line("history", "The run of chance in that world, counted from 0.", out);
    for (size_t d = 0; fine && d < self->scenario->draw_count; d++) {
        fine = input_line(self->scenario, &self->scenario->draws[d], out);
    }
    for (size_t i = 0; fine && i < self->columns.count; i++) {
        fine = self->columns.items[i].lacks_investor || column_line(self, i, out);
    }
    if (fine) {
        fputs("  ]\n}\n", out);
    }
    return fine;
}
