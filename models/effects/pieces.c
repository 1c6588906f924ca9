#include "effects/pieces.h"

#include "stats/elementary.h"

void effect_add(effect_steps *steps, double from, double log_ratio)
{
    steps->from[steps->count] = from;
    steps->ratio[steps->count] = log_ratio;
    steps->count++;
}

void effect_finish(effect_steps *steps)
{
    elementary_exp_many(steps->ratio, steps->count);
}

void effect_add_ramp(effect_steps *steps, double days, double log_ratio)
{
    for (int i = 0; i < EFFECT_RAMP_PIECES && days > 0; i++) {
        effect_add(steps, days * i / EFFECT_RAMP_PIECES, log_ratio * (i + 0.5) / EFFECT_RAMP_PIECES);
    }
}

double effect_ramp_end(double days)
{
    return days > 0 ? days : 0;
}

double effect_log_ratio(double hazard_ratio, double dropout_share, const effect_course *course)
{
    return course->log_multiplier * elementary_log(hazard_ratio) * (course->completed ? 1 : dropout_share);
}
