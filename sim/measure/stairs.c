#include "measure/stairs.h"

static void fill_steps(const staircase *stairs, uint16_t step_of[])
{
    size_t step = 0;
    for (int32_t day = stairs->first; day <= stairs->last; day++) {
        while (step < stairs->steps && day >= stairs->end[step]) {
            step++;
        }
        step_of[day - stairs->first] = (uint16_t)step;
    }
}

bool staircase_make(int32_t first, const int32_t end[], size_t steps, arena *memory, staircase *stairs)
{
    *stairs = (staircase){ .first = first, .last = steps > 0 ? end[steps - 1] : first, .steps = steps };
    int32_t *ends = arena_take(memory, steps + 1, sizeof *ends);
    uint16_t *step_of = arena_take(memory, (size_t)(stairs->last - first) + 1, sizeof *step_of);
    if (!ends || !step_of) {
        return false;
    }
    for (size_t i = 0; i < steps; i++) {
        ends[i] = end[i];
    }
    ends[steps] = stairs->last;
    stairs->end = ends;
    fill_steps(stairs, step_of);
    stairs->step_of = step_of;
    return true;
}

void stairs_sum(const staircase *stairs, const stair at[], double out[])
{
    double height = 0.0;
    int32_t begin = stairs->first;
    for (size_t i = 0; i < stairs->steps; i++) {
        out[i] += at[i].partial + height * (double)(stairs->end[i] - begin);
        height += at[i].later;
        begin = stairs->end[i];
    }
}
