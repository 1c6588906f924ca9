#include "report/statistics.h"

#include <math.h>

const char *const percentile_names[SUMMARY_QUANTILES] = {"p5", "p10", "p25", "p50", "p75", "p90", "p95"};

bool nature_has_mean(metric_nature nature)
{
    return nature != NATURE_STATUS && nature != NATURE_DATE;
}

const char *mean_word(metric_nature nature)
{
    return nature == NATURE_RATIO ? "ratio_of_means" : "mean";
}

bool nature_has_spread(metric_nature nature)
{
    return nature_has_mean(nature) && nature != NATURE_RATIO;
}

typedef struct {
    statistic *out;
    size_t count;
} telling;

static void tell(telling *self, const char *name, double number, const char *coupling_word)
{
    self->out[self->count++] = (statistic){name, number, coupling_word};
}

static void tell_percentiles(telling *self, const double quantile[], const char *word)
{
    for (size_t i = 0; i < SUMMARY_QUANTILES; i++) {
        tell(self, percentile_names[i], quantile[i], word);
    }
}

static void tell_mean(telling *self, const told *of, const char *word)
{
    tell(self, mean_word(of->column->metric->nature), of->mean, word);
    tell(self, "se", of->se, word);
    if (of->column->metric->nature == NATURE_RATIO) {
        tell(self, "lower", of->lower, word);
        tell(self, "upper", of->upper, word);
    }
}

static void tell_tail(telling *self, const tail *of, const char *word)
{
    tell(self, "value_at_risk_5", of->value_at_risk, word);
    tell(self, "value_at_risk_5_se", of->value_at_risk_se, word);
    tell(self, "conditional_value_at_risk_5", of->conditional, word);
    tell(self, "conditional_value_at_risk_5_se", of->conditional_se, word);
}

double undefined_share(const told *of, size_t status)
{
    uint64_t futures = of->n;
    for (size_t i = 0; i < METRIC_STATUSES; i++) {
        futures += of->statuses[i];
    }
    return futures > 0 ? (double)of->statuses[status] / (double)futures : (double)NAN;
}

static void tell_undefined(telling *self, const told *of, const char *word)
{
    const metric *about = of->column->metric;
    for (size_t i = 0; about->status && about->statuses[i]; i++) {
        tell(self, about->statuses[i], undefined_share(of, i), word);
    }
}

/** All that one set of draws says. */
static void tell_draws(telling *self, const told *of, const char *word)
{
    const metric_nature nature = of->column->metric->nature;
    if (nature_has_mean(nature)) {
        tell_mean(self, of, word);
    }
    if (nature_has_spread(nature)) {
        tell(self, "sd", of->sd, word);
        tell(self, "luck_share", of->luck_share, word);
    }
    tell_percentiles(self, of->quantile, word);
    tell(self, "n", (double)of->n, word);
    tell_undefined(self, of, word);
    if (column_has_tail(of->column)) {
        tell_tail(self, &of->tail, word);
    }
}

/** Which draws a headline is of, where that matters. */
static const char *own_word(const column *of)
{
    return metric_is_difference(of->metric) || of->twin != COLUMN_NONE ? "shared" : "";
}

size_t statistics_of_told(const told *of, statistic out[])
{
    telling all = {.out = out};
    if (!column_is_apart(of->column)) {
        tell_draws(&all, of, own_word(of->column));
    }
    if (!isnan(of->gain)) {
        tell(&all, "gains_on_average", of->gain, "");
        tell(&all, "gains_on_average_se", of->gain_se, "");
    }
    if (of->independent) {
        const told apart = told_apart(of);
        tell_draws(&all, &apart, "independent");
    }
    return all.count;
}

size_t statistics_of(const result *self, size_t index, statistic out[])
{
    const told of = result_told(self, index);
    return statistics_of_told(&of, out);
}
