#include "distributions/distribution.h"

#include "stats/quantile.h"

enum { MIN, MODE, MAX };

static const setting rows[] = {
    [MIN] = { .key = "min", .type = SETTING_QUANTITY, .doc = "The lowest value." },
    [MODE] = { .key = "mode", .type = SETTING_QUANTITY, .doc = "The most likely value." },
    [MAX] = { .key = "max", .type = SETTING_QUANTITY, .doc = "The highest value." },
};

/** min + (max - min) B, B beta with a = 1 + 4 (mode - min) / (max - min), b = 1 + 4 (max - mode) / (max - min) */
static double pert_quantile(const double p[], const number_list *list, double u)
{
    (void)list;
    const double width = p[MAX] - p[MIN];
    const double a = 1 + 4 * (p[MODE] - p[MIN]) / width;
    const double b = 1 + 4 * (p[MAX] - p[MODE]) / width;
    return p[MIN] + width * beta_quantile(a, b, u);
}

/** (min + 4 mode + max) / 6 */
static double pert_mean(const double p[], const number_list *list)
{
    (void)list;
    return (p[MIN] + 4 * p[MODE] + p[MAX]) / 6;
}

static void pert_support(const double p[], const number_list *list, double *lowest, double *highest)
{
    (void)list;
    *lowest = p[MIN];
    *highest = p[MAX];
}

static const char *pert_fault(const double p[], const number_list *list)
{
    (void)list;
    return p[MIN] <= p[MODE] && p[MODE] <= p[MAX] && p[MIN] < p[MAX] ? NULL : "min, mode and max must be in this order, min below max";
}

const distribution_kind distribution_pert = {
    .base = { .name = "pert",
              .doc = "A smooth density between min and max with its top at mode: a rescaled beta.",
              .parameters = SETTINGS("PERT distribution", "A lowest, a most likely and a highest value, smooth.", rows, quantity),
              .fault = pert_fault },
    .quantile = pert_quantile,
    .mean = pert_mean,
    .support = pert_support,
};
