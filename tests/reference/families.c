#include "reference/reference.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/intake.h"

#define NAME_ROOM 512

/** Where a family is referred: its site's row, its cohort's rows and the name of the place of its numbers. */
typedef struct {
    const reference_case *at;
    size_t site;
    size_t order;
    const site_row *site_row;
    const site_cohort_row *intake_row;
    const cohort_row *cohort_row;
    char place[NAME_ROOM];
} referral_place;

static size_t map_index(const map *rows, size_t row_size, const char *name)
{
    for (size_t i = 0; i < rows->count; i++) {
        const char *const *row = (const char *const *)(const void *)((const char *)rows->items + i * row_size);
        if (strcmp(*row, name) == 0) {
            return i;
        }
    }
    abort();
}

static referral_place place_of(const reference_case *at, size_t site, size_t order)
{
    referral_place place = { .at = at, .site = site, .order = order, .site_row = MAP_ITEM(site_row, at->file->sites, site) };
    place.intake_row = MAP_ITEM(site_cohort_row, place.site_row->cohorts, order);
    place.cohort_row = MAP_ITEM(cohort_row, at->file->cohorts, map_index(&at->file->cohorts, sizeof(cohort_row), place.intake_row->name));
    snprintf(place.place, sizeof place.place, "%s/%s", place.site_row->name, place.intake_row->name);
    return place;
}

static double mean_of_month(const referral_place *place, uint32_t month)
{
    const site_cohort_row *row = place->intake_row;
    const intake_kind *of_kind = (const intake_kind *)(const void *)row->intake.kind;
    double p[KIND_PARAMETERS_MAX];
    reference_parameters(place->at, &row->intake, p);
    const double planned = of_kind->planned(p, &row->intake.list, month);
    const double volume = reference_quantity(place->at, month < 12 ? row->first_year_volume : row->later_volume);
    const double ramp = fmin(1, (month + 1.0) / ((double)row->ramp_months + 1.0));
    const rng_pair year = reference_draw(place->at, place->place, "site_year", rng_person(month / 12, 0, 0), 0);
    return planned * volume * ramp * reference_spread(place->at, &row->site_year_ratio, year.u[0]);
}

static uint32_t count_of_month(const referral_place *place, uint32_t month)
{
    const site_cohort_row *row = place->intake_row;
    const intake_kind *of_kind = (const intake_kind *)(const void *)row->intake.kind;
    double p[KIND_PARAMETERS_MAX];
    reference_parameters(place->at, &row->intake, p);
    const rng_pair number = reference_draw(place->at, place->place, "intake", rng_person(month, 0, 0), 0);
    return of_kind->count(p, &row->intake.list, month, mean_of_month(place, month), number.u[0]);
}

static rng_pair family_draw(const referral_place *place, const reference_family *family, const char *purpose)
{
    return reference_draw(place->at, place->place, purpose, rng_person(family->month, family->ordinal, 0), 0);
}

static size_t band_of(const referral_place *place, double uniform)
{
    const people_settings *people = &place->at->file->people;
    if (people->band_shares.count == 0) {
        return 0;
    }
    const size_t i = reference_choice(place->at, people->band_shares.shares, people->band_shares.count, uniform);
    return map_index(&people->bands, sizeof(band_row), people->band_shares.names[i]);
}

static size_t locality_of(const referral_place *place, double uniform)
{
    const map *localities = &place->site_row->localities;
    double so_far = 0;
    for (size_t i = 0; i + 1 < localities->count; i++) {
        so_far += reference_quantity(place->at, MAP_ITEM(locality_row, *localities, i)->share);
        if (so_far > uniform) {
            return i;
        }
    }
    return localities->count > 0 ? localities->count - 1 : 0;
}

static double frailty_of(const referral_place *place, const reference_family *family)
{
    const double variance = reference_quantity(place->at, place->at->file->people.frailty_variance);
    if (variance <= 0) {
        return 1;
    }
    rng_sampler sampler;
    rng_sampler_seek(&sampler, rng_stream_of((uint64_t)place->at->file->run.seed, place->place, "frailty"),
                     (rng_place){ .world = place->at->world_number, .history = place->at->history, .month = family->month, .ordinal = family->ordinal });
    return gsl_ran_gamma(&sampler.rng, 1 / variance, variance);
}

static void child_set(const referral_place *place, reference_family *family)
{
    const people_settings *people = &place->at->file->people;
    const rng_pair age = family_draw(place, family, "age");
    const rng_pair past = family_draw(place, family, "history");
    family->age_years = reference_spread(place->at, &people->age_years, age.u[0]);
    family->band = band_of(place, age.u[1]);
    family->prior_care = past.u[0] < reference_quantity(place->at, people->prior_care_share);
    family->locality = locality_of(place, past.u[1]);
    family->frailty = frailty_of(place, family);
    family->adult_at = floor(family->referred_at) + fmax(1, round((18 - family->age_years) * 365.25)) + 0.5;
    for (size_t g = 0; g < people->groups.count; g++) {
        const group_row *group = MAP_ITEM(group_row, people->groups, g);
        char purpose[NAME_ROOM];
        snprintf(purpose, sizeof purpose, "group:%s", group->name);
        family->label[g] = reference_choice(place->at, group->labels.shares, group->labels.count, family_draw(place, family, purpose).u[0]);
    }
}

static void therapy_set(const referral_place *place, reference_family *family)
{
    const therapy_row *therapy = MAP_ITEM(therapy_row, place->at->file->therapies, place->site_row->therapy_index);
    const rng_pair course = family_draw(place, family, "therapy");
    const rng_pair end = family_draw(place, family, "completion");
    family->ready_at = family->referred_at + reference_spread(place->at, &place->at->file->people.wait_days, course.u[0]);
    family->course_days = reference_spread(place->at, &therapy->course_days, course.u[1]);
    family->completed = end.u[0] < reference_quantity(place->at, therapy->completion_share);
    family->received_days = family->completed ? family->course_days : end.u[1] * family->course_days;
}

static void first_state_set(const referral_place *place, reference_family *family)
{
    const cohort_row *cohort = place->cohort_row;
    const rng_pair evidence = family_draw(place, family, "evidence");
    const rng_pair first = family_draw(place, family, "first_state");
    const size_t i = reference_choice(place->at, cohort->begins_in.shares, cohort->begins_in.count, first.u[0]);
    family->verification = evidence.u[0];
    family->first_elapsed = fmin(reference_spread(place->at, &cohort->elapsed_days, evidence.u[1]), family->age_years * 365.25);
    family->first_state = reference_state_named(place->at->file, cohort->begins_in.names[i]);
}

/** Family `ordinal` of a month; false when it would be referred after the site has closed. */
static bool referral_make(const referral_place *place, uint32_t month, uint32_t ordinal, reference_family *family)
{
    const scenario *file = place->at->file;
    const site_row *site = place->site_row;
    const date begins = date_add_months(site->starts, (int)month);
    const date ends = date_add_months(site->starts, (int)month + 1);
    *family = (reference_family){ .site = place->site, .order = place->order, .month = month, .ordinal = ordinal, .started_at = TIME_NEVER };
    family->cohort = map_index(&file->cohorts, sizeof(cohort_row), place->intake_row->name);
    const rng_pair arrival = family_draw(place, family, "arrival");
    family->referred_at = reference_day_of(file, begins) + arrival.u[0] * (ends - begins);
    if (floor(family->referred_at) > reference_day_of(file, site->closes)) {
        return false;
    }
    family->accepted = arrival.u[1] < reference_quantity(place->at, file->people.start_share);
    child_set(place, family);
    therapy_set(place, family);
    first_state_set(place, family);
    return true;
}

static void list_add(reference_family_list *list, const reference_family *family)
{
    if ((list->count & (list->count - 1)) == 0) {
        const size_t capacity = list->count > 0 ? 2 * list->count : 1;
        reference_family *items = realloc(list->items, capacity * sizeof *items);
        if (!items) {
            abort();
        }
        list->items = items;
    }
    list->items[list->count++] = *family;
}

static void place_referrals(const referral_place *place, reference_family_list *list)
{
    for (uint32_t month = 0; date_add_months(place->site_row->starts, (int)month) <= place->site_row->closes; month++) {
        const uint32_t count = count_of_month(place, month);
        for (uint32_t ordinal = 0; ordinal < count; ordinal++) {
            reference_family family;
            if (referral_make(place, month, ordinal, &family)) {
                list_add(list, &family);
            }
        }
    }
}

reference_family_list reference_referrals(const reference_case *at)
{
    reference_family_list list = { 0 };
    for (size_t s = 0; s < at->file->sites.count; s++) {
        const site_row *site = MAP_ITEM(site_row, at->file->sites, s);
        for (size_t c = 0; c < site->cohorts.count; c++) {
            const referral_place place = place_of(at, s, c);
            place_referrals(&place, &list);
        }
    }
    return list;
}
