#include "mutation/damage.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(of) (sizeof(of) / sizeof(of)[0])
#define PICK(luck, of) (of)[dice_below(luck, COUNT(of))]

static const char *const odd_texts[] = {
    "", " ", "nobody", "a/b~c", "=1+1", "`id`", "'\"<b>&", "\xe2\x80\xae" "abc", "../../x", "%s%n", "edge\x1b[31m", "NaN", "1e999", "null", "kin", "home",
    "0001-01-01", "9999-12-31", "2024-02-30", "2023-02-29", "1900-01-01", "2199-12-31", "2200-01-01", "2019-13-01", "01/04/2027", "2027-04-01T00:00",
};
static const double odd_numbers[] = { 0, -1, 1, 2, 0.5, 1.0000001, -0.0, 1e-300, 1e300, -1e300, 1e9, 2147483648.0, 9007199254740993.0, 57, 100, 1e6, 18446744073709551616.0, 6574, 0.999999 };

size_t dice_below(dice *self, size_t sides)
{
    uint64_t mixed = self->state += 0x9e3779b97f4a7c15U; /* splitmix64, Steele, Lea & Flood 2014 */
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return (size_t)((mixed ^ (mixed >> 31)) % sides);
}

/** The `*left`-th value below `at`, with what holds it. */
static cJSON *value_at(cJSON *at, size_t *left, cJSON **holder)
{
    for (cJSON *child = at->child; child; child = child->next) {
        if ((*left)-- == 0) {
            *holder = at;
            return child;
        }
        cJSON *found = value_at(child, left, holder);
        if (found) {
            return found;
        }
    }
    return NULL;
}

static size_t values_below(const cJSON *at)
{
    size_t count = 0;
    for (const cJSON *child = at->child; child; child = child->next) {
        count += 1 + values_below(child);
    }
    return count;
}

static cJSON *another_type(dice *luck)
{
    switch (dice_below(luck, 7)) {
    case 0: return cJSON_CreateNull();
    case 1: return cJSON_CreateTrue();
    case 2: return cJSON_CreateArray();
    case 3: return cJSON_CreateObject();
    case 4: return cJSON_CreateNumber(PICK(luck, odd_numbers));
    case 5: return cJSON_CreateString(PICK(luck, odd_texts));
    default: return cJSON_Parse("[{\"value\": [1, null, \"x\"]}, 0.3]");
    }
}

static void replace(cJSON *holder, cJSON *value, cJSON *by)
{
    if (value->string) {
        free(by->string);
        by->string = strdup(value->string);
    }
    cJSON_ReplaceItemViaPointer(holder, value, by);
}

static void rename_key(cJSON *value, dice *luck)
{
    if (!value->string || value->string[0] == '\0' || dice_below(luck, 3) == 0) {
        free(value->string);
        value->string = strdup(PICK(luck, odd_texts));
        return;
    }
    value->string[dice_below(luck, strlen(value->string))] = (char)('a' + dice_below(luck, 26));
}

static void change_number(cJSON *value, dice *luck)
{
    static const double factors[] = { -1, 0.01, 0.1, 0.5, 2, 10, 100, 1000, 1e6 };
    cJSON_SetNumberHelper(value, dice_below(luck, 2) ? PICK(luck, odd_numbers) : value->valuedouble * PICK(luck, factors));
}

/** Hundreds like the first site, contract, term or whatever stands in the object. */
static void multiply(cJSON *root, dice *luck)
{
    static const char *const many[] = { "sites", "contracts", "cohorts", "therapies", "members", "states" };
    cJSON *object = cJSON_GetObjectItemCaseSensitive(root, PICK(luck, many));
    const size_t times = 100 + dice_below(luck, 150);
    for (size_t i = 0; object && object->child && i < times; i++) {
        char name[32];
        snprintf(name, sizeof name, "more_%zu", i);
        cJSON_AddItemToObject(object, name, cJSON_Duplicate(object->child, true));
    }
}

static const char *damage_once(cJSON *root, dice *luck)
{
    static const char *const words[] = { "deleted", "doubled", "renamed", "another type", "number", "text", "swapped", "multiplied" };
    size_t left = dice_below(luck, values_below(root) + 1);
    const size_t way = dice_below(luck, 29) == 0 ? 7 : dice_below(luck, 2) == 0 ? 4 : dice_below(luck, 7); /* numbers mostly: what they do is deepest inside */
    cJSON *holder = NULL;
    cJSON *value = value_at(root, &left, &holder);
    for (int tries = 0; tries < 200 && value && ((way == 4 && !cJSON_IsNumber(value)) || (way == 5 && !cJSON_IsString(value))); tries++) {
        left = dice_below(luck, values_below(root));
        value = value_at(root, &left, &holder);
    }
    if (!value) {
        return "nothing";
    }
    switch (way) {
    case 0: cJSON_Delete(cJSON_DetachItemViaPointer(holder, value)); break;
    case 1: {
        cJSON *twin = cJSON_Duplicate(value, true);
        if (value->string) {
            cJSON_AddItemToObject(holder, value->string, twin);
        } else {
            cJSON_AddItemToArray(holder, twin);
        }
        break;
    }
    case 2: rename_key(value, luck); break;
    case 3: replace(holder, value, another_type(luck)); break;
    case 4: change_number(value, luck); break;
    case 5: replace(holder, value, cJSON_CreateString(PICK(luck, odd_texts))); break;
    case 6: {
        cJSON *elsewhere = NULL;
        left = dice_below(luck, values_below(root));
        const cJSON *other = value_at(root, &left, &elsewhere);
        replace(holder, value, cJSON_Duplicate(other, true));
        break;
    }
    default: multiply(root, luck);
    }
    return words[way];
}

char *damage_json(const char *text, dice *luck, char how[200])
{
    cJSON *root = cJSON_Parse(text);
    const size_t times = dice_below(luck, 2) == 0 ? 1 : 1 + dice_below(luck, 3);
    how[0] = '\0';
    for (size_t i = 0; root && i < times; i++) {
        const size_t length = strlen(how);
        snprintf(how + length, 200 - length, "%s%s", i > 0 ? ", " : "", damage_once(root, luck));
    }
    char *out = root ? cJSON_Print(root) : strdup(text);
    cJSON_Delete(root);
    if (out && *out && dice_below(luck, 12) == 0) {
        const size_t at = dice_below(luck, strlen(out));
        out[at] = dice_below(luck, 2) ? '\0' : (char)(1 + dice_below(luck, 255));
        const size_t length = strlen(how);
        snprintf(how + length, 200 - length, ", bytes");
    }
    return out;
}

/** One of the texts or a number or nothing (the default), and a line's end. */
static void write_answer(dice *luck, FILE *out)
{
    const size_t way = dice_below(luck, 8);
    if (way == 0) {
        fputs(PICK(luck, odd_texts), out);
    } else if (way == 1) {
        fprintf(out, "%.17g", PICK(luck, odd_numbers));
    } else if (way == 2) {
        static const char *const spoken[] = { "3,500,000", "\xc2\xa3" "3.5m", "33 %", "1 April 2027", "57,42", "3.500,00", "0x1F", "day", "week", "fee", "mst", "fft" };
        fputs(PICK(luck, spoken), out);
    }
    fputc('\n', out);
}

char *damage_answers(dice *luck)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    const size_t lines = dice_below(luck, 24);
    for (size_t i = 0; out && i < lines; i++) {
        write_answer(luck, out);
    }
    if (out) {
        fclose(out);
    }
    return text;
}

char *damage_goal(dice *luck)
{
    static const char *const starts[] = { "mean(", "P(", "p5(", "p50 (", "median(", "", "mean((", "p101(" };
    static const char *const names[] = { "commissioner_net_gbp", "investor_irr", "starts", "contract..x", "outcomes_payments_paid_gbp", "", "payments.shared", "\xe2\x82\xac" };
    static const char *const ends[] = { ") >= 0", ") > 0) >= 40%", " > 0) >= 0.4", ") <= -1e308", ") = nan", " >= 0", ") >= 101%", " > 1) >= 1e999 %", "" };
    char *text = NULL;
    if (asprintf(&text, "%s%s%s", PICK(luck, starts), PICK(luck, names), PICK(luck, ends)) < 0) {
        return NULL;
    }
    return text;
}
