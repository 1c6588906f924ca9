#include "reference/reference.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** A site and a cohort from which control children come. */
typedef struct {
    size_t site, order, cohort;
    const site_row *site_row;
    const site_cohort_row *row;
    double planned; /* families in all */
    size_t children;
} control_place;

typedef struct {
    const reference_case *at;
    const term_row *term;
    double entry_ratio;
    size_t count;
    control_place places[PLACES_MAX];
} control_group_plan;

static bool is_listed(const name_list *names, const char *name)
{
    return names->count == 0 || reference_is_named(names, name);
}

static uint32_t months_of(const site_row *site)
{
    uint32_t months = 0;
    while (date_add_months(site->starts, (int)months) <= site->closes) {
        months++;
    }
    return months;
}

static size_t cohort_named(const scenario *file, const char *name)
{
    size_t cohort = 0;
    while (strcmp(file->cohorts.items[cohort].name, name) != 0) {
        cohort++;
    }
    return cohort;
}

static void places_set(control_group_plan *plan, const contract_row *contract)
{
    const scenario *file = plan->at->file;
    for (size_t s = 0; s < file->sites.count; s++) {
        const site_row *site = &file->sites.items[s];
        for (size_t c = 0; c < site->cohorts.count && is_listed(&contract->sites, site->name) && is_listed(&plan->term->sites, site->name); c++) {
            const site_cohort_row *row = &site->cohorts.items[c];
            if (is_listed(&plan->term->cohorts, row->name)) {
                control_place *place = &plan->places[plan->count++];
                *place = (control_place){ .site = s, .order = c, .cohort = cohort_named(file, row->name), .site_row = site, .row = row };
                for (uint32_t month = 0; month < months_of(site); month++) {
                    place->planned += reference_planned(plan->at, site, row, month);
                }
            }
        }
    }
}

/** One child more for the place with the most planned families to each odd number that its children have reached. */
static void child_give(control_group_plan *plan)
{
    control_place *best = &plan->places[0];
    for (size_t p = 1; p < plan->count; p++) {
        control_place *place = &plan->places[p];
        if (place->planned / (2.0 * (double)place->children + 1) > best->planned / (2.0 * (double)best->children + 1)) {
            best = place;
        }
    }
    best->children++;
}

/** The time by which a share `u` of the place's planned families is referred, evenly within the part of each month in which the cohort is open. */
static double time_of(const control_group_plan *plan, const control_place *place, double u)
{
    const scenario *file = plan->at->file;
    const double wanted = u * place->planned;
    double so_far = 0;
    uint32_t month = 0;
    double here = reference_planned(plan->at, place->site_row, place->row, 0);
    while (so_far + here <= wanted && month + 1 < months_of(place->site_row)) {
        so_far += here;
        here = reference_planned(plan->at, place->site_row, place->row, ++month);
    }
    const int32_t closes = reference_closes_day(file, place->site_row, place->row);
    const int32_t site_closes = reference_day_of(file, place->site_row->closes);
    const double from = fmax(reference_day_of(file, date_add_months(place->site_row->starts, (int)month)), reference_opens_day(file, place->site_row, place->row));
    const double until = fmin(reference_day_of(file, date_add_months(place->site_row->starts, (int)month + 1)), fmin(closes, site_closes) + 1.0);
    return from + (until - from) * (wanted - so_far) / here;
}

static void child_make(const control_group_plan *plan, const control_place *place, size_t number, reference_family *child)
{
    const reference_case *at = plan->at;
    *child = (reference_family){ .site = place->site, .order = place->order, .cohort = place->cohort, .month = (uint32_t)(number >> 16),
                                 .ordinal = (uint32_t)(number & 0xffff), .fund_at = TIME_NEVER, .supervised = true };
    child->referred_at = time_of(plan, place, reference_child_draw(at, child, "arrival").u[0]);
    reference_person(at, SIZE_MAX, child);
    const double start = child->referred_at + at->file->people.nominal_wait_days;
    child->started_at = start < child->adult_at ? start : TIME_NEVER;
    child->entry_ratio *= plan->entry_ratio;
}

/** The baseline's number of that name. */
static double parameter(const reference_case *at, const term_row *term, const char *key, double otherwise)
{
    const settings *rows = &term->baseline.kind->parameters;
    for (size_t i = 0; i < rows->count; i++) {
        if (strcmp(rows->rows[i].key, key) == 0) {
            return reference_quantity(at, term->baseline.parameter[i]);
        }
    }
    return otherwise;
}

static void group_make(const control_group_plan *plan, size_t count, reference_controls *group)
{
    size_t row = 0;
    group->families = (reference_family_list){ count, reference_room(count, sizeof *group->families.items) };
    group->careers = reference_room(count, sizeof *group->careers);
    group->days = reference_room(count, sizeof *group->days);
    for (size_t p = 0; p < plan->count; p++) {
        for (size_t i = 0; i < plan->places[p].children; i++, row++) {
            reference_family *child = &group->families.items[row];
            child_make(plan, &plan->places[p], i, child);
            child->index_child = row;
            group->careers[row] = reference_career(plan->at, child, ARM_UNTREATED_SHARED);
            group->days[row] = reference_days_of(&group->careers[row]);
        }
    }
}

static void term_controls_set(const reference_case *from, const contract_row *contract, const term_row *term, reference_controls *group)
{
    char owner[REFERENCE_NAME_ROOM];
    snprintf(owner, sizeof owner, "%s/%s/", contract->name, term->name);
    reference_case at = *from;
    at.owner = owner;
    at.history = strcmp(term->baseline.kind->name, "live_control") == 0 ? from->history : 0;
    control_group_plan *plan = reference_room(1, sizeof *plan);
    plan->at = &at;
    plan->term = term;
    plan->entry_ratio = parameter(&at, term, "selection_ratio", 1) * pow(parameter(&at, term, "drift_per_year", 1), -parameter(&at, term, "years_before", 0));
    places_set(plan, contract);
    const size_t count = (size_t)parameter(&at, term, "children", 0);
    for (size_t i = 0; i < count; i++) {
        child_give(plan);
    }
    group_make(plan, count, group);
    free(plan);
}

/* Where versions of a term share a group, it is that of the first. */
void reference_controls_set(reference_replicate *all)
{
    const scenario *file = all->at.file;
    for (size_t c = 0; c < file->contracts.count; c++) {
        const contract_row *contract = &file->contracts.items[c];
        for (size_t t = 0; t < contract->terms.count; t++) {
            const term_row *term = &contract->terms.items[t];
            if (term->controls >= 0 && !all->controls[term->controls].careers) {
                term_controls_set(&all->at, contract, term, &all->controls[term->controls]);
            }
        }
    }
}

void reference_controls_free(reference_controls *self)
{
    for (size_t i = 0; i < self->families.count; i++) {
        free(self->careers[i].spells);
        free(self->days[i].state);
    }
    free(self->families.items);
    free(self->careers);
    free(self->days);
    *self = (reference_controls){ 0 };
}
