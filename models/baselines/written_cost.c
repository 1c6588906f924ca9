#include "baselines/baseline.h"
#include "baselines/nobody.h"

enum { GBP_PER_DAY };

static const setting rows[] = {
    [GBP_PER_DAY] = { .key = "gbp_per_day",
                      .type = SETTING_QUANTITY,
                      .unit = "GBP per day",
                      .minimum = 0,
                      .maximum = 50000,
                      .doc = "What the contract assumes that placements cost in a window day without the programme, children at home among them; what is below it is saved.",
                      .moves = "payments, not value" },
};

static double cost_written(const double p[])
{
    return p[GBP_PER_DAY];
}

const baseline_kind baseline_written_cost = {
    .base = { .name = "written_cost",
              .doc = "The contract says what it expects placements to cost in a window day; for terms that pay for placement cost saved.",
              .parameters = SETTINGS("written cost", "A cost that the contract says.", rows, quantity) },
    .share = cost_written,
    .children = nobody_children,
    .entry_ratio = nobody_entry_ratio,
    .expects = EXPECTS_COST,
};
