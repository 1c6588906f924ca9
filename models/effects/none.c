#include "effects/effect.h"

/** Ratio 1 for ever. */
static void none_steps(const double p[], const effect_course *course, effect_steps *steps)
{
    (void)p;
    (void)course;
    *steps = (effect_steps){ .count = 1, .from = { 0 }, .ratio = { 1 } };
}

const effect_kind effect_none = {
    .base = { .name = "none",
              .doc = "Therapy changes nothing.",
              .parameters = { .title = "no effect", .doc = "Therapy changes nothing." } },
    .steps = none_steps,
};
