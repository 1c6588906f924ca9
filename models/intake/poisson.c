#include "intake/intake.h"

#include "intake/inversion.h"

enum { PER_YEAR };

static const setting rows[] = {
    [PER_YEAR] = { .key = "per_year",
                   .type = SETTING_QUANTITY,
                   .unit = "families a year",
                   .minimum = 0,
                   .maximum = 100000,
                   .doc = "Planned referrals a year.",
                   .moves = "more families, more of everything" },
};

/** per_year / 12 */
static double poisson_planned(const double p[], const number_list *list, unsigned month)
{
    (void)list;
    (void)month;
    return p[PER_YEAR] / 12;
}

/** Variance = mean. */
static uint32_t poisson_count(const double p[], const number_list *list, unsigned month, double mean, double u)
{
    (void)p;
    (void)list;
    (void)month;
    return intake_count_by_inversion(mean, 0, u);
}

const intake_kind intake_poisson = {
    .base = { .name = "poisson",
              .doc = "Families referred independently of one another.",
              .parameters = SETTINGS("Poisson intake", "Independent referrals.", rows, quantity) },
    .count = poisson_count,
    .planned = poisson_planned,
};
