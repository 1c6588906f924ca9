#include <math.h>
#include <string.h>

#include "compare/inputs_table.h"
#include "compare/output.h"
#include "compare/ranking.h"
#include "report/cells.h"
#include "report/luck.h"
#include "report/tables.h"

#define SIDE_WIDTH_LEAST 28
#define SIDE_WIDTH_MOST 64
#define CELL 16
#define RISK_GAP 4 /* before the cells of probabilities, whose headings are longer */

/** Room for the longest name of a side and its rank. */
static int side_width(const comparison *self)
{
    size_t most = SIDE_WIDTH_LEAST;
    for (size_t i = 0; i < self->side_count; i++) {
        const size_t length = strlen(self->sides[i].name) + 8;
        most = length > most ? length : most;
    }
    return most < SIDE_WIDTH_MOST ? (int)most : SIDE_WIDTH_MOST;
}

static void cell(FILE *out, const char *unit, double number)
{
    char text[48];
    plain_number(text, unit, number);
    cell_text(out, text, CELL, true);
}

/** A difference of shares is told in points. */
static void difference_cell(FILE *out, const metric *of, double number)
{
    cell(out, strcmp(of->unit, "date") == 0 ? "days" : of->unit, number);
}

static void heading(const ranking *self, int width, FILE *out)
{
    const metric *of = self->asked->metric;
    const char *first = of->nature == NATURE_RATIO ? "ratio of means" : is_mean_of_replicates(of) ? "mean" : "median";
    fprintf(out, "\n%s: %s (%s), %s is better%s\n", self->asked->party, of->title, self->asked->name, self->asked->lower_is_better ? "less" : "more",
            metric_is_difference(of) ? LUCK_MARK : "");
    cell_text(out, "", width, false);
    static const char *const words[] = {"less the first", "standard error", "P(first better)", "P(best)"};
    cell_text(out, first, CELL, true);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        cell_text(out, words[i], CELL, true);
    }
    fputc('\n', out);
}

static void line(const comparison *self, const ranking *of, size_t rank, int width, FILE *out)
{
    const side *one = &self->sides[of->order[rank]];
    char name[192];
    snprintf(name, sizeof name, "  %zu. %.150s", rank + 1, one->name);
    cell_text(out, name, width, false);
    cell(out, of->asked->metric->unit, one->answers[of->asked - self->questions].mean);
    if (rank == 0) {
        cell_text(out, "", 3 * CELL, false);
    } else {
        difference_cell(out, of->asked->metric, of->difference[rank]);
        difference_cell(out, of->asked->metric, of->difference_se[rank]);
        cell(out, "probability", of->better[0][rank]);
    }
    cell(out, "probability", of->best[rank]);
    fputs(rank > 0 && !of->paired[rank] ? "  unpaired" : "", out);
    const double undefined = one->answers[of->asked - self->questions].undefined_share;
    if (undefined > 0) {
        char share[48];
        plain_number(share, "share", undefined);
        fprintf(out, "  undefined in %s of futures", share);
    }
    fputc('\n', out);
}

static bool any_unpaired(const ranking *self)
{
    for (size_t rank = 1; rank < self->count; rank++) {
        if (!self->paired[rank]) {
            return true;
        }
    }
    return false;
}

static bool write_rankings(const comparison *self, FILE *out)
{
    const int width = side_width(self);
    bool unpaired = false;
    for (size_t q = 0; q < self->question_count; q++) {
        const ranking of = ranking_of(self, q);
        if (!ranking_is_told(self, &of)) {
            continue;
        }
        heading(&of, width, out);
        for (size_t rank = 0; rank < of.count; rank++) {
            line(self, &of, rank, width, out);
        }
        unpaired = unpaired || any_unpaired(&of);
    }
    return unpaired;
}

/** Whether a question is a risk that some side knows. */
static bool is_told_risk(const comparison *self, size_t q)
{
    bool any = false;
    for (size_t i = 0; self->questions[q].is_risk && i < self->side_count; i++) {
        any = any || self->sides[i].answers[q].known;
    }
    return any;
}

static bool knows_risks(const comparison *self)
{
    bool any = false;
    for (size_t q = 0; q < self->question_count; q++) {
        any = any || is_told_risk(self, q);
    }
    return any;
}

static const char *risk_words(const char *metric_name)
{
    static const char *const words[][2] = {
        {"commissioner_saves", "councils gain"},      {"investor_loses", "investor loses"},    {"paid_without_effect", "paid, no effect"},
        {"effect_unpaid", "effective, unpaid"}, {"funding_exhausted", "capital runs out"},
    };
    size_t i = 0;
    while (i + 1 < sizeof words / sizeof words[0] && strcmp(words[i][0], metric_name) != 0) {
        i++;
    }
    return words[i][1];
}

static void risks_of_side(const comparison *self, size_t side_at, int width, FILE *out)
{
    char name[160];
    snprintf(name, sizeof name, "  %.150s", self->sides[side_at].name);
    fputc('\n', out);
    cell_text(out, name, width, false);
    for (size_t q = 0; q < self->question_count; q++) {
        const answer *said = &self->sides[side_at].answers[q];
        if (is_told_risk(self, q)) {
            cell_text(out, "", RISK_GAP, true);
            cell(out, "probability", said->known ? said->mean : (double)NAN);
        }
    }
}

/** The risks of all sides beside one another. */
static void write_risks(const comparison *self, FILE *out)
{
    const int width = side_width(self);
    fputs("\nProbabilities\n", out);
    cell_text(out, "", width, false);
    for (size_t q = 0; q < self->question_count; q++) {
        if (is_told_risk(self, q)) {
            char words[40];
            snprintf(words, sizeof words, "%s%s", risk_words(self->questions[q].name), metric_is_difference(self->questions[q].metric) ? LUCK_MARK : "");
            cell_text(out, words, CELL + RISK_GAP, true);
        }
    }
    for (size_t i = 0; i < self->side_count; i++) {
        risks_of_side(self, i, width, out);
    }
    fputs("\n  Paid, no effect: something is paid though no day in care is averted. Effective, unpaid: days are averted and less is paid than\n"
          "  delivery costs. Capital runs out: a provider must carry costs over the investor's commitment.\n",
          out);
}

void comparison_write(const comparison *self, const difference_list *inputs, const char *between, FILE *out)
{
    fprintf(out, "%zu %s compared. Differences are to the first of each ranking; where two are of the same worlds and histories they are told\n"
                 "replicate by replicate. P(first better) and P(best) count a tie in equal parts.\n",
            self->side_count, between);
    if (write_rankings(self, out)) {
        fputs("\nUnpaired: not of the same seed, worlds and histories, or without the draws of each, or not a mean over replicates: the errors of both are\n"
              "combined, and no probability is known.\n",
              out);
    }
    if (knows_risks(self)) {
        write_risks(self, out);
    }
    fputs("\n" LUCK_FOOT, out);
    fputs(self->has_separate_luck ? "    (separate luck was run too, by coupling \"both\": ranks, differences and probabilities here are by the same luck alone)\n" : "", out);
    inputs_write(self, inputs, between, out);
}
