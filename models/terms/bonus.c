#include "terms/term.h"

enum { UNITS };

static const setting rows[] = {
    [UNITS] = { .key = "units",
                .type = SETTING_QUANTITY,
                .unit = "units",
                .minimum = 0.001,
                .maximum = 1e9,
                .doc = "How many units the term named by \"by\" must have achieved in all.",
                .moves = "payments: more units are reached later, or never" },
};

/** One unit in the period in which the sum of achieved units reaches the threshold. What is taken back later changes nothing, but a threshold that is reached
 *  again earns again. */
static double bonus_units(const double p[], const period_view *view)
{
    return view->by_units_before < p[UNITS] && view->by_units >= p[UNITS] ? 1.0 : 0.0;
}

const term_kind term_bonus = {
    .base = { .name = "bonus",
              .doc = "One unit in the period in which another term's achieved units, in all, reach a number.",
              .parameters = SETTINGS("bonus", "Paid once, when so much is achieved.", rows, quantity) },
    .unit_name = "bonus",
    .period_units = bonus_units,
};
