#include "hazards/hazard.h"

#include <math.h>

extern const hazard_kind hazard_never;

/** H(t) = 0 */
static double never_cumulative(const double p[], const number_list *list, double t)
{
    (void)p;
    (void)list;
    (void)t;
    return 0;
}

/** Reached at once when h is 0, else never. */
static double never_inverse(const double p[], const number_list *list, double h)
{
    (void)p;
    (void)list;
    return h > 0 ? HUGE_VAL : 0;
}

static void never_inverse_many(const double p[], const number_list *list, double h[], size_t count)
{
    hazard_inverse_each(&hazard_never, p, list, h, count);
}

const hazard_kind hazard_never = {
    .base = { .name = "never",
              .doc = "The event does not happen.",
              .parameters = { .title = "no hazard", .doc = "An event that does not happen." } },
    .cumulative = never_cumulative,
    .inverse = never_inverse,
    .inverse_many = never_inverse_many,
};
