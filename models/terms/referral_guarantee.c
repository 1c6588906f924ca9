#include "terms/term.h"

#include <math.h>

enum { SHARE };

static const setting rows[] = {
    [SHARE] = { .key = "share",
                .type = SETTING_QUANTITY,
                .unit = "share",
                .maximum = 1,
                .doc = "The share of the planned referrals that the commissioner guarantees.",
                .moves = "payments when referrals fall short" },
};

/** One unit for each family by which a period's referrals fall short of the share guaranteed of those planned; fractions count. */
static double referral_guarantee_units(const double p[], const period_view *view)
{
    return fmax(0.0, p[SHARE] * view->planned_referrals - view->referrals);
}

const term_kind term_referral_guarantee = {
    .base = { .name = "referral_guarantee",
              .doc = "Every family by which the period's referrals fall short of a share of those planned earns one unit.",
              .parameters = SETTINGS("referral guarantee", "Paid for families who were promised and did not come.", rows, quantity) },
    .unit_name = "family",
    .period_units = referral_guarantee_units,
};
