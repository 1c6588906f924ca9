#include "careers/plan.h"

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
        count += MAP_ITEM(site_row, self->sites, s)->cohorts.count;
    }
    return count;
}

bool career_plan_make(const scenario *self, career_plan *plan)
{
    *plan = (career_plan){.scenario = self};
    plan->places = calloc(count_places(self) + 1, sizeof *plan->places);
    plan->sites = calloc(self->sites.count + 1, sizeof *plan->sites);
    bool fine = plan->places != NULL && plan->sites != NULL;
    for (size_t s = 0; fine && s < self->sites.count; s++) {
        const site_row *site = MAP_ITEM(site_row, self->sites, s);
        fine = make_months(self, site, &plan->sites[s]);
        for (size_t c = 0; fine && c < site->cohorts.count; c++) {
            const site_cohort_row *row = MAP_ITEM(site_cohort_row, site->cohorts, c);
            career_place *place = &plan->places[plan->place_count++];
            *place = (career_place){.site = s, .cohort = (size_t)row->cohort_index, .site_row = site, .row = row};
            fine = place_streams_make(self, site, row, &place->streams);
        }
    }
    if (!fine) {
        career_plan_free(plan);
    }
    return fine;
}

void career_plan_free(career_plan *plan)
{
    for (size_t s = 0; plan->sites != NULL && s < plan->scenario->sites.count; s++) {
        free(plan->sites[s].begin);
    }
    free(plan->sites);
    free(plan->places);
    *plan = (career_plan){0};
}
