#include "baselines/control_rows.h"

enum { CHILDREN, SELECTION_RATIO };

static const setting rows[] = {
    [CHILDREN] = CONTROL_CHILDREN_ROW("How many untreated children are followed beside the programme.", NULL),
    [SELECTION_RATIO] = CONTROL_SELECTION_ROW,
};

static double live_children(const double p[])
{
    return p[CHILDREN];
}

static double live_entry_ratio(const double p[])
{
    return p[SELECTION_RATIO];
}

const baseline_kind baseline_live_control = {
    .base = { .name = "live_control",
              .doc = "The share of window days in care, so far, of so many untreated children who are followed beside the programme.",
              .parameters = SETTINGS("live control group", "Untreated children of the same time.", rows, quantity),
              .fault = children_are_whole },
    .share = control_share,
    .children = live_children,
    .entry_ratio = live_entry_ratio,
    .live = true,
};
