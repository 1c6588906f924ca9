#include "stats/tail.h"

#include <math.h>

#define LEVELS_OF_TAIL 500

static const tail no_tail = { (double)NAN, (double)NAN, (double)NAN, (double)NAN };

static double quantile_of_sorted(const double sorted[], size_t n, double level)
{
    const double rank = level * (double)(n - 1);
    const size_t below = (size_t)rank;
    const double part = rank - (double)below;
    return part > 0 ? sorted[below] + part * (sorted[below + 1] - sorted[below]) : sorted[below];
}

static double mean_of_worst(const double sorted[], double worst)
{
    const size_t whole = (size_t)worst;
    double sum = 0;
    for (size_t i = 0; i < whole; i++) {
        sum += sorted[i];
    }
    const double part = worst - (double)whole;
    return worst < 1 ? sorted[0] : (part > 0 ? sum + part * sorted[whole] : sum) / worst;
}

/** Both numbers of some values; `room` holds the sorted ones, `words` as many words. */
static tail tail_of_some(const double value[], size_t count, double room[], uint64_t words[])
{
    tail out = no_tail;
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isnan(value[i])) {
            room[n++] = value[i];
        }
    }
    radix_sort_doubles(room, n, words);
    if (n > 0) {
        out.value_at_risk = quantile_of_sorted(room, n, TAIL_SHARE);
        out.conditional = mean_of_worst(room, TAIL_SHARE * (double)n);
    }
    return out;
}

static double error_of(const double x[SUMMARY_BATCHES])
{
    double mean = 0, squares = 0;
    for (size_t i = 0; i < SUMMARY_BATCHES; i++) {
        mean += x[i] / SUMMARY_BATCHES;
    }
    for (size_t i = 0; i < SUMMARY_BATCHES; i++) {
        squares += (x[i] - mean) * (x[i] - mean);
    }
    return sqrt(squares / (SUMMARY_BATCHES - 1) / SUMMARY_BATCHES);
}

static void add_errors(const double value[], size_t worlds, size_t histories, double room[], uint64_t words[], tail *out)
{
    double at_risk[SUMMARY_BATCHES], conditional[SUMMARY_BATCHES];
    for (size_t b = 0; b < SUMMARY_BATCHES; b++) {
        const size_t from = b * worlds / SUMMARY_BATCHES;
        const size_t to = (b + 1) * worlds / SUMMARY_BATCHES;
        const tail batch = tail_of_some(value + from * histories, (to - from) * histories, room, words);
        at_risk[b] = batch.value_at_risk;
        conditional[b] = batch.conditional;
    }
    out->value_at_risk_se = error_of(at_risk);
    out->conditional_se = error_of(conditional);
}

tail tail_of(const double value[], size_t count, size_t histories, uint64_t scratch[])
{
    double *const room = (double *)(void *)scratch;
    uint64_t *const words = scratch + count;
    const size_t worlds = histories > 0 ? count / histories : 0;
    tail out = tail_of_some(value, count, room, words);
    if (worlds >= (size_t)2 * SUMMARY_BATCHES) {
        add_errors(value, worlds, histories, room, words, &out);
    }
    return out;
}

tail tail_of_histogram(const histogram *counts)
{
    tail out = no_tail;
    double sum = 0;
    for (size_t i = 0; i < LEVELS_OF_TAIL; i++) {
        sum += histogram_quantile(counts, TAIL_SHARE * ((double)i + 0.5) / LEVELS_OF_TAIL);
    }
    out.value_at_risk = histogram_quantile(counts, TAIL_SHARE);
    out.conditional = sum / LEVELS_OF_TAIL;
    return out;
}
