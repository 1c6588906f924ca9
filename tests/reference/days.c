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

int reference_day_state(const reference_career_spells *career, int32_t day)
{
    for (size_t i = 0; i < career->count; i++) {
        if (day >= first_day(career->spells[i].from) && day <= (int32_t)ceil(spell_until(career, i)) - 2) {
            return (int)career->spells[i].state;
        }
    }
    return -1;
}

reference_days reference_days_of(const reference_career_spells *career)
{
    reference_days days = { .first = first_day(career->spells[0].from), .until = first_day(career->until), .career = career };
    if (days.until < days.first) {
        days.until = days.first;
    }
    days.state = reference_room((size_t)(days.until - days.first), 1);
    for (size_t i = 0; i < career->count; i++) {
        for (int32_t day = first_day(career->spells[i].from); day < first_day(spell_until(career, i)); day++) {
            days.state[day - days.first] = (uint8_t)career->spells[i].state;
        }
    }
    return days;
}

int reference_state_on(const reference_days *days, int32_t day)
{
    return day >= days->first && day < days->until ? days->state[day - days->first] : -1;
}

reference_replicate reference_replicate_make(const reference_case *at)
{
    reference_replicate self = { .at = *at, .families = reference_families(at) };
    const size_t count = self.families.count * ARM_COUNT;
    self.careers = reference_room(count, sizeof *self.careers);
    self.days = reference_room(count, sizeof *self.days);
    for (size_t i = 0; i < count; i++) {
        self.careers[i] = reference_career(at, &self.families.items[i / ARM_COUNT], (career_arm)(i % ARM_COUNT));
        self.days[i] = reference_days_of(&self.careers[i]);
    }
    return self;
}

void reference_replicate_free(reference_replicate *self)
{
    for (size_t i = 0; i < self->families.count * ARM_COUNT; i++) {
        free(self->careers[i].spells);
        free(self->days[i].state);
    }
    free(self->careers);
    free(self->days);
    free(self->families.items);
    *self = (reference_replicate){ 0 };
}
