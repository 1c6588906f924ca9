#include "mutation/hold.h"

#include <cjson/cJSON.h>
#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** Whether a line is FILE:LINE:COLUMN: error: ...; tells the column. */
static bool is_placed(const char *line, size_t length, size_t *column)
{
    const char *error = memmem(line, length, ": error: ", 9);
    const char *at = error;
    for (int part = 0; at && part < 2; part++) {
        const char *end = at;
        while (at > line && isdigit((unsigned char)at[-1])) {
            at--;
        }
        *column = part == 0 ? strtoul(at, NULL, 10) : *column;
        if (at == end || at == line || at[-1] != ':') {
            return false;
        }
        at--;
    }
    return at && at > line && *column > 0;
}

/** Whether a line of what was said is placed: its column is of 1 .. `most`, and it begins with `file`. */
static bool has_place(const char *said, const char *file, size_t most)
{
    while (*said) {
        const size_t length = strcspn(said, "\n");
        size_t column = 0;
        if (strncmp(said, file, strlen(file)) == 0 && is_placed(said, length, &column) && column <= most) {
            return true;
        }
        said += length + (said[length] == '\n');
    }
    return false;
}

const char *hold_refusal(const char *said)
{
    return has_place(said, "", SIZE_MAX) ? NULL : "refused without file, line and column";
}

const char *hold_goal_refusal(const char *said, const char *goal)
{
    return has_place(said, "goal:1:", strlen(goal) + 1) ? NULL : "a goal is refused without a place in it";
}

const char *hold_answers_refusal(const char *said)
{
    const char *line = strstr(said, "line ");
    for (; line && !(isdigit((unsigned char)line[5]) && strstr(line, " of the answers: ")); line = strstr(line + 1, "line ")) {
    }
    return line || has_place(said, "", SIZE_MAX) ? NULL : "answers are refused without a line";
}

/** Money that flows one way: it is never negative. */
static bool flows_one_way(const char *name)
{
    static const char *const names[] = { "outcomes_payments_paid_gbp", "delivery_cost_gbp", "provider_cost_gbp", "capital_drawn_gbp", "distributed_gbp", "payments_by_payer_gbp",
                                         "lost_to_caps_gbp", "unpaid_gbp" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_level(const char *key)
{
    return strcmp(key, "mean") == 0 || strcmp(key, "p5") == 0 || strcmp(key, "p50") == 0 || strcmp(key, "p95") == 0;
}

static const char *number_broken(const cJSON *number, const char *metric)
{
    const double value = number->valuedouble;
    const char *key = number->string ? number->string : "";
    if (!isfinite(value)) {
        return "a number that is none";
    }
    if (metric && is_level(key) && flows_one_way(metric) && value < 0) {
        return "negative";
    }
    return strncmp(key, "probability", 11) == 0 && !(value >= 0 && value <= 1) ? "a probability outside 0 .. 1" : NULL;
}

static const char *below_broken(const cJSON *at, char where[100])
{
    for (const cJSON *child = at->child; child; child = child->next) {
        const char *broken = cJSON_IsNumber(child) ? number_broken(child, at->string) : below_broken(child, where);
        if (broken) {
            if (cJSON_IsNumber(child)) {
                snprintf(where, 100, "%.45s/%.45s", at->string ? at->string : "", child->string ? child->string : "");
            }
            return broken;
        }
    }
    return NULL;
}

const char *hold_result(const char *text, char where[100])
{
    where[0] = '\0';
    cJSON *root = cJSON_ParseWithOpts(text, NULL, true); /* takes neither nan nor inf */
    const char *broken = root ? below_broken(root, where) : "the result is no JSON";
    cJSON_Delete(root);
    return broken;
}
