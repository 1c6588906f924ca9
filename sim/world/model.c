#include "world/model.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "world/effect_size.h"
#include "world/level.h"
#include "stats/elementary.h"

#define YEARS_AT_MOST 18.0

static void parameters_in_world(const kind_use *use, double p[])
{
    const size_t count = use->kind == NULL ? 0 : use->kind->parameters.count;
    for (size_t i = 0; i < count && i < KIND_PARAMETERS_MAX; i++) {
        p[i] = use->parameter[i].value;
    }
}

spread_model spread_in_world(const spread *self)
{
    spread_model model = {.kind = (const distribution_kind *)self->distribution.kind, .list = &self->distribution.list, .minimum = self->minimum, .maximum = self->maximum};
    parameters_in_world(&self->distribution, model.p);
    model.constant = self->constant.value;
    return model;
}

share_model shares_in_world(const share_map *self)
{
    share_model model = {.count = self->count};
    double sum = 0;
    for (size_t i = 0; i < self->count; i++) {
        sum += self->shares[i].value;
        model.until[i] = sum;
    }
    return model;
}

double place_ratio(const scenario *self, size_t site, size_t locality)
{
    const site_row *row = &self->sites.items[site];
    const double here = row->ratio.value;
    if (row->localities.count == 0) {
        return here;
    }
    return here * row->localities.items[locality].ratio.value;
}

/** The longest time a child can spend on a clock: from birth to 18, and on the calendar from day 0 to the last child's 18th birthday. */
static double longest_time(const scenario *self, hazard_clock clock)
{
    double longest = YEARS_AT_MOST * DAYS_PER_YEAR + 2;
    if (clock == CLOCK_CALENDAR) {
        for (size_t s = 0; s < self->sites.count; s++) {
            longest = fmax(longest, (double)(self->sites.items[s].closes - self->starts) + YEARS_AT_MOST * DAYS_PER_YEAR + 2);
        }
    }
    return longest;
}

/** Drift compounds from year to year and stays where it is after DRIFT_YEARS. */
static void set_drift(double per_year, transition_model *out)
{
    out->drifts = per_year != 1;
    out->stepped = out->drifts;
    out->drift[0] = 1;
    for (size_t year = 1; year <= DRIFT_YEARS; year++) {
        out->drift[year] = out->drift[year - 1] * per_year;
    }
}

static void set_transition(const scenario *self, size_t k, transition_model *out)
{
    const transition_row *row = &self->transitions.items[k];
    *out = (transition_model){.kind = (const hazard_kind *)row->hazard.kind,
                              .list = &row->hazard.list,
                              .level = 1,
                              .clock = (hazard_clock)row->clock,
                              .to = shares_in_world(&row->to),
                              .to_state = row->to_index,
                              .age_log = elementary_log(row->age_ratio_per_year.value),
                              .prior_care_ratio = row->prior_care_ratio.value,
                              .band_acts = row->band_acts && self->people.bands.count > 0,
                              .frailty_acts = row->frailty_acts,
                              .place_acts = row->place_acts};
    parameters_in_world(&row->hazard, out->p);
    out->multiplied = out->age_log != 0 || out->prior_care_ratio != 1 || out->band_acts || out->frailty_acts || out->place_acts;
    set_drift(row->drift_per_year.value, out);
    out->largest_cumulative = out->kind->cumulative(out->p, out->list, longest_time(self, out->clock));
}

/** The transitions that leave a state, as a mask. */
static uint32_t leaving_mask(const scenario *self, size_t state)
{
    uint32_t mask = 0;
    for (size_t k = 0; k < self->transitions.count; k++) {
        mask |= (self->transitions.items[k].from_mask >> state & 1u) << k;
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

static void set_states(const scenario *self, career_model *model)
{
    uint32_t leaving[STATES_MAX];
    model->groups = 0;
    for (size_t s = 0; s < self->states.count; s++) {
        const state_row *row = &self->states.items[s];
        model->class_of[s] = (state_class)row->class_of;
        model->price_marked[s] = row->extreme_share.value > 0;
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

static bool is_care(const scenario *self, size_t state)
{
    return self->states.items[state].class_of == CLASS_CARE;
}

static bool is_entry(const scenario *self, const transition_row *row)
{
    bool leaves_other = false;
    for (size_t s = 0; s < self->states.count; s++) {
        leaves_other = leaves_other || ((row->from_mask >> s & 1u) != 0 && !is_care(self, s));
    }
    for (size_t i = 0; i < row->to.count; i++) {
        leaves_other = leaves_other && is_care(self, (size_t)row->to_index[i]);
    }
    return leaves_other;
}

/** Whether anything in the scenario gives some families another hazard ratio on entries than others. */
static bool entries_differ(const scenario *self)
{
    bool differ = self->control_count > 0 || self->gaming.widen_share.value > 0;
    for (size_t c = 0; c < self->cohorts.count; c++) {
        differ = differ || self->cohorts.items[c].ratio.value != 1;
    }
    return differ;
}

static void set_entries(const scenario *self, career_model *model)
{
    model->entry_mask = 0;
    model->entries_differ = entries_differ(self);
    for (size_t k = 0; k < model->transitions; k++) {
        const bool entry = is_entry(self, &self->transitions.items[k]);
        model->entry_mask |= (entry ? 1u : 0u) << k;
        model->transition[k].multiplied = model->transition[k].multiplied || (entry && model->entries_differ);
    }
}

static void set_destinations(const scenario *self, career_model *model)
{
    size_t count = 0;
    memset(model->destination_of, 0, sizeof model->destination_of);
    for (size_t c = 0; c < self->cohorts.count; c++) {
        for (size_t i = 0; i < self->cohorts.items[c].destinations.count && count < DESTINATIONS_MAX; i++) {
            const destination_row *row = &self->cohorts.items[c].destinations.items[i];
            model->destination[count] = (destination_model){.to = shares_in_world(&row->to), .to_state = row->to_index};
            model->destination_of[c][row->transition_index] = (uint8_t)++count;
        }
    }
}

static void set_shocks(const scenario *self, career_model *model)
{
    model->shocks = self->shocks.count;
    for (size_t i = 0; i < self->shocks.count; i++) {
        const shock_row *row = &self->shocks.items[i];
        model->shock[i] = (shock_model){.from = (double)(row->from - self->starts),
                                        .until = (double)(row->until - self->starts + 1),
                                        .ratio = row->ratio.value,
                                        .transition_mask = row->transition_mask};
        for (size_t k = 0; k < model->transitions; k++) {
            model->transition[k].stepped = model->transition[k].stepped || (row->transition_mask >> k & 1u) != 0;
        }
    }
}

/** What the effect does at most, and whether it does anything: a hazard ratio of 1 leaves careers as they are to the last bit. */
static void set_extent(effect_model *effect)
{
    const effect_course plain = {.course_days = 100, .received_days = 100, .completed = 1, .log_multiplier = 1, .half_life_ratio = 1};
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

/** Fills a therapy, whose effects may be stated in measures that depend on what the model holds already: levels and bands. */
static void set_therapy(const scenario *self, const therapy_row *row, career_model *model, therapy_model *out)
{
    *out = (therapy_model){.course_days = spread_in_world(&row->course_days),
                           .adherence = spread_in_world(&row->adherence),
                           .completion_share = row->completion_share.value};
    out->adherence_spreads = out->adherence.kind != NULL;
    for (size_t i = 0; i < row->effects.count; i++) {
        const therapy_effect_row *item = &row->effects.items[i];
        effect_model *effect = &out->effect[item->transition_index];
        effect->kind = (const effect_kind *)item->effect.kind;
        parameters_in_world(&item->effect, effect->p);
        const int ratio = effect_ratio_index(item->effect.kind);
        if (ratio >= 0) {
            effect->p[ratio] = effect_size_convert(self, model, out, item, effect->p).hazard_ratio;
        }
        set_extent(effect);
        out->effect_mask |= (effect->kind != NULL ? 1u : 0u) << (unsigned)item->transition_index;
    }
}

static void set_bands(const scenario *self, career_model *model)
{
    model->band_ratio[0] = 1;
    model->band_effect[0] = 1;
    for (size_t b = 0; b < self->people.bands.count; b++) {
        const band_row *row = &self->people.bands.items[b];
        model->band_ratio[b] = row->ratio.value;
        model->band_effect[b] = row->effect_multiplier.value;
    }
}

void career_model_set(const scenario *self, career_model *model)
{
    model->states = self->states.count;
    model->transitions = self->transitions.count;
    model->class_clock_mask = 0;
    for (size_t k = 0; k < model->transitions; k++) {
        set_transition(self, k, &model->transition[k]);
        if (model->transition[k].clock == CLOCK_CLASS) {
            model->class_clock_mask |= 1u << k;
        }
    }
    set_states(self, model);
    set_entries(self, model);
    set_destinations(self, model);
    set_bands(self, model);
    set_shocks(self, model);
    for (size_t k = 0; k < model->transitions; k++) {
        if (self->transitions.items[k].share_by_days > 0) {
            model->transition[k].level = level_solve(self, model, k);
        }
    }
    for (size_t t = 0; t < self->therapies.count; t++) {
        set_therapy(self, &self->therapies.items[t], model, &model->therapy[t]);
    }
}
