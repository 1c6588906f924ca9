#include "run/effect_sizes.h"

#include <math.h>
#include <stdlib.h>

#include "base/text.h"
#include "world/effect_size.h"
#include "world/inputs.h"
#include "world/world.h"

/** Room for one world. */
typedef struct {
    input_streams streams;
    double *inputs, *figure_as_of; /* owned, as are the next two */
    world in;
    career_model *model;
} one_world;

static bool one_world_make(const scenario *self, one_world *out)
{
    out->inputs = calloc(self->draw_count + 1, sizeof *out->inputs);
    out->figure_as_of = calloc(self->published.count + 1, sizeof *out->figure_as_of);
    out->model = calloc(1, sizeof *out->model);
    return out->inputs != NULL && out->figure_as_of != NULL && out->model != NULL && world_make(self, &out->in) &&
           input_streams_make(self, &out->streams);
}

static void one_world_free(one_world *self)
{
    input_streams_free(&self->streams);
    world_free(&self->in);
    free(self->inputs);
    free(self->figure_as_of);
    free(self->model);
}

static bool is_converted(const therapy_effect_row *row)
{
    return effect_ratio_index(row->effect.kind) >= 0 && (row->measure != MEASURE_HR_CONDITIONAL || row->population != POPULATION_COMPLETERS);
}

static size_t list_converted(const scenario *self, effect_conversion found[], size_t room)
{
    size_t count = 0;
    for (size_t t = 0; t < self->therapies.count; t++) {
        const therapy_row *therapy = &self->therapies.items[t];
        for (size_t i = 0; i < therapy->effects.count && count < room; i++) {
            const therapy_effect_row *row = &therapy->effects.items[i];
            if (is_converted(row)) {
                found[count++] = (effect_conversion){.therapy = therapy, .row = row, .lowest = HUGE_VAL};
            }
        }
    }
    return count;
}

static void add_world(const scenario *self, const one_world *one, effect_conversion *to)
{
    const size_t therapy = (size_t)(to->therapy - self->therapies.items);
    const therapy_effect_row *row = &one->in.known.therapies.items[therapy].effects.items[to->row - to->therapy->effects.items];
    double p[KIND_PARAMETERS_MAX];
    for (size_t i = 0; i < KIND_PARAMETERS_MAX; i++) {
        p[i] = row->effect.parameter[i].value;
    }
    const effect_size size = effect_size_convert(&one->in.known, one->model, &one->model->therapy[therapy], row, p);
    to->lowest = fmin(to->lowest, size.hazard_ratio);
    to->highest = fmax(to->highest, size.hazard_ratio);
    to->unreached += !size.reached;
    to->worlds++;
}

size_t effect_sizes_find(const scenario *self, effect_conversion found[], size_t room)
{
    one_world one = {0};
    size_t count = list_converted(self, found, room);
    if (count > 0 && !one_world_make(self, &one)) {
        count = 0;
    }
    const uint32_t worlds = count == 0 ? 0 : self->draw_count > 0 ? EFFECT_SIZE_WORLDS : 1;
    for (uint32_t w = 0; w < worlds; w++) {
        inputs_draw(&one.streams, w, one.inputs, one.figure_as_of);
        world_set(&one.in, one.inputs);
        career_model_set(&one.in.known, one.model);
        for (size_t i = 0; i < count; i++) {
            add_world(self, &one, &found[i]);
        }
    }
    one_world_free(&one);
    return count;
}

static void warn(const effect_conversion *at, const document *doc, fault_list *faults)
{
    text_buffer pointer = {0};
    text_add(&pointer, "/therapies/%s/effects/%s", at->therapy->name, at->row->name);
    if (pointer.bytes == NULL) {
        faults->out_of_memory = 1;
        return;
    }
    fault_add(faults, FAULT_WARNING, document_place(doc, pointer.bytes),
              "no hazard_ratio from %g to %g gives this in %zu of %zu worlds looked at; there the nearest is taken", EFFECT_RATIO_MIN, EFFECT_RATIO_MAX,
              at->unreached, at->worlds);
    text_free(&pointer);
}

void effect_sizes_warn(const scenario *self, const document *doc, fault_list *faults)
{
    const size_t room = THERAPIES_MAX * TRANSITIONS_MAX;
    effect_conversion *found = calloc(room, sizeof *found);
    if (found == NULL) {
        faults->out_of_memory = 1;
        return;
    }
    const size_t count = effect_sizes_find(self, found, room);
    for (size_t i = 0; i < count; i++) {
        if (found[i].unreached > 0) {
            warn(&found[i], doc, faults);
        }
    }
    free(found);
}
