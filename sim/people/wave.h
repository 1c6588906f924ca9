#ifndef EDGECARE_PEOPLE_WAVE_H
#define EDGECARE_PEOPLE_WAVE_H

#include "people/draw.h"

#define NO_TRANSITION 255

/** The occasion of what is drawn where a child stands: how often it has entered the class of its state, and its move within that class. */
static inline uint32_t walker_occasion(const career_model *model, const walker *here)
{
    return rng_occasion(here->spell[model->class_of[here->state]], here->move, 0);
}

/** Reads where `count` children stand (at most WAVE_CHUNK) into ws->chunk; their 18th birthdays are the best times so far. */
void wave_gather(const draw_setting *how, const uint32_t child[], size_t count, career_workspace *ws);

/** The setting's half of `count` blocks of a stream. */
void wave_uniforms(const draw_setting *how, rng_stream stream, const wave_columns *of, size_t count, double uniform[]);

/** When transition k happens to each child of ws->chunk, into its `time`: drawn where they stand, or remembered where its clock is the class's and the
 *  child was in that class before. Times after the 18th birthday may be TIME_NEVER. */
void wave_times(const draw_setting *how, uint8_t k, career_workspace *ws);

#endif
