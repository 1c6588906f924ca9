#include "distributions/distribution.h"

static const setting rows[] = {
    { .key = "values",
      .type = SETTING_NUMBERS,
      .doc = "Pairs of a value and its weight, values rising: [0.6, 1, 0.8, 3] is 0.6 once in four times and else 0.8.",
      .moves = "weights move the share of each value" },
};

static size_t value_count(const number_list *list)
{
    return list->count / 2;
}

static double value_at(const number_list *list, size_t i)
{
    return list->items[2 * i];
}

static double weight_at(const number_list *list, size_t i)
{
    return list->items[2 * i + 1];
}

static double weight_sum(const number_list *list)
{
    double sum = 0;
    for (size_t i = 0; i < value_count(list); i++) {
        sum += weight_at(list, i);
    }
    return sum;
}

/** The first value up to which the weights are more than u of their sum. */
static double discrete_quantile(const double p[], const number_list *list, double u)
{
    (void)p;
    double left = u * weight_sum(list);
    size_t i = 0;
    while (i + 1 < value_count(list) && left >= weight_at(list, i)) {
        left -= weight_at(list, i);
        i++;
    }
    return value_at(list, i);
}

/** sum of weight x value / sum of weight */
static double discrete_mean(const double p[], const number_list *list)
{
    (void)p;
    double sum = 0;
    for (size_t i = 0; i < value_count(list); i++) {
        sum += weight_at(list, i) * value_at(list, i);
    }
    return sum / weight_sum(list);
}

static void discrete_support(const double p[], const number_list *list, double *lowest, double *highest)
{
    (void)p;
    *lowest = value_at(list, 0);
    *highest = value_at(list, value_count(list) - 1);
}

static const char *discrete_fault(const double p[], const number_list *list)
{
    (void)p;
    if (list->count < 2 || list->count % 2 != 0) {
        return "values must be pairs of a value and its weight, at least one";
    }
    for (size_t i = 0; i < value_count(list); i++) {
        if (!(weight_at(list, i) > 0)) {
            return "every weight must be above 0";
        }
        if (i > 0 && value_at(list, i) <= value_at(list, i - 1)) {
            return "the values must rise";
        }
    }
    return NULL;
}

const distribution_kind distribution_discrete = {
    .base = { .name = "discrete",
              .doc = "One of a list of values, each with a weight.",
              .parameters = SETTINGS("discrete distribution", "Values with weights.", rows, quantity),
              .fault = discrete_fault },
    .quantile = discrete_quantile,
    .mean = discrete_mean,
    .support = discrete_support,
};
