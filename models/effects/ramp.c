#include "effects/effect.h"

#include "effects/pieces.h"

enum { HAZARD_RATIO, DROPOUT_SHARE };

static const setting rows[] = {
    [HAZARD_RATIO] = { .key = "hazard_ratio",
                       .type = SETTING_QUANTITY,
                       .unit = "ratio",
                       .minimum = 0.01,
                       .maximum = 10,
                       .doc = "Hazard with therapy divided by hazard without, from the end of the course on.",
                       .moves = "the lower, the fewer treated children have the event" },
    [DROPOUT_SHARE] = { .key = "dropout_share",
                        .type = SETTING_QUANTITY,
                        .unit = "share",
                        .minimum = 0,
                        .maximum = 1,
                        .fallback = "0.35",
                        .doc = "Share of the log hazard ratio that families reach who drop out.",
                        .usual = "0.35, an assumption",
                        .moves = "the higher, the more families who drop out gain" },
};

/** ratio = exp(L min(1, t / T)), L = log_multiplier log(hazard_ratio), times dropout_share where not completed; T the days received, so that a family
 *  who drops out gains nothing after its last session. The rise is cut into four equal pieces. */
static void ramp_steps(const double p[], const effect_course *course, effect_steps *steps)
{
    const double full = effect_log_ratio(p[HAZARD_RATIO], p[DROPOUT_SHARE], course);
    steps->count = 0;
    effect_add_ramp(steps, course->received_days, full);
    effect_add(steps, effect_ramp_end(course->received_days), full);
    effect_finish(steps);
}

const effect_kind effect_ramp = {
    .base = { .name = "ramp",
              .doc = "The log hazard ratio grows straight over the course and then holds.",
              .parameters = SETTINGS("ramp effect", "A hazard ratio reached over the course.", rows, quantity) },
    .steps = ramp_steps,
};
