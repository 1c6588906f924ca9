#include "people/plan.h"

#include "base/text.h"

static bool make_months(const scenario *self, const site_row *site, service_months *out)
{
    size_t months = 1;
    while (date_add_months(site->starts, (int)months) <= site->closes) {
        months++;
    }
    out->begin = malloc((months + 1) * sizeof *out->begin);
    if (out->begin == NULL) {
        return false;
    }
    out->months = months;
    for (size_t m = 0; m <= months; m++) {
        out->begin[m] = date_add_months(site->starts, (int)m) - self->starts;
    }
    return true;
}

static size_t count_places(const scenario *self)
{
    size_t count = 0;
    for (size_t s = 0; s < self->sites.count; s++) {
        count += self->sites.items[s].cohorts.count;
    }
    return count;
}

/** Adds the cohorts of a site that the masks hold; `owner` as in place_streams_make. */
static bool add_places(const scenario *self, size_t s, uint32_t cohort_mask, const char *owner, career_plan *plan)
{
    const site_row *site = &self->sites.items[s];
    bool fine = true;
    for (size_t c = 0; fine && c < site->cohorts.count; c++) {
        const site_cohort_row *row = &site->cohorts.items[c];
        if (mask_has(cohort_mask, (size_t)row->cohort_index)) {
            career_place *place = &plan->places[plan->place_count++];
            *place = (career_place){.site = s, .cohort = (size_t)row->cohort_index, .site_row = site, .row = row};
            fine = place_streams_make(self, owner, site, row, &place->streams);
        }
    }
    return fine;
}

/** The places of a term's control group. */
static bool make_control(career_plan *plan, const contract_row *contract, const term_row *term)
{
    const scenario *self = plan->scenario;
    control_plan *control = &plan->controls[term->controls];
    if (control->term) {
        return true; /* a version of a term that was met before: they share the group */
    }
    *control = (control_plan){.term = term, .plan = {.scenario = self, .sites = plan->sites}};
    control->plan.places = calloc(plan->place_count + 1, sizeof *control->plan.places);
    text_buffer owner = {0};
    text_add(&owner, "%s/%s/", contract->name, term->name);
    bool fine = control->plan.places != NULL && !owner.out_of_memory;
    for (size_t s = 0; fine && s < self->sites.count; s++) {
        fine = !mask_has(term->site_mask, s) || add_places(self, s, term->cohort_mask, owner.bytes, &control->plan);
    }
    text_free(&owner);
    return fine;
}

static bool make_controls(career_plan *plan)
{
    const scenario *self = plan->scenario;
    plan->controls = calloc(self->control_count + 1, sizeof *plan->controls);
    bool fine = plan->controls != NULL;
    for (size_t c = 0; fine && self->control_count > 0 && c < self->contracts.count; c++) {
        const contract_row *contract = &self->contracts.items[c];
        for (size_t t = 0; fine && t < contract->terms.count; t++) {
            const term_row *term = &contract->terms.items[t];
            fine = term->controls < 0 || make_control(plan, contract, term);
        }
    }
    return fine;
}

bool career_plan_make(const scenario *self, career_plan *plan)
{
    *plan = (career_plan){.scenario = self};
    plan->places = calloc(count_places(self) + 1, sizeof *plan->places);
    plan->sites = calloc(self->sites.count + 1, sizeof *plan->sites);
    bool fine = plan->places != NULL && plan->sites != NULL;
    for (size_t s = 0; fine && s < self->sites.count; s++) {
        fine = make_months(self, &self->sites.items[s], &plan->sites[s]) && add_places(self, s, UINT32_MAX, "", plan);
    }
    if (!fine || !make_controls(plan)) {
        career_plan_free(plan);
        return false;
    }
    return true;
}

void career_plan_free(career_plan *plan)
{
    for (size_t s = 0; plan->sites != NULL && s < plan->scenario->sites.count; s++) {
        free(plan->sites[s].begin);
    }
    for (size_t i = 0; plan->controls != NULL && i < plan->scenario->control_count; i++) {
        free(plan->controls[i].plan.places);
    }
    free(plan->controls);
    free(plan->sites);
    free(plan->places);
    *plan = (career_plan){0};
}
