#include "reference/reference.h"

#include <stdlib.h>

/** A treated career being written anew. Borrowed. */
typedef struct {
    const reference_case *at;
    reference_family *child;
    const reference_career_spells *old;
    reference_career_spells now;
} rewriting;

static bool is_care(const rewriting *self, size_t spell)
{
    return reference_is_class(self->at->file, (int)self->old->spells[spell].state, CLASS_CARE);
}

/** Adds an old spell from `from` on; the state before an entry that never came just goes on. */
static void spell_add(rewriting *self, size_t spell, double from)
{
    reference_career_spells *now = &self->now;
    const bool goes_on = now->count > 0 && now->spells[now->count - 1].state == self->old->spells[spell].state && !is_care(self, spell);
    if (!goes_on) {
        now->spells[now->count] = self->old->spells[spell];
        now->spells[now->count++].from = from;
    }
}

/** The number of the first spell after `spell` that is not care; the count where there is none. */
static size_t stay_end(const rewriting *self, size_t spell)
{
    while (spell < self->old->count && is_care(self, spell)) {
        spell++;
    }
    return spell;
}

/** Takes a stay in care, entered with the spell numbered `first` and left with that numbered `end`, over from `from` on: the placement in which the child is
 *  then, and the moves after. A stay that is over by then never happens. */
static void stay_add(rewriting *self, size_t first, size_t end, double from)
{
    const double entered = self->old->spells[first].from;
    const double left = end < self->old->count ? self->old->spells[end].from : self->child->adult_at;
    const double until_then = left < from ? left : from;
    self->child->delays[self->child->put_off++] = (reference_delayed){ entered, until_then };
    self->child->unsafe_days += until_then - entered;
    for (size_t i = first; i < end && left > from; i++) {
        const double until = i + 1 < end ? self->old->spells[i + 1].from : left;
        if (until > from) {
            spell_add(self, i, self->old->spells[i].from > from ? self->old->spells[i].from : from);
        }
    }
}

void reference_delay(const reference_case *at, reference_family *child, reference_career_spells *treated)
{
    const gaming_settings *gaming = &at->file->gaming;
    const double share = reference_quantity(at, gaming->delay_share);
    rewriting self = { .at = at, .child = child, .old = treated, .now = { .capacity = treated->count, .until = treated->until } };
    if (!(share > 0)) {
        return;
    }
    child->delays = reference_room(treated->count, sizeof *child->delays);
    self.now.spells = reference_room(treated->count, sizeof *self.now.spells);
    char place[REFERENCE_NAME_ROOM];
    reference_place_name(at, child, place);
    uint32_t stays = 0;
    for (size_t i = 0; i < treated->count;) {
        const size_t end = is_care(&self, i) ? stay_end(&self, i) : i + 1;
        const double entered = treated->spells[i].from;
        stays += is_care(&self, i);
        const double u = reference_draw(at, place, "delay", rng_person(child->month, child->ordinal, child->sibling), rng_occasion(stays, 0, 0)).u[0];
        if (is_care(&self, i) && entered > child->started_at && u < share) {
            stay_add(&self, i, end, entered + (double)gaming->delay_days);
        } else {
            for (size_t j = i; j < end; j++) {
                spell_add(&self, j, treated->spells[j].from);
            }
        }
        i = end;
    }
    free(treated->spells);
    *treated = self.now;
}
