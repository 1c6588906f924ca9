#include "baselines/baseline.h"
#include "baselines/nobody.h"

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

const baseline_kind baseline_written = {
    .base = { .name = "written",
              .doc = "The contract says which share of window days it expects in care.",
              .parameters = SETTINGS("written baseline", "A share that the contract says.", rows, quantity) },
    .share = written_share,
    .children = nobody_children,
    .entry_ratio = nobody_entry_ratio,
    .expects = EXPECTS_DAYS,
};
