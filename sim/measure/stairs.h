#ifndef EDGECARE_MEASURE_STAIRS_H
#define EDGECARE_MEASURE_STAIRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"

/** Time cut into steps that follow each other: claim periods or financial years. Set once per run. */
typedef struct {
    int32_t first, last;     /* days first .. last - 1 belong to a step */
    size_t steps;
    const int32_t *end;      /* first day after each step; end[steps] = last */
    const uint16_t *step_of; /* by day - first, for days first .. last; `steps` for the day `last` */
} staircase;

/** Days of runs by step, before they are added up. An array of steps + 1 of them, zeroed, takes a run in two additions of pairs however many steps it
 *  spans:
 *
 *  days in step s = partial[s] + (later[0] + ... + later[s - 1]) x length of s */
typedef struct {
    double partial;
    double later;
} stair;

/** A staircase from ascending ends; the first step begins on `first`. False when memory runs out. */
bool staircase_make(int32_t first, const int32_t end[], size_t steps, arena *memory, staircase *stairs);

/** Adds what the stairs hold to out[0 .. steps - 1]. */
void stairs_sum(const staircase *stairs, const stair at[], double out[]);

/** Adds the days from .. until - 1, each as `weight`; days outside the staircase do not count. */
static inline void stairs_add(const staircase *stairs, stair at[], int32_t from, int32_t until, double weight)
{
    from = from > stairs->first ? from : stairs->first;
    until = until < stairs->last ? until : stairs->last;
    if (from >= until) {
        return;
    }
    const size_t a = stairs->step_of[from - stairs->first];
    const size_t b = stairs->step_of[until - stairs->first];
    at[a].partial += weight * (double)(stairs->end[a] - from);
    at[a].later += weight;
    at[b].partial -= weight * (double)(stairs->end[b] - until);
    at[b].later -= weight;
}

#endif
