#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "people/draw.h"
#include "stats/elementary.h"

bool career_workspace_reserve(career_workspace *ws, const career_model *model, size_t count)
{
    if (ws->chunk == NULL && !GROW(ws->chunk, 1)) {
        return false;
    }
    if (count < ws->capacity) { /* room for one more, so that none is no special case */
        return true;
    }
    const size_t n = count + count / 2 + 64;
    bool fine = GROW(ws->walkers, n) && GROW(ws->spells, n) && GROW(ws->active, n) && GROW(ws->bucketed, n);
    for (size_t k = 0; k < model->transitions; k++) {
        fine = fine && GROW(ws->latent[k], n) && GROW(ws->multiplier[k], n);
    }
    ws->capacity = fine ? n : ws->capacity;
    return fine;
}

void career_workspace_free(career_workspace *ws)
{
    free(ws->walkers);
    free(ws->spells);
    free(ws->active);
    free(ws->bucketed);
    free(ws->chunk);
    free(ws->log.items);
    free(ws->log.cursor);
    for (size_t k = 0; k < TRANSITIONS_MAX; k++) {
        free(ws->latent[k]);
        free(ws->multiplier[k]);
    }
    *ws = (career_workspace){0};
}

bool spell_log_reserve(career_workspace *ws, size_t more)
{
    spell_log *log = &ws->log;
    if (log->count + more < log->capacity) {
        return true;
    }
    const size_t n = 2 * log->capacity + 4096 + more;
    if (!GROW(log->items, n)) {
        ws->out_of_memory = 1;
        return false;
    }
    log->capacity = n;
    return true;
}

static bool careers_reserve(careers *self, size_t children, size_t spells)
{
    if (children + 1 > self->children_capacity) {
        const size_t n = children + children / 2 + 64;
        if (!GROW(self->first, n)) {
            return false;
        }
        self->children_capacity = n;
    }
    if (spells >= self->capacity) {
        const size_t n = spells + spells / 2 + 1024;
        if (!GROW(self->from, n) || !GROW(self->state, n) || !GROW(self->price_mark, n)) {
            return false;
        }
        self->capacity = n;
    }
    self->children = children;
    self->spells = spells;
    return true;
}

void careers_free(careers *self)
{
    free(self->first);
    free(self->from);
    free(self->state);
    free(self->price_mark);
    *self = (careers){0};
}

static void copy_spells(const careers *from, size_t child, careers *to, size_t at)
{
    const size_t first = from->first[child];
    const size_t count = from->first[child + 1] - first;
    memcpy(to->from + at, from->from + first, count * sizeof *to->from);
    memcpy(to->state + at, from->state + first, count * sizeof *to->state);
    memcpy(to->price_mark + at, from->price_mark + first, count * sizeof *to->price_mark);
}

/** How many spells the log holds of each child, into the cursors. */
static bool count_logged(spell_log *log, size_t children)
{
    if (children >= log->cursor_capacity) {
        const size_t n = children + children / 2 + 64;
        if (!GROW(log->cursor, n)) {
            return false;
        }
        log->cursor_capacity = n;
    }
    memset(log->cursor, 0, children * sizeof *log->cursor);
    for (size_t i = 0; i < log->count; i++) {
        log->cursor[log->items[i].child]++;
    }
    return true;
}

bool careers_from_log(spell_log *log, size_t children, const careers *others, careers *out)
{
    if (!careers_reserve(out, children, log->count + (others == NULL ? 0 : others->spells)) || !count_logged(log, children)) {
        return false;
    }
    uint32_t at = 0;
    for (size_t c = 0; c < children; c++) {
        const uint32_t logged = log->cursor[c];
        out->first[c] = at;
        log->cursor[c] = at;
        if (logged == 0 && others != NULL) {
            copy_spells(others, c, out, at);
            at += others->first[c + 1] - others->first[c];
        }
        at += logged;
    }
    out->first[children] = at;
    out->spells = at;
    for (size_t i = 0; i < log->count; i++) {
        const uint32_t to = log->cursor[log->items[i].child]++;
        out->from[to] = log->items[i].from;
        out->state[to] = log->items[i].state;
        out->price_mark[to] = log->items[i].price_mark;
    }
    return true;
}

void career_multipliers_set(const scenario *self, const career_model *model, const families *people, size_t first, size_t last,
                            career_workspace *ws)
{
    for (size_t k = 0; k < model->transitions; k++) {
        const transition_model *transition = &model->transition[k];
        if (!transition->multiplied) {
            continue;
        }
        const double *entry_ratio = model->entries_differ && (model->entry_mask >> k & 1u) != 0 ? people->entry_ratio : NULL;
        double *m = ws->multiplier[k];
        for (size_t i = first; i < last; i++) {
            m[i] = transition->age_log * (people->age_years[i] - self->people.age_reference_years);
        }
        elementary_exp_many(m + first, last - first);
        for (size_t i = first; i < last; i++) {
            const double place = transition->place_acts ? place_ratio(self, people->site[i], people->locality[i]) : 1;
            const double band = transition->band_acts ? model->band_ratio[people->band[i]] : 1;
            const double prior = people->prior_care[i] ? transition->prior_care_ratio : 1;
            m[i] *= place * band * prior * (transition->frailty_acts ? people->frailty[i] : 1);
            m[i] *= entry_ratio == NULL ? 1 : entry_ratio[i];
        }
    }
}
