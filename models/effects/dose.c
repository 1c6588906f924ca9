#include "effects/effect.h"

#include "effects/pieces.h"

enum { HAZARD_RATIO, DROPOUT_SHARE };

static const setting rows[] = {
    [HAZARD_RATIO] = { .key = "hazard_ratio",
                       .type = SETTING_QUANTITY,
                       .unit = "ratio",
                       .minimum = 0.01,
                       .maximum = 10,
                       .doc = "Hazard with therapy divided by hazard without, for families who complete, from the end of the course on.",
                       .moves = "the lower, the fewer treated children have the event" },
    [DROPOUT_SHARE] = { .key = "dropout_share",
                        .type = SETTING_QUANTITY,
                        .unit = "share",
                        .minimum = 0,
                        .maximum = 1,
                        .fallback = "1",
                        .doc = "Share of the log hazard ratio that counts for families who drop out, on top of the share of the course they received.",
                        .moves = "the higher, the more families who drop out gain" },
};

/** ratio = exp(L min(1, t / T)), L = log_multiplier log(hazard_ratio), for families who drop out times dropout_share and the received share of the
 *  course; T the days received. At dropout_share 1 a family who drops out keeps what it has gained by its last session. Four pieces as for the ramp. */
static void dose_steps(const double p[], const effect_course *course, effect_steps *steps)
{
    const double received = course->received_days < course->course_days ? course->received_days / course->course_days : 1;
    const double dose = course->completed ? 1 : received > 0 ? received : 0;
    const double full = dose * effect_log_ratio(p[HAZARD_RATIO], p[DROPOUT_SHARE], course);
    steps->count = 0;
    effect_add_ramp(steps, course->received_days, full);
    effect_add(steps, effect_ramp_end(course->received_days), full);
    effect_finish(steps);
}

const effect_kind effect_dose = {
    .base = { .name = "dose",
              .doc = "The log hazard ratio is in proportion to the part of the course received.",
              .parameters = SETTINGS("dose effect", "A hazard ratio in proportion to the dose.", rows, quantity) },
    .steps = dose_steps,
};
