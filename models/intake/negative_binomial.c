#include "intake/intake.h"

#include "intake/inversion.h"

enum { PER_YEAR, DISPERSION };

static const setting rows[] = {
    [PER_YEAR] = { .key = "per_year",
                   .type = SETTING_QUANTITY,
                   .unit = "families a year",
                   .minimum = 0,
                   .maximum = 100000,
                   .doc = "Planned referrals a year.",
                   .moves = "more families, more of everything" },
    [DISPERSION] = { .key = "dispersion",
                     .type = SETTING_QUANTITY,
                     .minimum = 0,
                     .maximum = 100,
                     .doc = "What months vary beyond chance: the variance of a month's number is mean + dispersion x mean^2.",
                     .moves = "the larger, the more uneven the months" },
};

/** per_year / 12 */
static double negative_binomial_planned(const double p[], const number_list *list, unsigned month)
{
    (void)list;
    (void)month;
    return p[PER_YEAR] / 12;
}

/** Variance = mean + dispersion mean^2. */
static uint32_t negative_binomial_count(const double p[], const number_list *list, unsigned month, double mean, double u)
{
    (void)list;
    (void)month;
    return intake_count_by_inversion(mean, p[DISPERSION], u);
}

const intake_kind intake_negative_binomial = {
    .base = { .name = "negative_binomial",
              .doc = "Referrals that come in busy and quiet months.",
              .parameters = SETTINGS("negative binomial intake", "Uneven referrals.", rows, quantity) },
    .count = negative_binomial_count,
    .planned = negative_binomial_planned,
};
