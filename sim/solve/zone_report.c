#include <string.h>

#include "report/csv.h"
#include "report/luck.h"
#include "solve/solve_report.h"

#define VALUE_WIDTH 14

static bool all_hold(const zone *found, size_t cell)
{
    return found->holds[cell] == (1u << found->side_count) - 1;
}

/** The letters of the sides that hold, "#" where all do, "." where none does. */
static void cell_words(const zone *found, size_t cell, char text[ZONE_SIDES_MAX + 1])
{
    size_t used = 0;
    for (size_t i = 0; i < found->side_count && !all_hold(found, cell); i++) {
        if (zone_holds(found, cell, i)) {
            text[used++] = found->letters[i];
        }
    }
    if (used == 0) {
        text[used++] = all_hold(found, cell) ? '#' : '.';
    }
    text[used] = '\0';
}

static void axis_line(const lever *of, const char *which, FILE *out)
{
    char low[64], high[64];
    measure_words(low, of->unit, of->low, 6);
    measure_words(high, of->unit, of->high, 6);
    fprintf(out, "%-7s %s, %s to %s%s\n        %s\n", which, of->pointer, low, high, of->was_uncertain ? "; uncertain in the scenario, here fixed" : "", of->title);
}

/** A lever's value without what stands after the money: "£4,500,000". */
static void value_words(const lever *of, double at, char text[64])
{
    const bool money = of->unit && strncmp(of->unit, "GBP", 3) == 0;
    measure_words(text, money ? "GBP" : "ratio", at, 6);
}

static void grid_lines(const zone *found, FILE *out)
{
    char shown[64], last[64];
    const int width = (int)found->side_count > 2 ? (int)found->side_count : 2;
    for (size_t r = found->rows; r-- > 0;) {
        value_words(&found->levers[1], found->at[r * found->columns * ZONE_LEVERS + 1], shown);
        fprintf(out, "%*s ", VALUE_WIDTH + (strncmp(shown, "£", 2) == 0 || strncmp(shown, "-£", 3) == 0), shown); /* the pound sign has two bytes */
        for (size_t c = 0; c < found->columns; c++) {
            char text[ZONE_SIDES_MAX + 1];
            cell_words(found, r * found->columns + c, text);
            fprintf(out, " %*s", width, text);
        }
        fputc('\n', out);
    }
    value_words(&found->levers[0], found->at[0], shown);
    value_words(&found->levers[0], found->at[(found->columns - 1) * ZONE_LEVERS], last);
    fprintf(out, "%*s  from %s to %s, left to right\n", VALUE_WIDTH, "", shown, last);
}

static void limit_lines(const zone *found, FILE *out)
{
    const double cells = (double)(found->columns * found->rows);
    char undefined[160];
    bool differences = false;
    fputs("\nLimits\n", out);
    for (size_t i = 0; i < found->limit_count; i++) {
        const zone_exclusion excluded = zone_excluded_by(found, i);
        differences = differences || goal_depends_on_luck(&found->goals[i]);
        fprintf(out, "  %c  %s%s\n     fails in %.0f %% of the cells, in %.0f %% it alone\n", found->letters[found->limits[i].side], found->limits[i].text, goal_depends_on_luck(&found->goals[i]) ? LUCK_MARK : "",
                100 * (double)excluded.in_all / cells, 100 * (double)excluded.alone / cells);
        if (undefined_words(undefined, &found->goals[i], found->estimates + i, found->limit_count, found->columns * found->rows)) {
            fprintf(out, "     by cell, %s is %s\n", found->goals[i].metric, undefined);
        }
    }
    fputs(differences ? LUCK_FOOT : "", out);
}

static void verdict(const zone *found, FILE *out)
{
    const size_t cells = found->columns * found->rows;
    if (found->agreed > 0) {
        fprintf(out, "\nAll sides' limits hold in %zu of %zu cells (#).\n", found->agreed, cells);
    } else {
        fputs("\nThe zone of agreement is empty: in no cell do all sides' limits hold.\n", out);
    }
    const size_t strictest = zone_strictest(found);
    const zone_exclusion excluded = zone_excluded_by(found, strictest);
    if (excluded.in_all > 0) {
        fprintf(out, "The limit that excludes most: %s (%zu cells, %zu of them it alone).\n", found->limits[strictest].text, excluded.in_all, excluded.alone);
    }
}

void zone_write(const zone *found, FILE *out)
{
    axis_line(&found->levers[0], "Across", out);
    axis_line(&found->levers[1], "Up", out);
    fputs("\nIn each cell the sides whose limits hold:", out);
    for (size_t i = 0; i < found->side_count; i++) {
        fprintf(out, " %c %s,", found->letters[i], found->sides[i]);
    }
    fputs(" # all, . none\n\n", out);
    grid_lines(found, out);
    limit_lines(found, out);
    verdict(found, out);
}

static void csv_heading(const zone *found, FILE *out)
{
    for (size_t i = 0; i < ZONE_LEVERS; i++) {
        csv_text(out, found->levers[i].pointer, false);
    }
    for (size_t i = 0; i < found->limit_count; i++) {
        csv_text(out, found->limits[i].text, false);
        fprintf(out, "limit_%zu_se,limit_%zu_undefined,limit_%zu_holds,", i + 1, i + 1, i + 1);
    }
    for (size_t i = 0; i < found->side_count; i++) {
        csv_text(out, found->sides[i], false);
    }
    csv_text(out, "all", true);
}

void zone_csv_write(const zone *found, FILE *out)
{
    csv_heading(found, out);
    for (size_t cell = 0; cell < found->columns * found->rows; cell++) {
        for (size_t i = 0; i < ZONE_LEVERS; i++) {
            csv_number(out, found->at[cell * ZONE_LEVERS + i], false);
        }
        for (size_t i = 0; i < found->limit_count; i++) {
            const goal_estimate *of = &found->estimates[cell * found->limit_count + i];
            csv_number(out, of->value, false);
            csv_number(out, of->se, false);
            csv_number(out, (double)of->undefined, false);
            csv_number(out, goal_holds(&found->goals[i], of->value), false);
        }
        for (size_t i = 0; i < found->side_count; i++) {
            csv_number(out, zone_holds(found, cell, i), false);
        }
        csv_number(out, all_hold(found, cell), true);
    }
}
