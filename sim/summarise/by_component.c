#include "summarise/by_component.h"

#include <math.h>
#include <string.h>

#include "summarise/components.h"

static const char *const decided_by[] = {
    "commissioner_net_gbp", "commissioner_net_cashable_gbp", "commissioner_net_pv_gbp", "value_to_government_gbp",
    "investor_npv_gbp",     "commissioner_saves",            "investor_loses",
};

component_place component_place_of(const result *self, size_t number)
{
    size_t mixture = 0;
    size_t left = number;
    while (left >= self->scenario->mixtures.items[mixture].components.count) {
        left -= self->scenario->mixtures.items[mixture++].components.count;
    }
    return (component_place){&self->scenario->mixtures.items[mixture], left};
}

/** What the column is in the component's worlds. */
static const column_result *found_in(const result *self, size_t number, size_t index)
{
    size_t i = 0;
    while (self->columns.by_component[i] != index) {
        i++;
    }
    return &self->of_component[number * self->columns.by_component_count + i];
}

told component_told(const result *self, size_t number, size_t index)
{
    const size_t twin = self->columns.items[index].twin;
    return tell_column(&self->columns.items[index], found_in(self, number, index), twin == COLUMN_NONE ? NULL : found_in(self, number, twin),
                       (size_t)self->scenario->run.histories);
}

bool flip_is_told(const metric *of)
{
    for (size_t i = 0; i < sizeof decided_by / sizeof decided_by[0]; i++) {
        if (strcmp(of->name, decided_by[i]) == 0) {
            return true;
        }
    }
    return false;
}

/** A mean and the variance of its error. */
typedef struct {
    double mean, variance;
} estimate;

static estimate estimate_of(const result *self, size_t number, size_t index)
{
    const told of = component_told(self, number, index);
    return (estimate){of.column->metric->nature == NATURE_FLAG ? of.mean - 0.5 : of.mean, of.se * of.se};
}

/** The mean of the mixture's other components, their weights in proportion; NaN where they have none. */
static estimate others_of(const result *self, component_place at, size_t first, size_t index)
{
    const share_map *components = &at.mixture->components;
    const double all = 1 - components->shares[at.index].value;
    estimate out = {0, 0};
    bool any = false;
    for (size_t k = 0; k < components->count; k++) {
        const double share = components->shares[k].value / all;
        if (k != at.index && share > 0) {
            const estimate one = estimate_of(self, first + k, index);
            out.mean += share * one.mean;
            out.variance += share * share * one.variance;
            any = true;
        }
    }
    return any ? out : (estimate){(double)NAN, (double)NAN};
}

flip component_flip(const result *self, size_t number, size_t index)
{
    const component_place at = component_place_of(self, number);
    const estimate c = estimate_of(self, number, index), o = others_of(self, at, number - at.index, index);
    const double apart = o.mean - c.mean;
    const double weight = o.mean / apart;
    if (!(apart != 0) || !(weight >= 0 && weight <= 1)) {
        return (flip){(double)NAN, (double)NAN};
    }
    return (flip){weight, sqrt(c.mean * c.mean * o.variance + o.mean * o.mean * c.variance) / (apart * apart)};
}
