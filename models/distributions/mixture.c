#include "distributions/distribution.h"

#include "stats/normal.h"

#include <math.h>

static const setting rows[] = {
    { .key = "components",
      .type = SETTING_NUMBERS,
      .minimum = 0,
      .maximum = 1e12,
      .doc = "Triples of a weight, a median and a sigma, one for each log-normal component: [0.7, 1, 0.05, 0.3, 0.75, 0.2].",
      .moves = "weights move between the readings that the components stand for" },
};

typedef struct {
    double weight;
    double log_median;
    double sigma;
} component;

static size_t component_count(const number_list *list)
{
    return list->count / 3;
}

static component component_at(const number_list *list, size_t i)
{
    const double *const triple = list->items + 3 * i;
    return (component){ triple[0], log(triple[1]), triple[2] };
}

static double weight_sum(const number_list *list)
{
    double sum = 0;
    for (size_t i = 0; i < component_count(list); i++) {
        sum += component_at(list, i).weight;
    }
    return sum;
}

/* The share of the mixture whose logarithm is below y, or above y where `side` is -1, and the density there. */
typedef struct {
    double share;
    double density;
} mixture_value;

static mixture_value mixture_at(const number_list *list, double y, double side)
{
    mixture_value at = { 0, 0 };
    const double sum = weight_sum(list);
    for (size_t i = 0; i < component_count(list); i++) {
        const component c = component_at(list, i);
        const double z = (y - c.log_median) / c.sigma;
        at.share += c.weight / sum * normal_cdf(side * z);
        at.density += c.weight / sum * exp(-0.5 * z * z) / (c.sigma * sqrt(2 * M_PI));
    }
    return at;
}

typedef struct {
    double low;
    double high;
} bracket;

/* The mixture's quantile lies between those of its components. */
static bracket bracket_of(const number_list *list, double u)
{
    const double z = normal_quantile(u);
    bracket around = { HUGE_VAL, -HUGE_VAL };
    for (size_t i = 0; i < component_count(list); i++) {
        const component c = component_at(list, i);
        around.low = fmin(around.low, c.log_median + c.sigma * z);
        around.high = fmax(around.high, c.log_median + c.sigma * z);
    }
    return around;
}

/** exp(y), sum of weight_i Phi((y - log median_i) / sigma_i) = u, by Newton's method from the smaller tail, kept within a shrinking bracket by halving. */
static double mixture_quantile(const double p[], const number_list *list, double u)
{
    (void)p;
    const double side = u < 0.5 ? 1 : -1;
    bracket around = bracket_of(list, u);
    double y = 0.5 * (around.low + around.high);
    for (int i = 0; i < 200 && around.high - around.low > 1e-14; i++) {
        const mixture_value at = mixture_at(list, y, side);
        const double excess = side * (at.share - (side > 0 ? u : 1 - u)); /* above 0 where y is too high */
        *(excess > 0 ? &around.high : &around.low) = y;
        const double next = y - excess / at.density;
        const double step = (next > around.low && next < around.high ? next : 0.5 * (around.low + around.high)) - y;
        y += step;
        if (fabs(step) < 1e-14) {
            break;
        }
    }
    return exp(y);
}

/** sum of weight_i median_i exp(sigma_i^2 / 2) / sum of weight */
static double mixture_mean(const double p[], const number_list *list)
{
    (void)p;
    double sum = 0;
    for (size_t i = 0; i < component_count(list); i++) {
        const component c = component_at(list, i);
        sum += c.weight * exp(c.log_median + 0.5 * c.sigma * c.sigma);
    }
    return sum / weight_sum(list);
}

static void mixture_support(const double p[], const number_list *list, double *lowest, double *highest)
{
    (void)p;
    (void)list;
    *lowest = 0;
    *highest = HUGE_VAL;
}

static const char *mixture_fault(const double p[], const number_list *list)
{
    (void)p;
    if (list->count < 3 || list->count % 3 != 0) {
        return "components must be triples of a weight, a median and a sigma, at least one";
    }
    for (size_t i = 0; i < list->count; i += 3) {
        if (!(list->items[i] > 0 && list->items[i + 1] > 0 && list->items[i + 2] >= 1e-6 && list->items[i + 2] <= 10)) {
            return "every weight and median must be above 0, and every sigma in 0.000001 .. 10";
        }
    }
    return NULL;
}

const distribution_kind distribution_mixture = {
    .base = { .name = "mixture",
              .doc = "One of several log-normal distributions, each with a weight: for sources that contradict one another.",
              .parameters = SETTINGS("mixture distribution", "Weighted log-normal components.", rows, quantity),
              .fault = mixture_fault },
    .quantile = mixture_quantile,
    .mean = mixture_mean,
    .support = mixture_support,
};
