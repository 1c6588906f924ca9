#include "report/years_table.h"

#include <math.h>
#include <string.h>

#include "report/cells.h"
#include "report/luck.h"
#include "summarise/figure.h"
#include "summarise/layout.h"

/* Two blocks a contract, each a line a year and one of totals: what is paid and saved, then who pays it. */

#define YEAR_WIDTH 8
#define PAYER_WIDTH 30
#define PAYERS_BESIDE 3 /* in one block; more stand in another */
#define NAME_SIZE 200

/** A column of a block. */
typedef struct {
    const char *title;
    const char *metric; /* full name */
    int width;
    int range;          /* width of P5 to P95 beside the mean; 0: none */
    bool level;         /* a stand at the year's end, which has no total */
} year_column;

static const year_column paid_and_saved[] = {
    {"starts", "starts", 6, 0, false},                    {"paid", "payments_received_gbp", 8, 17, false},    {"left", "limit_left_gbp", 8, 0, true},
    {"avoided", "avoidable_saving_gbp", 9, 0, false},     {"cashable", "cashable_saving_gbp", 9, 0, false},   {"net", "commissioner_net_gbp", 8, 17, false},
    {"in cash", "commissioner_net_cashable_gbp", 9, 0, false},
};

static told told_of_year(const result *self, const year_column *what, size_t contract, size_t year)
{
    return result_told(self, columns_find(&self->columns, what->metric, LEVEL_YEAR, contract, year));
}

/** Thousands of pounds to the nearest ten, other numbers whole: "1,230", "-40", "57". */
static void cell_words(char text[FIGURE_TEXT_SIZE], const char *unit, double number)
{
    const bool pounds = strcmp(unit, "GBP") == 0;
    figure_write(text, "", pounds ? number / 1000 : number, pounds ? 10 : 1, 0);
}

static void year_cell(const told *of, const year_column *what, FILE *out)
{
    const char *unit = of->column->metric->unit;
    char mean[FIGURE_TEXT_SIZE], low[FIGURE_TEXT_SIZE], high[FIGURE_TEXT_SIZE], range[2 * FIGURE_TEXT_SIZE + 8] = "";
    cell_words(mean, unit, of->mean);
    cell_text(out, mean, what->width, true);
    if (what->range && isfinite(of->quantile[0])) {
        cell_words(low, unit, of->quantile[0]);
        cell_words(high, unit, of->quantile[SUMMARY_QUANTILES - 1]);
        snprintf(range, sizeof range, "%s to %s", low, high);
    }
    cell_text(out, range, what->range, true);
}

static void total_cell(const result *self, const year_column *what, size_t contract, FILE *out)
{
    const size_t years = columns_years(&self->columns);
    char text[FIGURE_TEXT_SIZE] = "";
    double sum = 0;
    for (size_t y = 0; y < years; y++) {
        sum += told_of_year(self, what, contract, y).mean;
    }
    if (!what->level) {
        cell_words(text, told_of_year(self, what, contract, 0).column->metric->unit, sum);
    }
    cell_text(out, text, what->width, true);
    cell_text(out, "", what->range, true);
}

static void block_write(const result *self, size_t contract, const year_column what[], size_t count, FILE *out)
{
    const int first = columns_first_year(&self->columns);
    cell_text(out, "", YEAR_WIDTH, false);
    for (size_t i = 0; i < count; i++) {
        cell_text(out, what[i].title, what[i].width, true);
        cell_text(out, what[i].range ? "nine in ten" : "", what[i].range, true);
    }
    fputc('\n', out);
    for (size_t y = 0; y < columns_years(&self->columns); y++) {
        char text[32];
        snprintf(text, sizeof text, "%d-%02d", first + (int)y, (first + (int)y + 1) % 100);
        cell_text(out, text, YEAR_WIDTH, false);
        for (size_t i = 0; i < count; i++) {
            const told of = told_of_year(self, &what[i], contract, y);
            year_cell(&of, &what[i], out);
        }
        fputc('\n', out);
    }
    cell_text(out, "all", YEAR_WIDTH, false);
    for (size_t i = 0; i < count; i++) {
        total_cell(self, &what[i], contract, out);
    }
    fputc('\n', out);
}

static void payers_write(const result *self, size_t contract, FILE *out)
{
    const contract_row *row = &self->scenario->contracts.items[contract];
    for (size_t from = 0; from < row->payers.count; from += PAYERS_BESIDE) {
        year_column what[PAYERS_BESIDE];
        char names[PAYERS_BESIDE][NAME_SIZE], titles[PAYERS_BESIDE][NAME_SIZE];
        size_t count = 0;
        for (; count < PAYERS_BESIDE && from + count < row->payers.count; count++) {
            snprintf(names[count], NAME_SIZE, "payments_of_payer_gbp_%.140s", row->payers.items[from + count].name);
            figure_cut(titles[count], NAME_SIZE, row->payers.items[from + count].name, PAYER_WIDTH - 2);
            what[count] = (year_column){titles[count], names[count], PAYER_WIDTH, 0, false};
        }
        fputs("paid by\n", out);
        block_write(self, contract, what, count, out);
    }
}

static void line_write(const char *name, const char *title, FILE *out)
{
    char text[NAME_SIZE * 4], cut[NAME_SIZE * 4];
    snprintf(text, sizeof text, "%.300s%s%.400s", name, title && *title ? ": " : "", title ? title : "");
    figure_cut(cut, sizeof cut, text, 80);
    fprintf(out, "%s\n", cut);
}

void years_table_write(const result *self, FILE *out)
{
    const scenario *s = self->scenario;
    line_write(s->title ? s->title : s->name, "", out);
    fputs("By financial year (April to March), in thousands of pounds to the nearest ten, nominal\n", out);
    for (size_t c = 0; c < s->contracts.count; c++) {
        fputc('\n', out);
        line_write(s->contracts.items[c].name, s->contracts.items[c].title, out);
        block_write(self, c, paid_and_saved, sizeof paid_and_saved / sizeof paid_and_saved[0], out);
        payers_write(self, c, out);
    }
    fputs("\nMeans, by date of payment. left: of the limit at the year's end (-: there is none).\n"
          "avoided: care that councils need not pay for; cashable: what becomes cash of it, when it does.\n"
          "net: avoided less the councils' payments and own costs; in cash: cashable less the same.\n", out);
    fprintf(out, "Savings and nets: %s.\n", luck_words(s));
}
