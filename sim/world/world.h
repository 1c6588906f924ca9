#ifndef EDGECARE_WORLD_WORLD_H
#define EDGECARE_WORLD_WORLD_H

#include "base/memory.h"
#include "records/scenario.h"

/** A number of the copy that changes from world to world. */
typedef struct {
    double *number;
    int32_t draw;
} world_number;

/** All that a scenario comes to in one world: a function of the scenario and of a row with a number for each of its uncertain inputs, whoever drew or chose them. One a
 *  worker, set again and again. A zeroed one is empty. */
typedef struct world {
    scenario known;          /* the scenario with every number known: its maps and shares are the world's own, the rest is borrowed from the scenario */
    const double *inputs;    /* borrowed: the row that it was set to, scenario.draw_count numbers */
    world_number *numbers;   /* owned by `memory` */
    size_t count;
    arena memory;
} world;

/** Takes a copy of the scenario (borrowed; must outlive the world) that is not set to any row. False when memory runs out; free it with world_free either way. */
bool world_make(const scenario *of, world *made);
void world_free(world *self); /* legal on a zeroed one */

/** Sets the world to a row of inputs, borrowed until the next call. */
void world_set(world *self, const double inputs[]);

#endif
