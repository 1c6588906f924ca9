#include "summarise/result.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void result_free(result *self)
{
    if (!self) {
        return;
    }
    free(self->rows);
    free(self->inputs);
    columns_free(&self->columns);
    arena_free(&self->memory);
    free(self);
}

/** Whether mean, spread and luck share may be told of a metric. */
static bool is_averaged(const metric *of)
{
    return of->nature != NATURE_STATUS && of->nature != NATURE_DATE;
}

static void tell_spread(const column_result *from, told *out)
{
    out->sd = from->summary.sd;
    out->luck_share = from->summary.luck_share;
}

static void tell_percentiles(const column_result *from, told *out)
{
    memcpy(out->quantile, from->summary.quantile, sizeof out->quantile);
    memcpy(out->quantile_se, from->summary.quantile_se, sizeof out->quantile_se);
    memcpy(out->statuses, from->statuses, sizeof out->statuses);
    out->n = from->summary.n;
}

static void tell_mean(const column_result *from, told *out)
{
    const bool ratio = out->column->metric->nature == NATURE_RATIO;
    out->mean = ratio ? from->ratio.ratio : from->summary.mean;
    out->se = ratio ? from->ratio.se : from->summary.se;
    if (ratio) {
        out->lower = from->ratio.lower;
        out->upper = from->ratio.upper;
    }
}

bool column_has_tail(const column *self)
{
    static const char *const names[] = {"investor_npv_gbp", "commissioner_net_gbp"};
    for (size_t i = 0; (self->level & LEVELS_VALUE) && i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(self->metric->name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

/** Whether the metric is what a party gains, so that more than 0 is good for it. */
static bool metric_is_gain(const metric *of)
{
    static const char *const beginnings[] = {"commissioner_net_", "value_to_government_", "net_by_body_", "provider_net_", "providers_net_", "investor_npv_", "days_averted"};
    for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++) {
        if (strncmp(of->name, beginnings[i], strlen(beginnings[i])) == 0) {
            return true;
        }
    }
    return false;
}

/** The chance over worlds of a gain on average, with its binomial error. */
static void tell_gain(const column_result *from, told *out)
{
    const double worlds = (double)from->summary.worlds;
    out->gain = from->summary.worlds_above;
    out->gain_se = worlds > 1 && out->gain > 0 && out->gain < 1 ? sqrt(out->gain * (1 - out->gain) / (worlds - 1)) : (double)NAN;
}

/** Nothing yet. */
static told told_nothing(const column *of)
{
    told out = {.column = of, .mean = NAN, .sd = NAN, .se = NAN, .lower = NAN, .upper = NAN, .luck_share = NAN, .gain = NAN, .gain_se = NAN};
    out.tail = (tail){NAN, NAN, NAN, NAN};
    for (size_t i = 0; i < SUMMARY_QUANTILES; i++) {
        out.quantile[i] = out.quantile_se[i] = NAN;
    }
    return out;
}

/** Everything that one set of draws says. */
static void tell_draws(const column_result *from, told *out)
{
    const metric *of = out->column->metric;
    tell_percentiles(from, out);
    if (is_averaged(of)) {
        tell_mean(from, out);
    }
    if (is_averaged(of) && of->nature != NATURE_RATIO) {
        tell_spread(from, out);
    }
    if (column_has_tail(out->column)) {
        out->tail = from->tail;
    }
}

told tell_column(const column *one, const column_result *own, const column_result *independent, size_t histories)
{
    told out = told_nothing(one);
    out.independent = column_is_apart(one) ? own : independent;
    if (!column_is_apart(one)) {
        tell_draws(own, &out);
    }
    if (histories >= GAIN_HISTORIES_LEAST && one->level != LEVEL_YEAR && metric_is_gain(one->metric)) {
        tell_gain(own, &out);
    }
    return out;
}

told told_apart(const told *of)
{
    told out = told_nothing(of->column);
    tell_draws(of->independent, &out);
    return out;
}

told result_told(const result *self, size_t index)
{
    const column *one = &self->columns.items[index];
    return tell_column(one, &self->of_column[index], one->twin == COLUMN_NONE ? NULL : &self->of_column[one->twin], (size_t)self->scenario->run.histories);
}

bool result_values(const result *self, size_t index, double out[])
{
    if (!self->rows) {
        return false;
    }
    for (size_t r = 0; r < self->replicates; r++) {
        out[r] = self->rows[r * self->columns.count + index];
    }
    return true;
}
