#include "baselines/control_rows.h"

enum { CHILDREN, SELECTION_RATIO, DRIFT_PER_YEAR, YEARS_BEFORE };

static const setting rows[] = {
    [CHILDREN] = CONTROL_CHILDREN_ROW("How many children of earlier years the contract looked back at.", "650 in Essex (Social Finance)"),
    [SELECTION_RATIO] = CONTROL_SELECTION_ROW,
    [DRIFT_PER_YEAR] = { .key = "drift_per_year",
                         .type = SETTING_QUANTITY,
                         .unit = "hazard ratio per year",
                         .minimum = 0.5,
                         .maximum = 2,
                         .fallback = "1",
                         .doc = "By how much the hazard of entering care grows in a year, between their time and the programme's.",
                         .moves = "payments, not value" },
    [YEARS_BEFORE] = { .key = "years_before",
                       .type = SETTING_NUMBER,
                       .unit = "years",
                       .maximum = 20,
                       .fallback = "3",
                       .doc = "How many years before the programme's children they were referred.",
                       .moves = "payments, where there is a drift" },
};

static double historical_children(const double p[])
{
    return p[CHILDREN];
}

/** Selection, and the drift taken back: selection_ratio x drift_per_year^(-years_before). */
static double historical_entry_ratio(const double p[])
{
    return p[SELECTION_RATIO] * pow(p[DRIFT_PER_YEAR], -p[YEARS_BEFORE]);
}

const baseline_kind baseline_historical_cohort = {
    .base = { .name = "historical_cohort",
              .doc = "The share of window days in care of so many untreated children of earlier years, known before the programme begins.",
              .parameters = SETTINGS("historical cohort", "Untreated children of earlier years.", rows, quantity),
              .fault = children_are_whole },
    .share = control_share,
    .children = historical_children,
    .entry_ratio = historical_entry_ratio,
};
