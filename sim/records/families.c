#include "records/families.h"

#include <stdlib.h>

#include "base/grow.h"

bool families_reserve(families *self, size_t count)
{
    if (count < self->capacity) { /* room for one more, so that there are rows to point to without a family too */
        return true;
    }
    const size_t n = count + count / 2 + 64;
    bool fine = GROW(self->site, n) && GROW(self->cohort, n) && GROW(self->locality, n) && GROW(self->band, n) && GROW(self->person, n) &&
                GROW(self->referred_at, n) && GROW(self->age_years, n) && GROW(self->adult_at, n) && GROW(self->prior_care, n) && GROW(self->frailty, n) &&
                GROW(self->first_state, n) && GROW(self->first_elapsed, n) && GROW(self->accepted, n) && GROW(self->ready_at, n) &&
                GROW(self->verification, n) && GROW(self->entered_waiting, n) && GROW(self->started_at, n) && GROW(self->course_days, n) &&
                GROW(self->received_days, n) && GROW(self->completed, n) && GROW(self->therapist, n) && GROW(self->index_child, n) &&
                GROW(self->team, n) && GROW(self->entry_ratio, n) && GROW(self->remote, n) && GROW(self->supervised, n) && GROW(self->fund_at, n) &&
                GROW(self->unsafe_days, n) && GROW(self->put_off, n);
    for (size_t g = 0; g < GROUPS_MAX; g++) {
        fine = fine && GROW(self->label[g], n);
    }
    self->capacity = fine ? n : self->capacity;
    return fine;
}

void families_free(families *self)
{
    void *owned[] = {self->site,      self->cohort,        self->locality,     self->band,     self->person,       self->referred_at,     self->age_years,
                     self->adult_at,  self->prior_care,    self->frailty,      self->first_state, self->first_elapsed, self->accepted,    self->ready_at,
                     self->verification, self->entered_waiting, self->started_at, self->course_days, self->received_days, self->completed, self->therapist,
                     self->index_child, self->team, self->entry_ratio, self->remote, self->supervised, self->fund_at, self->unsafe_days, self->put_off,
                     self->delays};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++) {
        free(owned[i]);
    }
    for (size_t g = 0; g < GROUPS_MAX; g++) {
        free(self->label[g]);
    }
    *self = (families){0};
}
