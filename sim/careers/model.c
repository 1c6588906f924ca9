#include "careers/model.h"

#include <math.h>

#include "careers/level.h"
#include "stats/elementary.h"

#define DAYS_PER_YEAR 365.25
#define YEARS_AT_MOST 18.0

static void parameters_in_world(const kind_use *use, const double world[], double p[])
{
    const size_t count = use->kind == NULL ? 0 : use->kind->parameters.count;
    for (size_t i = 0; i < count && i < KIND_PARAMETERS_MAX; i++) {
        p[i] = quantity_at(use->parameter[i], world);
    }
}

spread_model spread_in_world(const spread *self, const double world[])
{
    spread_model model = {.kind = (const distribution_kind *)self->distribution.kind, .list = &self->distribution.list};
    parameters_in_world(&self->distribution, world, model.p);
    model.constant = quantity_at(self->constant, world);
    return model;
}

share_model shares_in_world(const share_map *self, const double world[])
{
    share_model model = {.count = self->count};
    double sum = 0;
    for (size_t i = 0; i < self->count; i++) {
        sum += quantity_at(self->shares[i], world);
        model.until[i] = sum;
    }
    return model;
}

double place_ratio(const scenario *self, const double world[], size_t site, size_t locality)
{
    const site_row *row = MAP_ITEM(site_row, self->sites, site);
    const double here = quantity_at(row->ratio, world);
    if (row->localities.count == 0) {
        return here;
    }
    return here * quantity_at(MAP_ITEM(locality_row, row->localities, locality)->ratio, world);
}

/** The longest time a child can spend on a clock: from birth to 18, and on the calendar from day 0 to the last child's 18th birthday. */
static double longest_time(const scenario *self, hazard_clock clock)
{
    double longest = YEARS_AT_MOST * DAYS_PER_YEAR + 2;
    if (clock == CLOCK_CALENDAR) {
        for (size_t s = 0; s < self->sites.count; s++) {
            longest = fmax(longest, (double)(MAP_ITEM(site_row, self->sites, s)->closes - self->starts) + YEARS_AT_MOST * DAYS_PER_YEAR + 2);
        }
    }
    return longest;
}

static void set_transition(const scenario *self, const double world[], size_t k, transition_model *out)
{
    const transition_row *row = MAP_ITEM(transition_row, self->transitions, k);
    *out = (transition_model){.kind = (const hazard_kind *)row->hazard.kind,
                              .list = &row->hazard.list,
                              .level = 1,
                              .clock = (hazard_clock)row->clock,
                              .to = shares_in_world(&row->to, world),
                              .to_state = row->to_index,
                              .age_log = elementary_log(quantity_at(row->age_ratio_per_year, world)),
                              .prior_care_ratio = quantity_at(row->prior_care_ratio, world),
                              .band_acts = row->band_acts && self->people.bands.count > 0,
                              .frailty_acts = row->frailty_acts,
                              .place_acts = row->place_acts};
    parameters_in_world(&row->hazard, world, out->p);
    out->multiplied = out->age_log != 0 || out->prior_care_ratio != 1 || out->band_acts || out->frailty_acts || out->place_acts;
    out->largest_cumulative = out->kind->cumulative(out->p, out->list, longest_time(self, out->clock));
}

/** The transitions that leave a state, as a mask. */
static uint32_t leaving_mask(const scenario *self, size_t state)
{
    uint32_t mask = 0;
    for (size_t k = 0; k < self->transitions.count; k++) {
        mask |= (MAP_ITEM(transition_row, self->transitions, k)->from_mask >> state & 1u) << k;
    }
    return mask;
}

static void add_group(career_model *model, uint32_t leaving)
{
    const size_t group = model->groups++;
    model->leaving_count[group] = 0;
    for (size_t k = 0; k < model->transitions; k++) {
        if ((leaving >> k & 1u) != 0) {
            model->leaving[group][model->leaving_count[group]++] = (uint8_t)k;
        }
    }
}

static void set_states(const scenario *self, const double world[], career_model *model)
{
    uint32_t leaving[STATES_MAX];
    model->groups = 0;
    for (size_t s = 0; s < self->states.count; s++) {
        const state_row *row = MAP_ITEM(state_row, self->states, s);
        model->class_of[s] = (state_class)row->class_of;
        model->price_marked[s] = quantity_at(row->extreme_share, world) > 0;
        leaving[s] = leaving_mask(self, s);
        size_t alike = 0;
        while (alike < s && leaving[alike] != leaving[s]) {
            alike++;
        }
        model->group_of[s] = alike < s ? model->group_of[alike] : (uint8_t)model->groups;
        if (alike == s) {
            add_group(model, leaving[s]);
        }
    }
}

static void set_shocks(const scenario *self, const double world[], career_model *model)
{
    model->shocks = self->shocks.count;
    for (size_t i = 0; i < self->shocks.count; i++) {
        const shock_row *row = MAP_ITEM(shock_row, self->shocks, i);
        model->shock[i] = (shock_model){.from = (double)(row->from - self->starts),
                                        .until = (double)(row->until - self->starts + 1),
                                        .ratio = quantity_at(row->ratio, world),
                                        .transition_mask = row->transition_mask};
        for (size_t k = 0; k < model->transitions; k++) {
            model->transition[k].stepped = model->transition[k].stepped || (row->transition_mask >> k & 1u) != 0;
        }
    }
}

/** What the effect does at most, and whether it does anything: a hazard ratio of 1 leaves careers as they are to the last bit. */
static void set_extent(effect_model *effect)
{
    const effect_course plain = {.course_days = 100, .received_days = 100, .completed = 1, .log_multiplier = 1};
    effect_steps steps;
    bool acts = false;
    effect->kind->steps(effect->p, &plain, &steps);
    effect->largest_log = 0;
    for (size_t i = 0; i < steps.count; i++) {
        effect->largest_log = fmax(effect->largest_log, elementary_log(steps.ratio[i]));
        acts = acts || steps.ratio[i] != 1;
    }
    effect->kind = acts ? effect->kind : NULL;
}

static void set_therapy(const therapy_row *row, const double world[], therapy_model *out)
{
    *out = (therapy_model){.course_days = spread_in_world(&row->course_days, world),
                           .adherence = spread_in_world(&row->adherence, world),
                           .completion_share = quantity_at(row->completion_share, world)};
    out->adherence_spreads = out->adherence.kind != NULL;
    for (size_t i = 0; i < row->effects.count; i++) {
        const therapy_effect_row *item = MAP_ITEM(therapy_effect_row, row->effects, i);
        effect_model *effect = &out->effect[item->transition_index];
        effect->kind = (const effect_kind *)item->effect.kind;
        parameters_in_world(&item->effect, world, effect->p);
        set_extent(effect);
        out->effect_mask |= (effect->kind != NULL ? 1u : 0u) << (unsigned)item->transition_index;
    }
}

static void set_bands(const scenario *self, const double world[], career_model *model)
{
    model->band_ratio[0] = 1;
    model->band_effect[0] = 1;
    for (size_t b = 0; b < self->people.bands.count; b++) {
        const band_row *row = MAP_ITEM(band_row, self->people.bands, b);
        model->band_ratio[b] = quantity_at(row->ratio, world);
        model->band_effect[b] = quantity_at(row->effect_multiplier, world);
    }
}

void career_model_set(const scenario *self, const double world[], career_model *model)
{
    model->states = self->states.count;
    model->transitions = self->transitions.count;
    model->class_clock_mask = 0;
    for (size_t k = 0; k < model->transitions; k++) {
        set_transition(self, world, k, &model->transition[k]);
        if (model->transition[k].clock == CLOCK_CLASS) {
            model->class_clock_mask |= 1u << k;
        }
    }
    set_states(self, world, model);
    set_bands(self, world, model);
    set_shocks(self, world, model);
    for (size_t t = 0; t < self->therapies.count; t++) {
        set_therapy(MAP_ITEM(therapy_row, self->therapies, t), world, &model->therapy[t]);
    }
    for (size_t k = 0; k < model->transitions; k++) {
        if (MAP_ITEM(transition_row, self->transitions, k)->share_by_days > 0) {
            model->transition[k].level = level_solve(self, world, model, k);
        }
    }
}
