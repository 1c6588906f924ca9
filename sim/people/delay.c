#include "people/delay.h"

#include "base/grow.h"

/** One child's spells on the way from where they stand to where they are kept. */
typedef struct {
    const follow_setting *how;
    families *people;
    uint32_t child;
    careers *arm;
    const rng_stream *stream;
    uint32_t person;
    uint32_t first;      /* of its kept spells */
    uint32_t kept;       /* where the next spell goes */
    uint32_t next, last; /* spells not looked at yet */
    double adult_at;
    bool out_of_memory;
} delayed;

static bool is_care(const delayed *self, uint32_t at)
{
    return self->how->model->class_of[self->arm->state[at]] == CLASS_CARE;
}

/** Keeps a spell from `from` on; one in the state that is kept last goes on as that. */
static void keep(delayed *self, uint32_t at, double from)
{
    careers *arm = self->arm;
    if (self->kept > self->first && arm->state[self->kept - 1] == arm->state[at] && !is_care(self, at)) {
        return;
    }
    arm->from[self->kept] = from;
    arm->state[self->kept] = arm->state[at];
    arm->price_mark[self->kept++] = arm->price_mark[at];
}

static bool is_put_off(const delayed *self, uint32_t entries)
{
    const double share = self->how->plan->scenario->gaming.delay_share.value;
    return rng_draw_words(*self->stream, self->how->world_index, self->how->history, self->person, rng_occasion(entries, 0, 0)).u[0] < share;
}

/** Notes an entry at one time that was put off to another, or until the stay would have been over. */
static void note(delayed *self, double entry, double until)
{
    families *people = self->people;
    people->unsafe_days[self->child] += (float)(until - entry);
    people->put_off[self->child]++;
    if (people->delay_count == people->delay_capacity) {
        const size_t room = people->delay_capacity + people->delay_capacity / 2 + 64;
        self->out_of_memory = self->out_of_memory || !GROW(people->delays, room);
        people->delay_capacity = self->out_of_memory ? people->delay_capacity : room;
    }
    if (!self->out_of_memory) {
        people->delays[people->delay_count++] = (entry_delay){ self->child, first_day_of(entry), first_day_of(until) };
    }
}

/** Passes over what would have been care before the entry comes after all. */
static void put_off(delayed *self)
{
    const double entry = self->arm->from[self->next];
    const double until = entry + (double)self->how->plan->scenario->gaming.delay_days;
    uint32_t end = self->next;
    while (end < self->last && is_care(self, end)) {
        end++;
    }
    const double leaves = end < self->last ? self->arm->from[end] : self->adult_at;
    note(self, entry, leaves <= until ? leaves : until);
    if (leaves <= until) {
        self->next = end;
        return;
    }
    while (self->next + 1 < end && self->arm->from[self->next + 1] <= until) {
        self->next++;
    }
    keep(self, self->next++, until);
}

static void delay_child(delayed *self, double started_at)
{
    uint32_t entries = 0;
    bool in_care = false;
    while (self->next < self->last) {
        const bool enters = is_care(self, self->next) && !in_care;
        entries += enters;
        in_care = is_care(self, self->next);
        if (enters && self->arm->from[self->next] > started_at && is_put_off(self, entries)) {
            put_off(self);
            in_care = is_care(self, self->next - 1);
        } else {
            keep(self, self->next, self->arm->from[self->next]);
            self->next++;
        }
    }
}

/* A child's spells are moved up by what those before it lost; they are read before they are written over. */
bool delay_entries(const follow_setting *how, families *people, careers *treated)
{
    uint32_t kept = 0;
    bool fine = true;
    for (size_t p = 0; p < how->plan->place_count; p++) {
        for (size_t i = how->segment[p]; i < how->segment[p + 1]; i++) {
            delayed child = {.how = how, .people = people, .child = (uint32_t)i, .arm = treated, .stream = &how->plan->places[p].streams.delay, .person = people->person[i], .first = kept, .kept = kept,
                             .next = treated->first[i], .last = treated->first[i + 1], .adult_at = people->adult_at[i]};
            delay_child(&child, people->started_at[i]);
            fine = fine && !child.out_of_memory;
            treated->first[i] = kept;
            kept = child.kept;
        }
    }
    treated->first[people->count] = kept;
    treated->spells = kept;
    return fine;
}
