#include "people/streams.h"

#include "base/text.h"

static rng_stream named_stream(const scenario *self, const char *place, const char *purpose, const char *name, text_buffer *text)
{
    text->length = 0;
    text_add(text, "%s:%s", purpose, name);
    return rng_stream_of((uint64_t)self->run.seed, place, text->bytes == NULL ? "" : text->bytes);
}

static void fill_plain(const scenario *self, const char *site, const char *place, place_streams *streams)
{
    const uint64_t seed = (uint64_t)self->run.seed;
    streams->intake = rng_stream_of(seed, place, "intake");
    streams->site_year = rng_stream_of(seed, place, "site_year");
    streams->arrival = rng_stream_of(seed, place, "arrival");
    streams->age = rng_stream_of(seed, place, "age");
    streams->history = rng_stream_of(seed, place, "history");
    streams->frailty = rng_stream_of(seed, place, "frailty");
    streams->therapy = rng_stream_of(seed, place, "therapy");
    streams->completion = rng_stream_of(seed, place, "completion");
    streams->evidence = rng_stream_of(seed, place, "evidence");
    streams->first_state = rng_stream_of(seed, place, "first_state");
    streams->siblings = rng_stream_of(seed, place, "siblings");
    streams->widen = rng_stream_of(seed, place, "widen");
    streams->select = rng_stream_of(seed, place, "select");
    streams->volume_walk = rng_stream_of(seed, site, "volume_walk");
    streams->closure = rng_stream_of(seed, site, "closure");
    streams->team = rng_stream_of(seed, place, "team");
    streams->remote = rng_stream_of(seed, place, "remote");
    streams->fund = rng_stream_of(seed, place, "fund");
    streams->turnover = rng_stream_of(seed, site, "turnover");
    streams->delay = rng_stream_of(seed, place, "delay");
    streams->adherence = rng_stream_of(seed, site, "adherence");
}

bool place_streams_make(const scenario *self, const char *owner, const site_row *site, const site_cohort_row *cohort, place_streams *streams)
{
    text_buffer place = {0};
    text_buffer purpose = {0};
    text_add(&place, "%s%s/%s", owner, site->name, cohort->name);
    const char *where = place.bytes == NULL ? "" : place.bytes;
    fill_plain(self, site->name, where, streams);
    for (size_t g = 0; g < self->people.groups.count; g++) {
        streams->group[g] = named_stream(self, where, "group", self->people.groups.items[g].name, &purpose);
    }
    for (size_t k = 0; k < self->transitions.count; k++) {
        const char *name = self->transitions.items[k].name;
        streams->transition[k] = named_stream(self, where, "transition", name, &purpose);
        streams->destination[k] = named_stream(self, where, "destination", name, &purpose);
    }
    for (size_t s = 0; s < self->states.count; s++) {
        streams->price[s] = named_stream(self, where, "price", self->states.items[s].name, &purpose);
    }
    const bool complete = !place.out_of_memory && !purpose.out_of_memory;
    text_free(&place);
    text_free(&purpose);
    return complete;
}
