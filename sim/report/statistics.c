#include "report/statistics.h"

const char *const percentile_names[SUMMARY_QUANTILES] = {"p5", "p10", "p25", "p50", "p75", "p90", "p95"};

bool nature_has_mean(metric_nature nature)
{
    return nature != NATURE_STATUS && nature != NATURE_DATE;
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
    tell(self, "mean", of->mean, word);
    tell(self, "se", of->se, word);
    if (of->column->metric->nature == NATURE_RATIO) {
        tell(self, "lower", of->lower, word);
        tell(self, "upper", of->upper, word);
    }
}

static void tell_spread(telling *self, double sd, double luck_share, const char *word)
{
    tell(self, "sd", sd, word);
    tell(self, "luck_share", luck_share, word);
}

static void tell_tail(telling *self, const tail *of, const char *word)
{
    tell(self, "value_at_risk_5", of->value_at_risk, word);
    tell(self, "value_at_risk_5_se", of->value_at_risk_se, word);
    tell(self, "conditional_value_at_risk_5", of->conditional, word);
    tell(self, "conditional_value_at_risk_5_se", of->conditional_se, word);
}

static void tell_shared(telling *self, const told *of, metric_nature nature)
{
    const summary *shared = &of->shared->summary;
    tell_percentiles(self, shared->quantile, "shared");
    if (nature_has_spread(nature)) {
        tell_spread(self, shared->sd, shared->luck_share, "shared");
    }
    if (nature == NATURE_FLAG) {
        tell(self, "mean", shared->mean, "shared");
        tell(self, "se", shared->se, "shared");
    }
    if (column_has_tail(of->column)) {
        tell_tail(self, &of->shared->tail, "shared");
    }
}

static const char *own_word(const column *of)
{
    static const char *const words[COUPLINGS] = {[COUPLED_SHARED] = "shared", [COUPLED_INDEPENDENT] = "independent"};
    return of->metric->arms == ARMS_BOTH ? words[of->how] : "";
}

size_t statistics_of_told(const told *of, statistic out[])
{
    const metric_nature nature = of->column->metric->nature;
    const char *own = own_word(of->column);
    telling all = {.out = out};
    if (nature_has_mean(nature)) {
        tell_mean(&all, of, of->shared && nature != NATURE_FLAG ? "shared" : own);
    }
    if (nature_has_spread(nature)) {
        tell_spread(&all, of->sd, of->luck_share, own);
    }
    tell_percentiles(&all, of->quantile, own);
    tell(&all, "n", (double)of->n, own);
    if (column_has_tail(of->column)) {
        tell_tail(&all, &of->tail, own);
    }
    if (of->shared) {
        tell_shared(&all, of, nature);
    }
    return all.count;
}

size_t statistics_of(const result *self, size_t index, statistic out[])
{
    const told of = result_told(self, index);
    return statistics_of_told(&of, out);
}
