#include "summarise/headline.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* First what the numbers are (numbers_of), then the verdict by its thresholds (verdict_of), then sentences by rules (the functions sentence_*): each has words for where nothing is
 * sure, nothing is told or nothing happens. */

const char *const headline_party_words[HEADLINE_PARTIES] = {"council", "provider", "investor", "government", "research"};
const char *const verdict_words[VERDICTS] = {"gains", "likely_gains", "too_close_to_call", "likely_loses", "loses", "nothing_starts", "untold"};

verdict verdict_of(double chance, double error, size_t worlds)
{
    if (!isfinite(chance)) {
        return VERDICT_UNTOLD;
    }
    const double margin = isfinite(error) && worlds > 1 ? VERDICT_ERRORS * fmax(error, 1.5 / (double)worlds) : 1;
    return chance - margin > VERDICT_SURE       ? VERDICT_GAINS
           : chance - margin > 0.5              ? VERDICT_LIKELY_GAINS
           : chance + margin < 1 - VERDICT_SURE ? VERDICT_LOSES
           : chance + margin < 0.5              ? VERDICT_LIKELY_LOSES
                                                : VERDICT_CLOSE;
}

/** A row of the table of numbers: of a contract, and by what it is told of the programme. */
typedef struct {
    headline_party for_whom;
    const char *metric, *title, *basis;
    const char *of_programme, *programme_title; /* NULL: the same */
} number_row;

static const number_row rows[HEADLINE_NUMBERS] = {
    {PARTY_COUNCIL, "outcomes_payments_paid_gbp", "All payers pay", "nominal", NULL, NULL},
    {PARTY_COUNCIL, "non_additional_payment_gbp", "  for what would happen anyway", "nominal", NULL, NULL},
    {PARTY_COUNCIL, "commissioner_net_gbp", "Net gain", "nominal", NULL, NULL},
    {PARTY_COUNCIL, "commissioner_net_cashable_gbp", "  in cash alone", "nominal", NULL, NULL},
    {PARTY_COUNCIL, "commissioner_net_pv_gbp", "  in present value", "real", NULL, NULL},
    {PARTY_PROVIDER, "delivery_cost_gbp", "Delivery costs", "nominal", NULL, NULL},
    {PARTY_INVESTOR, "peak_funding_gbp", "Largest funding at one time", "nominal", "capital_drawn_gbp", "Capital drawn"},
    {PARTY_INVESTOR, "investor_moic", "Money back, times", "nominal", "distributed_gbp", "Paid back"},
    {PARTY_INVESTOR, "investor_irr_per_year", "Return a year, median", "nominal", "investor_npv_gbp", "Net present value"},
    {PARTY_GOVERNMENT, "value_to_government_gbp", "Present value", "real", NULL, NULL},
    {PARTY_RESEARCH, "starts", "Families started", "", NULL, NULL},
    {PARTY_RESEARCH, "days_averted", "Days in care averted", "", NULL, NULL},
};

static size_t column_at(const result *of, const char *name, size_t contract)
{
    return contract == COLUMN_NONE ? columns_find(&of->columns, name, LEVEL_PROGRAMME, 0, 0)
                                   : columns_find(&of->columns, name, LEVEL_CONTRACT, contract, 0);
}

static uint64_t undefined_of(const told *of)
{
    uint64_t count = 0;
    for (size_t i = 0; i < METRIC_STATUSES; i++) {
        count += of->statuses[i];
    }
    return count;
}

/** What is told of a metric, with the step that all its numbers have. */
static headline_number number_of(const result *of, const char *name, size_t contract)
{
    headline_number out = {.metric = name, .unit = "", .number = NAN, .low = NAN, .high = NAN, .error = NAN, .step = 1, .text = "-"};
    const size_t index = column_at(of, name, contract);
    if (index == COLUMN_NONE) {
        return out;
    }
    const told found = result_told(of, index);
    const metric *about = found.column->metric;
    out.unit = about->unit;
    out.difference = metric_is_difference(about);
    out.median = about->nature == NATURE_STATUS || about->nature == NATURE_DATE;
    out.number = out.median ? found.quantile[SUMMARY_QUANTILES / 2] : found.mean;
    out.error = out.median ? found.quantile_se[SUMMARY_QUANTILES / 2] : found.se;
    out.low = found.quantile[0];
    out.high = found.quantile[SUMMARY_QUANTILES - 1];
    out.undefined = undefined_of(&found);
    out.futures = out.undefined + found.n;
    return out;
}

/** Writes the number and its range, all to one step of their own or, where that is coarser, to `least`. */
static void write_words(headline_number *self, double least)
{
    const double low = isfinite(self->low) ? self->low : 0, high = isfinite(self->high) ? self->high : 0;
    const double largest = fmax(fmax(fabs(low), fabs(high)), fabs(self->number));
    char from[FIGURE_TEXT_SIZE], to[FIGURE_TEXT_SIZE];
    self->step = fmax(least, figure_step(self->number, self->low, self->high, self->error));
    figure_write(self->text, self->unit, self->number, self->step, largest);
    figure_write(from, self->unit, self->low, self->step, largest);
    figure_write(to, self->unit, self->high, self->step, largest);
    if (isfinite(self->low) && isfinite(self->high)) {
        snprintf(self->range, sizeof self->range, "%s to %s", from, to);
    }
}

static headline_number told_number(const result *of, const char *name, size_t contract)
{
    headline_number out = number_of(of, name, contract);
    write_words(&out, 0);
    return out;
}

/** What is a part of another is told to the same step as the whole, so that it never looks larger. */
static void same_step(headline_part *out, const char *whole, const char *part)
{
    headline_number *of[2] = {NULL, NULL};
    for (size_t i = 0; i < out->numbers; i++) {
        of[0] = strcmp(out->number[i].metric, whole) == 0 ? &out->number[i] : of[0];
        of[1] = strcmp(out->number[i].metric, part) == 0 ? &out->number[i] : of[1];
    }
    const double step = fmax(of[0]->step, isfinite(of[1]->number) ? of[1]->step : 0);
    write_words(of[0], step);
    write_words(of[1], step);
}

static void numbers_of(const result *of, headline_part *out)
{
    for (size_t i = 0; i < HEADLINE_NUMBERS; i++) {
        const bool programme = out->contract == COLUMN_NONE && rows[i].of_programme;
        if (rows[i].for_whom == PARTY_INVESTOR && !out->has_investor) {
            continue;
        }
        headline_number *one = &out->number[out->numbers++];
        *one = told_number(of, programme ? rows[i].of_programme : rows[i].metric, out->contract);
        one->for_whom = rows[i].for_whom;
        one->title = programme ? rows[i].programme_title : rows[i].title;
        one->basis = rows[i].basis;
    }
    same_step(out, "outcomes_payments_paid_gbp", "non_additional_payment_gbp");
}

const headline_number *headline_find(const headline_part *self, const char *name)
{
    for (size_t i = 0; i < self->numbers; i++) {
        if (strcmp(self->number[i].metric, name) == 0) {
            return &self->number[i];
        }
    }
    return NULL;
}

/** Whether one council alone has sites in it, so that "it is", else "they are". */
static bool is_one_council(const result *of, size_t contract)
{
    size_t bodies = 0;
    for (size_t p = 0; p < of->columns.count; p++) {
        const column *one = &of->columns.items[p];
        bodies += one->level == LEVEL_BODY && one->object == contract && strcmp(one->name, "net_by_body_gbp") == 0 && column_leads(one);
    }
    return bodies == 1;
}

static void sentence_verdict(const headline_part *self, bool one, char out[SENTENCE_SIZE])
{
    static const char *const words[VERDICTS] = {
        [VERDICT_GAINS] = "Almost surely the %s gain%s", [VERDICT_LIKELY_GAINS] = "More likely than not the %s gain%s",
        [VERDICT_CLOSE] = "Whether the %s gain%s is too close to call", [VERDICT_LIKELY_LOSES] = "More likely than not the %s lose%s",
        [VERDICT_LOSES] = "Almost surely the %s lose%s", [VERDICT_NOTHING] = "No family starts in any future",
        [VERDICT_UNTOLD] = "By separate luck alone no gain or loss is told",
    };
    char start[SENTENCE_SIZE / 2], chance[FIGURE_TEXT_SIZE];
    snprintf(start, sizeof start, words[self->says], one ? "council" : "councils", one ? "s" : "");
    figure_chance(chance, self->chance);
    if (self->says == VERDICT_NOTHING || self->says == VERDICT_UNTOLD) {
        snprintf(out, SENTENCE_SIZE, "%s.", start);
    } else {
        snprintf(out, SENTENCE_SIZE, "%s: %s gain%s in %s of 100 futures.", start, one ? "it" : "they", one ? "s" : "", chance);
    }
}

/** "", or " (£1.5m to £3.8m)". */
static const char *in_brackets(const headline_number *of, char out[3 * FIGURE_TEXT_SIZE])
{
    out[0] = '\0';
    if (of->range[0] && of->high > of->low) {
        snprintf(out, 3 * FIGURE_TEXT_SIZE, " (%s)", of->range);
    }
    return out;
}

static void sentence_payments(const headline_part *self, char out[SENTENCE_SIZE])
{
    const headline_number *paid = headline_find(self, "outcomes_payments_paid_gbp"), *anyway = headline_find(self, "non_additional_payment_gbp");
    char range[3 * FIGURE_TEXT_SIZE];
    if (!isfinite(paid->number) || paid->high <= 0) {
        snprintf(out, SENTENCE_SIZE, "Payers pay nothing in at least 95 of 100 futures.");
    } else if (!isfinite(anyway->number)) {
        snprintf(out, SENTENCE_SIZE, "Payers pay %s%s; how much of it anyway, separate luck cannot tell.", paid->text, in_brackets(paid, range));
    } else {
        snprintf(out, SENTENCE_SIZE, "Payers pay %s%s, %s of it for what would happen anyway.", paid->text, in_brackets(paid, range), anyway->text);
    }
}

/** What the councils' net gain is on average: "better off" or "worse off" only where it is two errors from nothing and does not round to it. */
static void sentence_gain(const headline_part *self, const char *who, const headline_number *to_18, char out[SENTENCE_SIZE])
{
    const headline_number *net = headline_find(self, "commissioner_net_gbp");
    char range[3 * FIGURE_TEXT_SIZE], later[2 * FIGURE_TEXT_SIZE] = "", size[FIGURE_TEXT_SIZE];
    if (!isfinite(net->number)) {
        snprintf(out, SENTENCE_SIZE, "What the programme changes has no range and no error by separate luck alone.");
        return;
    }
    if (isfinite(to_18->number)) {
        snprintf(later, sizeof later, "; to age 18: %s", to_18->text);
    }
    figure_write(size, net->unit, fabs(net->number), net->step, fmax(fabs(net->low), fabs(net->high)));
    const bool sure = isfinite(net->error) && fabs(net->number) > VERDICT_ERRORS * net->error && fabs(net->number) >= net->step / 2;
    if (net->number == 0) {
        snprintf(out, SENTENCE_SIZE, "On average %s neither better nor worse off%s, nominal%s.", who, in_brackets(net, range), later);
    } else if (sure) {
        snprintf(out, SENTENCE_SIZE, "On average %s %s %s off%s, nominal%s.", who, size, net->number > 0 ? "better" : "worse", in_brackets(net, range), later);
    } else {
        snprintf(out, SENTENCE_SIZE, "On average too close to call: %s%s, nominal%s.", net->text, in_brackets(net, range), later);
    }
}

static void sentence_delivery(const result *of, const headline_part *self, char out[SENTENCE_SIZE])
{
    const headline_number *cost = headline_find(self, "delivery_cost_gbp"), *starts = headline_find(self, "starts");
    const headline_number each = told_number(of, "delivery_cost_per_family_gbp", self->contract);
    char range[3 * FIGURE_TEXT_SIZE];
    if (isfinite(each.number) && starts->number > 0) {
        snprintf(out, SENTENCE_SIZE, "Delivery costs %s%s, or %s for each of %s families.", cost->text, in_brackets(cost, range), each.text, starts->text);
    } else {
        snprintf(out, SENTENCE_SIZE, "Delivery costs %s%s.", cost->text, in_brackets(cost, range));
    }
}

static void sentence_investor(const result *of, const headline_part *self, char out[SENTENCE_SIZE])
{
    const headline_number *back = headline_find(self, "investor_moic");
    const headline_number drawn = told_number(of, "capital_drawn_gbp", self->contract);
    char range[3 * FIGURE_TEXT_SIZE], loses[FIGURE_TEXT_SIZE];
    if (!self->has_investor) {
        snprintf(out, SENTENCE_SIZE, "No investor: nobody's capital waits for outcomes.");
    } else if (!back || !isfinite(back->number)) {
        snprintf(out, SENTENCE_SIZE, "An investor stands ready, but nothing is drawn in any future.");
    } else {
        figure_chance(loses, self->loses);
        snprintf(out, SENTENCE_SIZE, "The investor has %s times its %s back%s, loses in %s of 100.", back->text, drawn.text, in_brackets(back, range), loses);
    }
}

/** "Of 100 futures: limit reached 15, capital runs out 3." of what happens in one or more. */
static void sentence_risks(const result *of, const headline_part *self, char out[SENTENCE_SIZE])
{
    static const char *const risk[][2] = {{"cap_reached", "limit reached"}, {"paid_without_effect", "paid without effect"}, {"funding_exhausted", "capital runs out"},
                                          {"contract_stopped_early", "ended early"}};
    size_t used = 0;
    for (size_t i = 0; i < sizeof risk / sizeof risk[0]; i++) {
        const headline_number one = number_of(of, risk[i][0], self->contract);
        char chance[FIGURE_TEXT_SIZE];
        if (one.number >= 0.01) {
            figure_chance(chance, one.number);
            used += (size_t)snprintf(out + used, SENTENCE_SIZE - used, "%s%s %s", used ? ", " : "Of 100 futures: ", risk[i][1], chance);
        }
    }
    if (used) {
        snprintf(out + used, SENTENCE_SIZE - used, ".");
    }
}

static bool has_capital(const result *of, size_t contract)
{
    bool has = false;
    for (size_t c = 0; c < of->scenario->contracts.count; c++) {
        has = has || ((contract == COLUMN_NONE || contract == c) && capital_is_written(&of->scenario->contracts.items[c].capital));
    }
    return has;
}

static void part_make(const result *of, size_t contract, headline_part *out)
{
    *out = (headline_part){.contract = contract, .loses = NAN, .has_investor = has_capital(of, contract)};
    numbers_of(of, out);
    const headline_number gains = number_of(of, "commissioner_saves", contract), *starts = headline_find(out, "starts");
    out->chance = gains.number;
    out->chance_error = gains.error;
    out->says = starts->high <= 0 && starts->number == 0 ? VERDICT_NOTHING : verdict_of(gains.number, gains.error, (size_t)of->scenario->run.worlds);
    if (contract == COLUMN_NONE) {
        return;
    }
    const bool one = is_one_council(of, contract);
    const headline_number to_18 = told_number(of, "commissioner_net_to_18_gbp", contract);
    out->loses = out->has_investor ? number_of(of, "investor_loses", contract).number : (double)NAN;
    sentence_verdict(out, one, out->sentence[0]);
    sentence_gain(out, one ? "it is" : "they are", &to_18, out->sentence[1]);
    sentence_payments(out, out->sentence[2]);
    sentence_delivery(of, out, out->sentence[3]);
    sentence_investor(of, out, out->sentence[4]);
    sentence_risks(of, out, out->risks);
}

/** Rivals are read against each other: each of their numbers is told to the coarsest step that any of them has for it, so that what looks higher is. */
static void rivals_to_one_step(headline *self)
{
    for (size_t r = 0; r < HEADLINE_NUMBERS; r++) {
        double step = 0;
        for (size_t i = 0; i < self->count; i++) {
            const headline_number *one = headline_find(&self->items[i], rows[r].metric);
            step = fmax(step, one && isfinite(one->number) ? one->step : 0);
        }
        for (size_t i = 0; i < self->count; i++) {
            for (size_t n = 0; n < self->items[i].numbers; n++) {
                headline_number *one = &self->items[i].number[n];
                if (strcmp(one->metric, rows[r].metric) == 0) {
                    write_words(one, step);
                }
            }
        }
    }
}

bool headline_make(const result *of, headline *out)
{
    *out = (headline){.of = of, .count = of->scenario->contracts.count, .has_programme = !has_rivals(of->scenario)};
    out->items = arena_take(&out->memory, out->count + 1, sizeof *out->items);
    if (!out->items) {
        *out = (headline){0};
        return false;
    }
    for (size_t i = 0; i < out->count; i++) {
        part_make(of, i, &out->items[i]);
    }
    if (out->has_programme) {
        part_make(of, COLUMN_NONE, &out->programme);
    } else {
        rivals_to_one_step(out);
    }
    return true;
}

void headline_free(headline *self)
{
    arena_free(&self->memory);
    *self = (headline){0};
}
