#include <math.h>
#include <string.h>

#include "report/futures.h"
#include "solve/goal.h"
#include "stats/summary.h"

static goal_estimate mean_measured(const goal_rows *of)
{
    moments sums = {0};
    summary out = {.n = 0};
    for (size_t r = 0; r < of->worlds * of->histories; r++) {
        if (!isnan(of->rows[r * of->stride])) {
            sums.shift = of->rows[r * of->stride];
            break;
        }
    }
    for (size_t w = 0; w < of->worlds; w++) {
        moments_add_world(&sums, of->rows + w * of->histories * of->stride, of->histories, of->stride);
    }
    moments_finish(&sums, &out);
    return (goal_estimate){.value = out.mean, .se = out.se};
}

/** The mean over a world's histories of a cell, counted from the goal's first. */
static double world_mean(const goal_rows *of, size_t world, size_t cell)
{
    double sum = 0;
    for (size_t h = 0; h < of->histories; h++) {
        sum += of->rows[(world * of->histories + h) * of->stride + cell];
    }
    return sum / (double)of->histories;
}

static goal_estimate ratio_measured(const goal_rows *of, double scratch[])
{
    double *num = scratch, *den = scratch + of->worlds;
    for (size_t w = 0; w < of->worlds; w++) {
        num[w] = world_mean(of, w, 0);
        den[w] = world_mean(of, w, 1);
    }
    const ratio_summary ratio = ratio_of_means(num, den, of->worlds);
    return (goal_estimate){.value = ratio.ratio, .se = ratio.se};
}

static bool is_beyond(const goal *self, double number)
{
    const goal threshold = {.compare = self->passes, .bound = self->threshold};
    return goal_holds(&threshold, number);
}

static goal_estimate probability_measured(const goal *self, const goal_rows *of, double scratch[])
{
    for (size_t r = 0; r < of->worlds * of->histories; r++) {
        scratch[r] = is_beyond(self, of->rows[r * of->stride]);
    }
    return mean_measured(&(goal_rows){scratch, 1, of->worlds, of->histories, NULL});
}

static goal_estimate quantile_measured(const goal *self, const goal_rows *of, double scratch[])
{
    const size_t replicates = of->worlds * of->histories;
    const world_values values = {scratch, of->worlds, of->histories};
    order_statistic asked = {.kind = ORDER_QUANTILE, .level = self->level};
    for (size_t r = 0; r < replicates; r++) {
        scratch[r] = of->rows[r * of->stride];
    }
    order_statistics(&values, of->by, &asked, 1, (uint64_t *)(void *)(scratch + replicates));
    return (goal_estimate){.value = asked.value, .se = asked.se};
}

static goal_estimate measured(const goal *self, const goal_rows *of, double scratch[])
{
    switch (self->measure) {
    case GOAL_MEAN:
        return self->cell_count == 2 ? ratio_measured(of, scratch) : mean_measured(of);
    case GOAL_PROBABILITY:
        return probability_measured(self, of, scratch);
    case GOAL_QUANTILE:
        return quantile_measured(self, of, scratch);
    }
    return (goal_estimate){.value = (double)NAN, .se = (double)NAN};
}

goal_estimate goal_measured(const goal *self, const goal_rows *of, double scratch[])
{
    goal_estimate out = measured(self, of, scratch);
    const bool is_share = self->measure == GOAL_PROBABILITY || (self->row && self->row->nature == NATURE_FLAG);
    out.se = is_share && is_one_sided(out.value) ? (double)NAN : out.se;
    out.worlds = of->worlds;
    out.futures = of->worlds * of->histories;
    for (size_t r = 0; r < out.futures; r++) {
        out.undefined += isnan(of->rows[r * of->stride]) ? 1 : 0;
    }
    return out;
}
