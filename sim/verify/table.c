#include "verify/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/luck.h"
#include "verify/readings.h"

#define AMOUNT_SIZE 32
#define BAND_LOW 0.05
#define BAND_HIGH 0.95

double figure_low(const figure_row *figure)
{
    return figure->low != 0 || figure->high != 0 ? figure->low : figure->value;
}

double figure_high(const figure_row *figure)
{
    return figure->low != 0 || figure->high != 0 ? figure->high : figure->value;
}

typedef struct {
    char text[AMOUNT_SIZE];
} amount_text;

static int places_of(double number)
{
    return fabs(number) >= 1000 ? 0 : fabs(number) >= 10 ? 1 : 3;
}

/** A number with commas between thousands; few places, as many as its size needs. */
static amount_text amount(double number)
{
    amount_text out = { "-" };
    char digits[AMOUNT_SIZE];
    if (isnan(number) || fabs(number) >= 1e15) {
        return out;
    }
    snprintf(digits, sizeof digits, "%.*f", places_of(number), fabs(number));
    const size_t whole = strcspn(digits, ".");
    size_t at = 0;
    if (number < 0) {
        out.text[at++] = '-';
    }
    for (size_t i = 0; digits[i] != '\0' && at + 2 < sizeof out.text; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) {
            out.text[at++] = ',';
        }
        out.text[at++] = digits[i];
    }
    out.text[at] = '\0';
    return out;
}

static bool in_band(const figure_row *figure, const sample *simulated)
{
    return sample_extremity_between(simulated, figure_low(figure), figure_high(figure)) <= BAND_HIGH - BAND_LOW;
}

static const char *counts_as(const figure_row *figure, const sample *simulated)
{
    static const char *const roles[] = { [ROLE_FITTED] = "fitted", [ROLE_CLAIM] = "a claim nobody can observe", [ROLE_CONTEXT] = "context" };
    if (isnan(figure->value)) {
        return "not rendered by the source";
    }
    if (simulated->count == 0) {
        return "undefined in every replicate";
    }
    if (figure->expect == EXPECT_DIFFERS) {
        return in_band(figure, simulated) ? "in the band, though expected to differ" : "differs, as expected";
    }
    if (figure->role != ROLE_CHECK) {
        return roles[figure->role];
    }
    return in_band(figure, simulated) ? "in the band" : "outside its own band";
}

/** Whether the reading is of what the programme changes. */
static bool is_difference(const reading_row *reading)
{
    const metric *of = metric_find(reading->metric, ~0u);
    return of != NULL && metric_is_difference(of);
}

static void reading_print(const figure_row *figure, const reading_row *reading, const sample *simulated, const char *fault, FILE *out)
{
    if (fault != NULL) {
        fprintf(out, "  %-14s %-34s cannot be worked out: %s\n", reading->name, reading->metric, fault);
        return;
    }
    const double median = sample_quantile(simulated, 0.5);
    const double rank = sample_rank(simulated, figure->value);
    char rank_text[16] = "-";
    if (!isnan(rank) && !isnan(figure->value)) {
        snprintf(rank_text, sizeof rank_text, "%.1f %%", 100 * rank);
    }
    fprintf(out, "  %-14s %-34s %13s %13s .. %-13s %8s %13s  %s%s\n", reading->name, reading->metric, amount(median).text,
            amount(sample_quantile(simulated, BAND_LOW)).text, amount(sample_quantile(simulated, BAND_HIGH)).text, rank_text,
            isnan(rank) ? "-" : amount(figure->value - median).text, counts_as(figure, simulated), is_difference(reading) ? LUCK_MARK : "");
}

static void figure_print(const figure_row *figure, FILE *out)
{
    fprintf(out, "\n%s: ", figure->title);
    if (isnan(figure->value)) {
        fputs("not rendered", out);
    } else {
        fputs(amount(figure->value).text, out);
    }
    fprintf(out, "%s%s%s%s\n", figure->unit ? " " : "", figure->unit ? figure->unit : "", figure->source ? ", " : "", figure->source ? figure->source : "");
    if (figure->reason != NULL) {
        fprintf(out, "  because %s\n", figure->reason);
    }
    if (figure->inconsistent_with != NULL) {
        fprintf(out, "  inconsistent with %s: no inputs meet both\n", figure->inconsistent_with);
    }
    if (figure->readings.count == 0) {
        fputs("  no reading\n", out);
    }
}

void table_print(const scenario *self, const sample samples[], const char *const faults[], FILE *out)
{
    size_t probe = 0;
    bool differences = false;
    fprintf(out, "  %-14s %-34s %13s %13s .. %-13s %8s %13s  %s\n", "reading", "metric", "median", "5 %", "95 %", "rank", "residual", "the figure is");
    for (size_t f = 0; f < self->published.count; f++) {
        const figure_row *figure = &self->published.items[f];
        figure_print(figure, out);
        for (size_t r = 0; r < figure->readings.count; r++, probe++) {
            const reading_row *reading = &figure->readings.items[r];
            reading_print(figure, reading, &samples[probe], faults[probe], out);
            differences = differences || is_difference(reading);
        }
    }
    fputs(differences ? LUCK_FOOT : "", out);
}
