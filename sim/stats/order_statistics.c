#include "stats/order_statistics.h"

#include <math.h>

#include "stats/summary.h"

/* Values in rising order, each counted some times: once, or as often as a resample has drawn its world. */
typedef struct {
    double *sorted;
    uint32_t *world; /* of each */
    uint32_t *up_to; /* how many values there are up to and with each */
    size_t n;
} ordered;

/** Sorts the defined values. Scratch: values, two words' room to sort, worlds and counts of half a word each. */
static ordered ordered_of(const world_values *of, uint64_t scratch[])
{
    const size_t count = of->worlds * of->histories;
    uint32_t *halves = (uint32_t *)(void *)(scratch + 3 * count);
    ordered out = {.sorted = (double *)(void *)scratch, .world = halves, .up_to = halves + count};
    for (size_t i = 0; i < count; i++) {
        if (!isnan(of->value[i])) {
            out.sorted[out.n] = of->value[i];
            out.world[out.n++] = (uint32_t)(i / of->histories);
        }
    }
    radix_sort_with(out.sorted, out.world, out.n, scratch + count);
    for (size_t i = 0; i < out.n; i++) {
        out.up_to[i] = (uint32_t)i + 1;
    }
    return out;
}

/** Counts each value as often as its world is drawn. */
static void count_resample(ordered *self, const uint8_t times[])
{
    uint32_t up_to = 0;
    for (size_t i = 0; i < self->n; i++) {
        up_to += times[self->world[i]];
        self->up_to[i] = up_to;
    }
}

static uint32_t total_of(const ordered *self)
{
    return self->n > 0 ? self->up_to[self->n - 1] : 0;
}

/** Where the value of a rank stands, counted from 0 and below the total: the first up to which there are more than `rank`. */
static size_t place_of_rank(const ordered *self, uint32_t rank)
{
    const uint32_t *from = self->up_to;
    for (size_t left = self->n; left > 1;) {
        const size_t half = left / 2;
        from += from[half - 1] <= rank ? half : 0;
        left -= half;
    }
    return (size_t)(from - self->up_to);
}

static double quantile(const ordered *self, double level)
{
    const double rank = level * (double)(total_of(self) - 1);
    const uint32_t below = (uint32_t)rank;
    const double part = rank - (double)below;
    size_t at = place_of_rank(self, below);
    const double low = self->sorted[at];
    while (part > 0 && self->up_to[at] <= below + 1) { /* past values that are counted no times */
        at++;
    }
    const double high = self->sorted[at];
    return low < high ? low + part * (high - low) : low;
}

static double mean_below(const ordered *self, double level)
{
    const double worst = level * (double)total_of(self);
    if (worst < 1) {
        return self->sorted[place_of_rank(self, 0)];
    }
    double sum = 0;
    uint32_t before = 0;
    for (size_t i = 0; (double)before < worst; before = self->up_to[i++]) {
        const double times = fmin((double)self->up_to[i], worst) - (double)before;
        sum += times > 0 ? times * self->sorted[i] : 0;
    }
    return sum / worst;
}

static double found(const ordered *self, const order_statistic *asked)
{
    return asked->kind == ORDER_QUANTILE ? quantile(self, asked->level) : mean_below(self, asked->level);
}

static void add_resampled_errors(ordered *self, const resamples *by, order_statistic asked[], size_t count)
{
    double sums[ORDER_STATISTICS_MAX] = {0}, squares[ORDER_STATISTICS_MAX] = {0};
    for (size_t b = 0; b < RESAMPLES; b++) {
        count_resample(self, by->times + b * by->worlds);
        for (size_t a = 0; a < count; a++) {
            const double off = found(self, &asked[a]) - asked[a].value;
            sums[a] += off;
            squares[a] += off * off;
        }
    }
    for (size_t a = 0; a < count; a++) {
        asked[a].se = sqrt(fmax(0, squares[a] - sums[a] * sums[a] / RESAMPLES) / (RESAMPLES - 1));
    }
}

/** What a value adds to the mean whose error is sought: whether it lies at or below v, or how far it lies below. */
static double addend(order_kind kind, double value, double v)
{
    return kind == ORDER_QUANTILE ? value <= v : fmin(value - v, 0);
}

/** The standard error, by worlds, of the mean of the addends: that of a ratio, worlds having unequal numbers of defined values. */
static double error_of_addends(const world_values *of, order_kind kind, double v, size_t n)
{
    double mean = 0, squares = 0;
    for (size_t i = 0; i < of->worlds * of->histories; i++) {
        mean += isnan(of->value[i]) ? 0 : addend(kind, of->value[i], v) / (double)n;
    }
    for (size_t w = 0; w < of->worlds; w++) {
        double off = 0;
        for (size_t h = 0; h < of->histories; h++) {
            const double value = of->value[w * of->histories + h];
            off += isnan(value) ? 0 : addend(kind, value, v) - mean;
        }
        squares += off * off;
    }
    return sqrt(squares * (double)of->worlds / ((double)of->worlds - 1)) / (double)n;
}

static double error_by_worlds(const ordered *self, const world_values *of, const order_statistic *asked)
{
    const double v = quantile(self, asked->level);
    const double error = error_of_addends(of, asked->kind, v, self->n);
    if (asked->kind == ORDER_MEAN_BELOW) {
        return error / asked->level;
    }
    return 0.5 * (quantile(self, fmin(asked->level + error, 1)) - quantile(self, fmax(asked->level - error, 0)));
}

/** Whether enough worlds have a defined value. */
static bool has_errors(const world_values *of)
{
    size_t worlds = 0;
    for (size_t w = 0; w < of->worlds && worlds < ORDER_WORLDS_MIN; w++) {
        size_t h = 0;
        while (h < of->histories && isnan(of->value[w * of->histories + h])) {
            h++;
        }
        worlds += h < of->histories;
    }
    return worlds == ORDER_WORLDS_MIN;
}

void order_statistics(const world_values *of, const resamples *by, order_statistic asked[], size_t count, uint64_t scratch[])
{
    ordered values = ordered_of(of, scratch);
    const bool with_errors = by != NULL && has_errors(of);
    for (size_t a = 0; a < count; a++) {
        asked[a].value = values.n > 0 ? found(&values, &asked[a]) : (double)NAN;
        asked[a].se = with_errors && of->worlds >= RESAMPLED_WORLDS_MAX ? error_by_worlds(&values, of, &asked[a]) : (double)NAN;
    }
    if (with_errors && of->worlds < RESAMPLED_WORLDS_MAX) {
        add_resampled_errors(&values, by, asked, count);
    }
}
