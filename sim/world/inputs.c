#include "world/inputs.h"

#include <math.h>
#include <stdlib.h>

#include "base/text.h"
#include "distributions/distribution.h"
#include "stats/quantile.h"

static rng_stream input_stream(int64_t seed, const char *pointer, text_buffer *text)
{
    text->length = 0;
    text_add(text, "input:%s", pointer);
    return rng_stream_of((uint64_t)seed, "", text->bytes == NULL ? "" : text->bytes);
}

/** Streams of inputs, and of figures' as-of dates: figures of one source that give the same range are of the same day. */
static void fill_streams(const scenario *self, input_streams *streams, text_buffer *text)
{
    for (size_t d = 0; d < self->draw_count; d++) {
        const world_draw *draw = &self->draws[d];
        streams->draw[d] = input_stream(draw->common ? self->run.common_seed : self->run.seed, draw->pointer, text);
    }
    text_buffer pointer = {0};
    for (size_t f = 0; f < self->published.count; f++) {
        pointer.length = 0;
        const figure_row *figure = &self->published.items[f];
        const char *source = figure->source == NULL ? figure->name : figure->source;
        text_add(&pointer, "/published/as_of/%s/%d/%d", source, (int)figure->as_of, (int)figure->as_of_latest);
        streams->figure[f] = input_stream(self->run.seed, pointer.bytes == NULL ? "" : pointer.bytes, text);
    }
    text->out_of_memory = text->out_of_memory || pointer.out_of_memory;
    text_free(&pointer);
}

bool input_streams_make(const scenario *self, input_streams *streams)
{
    *streams = (input_streams){.scenario = self};
    streams->draw = calloc(self->draw_count + 1, sizeof *streams->draw);
    streams->figure = calloc(self->published.count + 1, sizeof *streams->figure);
    text_buffer text = {0};
    if (streams->draw != NULL && streams->figure != NULL) {
        fill_streams(self, streams, &text);
    }
    const bool fine = streams->draw != NULL && streams->figure != NULL && !text.out_of_memory;
    text_free(&text);
    if (!fine) {
        input_streams_free(streams);
    }
    return fine;
}

void input_streams_free(input_streams *streams)
{
    free(streams->draw);
    free(streams->figure);
    *streams = (input_streams){0};
}

static double input_uniform(rng_stream stream, uint32_t index)
{
    return rng_draw_words(stream, index, 0, 0, 0).u[0];
}

/** The index of the component that holds: the first whose cumulative weight exceeds the uniform, else the last that has a weight. */
static double choose_component(const share_map *components, double u)
{
    double so_far = 0;
    size_t chosen = 0;
    for (size_t i = 0; i < components->count; i++) {
        const double weight = components->shares[i].value;
        so_far += weight;
        chosen = weight > 0 ? i : chosen;
        if (so_far > u) {
            break;
        }
    }
    return (double)chosen;
}

static double clamp_to_setting(const world_draw *draw, double number)
{
    return fmin(fmax(number, draw->minimum), draw->maximum);
}

static bool has_own_uniform(const world_draw *draw)
{
    return draw->component == NULL && draw->of == NULL;
}

double input_value(quantity number, const double row[])
{
    return number.draw < 0 ? number.value : row[number.draw];
}

/** Gives each number that follows a mixture the value of the component that holds, and each that is made of an input what the input gives; what they are
 *  made of has lower indices. */
static void follow_others(const scenario *self, double world[])
{
    for (size_t d = 0; d < self->draw_count; d++) {
        const world_draw *draw = &self->draws[d];
        if (draw->component != NULL) {
            const size_t holds = (size_t)world[self->mixtures.items[draw->mixture].draw];
            world[d] = input_value(draw->component[holds], world);
        } else if (draw->of != NULL) {
            world[d] = clamp_to_setting(draw, draw->times * input_value(draw->of->number, world) + draw->plus);
        }
    }
}

static double draw_one(const world_draw *draw, double u)
{
    const distribution_kind *shape = (const distribution_kind *)draw->distribution.kind;
    if (shape == NULL) {
        return gamma_quantile(draw->alpha, u); /* a part of a Dirichlet group, before division */
    }
    double p[KIND_PARAMETERS_MAX] = {0};
    for (size_t i = 0; i < shape->base.parameters.count && i < KIND_PARAMETERS_MAX; i++) {
        p[i] = draw->distribution.parameter[i].value;
    }
    return clamp_to_setting(draw, draw->times * shape->quantile(p, &draw->distribution.list, u) + draw->plus);
}

double input_middle(const scenario *self, quantity input)
{
    if (input.draw < 0) {
        return input.value;
    }
    const world_draw *draw = &self->draws[input.draw];
    if (draw->of != NULL) {
        const double middle = draw->times * input_middle(self, draw->of->number) + draw->plus;
        return isnan(middle) ? middle : clamp_to_setting(draw, middle);
    }
    return draw->distribution.kind == NULL ? (double)NAN : draw_one(draw, 0.5);
}

/** Divides each Dirichlet group's parts by their sum. */
static void divide_groups(const scenario *self, double world[])
{
    for (size_t d = 0; d < self->draw_count; d++) {
        const world_draw *draw = &self->draws[d];
        if (draw->group == (int32_t)d) {
            double sum = 0;
            for (size_t i = 0; i < (size_t)draw->group_count; i++) {
                sum += world[d + i];
            }
            for (size_t i = 0; sum > 0 && i < (size_t)draw->group_count; i++) {
                world[d + i] /= sum;
            }
        }
    }
}

/** The as-of day of a figure in a world: the date, or one drawn evenly from its range. */
static double figure_day(const scenario *self, const figure_row *figure, double u)
{
    const date as_of = figure->as_of == DATE_NONE ? self->reporting.as_of : figure->as_of;
    if (as_of == DATE_NONE) {
        return INT32_MAX;
    }
    const date latest = figure->as_of_latest == DATE_NONE ? as_of : figure->as_of_latest;
    return (double)(as_of - self->starts) + floor(u * (double)(latest - as_of + 1));
}

void inputs_draw(const input_streams *streams, uint32_t index, double world[], double figure_as_of[])
{
    const scenario *self = streams->scenario;
    for (size_t d = 0; d < self->draw_count; d++) {
        const world_draw *draw = &self->draws[d];
        if (has_own_uniform(draw)) {
            const double u = input_uniform(streams->draw[d], index);
            world[d] = draw->chooses ? choose_component(&self->mixtures.items[draw->mixture].components, u) : draw_one(draw, u);
        }
    }
    divide_groups(self, world);
    follow_others(self, world);
    for (size_t f = 0; f < self->published.count; f++) {
        figure_as_of[f] = figure_day(self, &self->published.items[f], input_uniform(streams->figure[f], index));
    }
}
