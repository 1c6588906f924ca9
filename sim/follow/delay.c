#include "follow/delay.h"

/** One child's spells on the way from where they stand to where they are kept. */
typedef struct {
    const follow_setting *how;
    careers *arm;
    const rng_stream *stream;
    uint32_t person;
    uint32_t first;      /* of its kept spells */
    uint32_t kept;       /* where the next spell goes */
    uint32_t next, last; /* spells not looked at yet */
    uint16_t put_off;    /* entries so far */
    double adult_at;
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
    const double share = quantity_at(self->how->plan->scenario->gaming.delay_share, self->how->world);
    return rng_draw_words(*self->stream, self->how->world_index, self->how->history, self->person, rng_occasion(entries, 0, 0)).u[0] < share;
}

/** Passes over what would have been care before the entry comes after all. Returns the days gained. */
static double put_off(delayed *self)
{
    const double entry = self->arm->from[self->next];
    const double until = entry + (double)self->how->plan->scenario->gaming.delay_days;
    uint32_t end = self->next;
    while (end < self->last && is_care(self, end)) {
        end++;
    }
    const double leaves = end < self->last ? self->arm->from[end] : self->adult_at;
    if (leaves <= until) {
        self->next = end;
        return leaves - entry;
    }
    while (self->next + 1 < end && self->arm->from[self->next + 1] <= until) {
        self->next++;
    }
    keep(self, self->next++, until);
    return until - entry;
}

static double delay_child(delayed *self, double started_at)
{
    uint32_t entries = 0;
    double days = 0;
    bool in_care = false;
    while (self->next < self->last) {
        const bool enters = is_care(self, self->next) && !in_care;
        entries += enters;
        in_care = is_care(self, self->next);
        if (enters && self->arm->from[self->next] > started_at && is_put_off(self, entries)) {
            days += put_off(self);
            self->put_off++;
            in_care = is_care(self, self->next - 1);
        } else {
            keep(self, self->next, self->arm->from[self->next]);
            self->next++;
        }
    }
    return days;
}

/* A child's spells are moved up by what those before it lost; they are read before they are written over. */
void delay_entries(const follow_setting *how, families *people, careers *treated)
{
    uint32_t kept = 0;
    for (size_t p = 0; p < how->plan->place_count; p++) {
        for (size_t i = how->segment[p]; i < how->segment[p + 1]; i++) {
            delayed child = {.how = how, .arm = treated, .stream = &how->plan->places[p].streams.delay, .person = people->person[i], .first = kept, .kept = kept,
                             .next = treated->first[i], .last = treated->first[i + 1], .adult_at = people->adult_at[i]};
            people->unsafe_days[i] = (float)delay_child(&child, people->started_at[i]);
            people->put_off[i] = child.put_off;
            treated->first[i] = kept;
            kept = child.kept;
        }
    }
    treated->first[people->count] = kept;
    treated->spells = kept;
}
