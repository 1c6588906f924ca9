#include "report/stats_json.h"

#include <math.h>

#include "report/statistics.h"

static void percentiles(members *made, json_value *into, metric_nature nature, const double quantile[])
{
    for (size_t i = 0; i < SUMMARY_QUANTILES; i++) {
        if (nature == NATURE_DATE) {
            member_date(made, into, percentile_names[i], quantile[i]);
        } else {
            member_number(made, into, percentile_names[i], quantile[i]);
        }
    }
}

/** Standard errors of the percentiles, where there are any. */
static void percentile_errors(members *made, json_value *into, const double se[])
{
    json_value *errors = member_object(made, into, "percentile_se");
    for (size_t i = 0; i < SUMMARY_QUANTILES; i++) {
        member_number(made, errors, percentile_names[i], se[i]);
    }
}

static void undefined(members *made, json_value *into, const told *of)
{
    json_value *counts = member_object(made, into, "undefined");
    const char *const *words = of->column->metric->statuses;
    for (size_t i = 0; words[i]; i++) {
        if (of->statuses[i]) {
            member_number(made, counts, words[i], (double)of->statuses[i]);
        }
    }
}

/** The share of futures of each reason, of a metric that has several. */
static void undefined_shares(members *made, json_value *into, const told *of)
{
    const metric *about = of->column->metric;
    json_value *shares = about->status ? member_object(made, into, "undefined_share") : NULL;
    for (size_t i = 0; shares && about->statuses[i]; i++) {
        member_number(made, shares, about->statuses[i], undefined_share(of, i));
    }
}

static void means(members *made, json_value *into, const told *of, metric_nature nature)
{
    member_number(made, into, mean_word(nature), of->mean);
    if (nature_has_spread(nature)) {
        member_number(made, into, "sd", of->sd);
    }
    member_number(made, into, "se", of->se);
    if (nature == NATURE_RATIO) {
        member_number(made, into, "lower", of->lower);
        member_number(made, into, "upper", of->upper);
    }
}

/** The value at risk of what a party gains, with its standard errors. */
static void tail_numbers(members *made, json_value *into, const tail *of)
{
    member_number(made, into, "value_at_risk_5", of->value_at_risk);
    member_number(made, into, "conditional_value_at_risk_5", of->conditional);
    member_number(made, into, "value_at_risk_5_se", of->value_at_risk_se);
    member_number(made, into, "conditional_value_at_risk_5_se", of->conditional_se);
}

/** All that one set of draws says. */
static void draws_json(members *made, json_value *stats, const told *of)
{
    const metric_nature nature = of->column->metric->nature;
    if (nature_has_mean(nature)) {
        means(made, stats, of, nature);
    }
    percentiles(made, stats, nature, of->quantile);
    percentile_errors(made, stats, of->quantile_se);
    if (nature_has_spread(nature)) {
        member_number(made, stats, "luck_share", of->luck_share);
    }
    member_number(made, stats, "n", (double)of->n);
    undefined(made, stats, of);
    undefined_shares(made, stats, of);
    if (column_has_tail(of->column)) {
        tail_numbers(made, stats, &of->tail);
    }
}

void told_json(members *made, json_value *into, const char *key, const told *of)
{
    json_value *stats = member_object(made, into, key);
    draws_json(made, stats, of);
    if (!isnan(of->gain)) {
        json_value *gain = member_object(made, stats, "gains_on_average");
        member_number(made, gain, "probability", of->gain);
        member_number(made, gain, "se", of->gain_se);
    }
    if (of->independent) {
        const told apart = told_apart(of);
        draws_json(made, member_object(made, stats, "independent"), &apart);
    }
}

void stats_json(members *made, json_value *into, const char *key, const result *from, size_t index)
{
    const told of = result_told(from, index);
    told_json(made, into, key, &of);
}

void place_metrics_json(members *made, json_value *into, const result *from, const place *at)
{
    for (size_t i = at->from; i < at->until; i++) {
        if (column_leads(&from->columns.items[i]) && !from->columns.items[i].lacks_investor) {
            stats_json(made, into, from->columns.items[i].name, from, i);
        }
    }
}
