#ifndef EDGECARE_MODELS_PIECES_H
#define EDGECARE_MODELS_PIECES_H

#include "effects/effect.h"

#define EFFECT_RAMP_PIECES 4

/** Appends a piece from day `from` on with the given log hazard ratio; until effect_finish the steps hold logarithms. */
void effect_add(effect_steps *steps, double from, double log_ratio);

/** Appends the way from no effect at day 0 to `log_ratio` at day `days`, straight in the logarithm, in EFFECT_RAMP_PIECES equal pieces each with the
 *  value of its middle; nothing when `days` is not above 0. The piece that holds afterwards is the caller's to add, from effect_ramp_end on. */
void effect_add_ramp(effect_steps *steps, double days, double log_ratio);
/** The day on which such a way ends: `days`, or 0 where that is not above 0. */
double effect_ramp_end(double days);

/** Turns the log hazard ratios of all pieces into hazard ratios. */
void effect_finish(effect_steps *steps);

/** The full log hazard ratio of a family: log_multiplier log(hazard_ratio), times `dropout_share` where it did not complete. */
double effect_log_ratio(double hazard_ratio, double dropout_share, const effect_course *course);

#endif
