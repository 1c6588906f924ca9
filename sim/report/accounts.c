#include "report/accounts.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "report/cells.h"
#include "report/luck.h"
#include "report/tables.h"

#define SCALE_WIDTH 36
#define TITLE_WIDTH 44

static double mean_at(const result *of, const char *name, size_t contract, double *error)
{
    const metric_level level = contract == COLUMN_NONE ? LEVEL_PROGRAMME : LEVEL_CONTRACT;
    const size_t index = columns_find(&of->columns, name, level, contract == COLUMN_NONE ? 0 : contract, 0);
    const told found = index == COLUMN_NONE ? (told){ .mean = (double)NAN, .se = (double)NAN } : result_told(of, index);
    if (error) {
        *error = found.se;
    }
    return found.mean;
}

account_numbers account_numbers_of(const account_result *self, size_t contract)
{
    const metric_level level = contract == COLUMN_NONE ? LEVEL_PROGRAMME : LEVEL_CONTRACT;
    double error;
    const double starts = mean_at(self->of, "starts", contract, NULL);
    const double days = mean_at(self->of, "days_averted", contract, &error);
    const double benefit = mean_at(self->of, "care_cost_avoided_gbp", contract, NULL);
    const size_t valued = columns_find(&self->of->columns, "value_to_government_gbp", level, contract == COLUMN_NONE ? 0 : contract, 0);
    assert(valued != COLUMN_NONE && "rivals have no programme");
    const told worth = result_told(self->of, valued);
    account_numbers out = { .days_per_family = starts > 0 ? days / starts : (double)NAN, .value_of_day_gbp = (double)NAN, .break_even_days = (double)NAN,
                            .value_gbp = worth.mean, .low_gbp = worth.quantile[0], .high_gbp = worth.quantile[SUMMARY_QUANTILES - 1] };
    if (days > 0 && !(days <= 2 * error) && benefit > 0) {
        out.value_of_day_gbp = benefit / days;
        out.break_even_days = starts > 0 ? (benefit - worth.mean) / starts / out.value_of_day_gbp : (double)NAN;
    }
    return out;
}

/** Rounded to two significant digits. */
static double two_digits(double number)
{
    const double unit = number == 0 ? 1 : pow(10, floor(log10(fabs(number))) - 1);
    return round(number / unit) * unit;
}

void short_pounds(char text[32], double pounds)
{
    const double rounded = isfinite(pounds) ? fabs(two_digits(pounds)) : 0;
    const char *sign = pounds < 0 && rounded >= 0.5 ? "-" : "";
    if (!isfinite(pounds)) {
        strcpy(text, "-");
    } else if (rounded >= 1e6) {
        snprintf(text, 32, "%s£%.*fm", sign, rounded < 1e7 ? 1 : 0, rounded / 1e6);
    } else if (rounded >= 1e4) {
        snprintf(text, 32, "%s£%.0fk", sign, rounded / 1e3);
    } else {
        snprintf(text, 32, "%s£%.0f", sign, rounded);
    }
}

static void short_days(char text[32], double days)
{
    if (isfinite(days)) {
        snprintf(text, 32, "%.*f", fabs(days) < 10 ? 1 : 0, two_digits(days));
    } else {
        strcpy(text, "-");
    }
}

/** The own account's value of a day, or that of the first account that has one. */
static const account_result *with_a_day(const account_list *all, size_t contract)
{
    for (size_t i = 0; i < all->count; i++) {
        if (isfinite(account_numbers_of(&all->items[i], contract).value_of_day_gbp)) {
            return &all->items[i];
        }
    }
    return NULL;
}

static void days_of_account(const account_list *all, size_t i, size_t contract, FILE *out)
{
    char days[32];
    const account_result *of = &all->items[i];
    short_days(days, account_numbers_of(of, contract).days_per_family);
    fprintf(out, "%s%s%s has %s", i == 0 ? "This account" : "; ", i == 0 ? "" : of->title, of->absurd > 0 ? " (absurd inputs)" : "", days);
}

void break_even_print(const account_list *all, size_t contract, FILE *out)
{
    const account_result *valued = with_a_day(all, contract);
    char days[32], day[32];
    if (all->items[0].of->scenario->reporting.coupling == COUPLING_INDEPENDENT) {
        fputs("By separate luck alone no days averted are told, and so no break-even.\n", out);
        return;
    }
    if (!valued) {
        fputs("No days in care are averted on average, so none have a value and nothing that is paid breaks even.\n", out);
        return;
    }
    const account_numbers numbers = account_numbers_of(valued, contract);
    short_days(days, numbers.break_even_days);
    short_pounds(day, numbers.value_of_day_gbp);
    fprintf(out, "The payers together gain if at least %s days of care a family are averted, at %s a day.\n", days, day);
    for (size_t i = 0; i < all->count; i++) {
        days_of_account(all, i, contract, out);
    }
    fputs(".\n", out);
}

/** A figure that was published of the programme as that metric, as it stands; NAN: none. */
static double published_of(const scenario *self, const char *const metrics[])
{
    for (size_t f = 0; f < self->published.count; f++) {
        const figure_row *figure = &self->published.items[f];
        for (size_t r = 0; r < figure->readings.count; r++) {
            const reading_row *reading = &figure->readings.items[r];
            const bool plain = reading->times.draw < 0 && reading->times.value == 1 && !reading->contract && !reading->site;
            for (size_t i = 0; plain && metrics[i]; i++) {
                if (strcmp(reading->metric, metrics[i]) == 0) {
                    return figure->value;
                }
            }
        }
    }
    return (double)NAN;
}

typedef struct {
    double low, high;
} scale;

static int scale_at(const scale *self, double pounds)
{
    return (int)lround((pounds - self->low) / (self->high - self->low) * (SCALE_WIDTH - 1));
}

/** "[---o---|      ]": a range with its mean; "|" stands at zero. */
static void strip(const scale *self, double low, double mean, double high, char mark, char text[SCALE_WIDTH + 1])
{
    memset(text, ' ', SCALE_WIDTH);
    text[SCALE_WIDTH] = '\0';
    for (int i = scale_at(self, low); i <= scale_at(self, high); i++) {
        text[i] = '-';
    }
    if (self->low <= 0 && self->high >= 0) {
        text[scale_at(self, 0)] = '|';
    }
    text[scale_at(self, mean)] = mark;
}

static void value_line(const char *title, const account_numbers *of, bool absurd, double weight, const scale *on, char mark, FILE *out)
{
    char mean[32], low[32], high[32], day[32], range[80] = "", worth[32] = "", line[SCALE_WIDTH + 1];
    short_pounds(mean, of->value_gbp);
    short_pounds(day, of->value_of_day_gbp);
    if (isfinite(of->low_gbp)) {
        short_pounds(low, of->low_gbp);
        short_pounds(high, of->high_gbp);
        snprintf(range, sizeof range, "%s to %s", low, high);
    }
    if (isfinite(weight)) {
        short_pounds(worth, weight);
    }
    strip(on, isfinite(of->low_gbp) ? of->low_gbp : of->value_gbp, of->value_gbp, isfinite(of->high_gbp) ? of->high_gbp : of->value_gbp, mark, line);
    fprintf(out, "  %s%s\n  ", title, absurd ? " (absurd inputs)" : "");
    cell_text(out, mean, 8, true);
    cell_text(out, range, 20, true);
    cell_text(out, day, 8, true);
    cell_text(out, worth, 10, true);
    fprintf(out, "  [%s]\n", line);
}

static void widen(scale *self, double pounds)
{
    if (isfinite(pounds)) {
        self->low = fmin(self->low, pounds);
        self->high = fmax(self->high, pounds);
    }
}

void accounts_value_print(const account_list *all, FILE *out)
{
    static const char *const as_value[] = { "value_to_government_gbp", NULL };
    static const char *const as_days[] = { "days_averted", "published_days", NULL };
    const scenario *own = all->items[0].of->scenario;
    if (has_rivals(own)) {
        return;
    }
    const account_numbers first = account_numbers_of(&all->items[0], COLUMN_NONE);
    const double published = published_of(own, as_value);
    scale on = { fmin(0, first.low_gbp), fmax(0, first.high_gbp) };
    if (isnan(first.value_gbp) || (all->count == 1 && isnan(published))) {
        return;
    }
    widen(&on, published);
    for (size_t i = 1; i < all->count; i++) {
        const account_numbers of = account_numbers_of(&all->items[i], COLUMN_NONE);
        widen(&on, of.low_gbp);
        widen(&on, of.high_gbp);
    }
    on.high = on.high > on.low ? on.high : on.low + 1;
    fprintf(out, "\nValue to government by account, prices of %lld, discounted\n  ", (long long)own->appraisal.price_year);
    cell_text(out, "mean", 8, true);
    cell_text(out, "nine in ten" LUCK_MARK, 20, true);
    cell_text(out, "a day", 8, true);
    cell_text(out, "1 % on it", 10, true);
    fputc('\n', out);
    for (size_t i = 0; i < all->count; i++) {
        const account_numbers of = account_numbers_of(&all->items[i], COLUMN_NONE);
        if (isnan(of.value_gbp)) { /* separate luck alone */
            continue;
        }
        value_line(i == 0 ? "this account" : all->items[i].title, &of, all->items[i].absurd > 0, i == 0 ? (double)NAN : (of.value_gbp - first.value_gbp) / 100, &on, 'o',
                   out);
    }
    if (isfinite(published)) {
        const account_numbers of = { .value_gbp = published, .low_gbp = (double)NAN, .high_gbp = (double)NAN, .value_of_day_gbp = published / published_of(own, as_days) };
        value_line("as published, by a definition that was not", &of, false, (double)NAN, &on, 'x', out);
    }
    if (all->count > 1) {
        fputs("  \"1 % on it\": what one per cent of belief moved to that account adds to the mean.\n", out);
    }
    fputs(LUCK_FOOT, out);
}

static void numbers_json(members *made, json_value *into, const account_result *self, size_t contract)
{
    const account_numbers of = account_numbers_of(self, contract);
    member_number(made, into, "days_averted_per_family", of.days_per_family);
    member_number(made, into, "value_per_day_averted_gbp", of.value_of_day_gbp);
    member_number(made, into, "break_even_days_per_family", of.break_even_days);
    json_value *worth = member_object(made, into, "value_to_government_gbp");
    member_number(made, worth, "mean", of.value_gbp);
    member_number(made, worth, "p5", of.low_gbp);
    member_number(made, worth, "p95", of.high_gbp);
}

void accounts_json(members *made, json_value *root, const account_list *all)
{
    json_value *accounts = member_object(made, root, "accounts");
    for (size_t i = 0; i < all->count; i++) {
        const account_result *self = &all->items[i];
        const scenario *of = self->of->scenario;
        json_value *into = member_object(made, accounts, self->name);
        member_text(made, into, "title", self->title);
        member_text(made, into, "hash", of->hash_text);
        member_number(made, into, "replicates", (double)self->of->replicates);
        member_number(made, into, "absurd_inputs", (double)self->absurd);
        if (!has_rivals(of)) {
            numbers_json(made, member_object(made, into, "programme"), self, COLUMN_NONE);
        }
        json_value *contracts = member_object(made, into, "contracts");
        for (size_t c = 0; c < of->contracts.count; c++) {
            numbers_json(made, member_object(made, contracts, of->contracts.items[c].name), self, c);
        }
    }
}
