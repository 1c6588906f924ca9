#include <math.h>
#include <string.h>

#include "summarise/gathered.h"

/* The job that summarises the worlds of one component of a mixture. */

/** The values of a column in the worlds in which component `chosen` of `mixture` holds, world by world; returns how many. */
static size_t values_where(const collector *self, size_t mixture, size_t chosen, size_t index, double out[])
{
    const scenario *of = self->layout.scenario;
    const double *holds = self->inputs + of->mixtures.items[mixture].draw;
    size_t count = 0;
    for (size_t world = 0; world < self->worlds; world++) {
        if ((size_t)holds[world * of->draw_count] != chosen) {
            continue;
        }
        for (size_t h = 0; h < self->histories; h++) {
            out[count++] = self->rows[(world * self->histories + h) * self->layout.count + index];
        }
    }
    return count;
}

/** Nothing is known of percentiles where rows are not kept. */
static void no_percentiles(column_result *out)
{
    for (size_t q = 0; q < SUMMARY_QUANTILES; q++) {
        out->summary.quantile[q] = out->summary.quantile_se[q] = (double)NAN;
    }
    out->tail = (tail){(double)NAN, (double)NAN, (double)NAN, (double)NAN};
}

static void percentiles_where(const collector *self, size_t mixture, size_t chosen, size_t index, double number[], column_result *out)
{
    uint64_t *room = (uint64_t *)(void *)(number + self->replicates);
    const size_t count = values_where(self, mixture, chosen, index, number);
    const world_values of = {number, count / self->histories, self->histories};
    summary_quantiles(&of, &self->resampled, room, &out->summary);
    out->tail = tail_of(&of, &self->resampled, room);
}

/** The mixture of a component and, in `component`, which of the mixture's it is. */
static size_t mixture_of(const scenario *self, size_t *component)
{
    size_t mixture = 0;
    while (*component >= self->mixtures.items[mixture].components.count) {
        *component -= self->mixtures.items[mixture++].components.count;
    }
    return mixture;
}

void component_job(collector *self, size_t component, void *scratch)
{
    const columns *layout = &self->layout;
    const component_sums *sums = &self->sums.by_component;
    size_t chosen = component;
    const size_t mixture = mixture_of(layout->scenario, &chosen);
    self->answers->component_worlds[component] = sums->worlds[component];
    for (size_t i = 0; i < layout->by_component_count; i++) {
        const size_t slot = component * layout->by_component_count + i;
        column_result *out = &self->answers->of_component[slot];
        moments_finish(&sums->of_column[slot], &out->summary);
        out->statuses[0] = out->summary.undefined;
        if (layout->items[layout->by_component[i]].metric->denominator) {
            out->ratio = ratio_sums_finish(&sums->of_ratio[slot]);
        }
        if (self->rows) {
            percentiles_where(self, mixture, chosen, layout->by_component[i], scratch, out);
        } else {
            no_percentiles(out);
        }
    }
}
