#include "baselines/baseline.h"

enum { SHARE };

static const setting rows[] = {
    [SHARE] = { .key = "share",
                .type = SETTING_QUANTITY,
                .unit = "share",
                .maximum = 1,
                .doc = "The share of window days that the contract assumes in care without the programme; what is below it is paid.",
                .usual = "0.55 in Essex (Social Finance)",
                .moves = "payments, not value" },
};

static double written_share(const double p[])
{
    return p[SHARE];
}

/** Nobody is looked at. */
static double written_children(const double p[])
{
    (void)p;
    return 0;
}

static double written_entry_ratio(const double p[])
{
    (void)p;
    return 1;
}

const baseline_kind baseline_written = {
    .base = { .name = "written",
              .doc = "The contract says which share of window days it expects in care.",
              .parameters = SETTINGS("written baseline", "A share that the contract says.", rows, quantity) },
    .share = written_share,
    .children = written_children,
    .entry_ratio = written_entry_ratio,
};
