#include "effects/effect.h"

#include "effects/pieces.h"

enum { HAZARD_RATIO, DROPOUT_SHARE };

static const setting rows[] = {
    [HAZARD_RATIO] = { .key = "hazard_ratio",
                       .type = SETTING_QUANTITY,
                       .unit = "ratio",
                       .minimum = 0.01,
                       .maximum = 10,
                       .doc = "Hazard with therapy divided by hazard without, from the first session on.",
                       .moves = "the lower, the fewer treated children have the event" },
    [DROPOUT_SHARE] = { .key = "dropout_share",
                        .type = SETTING_QUANTITY,
                        .unit = "share",
                        .minimum = 0,
                        .maximum = 1,
                        .fallback = "1",
                        .doc = "Share of the log hazard ratio that families have who drop out.",
                        .moves = "the higher, the more families who drop out gain" },
};

/** ratio = exp(L) for ever, L = log_multiplier log(hazard_ratio), times dropout_share where not completed. */
static void constant_steps(const double p[], const effect_course *course, effect_steps *steps)
{
    steps->count = 0;
    effect_add(steps, 0, effect_log_ratio(p[HAZARD_RATIO], p[DROPOUT_SHARE], course));
    effect_finish(steps);
}

const effect_kind effect_constant = {
    .base = { .name = "constant",
              .doc = "The same hazard ratio from the first session on, for ever.",
              .parameters = SETTINGS("constant effect", "One hazard ratio at all times.", rows, quantity) },
    .steps = constant_steps,
};
