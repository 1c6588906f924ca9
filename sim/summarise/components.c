#include "summarise/components.h"

#include <stdlib.h>
#include <string.h>

/** Told by component besides headline metrics: what a decision looks at. */
static const char *const told_names[] = {
    "commissioner_net_cashable_gbp", "commissioner_net_pv_gbp", "investor_npv_gbp", "commissioner_saves", "investor_loses", "benefit_cost_ratio_payer",
};

static bool is_told(const column *of)
{
    if (!(of->level & LEVELS_VALUE) || of->lacks_investor) {
        return false;
    }
    for (size_t i = 0; i < sizeof told_names / sizeof told_names[0]; i++) {
        if (strcmp(of->metric->name, told_names[i]) == 0) {
            return true;
        }
    }
    return of->metric->headline;
}

/** The number of a mixture's first component. */
static size_t components_first(const scenario *self, size_t mixture)
{
    size_t first = 0;
    for (size_t i = 0; i < mixture; i++) {
        first += self->mixtures.items[i].components.count;
    }
    return first;
}

bool components_lay_out(columns *out)
{
    out->component_count = components_first(out->scenario, out->scenario->mixtures.count);
    if (out->component_count == 0) {
        return true;
    }
    out->by_component = arena_take(&out->memory, out->count, sizeof *out->by_component);
    for (size_t i = 0; out->by_component && i < out->count; i++) {
        if (is_told(&out->items[i])) {
            out->by_component[out->by_component_count++] = i;
        }
    }
    return out->by_component != NULL;
}

static size_t slots_of(const columns *layout)
{
    return layout->component_count * layout->by_component_count;
}

bool component_sums_make(const columns *layout, component_sums *out)
{
    *out = (component_sums){0};
    if (layout->component_count == 0) {
        return true;
    }
    *out = (component_sums){.of_column = calloc(slots_of(layout) + 1, sizeof *out->of_column),
                            .of_ratio = calloc(slots_of(layout) + 1, sizeof *out->of_ratio),
                            .worlds = calloc(layout->component_count, sizeof *out->worlds)};
    if (out->of_column && out->of_ratio && out->worlds) {
        return true;
    }
    component_sums_free(out);
    return false;
}

void component_sums_free(component_sums *self)
{
    free(self->of_column);
    free(self->of_ratio);
    free(self->worlds);
    *self = (component_sums){0};
}

void component_sums_clear(component_sums *self, const columns *layout, const moments of_column[])
{
    for (size_t c = 0; c < layout->component_count; c++) {
        self->worlds[c] = 0;
        for (size_t i = 0; i < layout->by_component_count; i++) {
            const size_t slot = c * layout->by_component_count + i;
            self->of_column[slot] = (moments){.shift = of_column[layout->by_component[i]].shift};
            self->of_ratio[slot] = (ratio_sums){0};
        }
    }
}

/** The mean of a part over the histories of a world. */
static double mean_of_part(const double part[], size_t histories, size_t stride)
{
    double sum = 0;
    for (size_t h = 0; h < histories; h++) {
        sum += part[h * stride];
    }
    return sum / (double)histories;
}

static void add_to_component(component_sums *self, const columns *layout, size_t component, const double rows[], const double parts[], size_t histories)
{
    self->worlds[component]++;
    for (size_t i = 0; i < layout->by_component_count; i++) {
        const column *of = &layout->items[layout->by_component[i]];
        const size_t slot = component * layout->by_component_count + i;
        moments_add_world(&self->of_column[slot], rows + layout->by_component[i], histories, layout->count);
        if (of->metric->denominator) {
            const double *part = parts + of->part;
            ratio_sums_add(&self->of_ratio[slot], mean_of_part(part, histories, layout->parts), mean_of_part(part + 1, histories, layout->parts));
        }
    }
}

void component_sums_add(component_sums *self, const columns *layout, const double inputs[], const double rows[], const double parts[], size_t histories)
{
    const scenario *of = layout->scenario;
    for (size_t m = 0; m < of->mixtures.count; m++) {
        add_to_component(self, layout, components_first(of, m) + (size_t)inputs[of->mixtures.items[m].draw], rows, parts, histories);
    }
}

void component_sums_join(component_sums *self, const component_sums *block, const columns *layout)
{
    for (size_t i = 0; i < slots_of(layout); i++) {
        moments_join(&self->of_column[i], &block->of_column[i]);
        ratio_sums_merge(&self->of_ratio[i], &block->of_ratio[i]);
    }
    for (size_t c = 0; c < layout->component_count; c++) {
        self->worlds[c] += block->worlds[c];
    }
}
