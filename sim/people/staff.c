#include "people/staff.h"

#include <stdlib.h>

#include "base/grow.h"
#include "stats/elementary.h"

#define NOON 0.5
#define NUMBERS_MAX 65535 /* of a family's therapist */

void staff_course_free(staff_course *self)
{
    free(self->from);
    free(self->until);
    free(self->replaced);
    *self = (staff_course){ 0 };
}

static bool course_reserve(staff_course *self, size_t count)
{
    if (count <= self->capacity) {
        return true;
    }
    const size_t n = count + count / 2 + 16;
    if (!GROW(self->from, n) || !GROW(self->until, n) || !GROW(self->replaced, n)) {
        self->out_of_memory = true;
        return false;
    }
    self->capacity = n;
    return true;
}

/** How long the next one stays: an exponential time by inversion. */
static double stay_days(const staff_course *self)
{
    if (!(self->leaving_per_day > 0)) {
        return TIME_NEVER;
    }
    const uint32_t person = rng_person(self->ordinal, (uint32_t)self->count, self->supervisors ? 1 : 0);
    const double u = rng_draw_words(self->turnover, self->world, self->history, person, 0).u[0];
    return -elementary_log(u) / self->leaving_per_day;
}

bool staff_appoint(staff_course *self, double at)
{
    if (self->count == NUMBERS_MAX || !course_reserve(self, self->count + 1)) {
        return false;
    }
    self->from[self->count] = at;
    self->until[self->count] = at + stay_days(self);
    self->replaced[self->count++] = false;
    return true;
}

void staff_begin(staff_course *self)
{
    const int64_t there = self->supervisors ? self->team->supervisors : self->team->therapists;
    self->count = 0;
    self->dated_done = DATE_NONE;
    self->out_of_memory = false;
    for (int64_t i = 0; i < there; i++) {
        staff_appoint(self, self->begins);
    }
}

/** The last one present or coming leaves and is not replaced. */
static void leave_by_date(staff_course *self, double at)
{
    for (size_t i = self->count; i-- > 0;) {
        if (self->until[i] > at) {
            self->until[i] = self->from[i] > at ? self->from[i] : at;
            self->replaced[i] = true;
            return;
        }
    }
}

/** The earliest date of hires that is not done; DATE_NONE: there is none. */
static date next_date(const staff_course *self)
{
    date next = DATE_NONE;
    for (size_t i = 0; i < self->team->hires.count; i++) {
        const date from = self->team->hires.items[i].from;
        next = from > self->dated_done && (next == DATE_NONE || from < next) ? from : next;
    }
    return next;
}

static double noon_of(const staff_course *self, date day)
{
    return day == DATE_NONE ? TIME_NEVER : (double)(day - self->zero) + NOON;
}

static void hire_by_date(staff_course *self, date day)
{
    const double at = noon_of(self, day);
    for (size_t i = 0; i < self->team->hires.count; i++) {
        const hire_row *hire = &self->team->hires.items[i];
        const int64_t joining = self->supervisors ? hire->supervisors : hire->therapists;
        for (int64_t n = 0; hire->from == day && at < self->closing && n < joining; n++) {
            staff_appoint(self, at);
        }
        for (int64_t n = 0; hire->from == day && n > joining; n--) {
            leave_by_date(self, at);
        }
    }
    self->dated_done = day;
}

/** Who is the next to be replaced; the count when nobody is. */
static size_t next_replaced(const staff_course *self)
{
    size_t next = self->count;
    double soonest = TIME_NEVER;
    for (size_t i = 0; self->leaving_per_day > 0 && i < self->count; i++) {
        if (!self->replaced[i] && self->until[i] < soonest) {
            soonest = self->until[i];
            next = i;
        }
    }
    return next;
}

static double leaving_time(const staff_course *self, size_t who)
{
    return who < self->count ? self->until[who] : TIME_NEVER;
}

double staff_next_event(const staff_course *self)
{
    const double dated = noon_of(self, next_date(self));
    const double leaving = leaving_time(self, next_replaced(self));
    return dated < leaving ? dated : leaving;
}

static void replace(staff_course *self, size_t who)
{
    const double joins = self->until[who] + self->vacancy_days;
    self->replaced[who] = true;
    if (joins < self->closing) {
        staff_appoint(self, joins);
    }
}

void staff_advance(staff_course *self, double time)
{
    while (!self->out_of_memory) {
        const date day = next_date(self);
        const size_t who = next_replaced(self);
        const double dated = noon_of(self, day);
        const double leaving = leaving_time(self, who);
        if (!(dated < time) && !(leaving < time)) {
            return;
        }
        if (dated <= leaving) {
            hire_by_date(self, day);
        } else {
            replace(self, who);
        }
    }
}

size_t staff_present(const staff_course *self, double time)
{
    size_t count = 0;
    for (size_t i = 0; i < self->count; i++) {
        count += self->from[i] <= time && time < self->until[i];
    }
    return count;
}

size_t staff_coming(const staff_course *self, double time)
{
    size_t count = 0;
    for (size_t i = 0; i < self->count; i++) {
        count += time < self->until[i] && self->from[i] < self->until[i];
    }
    return count;
}

bool staff_tell(const staff_course *self, size_t number, staff_timeline *out)
{
    const size_t most = out->count + self->count;
    if (most > out->capacity) {
        const size_t n = most + most / 2 + 16;
        if (!GROW(out->items, n)) {
            return false;
        }
        out->capacity = n;
    }
    for (size_t i = 0; i < self->count; i++) {
        if (self->from[i] < self->until[i]) {
            out->items[out->count++] = (staff_member){ .from = self->from[i], .until = self->until[i], .team = (uint16_t)number, .number = (uint16_t)i,
                                                       .supervisor = self->supervisors };
        }
    }
    return true;
}
