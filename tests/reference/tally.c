#include "reference/reference.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** One family that has started by the report date, as the counts see it. */
typedef struct {
    const reference_replicate *all;
    const reference_family *family;
    const reference_days *days; /* by arm */
    int32_t start, birthday, as_of;
    int32_t from, until; /* of the reporting window */
} starter;

void reference_window(const reference_case *at, const reference_family *family, int32_t *from, int32_t *until)
{
    const int32_t start = reference_start_day(family);
    const int64_t as_of = reference_as_of(at->file);
    int64_t ends = (int64_t)start + at->file->reporting.window_days + 1;
    ends = ends < reference_birthday(family) ? ends : reference_birthday(family);
    ends = ends < as_of + 1 ? ends : as_of + 1;
    *from = start + 1;
    *until = ends < start + 1 ? start + 1 : (int32_t)ends;
}

static bool is_care(const starter *self, int state)
{
    return reference_is_class(self->all->at.file, state, CLASS_CARE);
}

static int state_on(const starter *self, int arm, int32_t day)
{
    return reference_state_on(&self->days[arm], day);
}

/** The state at the moment of the start. */
static int state_at_start(const starter *self)
{
    const reference_career_spells *career = self->days[ARM_TREATED].career;
    int state = -1;
    for (size_t i = 0; i < career->count && career->spells[i].from <= self->family->started_at; i++) {
        state = (int)career->spells[i].state;
    }
    return state;
}

static bool is_seen(const starter *self, int64_t day)
{
    return day < self->birthday && day <= self->as_of;
}

static bool is_with_family(const starter *self, int state)
{
    return reference_is_home(self->all->at.file, state) || (state >= 0 && self->all->at.file->states.items[state].with_family);
}

/** Home or with kin on some day by `last`, and from the first such day on in care on none. */
static bool is_home_and_stable(const starter *self, int32_t last)
{
    bool returned = false;
    for (int32_t day = self->start + 1; day <= last; day++) {
        const int state = state_on(self, ARM_TREATED, day);
        if (returned && is_care(self, state)) {
            return false;
        }
        returned = returned || reference_is_home(self->all->at.file, state);
    }
    return returned;
}

static void at_days_add(const starter *self, tally *sum)
{
    const number_list *at_days = &self->all->at.file->reporting.at_days;
    const bool in_care = is_care(self, state_at_start(self));
    for (size_t n = 0; n < at_days->count; n++) {
        const int64_t day = self->start + (int64_t)at_days->items[n];
        if (is_seen(self, day)) {
            sum->observed_at[n] += 1;
            sum->out_at[n] += !is_care(self, state_on(self, ARM_TREATED, (int32_t)day));
            sum->stable_seen_at[n] += in_care;
            sum->stable_at[n] += in_care && is_home_and_stable(self, (int32_t)day);
        }
    }
}

static int32_t overlap(int32_t from, int32_t until, int32_t first, int32_t end)
{
    const int32_t a = from > first ? from : first;
    const int32_t b = until < end ? until : end;
    return b > a ? b - a : 0;
}

/** Care days, days with the family and entries of one arm: a day in care after one that was not, the first day after the day of the start. */
static void arm_add(const starter *self, int arm, tally *sum)
{
    const reference_career_spells *career = self->days[arm].career;
    bool entered = false;
    for (size_t i = 0; i < career->count; i++) {
        const int state = (int)career->spells[i].state;
        int32_t from = 0;
        int32_t until = 0;
        reference_spell_days(career, i, &from, &until);
        const int32_t days = overlap(from, until, self->from, self->until);
        const int32_t known = self->as_of < self->birthday ? self->as_of + 1 : self->birthday;
        const int32_t days_to_18 = overlap(from, until, self->from, known);
        sum->arm[arm].family_days += is_with_family(self, state) ? days : 0;
        sum->arm[arm].family_days_to_18 += is_with_family(self, state) ? days_to_18 : 0;
        if (is_care(self, state)) {
            entered = entered || (days > 0 && from >= self->from && !is_care(self, state_on(self, arm, from - 1)));
            sum->arm[arm].care_days[state] += days;
            sum->arm[arm].care_days_total += days;
            sum->arm[arm].care_days_to_18 += days_to_18;
        }
    }
    sum->arm[arm].entered_care += entered;
    sum->arm[arm].in_care_at_end += self->until > self->from && is_care(self, state_on(self, arm, self->until - 1));
    sum->arm[arm].with_family_at_end += self->until > self->from && is_with_family(self, state_on(self, arm, self->until - 1));
}

/** The family's start and course, counted with its index child. */
static void course_add(const starter *self, tally *sum)
{
    const reference_family *family = self->family;
    sum->starts += 1;
    sum->completions += family->completed && reference_completion_day(family) <= self->as_of;
    sum->waiting_days += family->started_at - family->referred_at;
    sum->therapy_days += fmin(family->received_days, (double)self->as_of + 1 - family->started_at);
    sum->remote_starts += family->remote;
    sum->unsupervised_starts += !family->supervised;
    sum->fund_uses += family->fund_at < TIME_NEVER && floor(family->fund_at) <= self->as_of;
}

/** Entries put off in the window, and its midnights at which the child would else have been in care. */
static void delays_add(const starter *self, tally *sum)
{
    for (size_t k = 0; k < self->family->put_off; k++) {
        const reference_delayed *delay = &self->family->delays[k];
        sum->entries_put_off += ceil(delay->from) - 1 < self->until;
        for (int32_t day = self->from; day < self->until; day++) {
            sum->unsafe_days += delay->from <= day + 1.0 && day + 1.0 < delay->until;
        }
    }
}

static void starter_add(const starter *self, tally *sum)
{
    const bool in_care = is_care(self, state_at_start(self));
    if (reference_is_index(self->family)) {
        course_add(self, sum);
    }
    sum->children_started += 1;
    delays_add(self, sum);
    sum->edge_started += !in_care;
    sum->in_care_started += in_care;
    sum->window_days += self->until - self->from;
    const bool starts_today = self->start == self->as_of && self->start < self->birthday;
    const int32_t last = starts_today ? self->start : self->until - 1;
    sum->seen_as_of += starts_today || self->until > self->from;
    sum->out_as_of += (starts_today || self->until > self->from) && !is_care(self, state_on(self, ARM_TREATED, last));
    at_days_add(self, sum);
    for (int arm = 0; arm < ARM_COUNT; arm++) {
        arm_add(self, arm, sum);
    }
}

static bool starter_of(const reference_replicate *all, size_t i, starter *self)
{
    const reference_family *family = &all->families.items[i];
    const int32_t as_of = reference_as_of(all->at.file);
    if (!reference_started(family) || reference_start_day(family) > as_of) {
        return false;
    }
    *self = (starter){ .all = all, .family = family, .days = &all->days[i * ARM_COUNT], .start = reference_start_day(family),
                       .birthday = reference_birthday(family), .as_of = as_of };
    reference_window(&all->at, family, &self->from, &self->until);
    return true;
}

/** The first day in care after the start of a child that is not in care then, if seen, or that of the 18th birthday or the report date, on which it is
 *  still at risk. */
static reference_exit exit_of(const starter *self)
{
    if (is_care(self, state_at_start(self))) {
        return (reference_exit){ 0 };
    }
    const reference_career_spells *career = self->days[ARM_TREATED].career;
    for (size_t i = 0; i < career->count; i++) {
        int32_t from = 0;
        int32_t until = 0;
        reference_spell_days(career, i, &from, &until);
        from = from > self->start + 1 ? from : self->start + 1;
        if (is_care(self, (int)career->spells[i].state) && from < until && is_seen(self, from)) {
            return (reference_exit){ true, true, from - self->start };
        }
    }
    return (reference_exit){ true, false, (self->birthday < self->as_of ? self->birthday : self->as_of) - self->start };
}

/** Entered care between referral and start, or while it waited in vain, on a day that is known. */
static bool has_entered_waiting(const reference_replicate *all, size_t i)
{
    const reference_career_spells *career = reference_career_of(all, i, ARM_TREATED);
    for (size_t spell = 0; spell < career->count; spell++) {
        if (reference_is_class(all->at.file, (int)career->spells[spell].state, CLASS_CARE)) {
            return all->families.items[i].entered_waiting && floor(career->spells[spell].from) <= reference_as_of(all->at.file);
        }
    }
    return false;
}

/** Everything that is counted of one child, and with an index child of its family. */
static tally family_tally(const reference_replicate *all, size_t i, reference_exit *leaves)
{
    const reference_family *family = &all->families.items[i];
    tally own = { 0 };
    if (floor(family->referred_at) <= reference_as_of(all->at.file)) {
        own.referrals = reference_is_index(family);
        own.children_referred = 1;
        own.accepted = reference_is_index(family) && family->accepted;
        own.entered_care_while_waiting = has_entered_waiting(all, i);
    }
    starter self;
    if (starter_of(all, i, &self)) {
        starter_add(&self, &own);
        *leaves = exit_of(&self);
    }
    return own;
}

static void tally_add(tally *sum, const tally *own)
{
    double *to = (double *)(void *)sum;
    const double *from = (const double *)(const void *)own;
    for (size_t i = 0; i < sizeof *sum / sizeof *to; i++) {
        to[i] += from[i];
    }
}

static bool is_label(const reference_replicate *all, const scope *self, const reference_family *family)
{
    const people_settings *people = &all->at.file->people;
    for (size_t g = 0; g < people->groups.count; g++) {
        const group_row *group = &people->groups.items[g];
        if (strcmp(self->group, group->name) == 0) {
            return strcmp(self->label, group->labels.names[family->label[g]]) == 0;
        }
    }
    return false;
}

bool reference_is_in_scope(const reference_replicate *all, const scope *self, const reference_family *family)
{
    const scenario *file = all->at.file;
    const site_row *site = &file->sites.items[family->site];
    if (self->kind != SCOPE_GROUP) {
        return self->kind == SCOPE_PROGRAMME || strcmp(self->label, site->name) == 0;
    }
    if (strcmp(self->group, "cohort") == 0) {
        return strcmp(self->label, file->cohorts.items[family->cohort].name) == 0;
    }
    if (strcmp(self->group, "band") == 0) {
        return strcmp(self->label, file->people.bands.items[family->band].name) == 0;
    }
    if (strcmp(self->group, "locality") == 0) {
        char label[REFERENCE_NAME_ROOM];
        snprintf(label, sizeof label, "%s/%s", site->name,
                 site->localities.count > 0 ? site->localities.items[family->locality].name : "");
        return strcmp(self->label, label) == 0;
    }
    return is_label(all, self, family);
}

void reference_tallies(const reference_replicate *all, const scope_list *scopes, tally tallies[])
{
    reference_exit *exits = reference_room(all->families.count, sizeof *exits);
    memset(tallies, 0, scopes->count * sizeof *tallies);
    for (size_t i = 0; i < all->families.count; i++) {
        const tally own = family_tally(all, i, &exits[i]);
        for (size_t s = 0; s < scopes->count; s++) {
            if (reference_is_in_scope(all, &scopes->items[s], &all->families.items[i])) {
                tally_add(&tallies[s], &own);
            }
        }
    }
    for (size_t s = 0; s < scopes->count; s++) {
        reference_never_set(all, &scopes->items[s], exits, &tallies[s]);
    }
    free(exits);
}
