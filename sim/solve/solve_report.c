#include "solve/solve_report.h"

#include <math.h>
#include <string.h>

#include "report/futures.h"
#include "report/luck.h"
#include "report/member.h"

static const char *const state_words[] = {
    [SOLVE_FOUND] = "found", [SOLVE_SEVERAL] = "several", [SOLVE_EVERYWHERE] = "everywhere", [SOLVE_NOWHERE] = "nowhere"};

/** A number in plain digits, so many of them significant, with commas between thousands and without zeros at the end of a fraction. */
static void plain_digits(char text[48], double number, int digits)
{
    char plain[40];
    const double size = fabs(number);
    const int whole = size >= 1 ? (int)floor(log10(size)) + 1 : 1;
    snprintf(plain, sizeof plain, "%.*f", whole < digits ? digits - whole : 0, size);
    char *point = strchr(plain, '.');
    const size_t before = point ? (size_t)(point - plain) : strlen(plain);
    for (size_t last = strlen(plain); point && (plain[last - 1] == '0' || plain[last - 1] == '.') && last > before; last--) {
        plain[last - 1] = '\0';
    }
    size_t used = 0;
    for (size_t i = 0; plain[i] && used + 2 < 48; i++) {
        if (i > 0 && i < before && (before - i) % 3 == 0) {
            text[used++] = ',';
        }
        text[used++] = plain[i];
    }
    text[used] = '\0';
}

void measure_words(char text[64], const char *unit, double number, int digits)
{
    char plain[48];
    if (!isfinite(number)) {
        strcpy(text, "-");
        return;
    }
    plain_digits(plain, number, digits);
    const char *sign = number < 0 && strspn(plain, "0.,") < strlen(plain) ? "-" : "";
    if (unit && strncmp(unit, "GBP", 3) == 0) {
        snprintf(text, 64, "%s£%s%s", sign, plain, unit + 3); /* "GBP per unit": £45 per unit */
    } else if (unit && (strcmp(unit, "share") == 0 || strcmp(unit, "probability") == 0 || strcmp(unit, "ratio") == 0)) {
        snprintf(text, 64, "%s%s", sign, plain);
    } else {
        snprintf(text, 64, "%s%s%s%s", sign, plain, unit ? " " : "", unit ? unit : "");
    }
}

static void head(const solve_request *asked, FILE *out)
{
    const lever *of = asked->lever;
    char low[64], high[64], now[64];
    measure_words(low, of->unit, of->low, 6);
    measure_words(high, of->unit, of->high, 6);
    measure_words(now, of->unit, of->present, 6);
    fprintf(out, "Lever  %s\n       %s\n       tried from %s to %s", of->pointer, of->title, low, high);
    if (of->has_present) {
        fprintf(out, "; now %s", now);
    }
    fprintf(out, "\nGoal   %s\n%s", asked->goal->text, goal_depends_on_luck(asked->goal) ? "       " LUCK_WORDS "\n" : "");
    if (of->was_uncertain) {
        fprintf(out, "The lever is uncertain in the scenario%s; each try puts one fixed number in its place.\n", of->has_present ? " (now: its median)" : "");
    }
    if (of->whole) {
        fputs("The lever takes whole numbers only; tries are rounded to them.\n", out);
    }
    fputc('\n', out);
}

static void tell_none(const solve_request *asked, const solution *found, FILE *out)
{
    const char *where = found->state == SOLVE_EVERYWHERE ? "holds everywhere" : "holds nowhere";
    char low[64], high[64];
    measure_words(low, asked->lever->unit, asked->lever->low, 6);
    measure_words(high, asked->lever->unit, asked->lever->high, 6);
    fprintf(out, "The goal %s from %s to %s: there is no value at which it is just met. Another range may be written: --vary %s=LOW..HIGH\n", where, low, high,
            asked->lever->pointer);
}

static void tell_several(const solve_request *asked, const solution *found, FILE *out)
{
    fprintf(out, "The goal changes side %zu times in the range:\n", found->crossing_count);
    for (size_t i = 0; i < found->crossing_count; i++) {
        char low[64], high[64];
        measure_words(low, asked->lever->unit, found->crossings[i].low, 6);
        measure_words(high, asked->lever->unit, found->crossings[i].high, 6);
        fprintf(out, "  between %s and %s it %s to hold\n", low, high, found->crossings[i].holds_above ? "begins" : "ceases");
    }
    fprintf(out, "Below is the one %s; the others are found by narrower ranges.\n\n", asked->lever->has_present ? "nearest to the present value" : "lowest in the range");
}

bool undefined_words(char text[160], const goal *of, const goal_estimate estimates[], size_t stride, size_t count)
{
    size_t least = SIZE_MAX, most = 0;
    for (size_t i = 0; i < count; i++) {
        const size_t undefined = estimates[i * stride].undefined;
        least = undefined < least ? undefined : least;
        most = undefined > most ? undefined : most;
    }
    if (most == 0) {
        return false;
    }
    char low[32] = "";
    if (least < most) {
        snprintf(low, sizeof low, "%zu to ", least);
    }
    snprintf(text, 160, "undefined in %s%zu of %zu futures, which %s", low, most, estimates[0].futures,
             of->measure == GOAL_PROBABILITY ? "count as not meeting it" : "are left out");
    return true;
}

static void tell_undefined(const solve_request *asked, const solution *found, FILE *out)
{
    goal_estimate estimates[SOLVE_TRIES_MAX];
    char text[160];
    for (size_t i = 0; i < found->try_count; i++) {
        estimates[i] = found->tries[i].estimate;
    }
    if (undefined_words(text, asked->goal, estimates, 1, found->try_count)) {
        fprintf(out, "By try, %s is %s.\n", asked->goal->metric, text);
    }
}

static void tell_answer(const solve_request *asked, const solution *found, FILE *out)
{
    const goal *wanted = asked->goal;
    char at[64], error[64], left[64], left_error[64], right[64], unseen[FUTURES_TEXT_SIZE];
    measure_words(at, asked->lever->unit, found->answer, 6);
    measure_words(error, asked->lever->unit, found->se, 3);
    measure_words(left, goal_unit(wanted), found->there.value, 6);
    measure_words(left_error, goal_unit(wanted), found->there.se, 3);
    measure_words(right, goal_unit(wanted), wanted->bound, 6);
    fprintf(out, "The goal is just met at %s (standard error %s); it holds %s that.\n", at, error, found->holds_above ? "above" : "below");
    if (isnan(found->there.se) && is_one_sided(found->there.value)) {
        unseen_words(unseen, found->there.worlds);
        fprintf(out, "There the left side is %s (95 %% sure: %s%s), the right side %s.\n", left, found->there.value > 0 ? "all but " : "", unseen, right);
    } else {
        fprintf(out, "There the left side is %s (standard error %s), the right side %s.\n", left, left_error, right);
    }
}

static void tell_tries(const solve_request *asked, const solution *found, FILE *out)
{
    fprintf(out, "\nTries %27s %22s %18s  goal\n", "lever", "left side", "standard error");
    for (size_t i = 0; i < found->try_count; i++) {
        const solve_try *one = &found->tries[i];
        char at[64], estimate[64], error[64];
        measure_words(at, NULL, one->at, 7);
        measure_words(estimate, NULL, one->estimate.value, 7);
        measure_words(error, NULL, one->estimate.se, 3);
        fprintf(out, "  %3zu %27s %22s %18s  %s\n", i + 1, at, estimate, error, one->holds ? "holds" : "fails");
    }
    (void)asked;
}

void solution_write(const solve_request *asked, const solution *found, FILE *out)
{
    head(asked, out);
    if (found->crossing_count == 0) {
        tell_none(asked, found, out);
    } else {
        if (found->state == SOLVE_SEVERAL) {
            tell_several(asked, found, out);
        }
        tell_answer(asked, found, out);
    }
    tell_tries(asked, found, out);
    tell_undefined(asked, found, out);
}

static void lever_json(members *made, json_value *into, const lever *of)
{
    member_text(made, into, "pointer", of->pointer);
    member_text(made, into, "title", of->title);
    member_text(made, into, "unit", of->unit);
    member_number(made, into, "low", of->low);
    member_number(made, into, "high", of->high);
    member_number(made, into, "now", of->has_present ? of->present : (double)NAN);
    member_boolean(made, into, "was_uncertain", of->was_uncertain);
}

static void estimate_json(members *made, json_value *into, const goal_estimate *of)
{
    member_number(made, into, "estimate", of->value);
    member_number(made, into, "se", of->se);
    member_number(made, into, "undefined", (double)of->undefined);
    member_number(made, into, "futures", (double)of->futures);
}

bool solution_json_write(const solve_request *asked, const solution *found, FILE *out)
{
    json_value *root = json_new_object();
    members made = {.failed = root == NULL};
    member_text(&made, root, "schema", "edgecare-solution/1");
    lever_json(&made, member_object(&made, root, "lever"), asked->lever);
    member_text(&made, root, "goal", asked->goal->text);
    member_text(&made, root, "luck", goal_depends_on_luck(asked->goal) ? LUCK_WORDS : NULL);
    member_text(&made, root, "state", state_words[found->state]);
    member_number(&made, root, "answer", found->answer);
    member_number(&made, root, "answer_se", found->se);
    member_number(&made, root, "slope", found->slope);
    member_boolean(&made, root, "holds_above", found->holds_above);
    estimate_json(&made, member_object(&made, root, "there"), &found->there);
    member_number(&made, root, "bound", asked->goal->bound);
    json_value *tries = member_array(&made, root, "tries");
    for (size_t i = 0; i < found->try_count; i++) {
        json_value *one = member_object(&made, tries, NULL);
        member_number(&made, one, "at", found->tries[i].at);
        estimate_json(&made, one, &found->tries[i].estimate);
        member_boolean(&made, one, "holds", found->tries[i].holds);
    }
    const bool fine = !made.failed && json_write(root, out);
    json_free(root);
    return fine;
}

bool zone_json_write(const zone *found, FILE *out)
{
    json_value *root = json_new_object();
    members made = {.failed = root == NULL};
    member_text(&made, root, "schema", "edgecare-zone/1");
    json_value *levers = member_array(&made, root, "levers");
    for (size_t i = 0; i < ZONE_LEVERS; i++) {
        lever_json(&made, member_object(&made, levers, NULL), &found->levers[i]);
    }
    json_value *limits = member_array(&made, root, "limits");
    for (size_t i = 0; i < found->limit_count; i++) {
        const zone_exclusion excluded = zone_excluded_by(found, i);
        json_value *one = member_object(&made, limits, NULL);
        member_text(&made, one, "side", found->sides[found->limits[i].side]);
        member_text(&made, one, "goal", found->goals[i].text);
        member_text(&made, one, "luck", goal_depends_on_luck(&found->goals[i]) ? LUCK_WORDS : NULL);
        member_number(&made, one, "fails_in_cells", (double)excluded.in_all);
        member_number(&made, one, "alone_excludes_cells", (double)excluded.alone);
    }
    member_number(&made, root, "agreed_cells", (double)found->agreed);
    json_value *cells = member_array(&made, root, "cells");
    for (size_t cell = 0; cell < found->columns * found->rows; cell++) {
        json_value *one = member_object(&made, cells, NULL);
        member_numbers(&made, one, "at", found->at + cell * ZONE_LEVERS, ZONE_LEVERS);
        json_value *estimates = member_array(&made, one, "limits");
        for (size_t i = 0; i < found->limit_count; i++) {
            estimate_json(&made, member_object(&made, estimates, NULL), &found->estimates[cell * found->limit_count + i]);
        }
        json_value *sides = member_object(&made, one, "holds");
        for (size_t i = 0; i < found->side_count; i++) {
            member_boolean(&made, sides, found->sides[i], zone_holds(found, cell, i));
        }
    }
    const bool fine = !made.failed && json_write(root, out);
    json_free(root);
    return fine;
}
