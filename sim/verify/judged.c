#include "verify/judged.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/normal.h"
#include "stats/rng.h"
#include "verify/table.h"

/* The levels come first, one for each figure that the way reads; then the movements of each series, figure by figure in the file's order, which is that of their dates. */

/** A figure as it is taken: its probe, and the days that its amount is spread over. */
typedef struct {
    const figure_row *figure;
    size_t probe;
    size_t before; /* the figure before it in its series, as an index of these; SIZE_MAX: none */
    size_t first;  /* the first of its series */
    double days;   /* of its period */
    bool adds_up;  /* its amount has those of the figures before in it */
} taken;

static double period_days(const readings_run *run, const figure_row *figure, const reading_row *reading, date since)
{
    for (size_t c = 0; reading->period_end != DATE_NONE && reading->contract && c < run->scenario->contracts.count; c++) {
        const claim_calendar *calendar = &run->calendars[c];
        const bool named = strcmp(run->scenario->contracts.items[c].name, reading->contract) == 0;
        for (size_t k = 0; named && k < calendar->count; k++) {
            if (calendar->items[k].end == reading->period_end) {
                return (double)(calendar->items[k].end - calendar->items[k].start + 1);
            }
        }
    }
    return (double)figure->as_of - (double)since; /* a figure may be of no day */
}

/** Fills in what stands before a figure in its series. */
static void follow(const readings_run *run, taken all[], size_t at, const reading_row *reading)
{
    taken *self = &all[at];
    self->before = SIZE_MAX;
    self->first = at;
    for (size_t i = 0; self->figure->series && i < at; i++) {
        if (all[i].figure->series && strcmp(all[i].figure->series, self->figure->series) == 0) {
            self->before = i;
            self->first = all[i].first;
        }
    }
    if (!self->figure->series) {
        self->days = NAN; /* it may have no date, and its days are not asked for */
        self->adds_up = false;
        return;
    }
    self->days = period_days(run, self->figure, reading, self->before == SIZE_MAX ? run->scenario->starts : all[self->before].figure->as_of);
    self->adds_up = reading->period_end == DATE_NONE;
}

/** The figures that a way reads, into `out` (room for all probes); how many. */
static size_t take_way(const readings_run *run, figure_choice *chosen, const themes *all, size_t way, taken out[])
{
    size_t probe = 0, count = 0;
    for (size_t f = 0; f < run->scenario->published.count; f++) {
        const figure_row *figure = &run->scenario->published.items[f];
        for (size_t r = 0; r < figure->readings.count; r++, probe++) {
            const reading_row *reading = &figure->readings.items[r];
            if (chosen(figure) && way_has(all, way, reading->name)) {
                out[count] = (taken){ .figure = figure, .probe = probe };
                follow(run, out, count, reading);
                count++;
            }
        }
    }
    return count;
}

/** The amount a day of a figure's period, from the amounts of all figures. */
static double rate(const taken all[], size_t at, const double amount[])
{
    const double before = all[at].adds_up && all[at].before != SIZE_MAX ? amount[all[at].before] : 0;
    return (amount[at] - before) / all[at].days;
}

static double movement(const taken all[], size_t at, judged_kind which, const double amount[])
{
    const double now = rate(all, at, amount);
    if (which == JUDGED_CHANGE) {
        return now - rate(all, all[at].before, amount);
    }
    const double first = rate(all, all[at].first, amount);
    return first > 0 ? now / first : (double)NAN;
}

/** Lays out which quantities there are; `source` takes the index of each one's figure. */
static void lay_out(const taken all[], size_t figures, const double published[], judged_set *out, size_t source[])
{
    for (size_t i = 0; i < figures; i++) {
        source[out->count] = i;
        out->items[out->count++] = (judged_quantity){ all[i].figure, JUDGED_LEVEL, figure_low(all[i].figure), figure_high(all[i].figure) };
    }
    for (size_t i = 0; i < figures; i++) {
        for (int which = JUDGED_CHANGE; all[i].before != SIZE_MAX && which <= JUDGED_GROWTH; which++) {
            const double moved = movement(all, i, (judged_kind)which, published);
            source[out->count] = i;
            out->items[out->count++] = (judged_quantity){ all[i].figure, (judged_kind)which, moved, moved };
        }
    }
}

/** What books leave open of a figure's amount in one replicate: a factor about 1. */
static double discrepancy(rng_stream stream, size_t number, size_t probe)
{
    const rng_place place = { .world = (uint32_t)number, .ordinal = (uint32_t)probe };
    return exp(JUDGED_DISCREPANCY * normal_quantile(rng_draw(stream, place).u[0]));
}

static void fill_row(const readings_run *run, const taken all[], size_t figures, size_t replicate, rng_stream stream, judged_set *out, const size_t source[], double amount[])
{
    for (size_t i = 0; i < figures; i++) {
        amount[i] = run->probes[replicate * run->count + all[i].probe];
    }
    double *row = out->rows + replicate * out->count;
    for (size_t k = 0; k < figures; k++) { /* the levels come first, one a figure */
        row[k] = amount[source[k]];
    }
    for (size_t i = 0; i < figures; i++) {
        amount[i] *= all[i].figure->series ? discrepancy(stream, replicate, all[i].probe) : 1;
    }
    for (size_t k = figures; k < out->count; k++) {
        row[k] = movement(all, source[k], out->items[k].kind, amount);
    }
}

static bool fill(const readings_run *run, const taken all[], size_t figures, judged_set *out, const size_t source[], double amount[])
{
    out->replicates = run->replicates;
    out->rows = malloc((out->count * run->replicates + 1) * sizeof *out->rows);
    out->samples = calloc(out->count + 1, sizeof *out->samples);
    const rng_stream stream = rng_stream_of((uint64_t)run->scenario->run.seed, "", "verify:discrepancy");
    bool fine = out->rows && out->samples;
    for (size_t r = 0; fine && r < run->replicates; r++) {
        fill_row(run, all, figures, r, stream, out, source, amount);
    }
    for (size_t k = 0; fine && k < out->count; k++) {
        fine = sample_make(out->rows + k, out->count, run->replicates, &out->samples[k]);
    }
    return fine;
}

bool judged_set_make(const readings_run *run, figure_choice *chosen, const themes *all, size_t way, judged_set *out)
{
    *out = (judged_set){ 0 };
    taken *figures = calloc(run->count + 1, sizeof *figures);
    double *amount = calloc(run->count + 1, sizeof *amount);
    size_t *source = calloc(3 * run->count + 1, sizeof *source);
    out->items = calloc(3 * run->count + 1, sizeof *out->items);
    bool fine = figures && amount && source && out->items;
    if (fine) {
        const size_t count = take_way(run, chosen, all, way, figures);
        for (size_t i = 0; i < count; i++) {
            amount[i] = figures[i].figure->value;
        }
        lay_out(figures, count, amount, out, source);
        fine = fill(run, figures, count, out, source, amount);
    }
    free(figures);
    free(amount);
    free(source);
    return fine;
}

void judged_set_free(judged_set *self)
{
    for (size_t k = 0; self->samples && k < self->count; k++) {
        sample_free(&self->samples[k]);
    }
    free(self->items);
    free(self->rows);
    free(self->samples);
    *self = (judged_set){ 0 };
}

double judged_extremity(const judged_set *self, size_t item)
{
    const double extremity = sample_extremity_between(&self->samples[item], self->items[item].low, self->items[item].high);
    return isnan(extremity) ? 1 : extremity;
}

double judged_log_error(const judged_set *self, const char *series, size_t *count)
{
    double sum = 0;
    size_t taken_in = 0;
    for (size_t k = 0; k < self->count; k++) {
        const judged_quantity *of = &self->items[k];
        const double median = sample_quantile(&self->samples[k], 0.5);
        const bool wanted = of->kind == JUDGED_LEVEL && (!series || (of->figure->series && strcmp(of->figure->series, series) == 0));
        if (wanted && median > 0 && of->figure->value > 0) {
            const double error = log(of->figure->value / median);
            sum += error * error;
            taken_in++;
        }
    }
    if (count) {
        *count = taken_in;
    }
    return taken_in ? sqrt(sum / (double)taken_in) : (double)NAN;
}
