#include "load/nulls.h"

#include <stdlib.h>
#include <string.h>

#include "load/rows.h"
#include "load/spot.h"

/** What the last token of a pointer is, by the rows. */
typedef enum {
    TOKEN_SETTING, /* a setting, a parameter, a remark; also below what is no setting itself, which reading tells */
    TOKEN_NAME,    /* a name that the file gives: of an entry, of a share */
    TOKEN_UNKNOWN,
    TOKEN_IN_PATCH /* inside what a variation or a what-if merges */
} token_use;

/** Whether the next token is a name that the file gives. */
static bool takes_name(const spot *at, const char *token)
{
    static const char *const words[] = { DIST_KEY, "alpha" };
    if (at->by_component) {
        return true;
    }
    if (at->rows || is_remark(token)) {
        return false;
    }
    const bool shares = at->row->type == SETTING_SHARES && strcmp(token, words[0]) != 0 && strcmp(token, words[1]) != 0;
    return at->row->type == SETTING_MAP || shares;
}

/** Walks to the last token of the pointer `text`, which is cut into tokens; it becomes `*last`. */
static token_use use_of(char *text, const char **last, candidates *known)
{
    spot at = { .rows = &scenario_rows };
    char *rest = text;
    for (char *token = strsep(&rest, "/"); token; token = strsep(&rest, "/")) {
        if (!at.rows && at.row->type == SETTING_PATCH) {
            return TOKEN_IN_PATCH;
        }
        json_unescape(token);
        *last = token;
        known->count = 0;
        const bool name = takes_name(&at, token);
        const bool remark = is_remark(token) || strcmp(token, "$schema") == 0;
        if (!remark && !spot_step(&at, token, known)) {
            return rest ? TOKEN_SETTING : TOKEN_UNKNOWN;
        }
        if (name && !rest) {
            return TOKEN_NAME;
        }
    }
    return TOKEN_SETTING;
}

/** Adds the names that stand beside what is at `pointer`. */
static bool add_siblings(const document *doc, const char *pointer, candidates *known)
{
    char *parent = strndup(pointer, (size_t)(strrchr(pointer, '/') - pointer));
    for (const json_value *item = parent ? json_first(json_at(document_value(doc), parent)) : NULL; item; item = json_next(item)) {
        if (json_key(item) && !is_remark(json_key(item))) {
            candidates_add(known, json_key(item));
        }
    }
    free(parent);
    return parent != NULL;
}

static void fault_nothing(fault_list *faults, fault_place place, const char *name, token_use use, const candidates *known)
{
    text_buffer hint = { 0 };
    words_suggest(&hint, name, known, "known: ");
    fault_add(faults, FAULT_ERROR, place, "null takes nothing away: there is %s \"%s\" here%s", use == TOKEN_NAME ? "no" : "no setting", name, hint.bytes ? hint.bytes : "");
    text_free(&hint);
}

static bool check_null(const document *doc, fault_place place, fault_list *faults)
{
    char *text = strdup(place.pointer + 1);
    const char *name = "";
    candidates known = { .count = 0 };
    const token_use use = text ? use_of(text, &name, &known) : TOKEN_SETTING;
    bool done = text != NULL;
    if (use == TOKEN_NAME || use == TOKEN_UNKNOWN) {
        done = use == TOKEN_UNKNOWN || add_siblings(doc, place.pointer, &known);
        fault_nothing(faults, place, name, use, &known);
    }
    free(text);
    return done;
}

bool nulls_check(const document *doc, fault_list *faults)
{
    bool done = true;
    for (size_t i = 0; i < document_idle_nulls(doc); i++) {
        done = check_null(doc, document_idle_null(doc, i), faults) && done;
    }
    return done;
}

bool nulls_put_back(document *copy, const document *doc)
{
    bool done = true;
    for (size_t i = 0; done && i < document_idle_nulls(doc); i++) {
        const fault_place idle = document_idle_null(doc, i);
        char *text = strdup(idle.pointer + 1);
        const char *name = "";
        candidates known = { .count = 0 };
        done = text && (use_of(text, &name, &known) != TOKEN_IN_PATCH || document_put_null(copy, idle));
        free(text);
    }
    return done;
}
