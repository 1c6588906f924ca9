#ifndef EDGECARE_WORLD_INPUTS_H
#define EDGECARE_WORLD_INPUTS_H

#include "records/scenario.h"
#include "stats/rng.h"

/** The streams of a scenario's uncertain inputs. A zeroed one is empty. */
typedef struct {
    const scenario *scenario; /* borrowed; must outlive it */
    rng_stream *draw;         /* owned, by draw */
    rng_stream *figure;       /* owned, by published figure: its as-of date */
} input_streams;

/** Fills the streams of the scenario's draws and figures. False when memory runs out; they are then empty. */
bool input_streams_make(const scenario *self, input_streams *streams);
/** Frees what the streams own and leaves none; legal on zeroed ones. */
void input_streams_free(input_streams *streams);

/** A number with a row of the scenario's inputs. */
double input_value(quantity number, const double row[]);

/** A fixed number's value, an uncertain one's median within the range of its setting; NaN for what follows a mixture and for a part of a Dirichlet group. */
double input_middle(const scenario *self, quantity input);

/** Draws every uncertain input of world `index` into `world` (scenario.draw_count numbers), by inversion of one uniform each; parts of a Dirichlet group are
 *  gamma quantiles divided by their sum. Clamped to the range of the setting. The draw of a mixture is the index of the component that holds, and a number
 *  that follows a mixture is that component's; one made of an input is what the input gives. Inputs that a portfolio's members have in common are of the stream of run.common_seed. Also each figure's as-of day number (INT32_MAX as a double where it has none)
 *  into `figure_as_of`. */
void inputs_draw(const input_streams *streams, uint32_t index, double world[], double figure_as_of[]);

#endif
