#include "reference/reference.h"

#include <math.h>
#include <stdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reference/latent.h"

/** A child on the way through one career. */
typedef struct {
    const reference_case *at;
    const reference_family *family;
    career_arm arm;
    char place[REFERENCE_NAME_ROOM];
    size_t state;
    double now;
    double state_from, class_from; /* when the clocks of state and class stood at 0 */
    uint32_t spell[CLASS_COUNT];   /* entries of each class */
    uint32_t move;
    bool second; /* whether draws take the second uniform */
    effect_steps steps[TRANSITIONS_MAX];
    bool has_steps[TRANSITIONS_MAX];
    double multiplier[TRANSITIONS_MAX];
    double latent[TRANSITIONS_MAX];
    reference_career_spells career;
} walk;

static const transition_row *transition_at(const walk *self, size_t i)
{
    return &self->at->file->transitions.items[i];
}

static const state_row *state_at(const walk *self, size_t state)
{
    return &self->at->file->states.items[state];
}

static double draw(const walk *self, const char *sort, const char *name, uint32_t spell, uint32_t move)
{
    char purpose[REFERENCE_NAME_ROOM];
    snprintf(purpose, sizeof purpose, "%s:%s", sort, name);
    const uint32_t person = rng_person(self->family->month, self->family->ordinal, self->family->sibling);
    return reference_draw(self->at, self->place, purpose, person, rng_occasion(spell, move, 0)).u[self->second];
}

static double place_ratio(const reference_case *at, const reference_family *child)
{
    const site_row *site = reference_site(at, child);
    const double ratio = reference_quantity(at, site->ratio);
    if (site->localities.count == 0) {
        return ratio;
    }
    return ratio * reference_quantity(at, site->localities.items[child->locality].ratio);
}

static const band_row *band_at(const reference_case *at, const reference_family *child)
{
    return at->file->people.bands.count > 0 ? &at->file->people.bands.items[child->band] : NULL;
}

double reference_multiplier(const reference_case *at, const reference_family *child, size_t transition)
{
    const transition_row *row = &at->file->transitions.items[transition];
    const people_settings *people = &at->file->people;
    const band_row *band = band_at(at, child);
    double m = pow(reference_quantity(at, row->age_ratio_per_year), child->age_years - people->age_reference_years);
    m *= child->prior_care ? reference_quantity(at, row->prior_care_ratio) : 1;
    m *= row->band_acts && band ? reference_quantity(at, band->ratio) : 1;
    m *= row->frailty_acts ? child->frailty : 1;
    m *= row->place_acts ? place_ratio(at, child) : 1;
    return m;
}

bool reference_is_entry(const scenario *file, size_t transition)
{
    const transition_row *row = &file->transitions.items[transition];
    bool leaves_other = false;
    bool leads_to_care = true;
    for (size_t i = 0; i < row->from.count; i++) {
        leaves_other = leaves_other || !reference_is_class(file, (int)reference_state_named(file, row->from.items[i]), CLASS_CARE);
    }
    for (size_t i = 0; i < row->to.count; i++) {
        leads_to_care = leads_to_care && reference_is_class(file, (int)reference_state_named(file, row->to.names[i]), CLASS_CARE);
    }
    return leaves_other && leads_to_care;
}

static double adherence(const walk *self)
{
    const site_row *site = reference_site(self->at, self->family);
    const team_row *row = reference_team(self->at, self->family);
    const uint32_t team = row->shared ? 0 : (uint32_t)(self->family->team - site->team_from);
    char place[REFERENCE_NAME_ROOM];
    snprintf(place, sizeof place, "%s%s", row->shared ? "teams/" : "", row->shared ? row->shared : site->name);
    const rng_pair pair = reference_draw(self->at, place, "adherence", rng_person(team, self->family->therapist, 0), 0);
    return reference_spread(self->at, &reference_therapy(self->at, self->family)->adherence, pair.u[0]);
}

/** What a remote course's log hazard ratio is multiplied by. */
static double remote_multiplier(const walk *self)
{
    const therapy_row *therapy = reference_therapy(self->at, self->family);
    const date day = self->at->file->starts + reference_start_day(self->family);
    for (size_t i = 0; i < therapy->remote.count && self->family->remote; i++) {
        const remote_row *period = &therapy->remote.items[i];
        if (period->from <= day && (period->until == DATE_NONE || day <= period->until)) {
            return reference_quantity(self->at, period->effect_multiplier);
        }
    }
    return 1;
}

static effect_course course_of(const walk *self)
{
    const reference_case *at = self->at;
    const reference_family *family = self->family;
    const band_row *band = band_at(at, family);
    double multiplier = band ? reference_quantity(at, band->effect_multiplier) : 1;
    multiplier *= adherence(self) * remote_multiplier(self) * reference_quantity(at, reference_therapy(at, family)->effect_multiplier);
    multiplier *= family->supervised ? 1 : reference_quantity(at, reference_team(at, family)->unsupervised_effect);
    const double half_life = family->fund_at < TIME_NEVER ? reference_quantity(at, reference_site(at, family)->fund_half_life_ratio) : 1;
    return (effect_course){ family->course_days, family->received_days, family->completed, multiplier, half_life };
}

/** The parameters of an effect, with the hazard ratio that its number comes to. */
static void effect_parameters(const walk *self, size_t transition, const therapy_effect_row *row, double p[])
{
    const settings *rows = &row->effect.kind->parameters;
    const size_t therapy = (size_t)reference_team(self->at, self->family)->therapy_index;
    reference_parameters(self->at, &row->effect, p);
    for (size_t i = 0; i < rows->count; i++) {
        if (strcmp(rows->rows[i].key, "hazard_ratio") == 0) {
            p[i] = reference_effect_ratio(self->at, therapy, transition, row, p[i]);
        }
    }
}

/** What therapy does to each transition: nothing in the untreated arms. */
static void effects_set(walk *self)
{
    if (self->arm != ARM_TREATED || !reference_started(self->family)) {
        return;
    }
    const therapy_row *therapy = reference_therapy(self->at, self->family);
    const effect_course course = course_of(self);
    for (size_t i = 0; i < self->at->file->transitions.count; i++) {
        for (size_t j = 0; j < therapy->effects.count; j++) {
            const therapy_effect_row *row = &therapy->effects.items[j];
            if (strcmp(row->name, transition_at(self, i)->name) == 0) {
                double p[KIND_PARAMETERS_MAX];
                effect_parameters(self, i, row, p);
                ((const effect_kind *)(const void *)row->effect.kind)->steps(p, &course, &self->steps[i]);
                self->has_steps[i] = true;
            }
        }
    }
}

static double clock_from(const walk *self, const transition_row *row)
{
    const double from[] = { [CLOCK_STATE] = self->state_from, [CLOCK_CLASS] = self->class_from, [CLOCK_REFERRAL] = self->family->referred_at,
                            [CLOCK_CALENDAR] = 0 };
    return from[row->clock];
}

static double latent_drawn(const walk *self, size_t i)
{
    const transition_row *row = transition_at(self, i);
    latent_event event = { .transition = row, .hazard = (const hazard_kind *)(const void *)row->hazard.kind, .list = &row->hazard.list,
                           .multiplier = self->multiplier[i], .clock_from = clock_from(self, row), .steps_from = self->family->started_at };
    reference_parameters(self->at, &row->hazard, event.parameter);
    event.steps = self->has_steps[i] ? &self->steps[i] : NULL;
    const uint32_t spell = self->spell[state_at(self, self->state)->class_of];
    return reference_latent_time(self->at, &event, draw(self, "transition", row->name, spell, self->move), self->now, self->family->adult_at);
}

static bool leaves(const walk *self, size_t i, size_t state)
{
    return reference_is_named(&transition_at(self, i)->from, state_at(self, state)->name);
}

/** Whether transition i leaves some state of the class. */
static bool leaves_class(const walk *self, size_t i, int class_of)
{
    for (size_t s = 0; s < self->at->file->states.count; s++) {
        if (state_at(self, s)->class_of == class_of && leaves(self, i, s)) {
            return true;
        }
    }
    return false;
}

/** Draws the transitions of the state now entered; those on the clock of the class only with `class_too`. */
static void latents_draw(walk *self, bool class_too)
{
    for (size_t i = 0; i < self->at->file->transitions.count; i++) {
        if (transition_at(self, i)->clock == CLOCK_CLASS) {
            if (class_too) {
                self->latent[i] = leaves_class(self, i, state_at(self, self->state)->class_of) ? latent_drawn(self, i) : TIME_NEVER;
            }
        } else {
            self->latent[i] = leaves(self, i, self->state) ? latent_drawn(self, i) : TIME_NEVER;
        }
    }
}

/** The transition that comes first; its latent time is TIME_NEVER when none comes. */
static size_t earliest(const walk *self)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < self->at->file->transitions.count; i++) {
        const bool possible = leaves(self, i, self->state) && self->latent[i] > self->now && self->latent[i] < self->family->adult_at;
        if (possible && (best == SIZE_MAX || self->latent[i] < self->latent[best])) {
            best = i;
        }
    }
    return best;
}

static void spell_add(walk *self)
{
    reference_career_spells *career = &self->career;
    if (career->count == career->capacity) {
        career->capacity = career->capacity > 0 ? 2 * career->capacity : 4;
        career->spells = realloc(career->spells, career->capacity * sizeof *career->spells);
        if (!career->spells) {
            abort();
        }
    }
    const state_row *state = state_at(self, self->state);
    const bool has_tail = state->extreme_share.draw >= 0 || state->extreme_share.value > 0;
    const double mark = has_tail ? draw(self, "price", state->name, self->spell[state->class_of], self->move) : 0.5;
    career->spells[career->count++] = (reference_spell){ self->state, self->now, (float)mark };
}

static void move_to(walk *self, size_t state, double when)
{
    const int class_before = state_at(self, self->state)->class_of;
    const int class_now = state_at(self, state)->class_of;
    self->state = state;
    self->now = self->state_from = when;
    if (class_now == class_before) {
        self->move++;
    } else {
        self->class_from = when;
        self->spell[class_now]++;
        self->move = 0;
    }
    spell_add(self);
    latents_draw(self, class_now != class_before);
}

/** Where a transition leads: by the cohort's own destinations where it has any for it. */
static const share_map *destinations(const walk *self, const transition_row *row)
{
    for (size_t i = 0; i < reference_cohort(self->at, self->family)->destinations.count; i++) {
        const destination_row *instead = &reference_cohort(self->at, self->family)->destinations.items[i];
        if (strcmp(instead->name, row->name) == 0) {
            return &instead->to;
        }
    }
    return &row->to;
}

/** Where transition i leads from here. */
static size_t destination(const walk *self, size_t i)
{
    const transition_row *row = transition_at(self, i);
    const share_map *to = destinations(self, row);
    const double uniform = draw(self, "destination", row->name, self->spell[state_at(self, self->state)->class_of], self->move);
    return reference_state_named(self->at->file, to->names[reference_choice(self->at, to->shares, to->count, uniform)]);
}

static void walk_begin(walk *self)
{
    const reference_family *family = self->family;
    reference_place_name(self->at, family, self->place);
    for (size_t i = 0; i < self->at->file->transitions.count; i++) {
        const double entry_ratio = reference_is_entry(self->at->file, i) ? family->entry_ratio : 1;
        self->multiplier[i] = reference_multiplier(self->at, family, i) * entry_ratio * self->at->levels[i];
    }
    effects_set(self);
    self->state = family->first_state;
    self->now = family->referred_at;
    self->state_from = self->class_from = family->referred_at - family->first_elapsed;
    self->spell[state_at(self, self->state)->class_of] = 1;
    self->career.until = family->adult_at;
    spell_add(self);
    latents_draw(self, true);
}

/** From the first session on everything is drawn anew, given that it has not happened yet. */
static void walk_turn_independent(walk *self)
{
    self->second = true;
    self->now = self->family->started_at;
    latents_draw(self, true);
}

reference_career_spells reference_career(const reference_case *at, const reference_family *family, career_arm arm)
{
    walk self = { .at = at, .family = family, .arm = arm };
    walk_begin(&self);
    for (;;) {
        const size_t i = earliest(&self);
        const double when = i == SIZE_MAX ? TIME_NEVER : self.latent[i];
        if (arm == ARM_UNTREATED_INDEPENDENT && !self.second && reference_started(family) && when >= family->started_at) {
            walk_turn_independent(&self);
        } else if (i == SIZE_MAX) {
            return self.career;
        } else {
            move_to(&self, destination(&self, i), when);
        }
    }
}
