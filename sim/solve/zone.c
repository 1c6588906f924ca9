#include "solve/zone.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool fault_limit(const char *text, size_t at, const char *what, fault_list *faults)
{
    fault_add(faults, FAULT_ERROR, (fault_place){.file = "limit", .line = 1, .column = (int)at + 1}, "%s: \"%s\"", what, text);
    return false;
}

/** A letter for a side: the first of its name that no other side has, else a digit. */
static char letter_for(const zone *self, const char *name)
{
    for (const char *c = name; *c; c++) {
        const char letter = (char)toupper((unsigned char)*c);
        if (isalpha((unsigned char)letter) && (self->side_count == 0 || memchr(self->letters, letter, self->side_count) == NULL)) {
            return letter;
        }
    }
    return (char)('1' + self->side_count);
}

/** The number of a side, which is added where it is new; ZONE_SIDES_MAX when there are too many. */
static size_t side_of(zone *self, const char *name)
{
    for (size_t i = 0; i < self->side_count; i++) {
        if (strcmp(self->sides[i], name) == 0) {
            return i;
        }
    }
    if (self->side_count < ZONE_SIDES_MAX) {
        snprintf(self->sides[self->side_count], sizeof self->sides[0], "%s", name);
        self->letters[self->side_count] = letter_for(self, name);
        return self->side_count++;
    }
    return ZONE_SIDES_MAX;
}

bool zone_add_limit(zone *self, const char *text, fault_list *faults)
{
    char name[sizeof self->sides[0]];
    const char *colon = strchr(text, ':');
    const size_t length = colon ? (size_t)(colon - text) : 0;
    if (length >= sizeof name) {
        return fault_limit(text, 0, "the name of a side is too long", faults);
    }
    if (length == 0) {
        return fault_limit(text, 0, "a limit names its side first, such as council: mean(commissioner_net_gbp) >= 0", faults);
    }
    if (self->limit_count == ZONE_LIMITS_MAX) {
        return fault_limit(text, 0, "there are more than 16 limits", faults);
    }
    memcpy(name, text, length);
    name[length] = '\0';
    const size_t side = side_of(self, name);
    if (side == ZONE_SIDES_MAX) {
        return fault_limit(text, 0, "there are more than 8 sides", faults);
    }
    if (!goal_parse(colon + 1 + strspn(colon + 1, " "), &self->goals[self->limit_count], faults)) {
        return false;
    }
    self->limits[self->limit_count++] = (zone_limit){side, text};
    return true;
}

/** The values of a lever on its axis; how many. */
static size_t axis_of(const lever *self, double at[])
{
    const size_t steps = self->steps ? self->steps : ZONE_STEPS;
    size_t count = 0;
    for (size_t i = 0; i < steps; i++) {
        const double next = lever_rounded(self, self->low + (self->high - self->low) * (double)i / (double)(steps - 1));
        if (count == 0 || next > at[count - 1]) {
            at[count++] = next;
        }
    }
    return count;
}

bool zone_make(zone *self)
{
    double axes[ZONE_LEVERS][128];
    self->columns = axis_of(&self->levers[0], axes[0]);
    self->rows = axis_of(&self->levers[1], axes[1]);
    const size_t cells = self->columns * self->rows;
    self->at = calloc(cells * ZONE_LEVERS, sizeof *self->at);
    self->estimates = calloc(cells * self->limit_count + 1, sizeof *self->estimates);
    self->holds = calloc(cells, sizeof *self->holds);
    if (!self->at || !self->estimates || !self->holds) {
        zone_free(self);
        return false;
    }
    for (size_t cell = 0; cell < cells; cell++) {
        self->at[cell * ZONE_LEVERS] = axes[0][cell % self->columns];
        self->at[cell * ZONE_LEVERS + 1] = axes[1][cell / self->columns];
    }
    return true;
}

void zone_free(zone *self)
{
    free(self->at);
    free(self->estimates);
    free(self->holds);
    *self = (zone){0};
}

static bool limit_holds(const zone *self, size_t cell, size_t limit)
{
    return goal_holds(&self->goals[limit], self->estimates[cell * self->limit_count + limit].value);
}

static uint8_t sides_that_hold(const zone *self, size_t cell)
{
    unsigned holds = (1u << self->side_count) - 1;
    for (size_t i = 0; i < self->limit_count; i++) {
        if (!limit_holds(self, cell, i)) {
            holds &= ~(1u << self->limits[i].side);
        }
    }
    return (uint8_t)holds;
}

run_status zone_run(zone *self, const lever_source *source, const run_options *options, fault_list *faults)
{
    const size_t cells = self->columns * self->rows;
    const run_status status =
        solve_measure(source, self->levers, ZONE_LEVERS, self->at, cells, self->goals, self->limit_count, options, self->estimates, faults);
    self->agreed = 0;
    for (size_t cell = 0; status == RUN_DONE && cell < cells; cell++) {
        self->holds[cell] = sides_that_hold(self, cell);
        self->agreed += self->holds[cell] == (1u << self->side_count) - 1;
    }
    return status;
}

zone_exclusion zone_excluded_by(const zone *self, size_t limit)
{
    zone_exclusion out = {0, 0};
    for (size_t cell = 0; cell < self->columns * self->rows; cell++) {
        bool others = true;
        for (size_t i = 0; i < self->limit_count; i++) {
            others = others && (i == limit || limit_holds(self, cell, i));
        }
        const bool fails = !limit_holds(self, cell, limit);
        out.in_all += fails;
        out.alone += fails && others;
    }
    return out;
}

size_t zone_strictest(const zone *self)
{
    size_t strictest = 0;
    zone_exclusion most = zone_excluded_by(self, 0);
    for (size_t i = 1; i < self->limit_count; i++) {
        const zone_exclusion here = zone_excluded_by(self, i);
        if (here.alone > most.alone || (here.alone == most.alone && here.in_all > most.in_all)) {
            strictest = i;
            most = here;
        }
    }
    return strictest;
}
