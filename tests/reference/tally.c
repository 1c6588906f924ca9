#include "reference/reference.h"

#include <math.h>
#include <stdlib.h>

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
    return reference_is_home(self->all->at.file, state) || (state >= 0 && MAP_ITEM(state_row, self->all->at.file->states, state)->with_family);
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

/** Care days, days with the family and entries of one arm: a day in care after one that was not, the first day after the day of the start. */
static void arm_add(const starter *self, int arm, tally *sum)
{
    bool entered = false;
    bool was_in_care = is_care(self, state_on(self, arm, self->start));
    for (int32_t day = self->from; day < self->until; day++) {
        const int state = state_on(self, arm, day);
        entered = entered || (is_care(self, state) && !was_in_care);
        was_in_care = is_care(self, state);
        sum->arm[arm].care_days_total += is_care(self, state);
        sum->arm[arm].family_days += is_with_family(self, state);
        if (is_care(self, state)) {
            sum->arm[arm].care_days[state] += 1;
        }
    }
    sum->arm[arm].entered_care += entered;
    sum->arm[arm].in_care_at_end += self->until > self->from && is_care(self, state_on(self, arm, self->until - 1));
    for (int32_t day = self->start + 1; day < self->birthday; day++) {
        sum->arm[arm].care_days_to_18 += is_care(self, state_on(self, arm, day));
        sum->arm[arm].family_days_to_18 += is_with_family(self, state_on(self, arm, day));
    }
}

static void starter_add(const starter *self, tally *sum)
{
    const reference_family *family = self->family;
    const bool in_care = is_care(self, state_at_start(self));
    sum->starts += 1;
    sum->children_started += 1;
    sum->completions += family->completed && reference_completion_day(family) <= self->as_of;
    sum->waiting_days += family->started_at - family->referred_at;
    sum->therapy_days += family->received_days;
    sum->edge_started += !in_care;
    sum->in_care_started += in_care;
    sum->window_days += self->until - self->from;
    sum->seen_as_of += self->until > self->from;
    sum->out_as_of += self->until > self->from && !is_care(self, state_on(self, ARM_TREATED, self->until - 1));
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

/** The number of the day on which a child out of care at the start enters care (INT32_MAX: not seen), and that of the 18th birthday or the
 *  report date, on which it is still at risk. */
static void entry_of(const starter *self, int32_t *event, int32_t *censored)
{
    *event = INT32_MAX;
    *censored = (self->birthday < self->as_of ? self->birthday : self->as_of) - self->start;
    for (int32_t day = self->start + 1; is_seen(self, day) && *event == INT32_MAX; day++) {
        *event = is_care(self, state_on(self, ARM_TREATED, day)) ? day - self->start : INT32_MAX;
    }
}

/** How many of the site's children out of care at the start are at risk on day number `day`, and how many enter care on it. */
typedef struct {
    double at_risk, entering;
} risk;

#define KM_DAYS_MAX 6600 /* more than from birth to 18 */

/** Kaplan-Meier: the product over the days up to each N of 1 - entering / at risk. */
static void never_set(const reference_replicate *all, int site, tally *sum)
{
    risk *days = reference_room(KM_DAYS_MAX, sizeof *days);
    for (size_t i = 0; i < all->families.count; i++) {
        starter self;
        if ((site >= 0 && all->families.items[i].site != (size_t)site) || !starter_of(all, i, &self) || is_care(&self, state_at_start(&self))) {
            continue;
        }
        int32_t event = 0;
        int32_t censored = 0;
        entry_of(&self, &event, &censored);
        for (int32_t k = 0; k < KM_DAYS_MAX && k <= censored; k++) {
            days[k].at_risk += event >= k;
            days[k].entering += event == k;
        }
    }
    const number_list *at_days = &all->at.file->reporting.at_days;
    for (size_t n = 0; n < at_days->count; n++) {
        sum->never_at[n] = days[0].at_risk > 0 ? 1 : (double)NAN;
        for (int32_t k = 1; k < KM_DAYS_MAX && k <= (int32_t)at_days->items[n]; k++) {
            sum->never_at[n] *= days[k].entering > 0 ? 1 - days[k].entering / days[k].at_risk : 1;
        }
    }
    free(days);
}

tally reference_tally(const reference_replicate *all, int site)
{
    tally sum = { 0 };
    const int32_t as_of = reference_as_of(all->at.file);
    for (size_t i = 0; i < all->families.count; i++) {
        const reference_family *family = &all->families.items[i];
        if ((site >= 0 && family->site != (size_t)site) || floor(family->referred_at) > as_of) {
            continue;
        }
        sum.referrals += 1;
        sum.children_referred += 1;
        sum.accepted += family->accepted;
        sum.entered_care_while_waiting += family->entered_waiting;
        starter self;
        if (starter_of(all, i, &self)) {
            starter_add(&self, &sum);
        }
    }
    never_set(all, site, &sum);
    return sum;
}
