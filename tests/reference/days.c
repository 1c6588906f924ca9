#include "reference/reference.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/** A spell that ends at time b has its last day at ceil(b) - 2. */
static int32_t first_day(double from)
{
    return (int32_t)ceil(from) - 1;
}

static double spell_until(const reference_career_spells *career, size_t i)
{
    return i + 1 < career->count ? career->spells[i + 1].from : career->until;
}

void reference_spell_days(const reference_career_spells *career, size_t i, int32_t *from, int32_t *until)
{
    *from = first_day(career->spells[i].from);
    *until = first_day(spell_until(career, i));
}

reference_days reference_days_of(const reference_career_spells *career)
{
    reference_days days = { .first = first_day(career->spells[0].from), .until = first_day(career->until), .career = career };
    if (days.until < days.first) {
        days.until = days.first;
    }
    days.state = reference_room((size_t)(days.until - days.first), 1);
    for (size_t i = 0; i < career->count; i++) {
        const int32_t from = first_day(career->spells[i].from);
        const int32_t until = first_day(spell_until(career, i));
        memset(days.state + (from - days.first), (int)career->spells[i].state, until > from ? (size_t)(until - from) : 0);
    }
    return days;
}

int reference_state_on(const reference_days *days, int32_t day)
{
    return day >= days->first && day < days->until ? days->state[day - days->first] : -1;
}

const reference_career_spells *reference_career_of(const reference_replicate *all, size_t family, career_arm arm)
{
    return &all->careers[family * ARM_COUNT + (size_t)arm];
}

static reference_career_spells copy_of(const reference_career_spells *career)
{
    reference_career_spells copy = *career;
    copy.capacity = career->count;
    copy.spells = reference_room(copy.capacity, sizeof *copy.spells);
    memcpy(copy.spells, career->spells, copy.count * sizeof *copy.spells);
    return copy;
}

/** The untreated careers of all, the line for therapy, and then what differs from them in the other arms. */
static void careers_set(reference_replicate *self)
{
    for (size_t i = 0; i < self->families.count; i++) {
        self->careers[i * ARM_COUNT + ARM_UNTREATED_SHARED] = reference_career(&self->at, &self->families.items[i], ARM_UNTREATED_SHARED);
    }
    reference_queue(self);
    for (size_t i = 0; i < self->families.count; i++) {
        const reference_family *family = &self->families.items[i];
        const reference_career_spells *untreated = reference_career_of(self, i, ARM_UNTREATED_SHARED);
        const bool started = reference_started(family);
        reference_career_spells *treated = &self->careers[i * ARM_COUNT + ARM_TREATED];
        *treated = started ? reference_career(&self->at, family, ARM_TREATED) : copy_of(untreated);
        if (started) {
            reference_delay(&self->at, &self->families.items[i], treated);
        }
        self->careers[i * ARM_COUNT + ARM_UNTREATED_INDEPENDENT] =
            started ? reference_career(&self->at, family, ARM_UNTREATED_INDEPENDENT) : copy_of(untreated);
    }
}

reference_replicate reference_replicate_make(const reference_case *at)
{
    reference_replicate self = { .at = *at };
    reference_refer(&self);
    const size_t count = self.families.count * ARM_COUNT;
    self.careers = reference_room(count, sizeof *self.careers);
    self.days = reference_room(count, sizeof *self.days);
    careers_set(&self);
    reference_controls_set(&self);
    for (size_t i = 0; i < count; i++) {
        self.days[i] = reference_days_of(&self.careers[i]);
    }
    reference_exposure_set(&self);
    reference_site_ends_set(&self);
    return self;
}

void reference_replicate_free(reference_replicate *self)
{
    for (size_t i = 0; i < self->families.count * ARM_COUNT; i++) {
        free(self->careers[i].spells);
        free(self->days[i].state);
    }
    for (size_t i = 0; i < self->families.count; i++) {
        free(self->families.items[i].delays);
    }
    free(self->careers);
    free(self->days);
    free(self->families.items);
    free(self->exposure);
    free(self->staff.items);
    for (size_t i = 0; i < CONTROLS_MAX; i++) {
        reference_controls_free(&self->controls[i]);
    }
    *self = (reference_replicate){ 0 };
}
