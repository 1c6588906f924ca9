#include "reference/reference.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/intake.h"
#include "stats/elementary.h"
#include "stats/normal.h"

/** Where families are referred: a site and one of its cohorts. */
typedef struct {
    const reference_case *at;
    size_t site, order, cohort;
    const site_row *site_row;
    const site_cohort_row *intake_row;
    int32_t closes_day; /* the site's, in this history */
} referral_place;

static void place_name(const referral_place *place, char name[REFERENCE_NAME_ROOM])
{
    snprintf(name, REFERENCE_NAME_ROOM, "%s%s/%s", place->at->owner, place->site_row->name, place->intake_row->name);
}

/** A number of the place that is of a month or a year. */
static double place_draw(const referral_place *place, const char *purpose, uint32_t month)
{
    char name[REFERENCE_NAME_ROOM];
    place_name(place, name);
    return reference_draw(place->at, name, purpose, rng_person(month, 0, 0), 0).u[0];
}

static referral_place place_of(const reference_replicate *all, size_t site, size_t order)
{
    const reference_case *at = &all->at;
    referral_place place = { .at = at, .site = site, .order = order, .site_row = &at->file->sites.items[site], .closes_day = all->closes_day[site] };
    place.intake_row = &place.site_row->cohorts.items[order];
    while (strcmp(at->file->cohorts.items[place.cohort].name, place.intake_row->name) != 0) {
        place.cohort++;
    }
    return place;
}

int32_t reference_opens_day(const scenario *file, const site_row *site, const site_cohort_row *row)
{
    return reference_day_of(file, row->opens == DATE_NONE ? site->starts : row->opens);
}

int32_t reference_closes_day(const scenario *file, const site_row *site, const site_cohort_row *row)
{
    return reference_day_of(file, row->closes == DATE_NONE ? site->closes : row->closes);
}

static int32_t month_begins(const scenario *file, const site_row *site, uint32_t month)
{
    return reference_day_of(file, date_add_months(site->starts, (int)month));
}

/** The service month that holds the day on which the cohort opens. */
static uint32_t first_month(const scenario *file, const site_row *site, const site_cohort_row *row)
{
    uint32_t month = 0;
    while (month_begins(file, site, month + 1) <= reference_opens_day(file, site, row)) {
        month++;
    }
    return month;
}

double reference_planned(const reference_case *at, const site_row *site, const site_cohort_row *row, uint32_t month)
{
    const uint32_t first = first_month(at->file, site, row);
    if (month < first || month_begins(at->file, site, month) > reference_closes_day(at->file, site, row)) {
        return 0;
    }
    double p[KIND_PARAMETERS_MAX];
    reference_parameters(at, &row->intake, p);
    return ((const intake_kind *)(const void *)row->intake.kind)->planned(p, &row->intake.list, month - first);
}

size_t reference_supported(const reference_case *at, const site_row *site, uint32_t month)
{
    if (site->support_from == DATE_NONE || date_add_months(site->starts, (int)month) < site->support_from) {
        return SIZE_MAX;
    }
    size_t weakest = 0;
    for (size_t l = 0; l < site->localities.count; l++) {
        const locality_row *here = &site->localities.items[l];
        const locality_row *so_far = &site->localities.items[weakest];
        if (site->support_locality ? strcmp(here->name, site->support_locality) == 0
                                   : reference_quantity(at, here->completion_ratio) < reference_quantity(at, so_far->completion_ratio)) {
            weakest = l;
        }
    }
    return weakest;
}

/** The seasonal factors' mean over the days of the month. */
static double season(const referral_place *place, uint32_t month)
{
    const number_list *seasons = &place->intake_row->seasons;
    const date begins = date_add_months(place->site_row->starts, (int)month);
    const date ends = date_add_months(place->site_row->starts, (int)month + 1);
    double sum = 0;
    for (date day = begins; day < ends; day++) {
        sum += seasons->count > 0 ? seasons->items[date_to_parts(day).month - 1] : 1;
    }
    return sum / (ends - begins);
}

static double support(const referral_place *place, uint32_t month)
{
    const size_t l = reference_supported(place->at, place->site_row, month);
    if (l == SIZE_MAX) {
        return 1;
    }
    const double share = reference_quantity(place->at, place->site_row->localities.items[l].share);
    return 1 + share * (reference_quantity(place->at, place->site_row->support_referral_ratio) - 1);
}

/** The site's drift by a service year: a step a year from the second on, the same in every history. */
static double drift(const referral_place *place, uint32_t year)
{
    const double sd = reference_quantity(place->at, place->site_row->volume_walk_sd_per_year);
    double logarithm = 0;
    for (uint32_t y = 1; y <= year; y++) {
        reference_case first = *place->at;
        first.history = 0;
        logarithm += sd * normal_quantile(reference_draw(&first, place->site_row->name, "volume_walk", rng_person(y, 0, 0), 0).u[0]) - sd * sd / 2;
    }
    return elementary_exp(logarithm);
}

static double mean_of_month(const referral_place *place, uint32_t month, uint32_t own_month)
{
    const reference_case *at = place->at;
    const site_cohort_row *row = place->intake_row;
    const double planned = reference_planned(at, place->site_row, row, month);
    const double volume = reference_quantity(at, own_month < 12 ? row->first_year_volume : row->later_volume);
    const double ramp = fmin(1, (own_month + 1.0) / ((double)row->ramp_months + 1.0));
    const double site_year = reference_spread(at, &row->site_year_ratio, place_draw(place, "site_year", month / 12));
    return planned * volume * ramp * season(place, month) * site_year * drift(place, month / 12) * support(place, month) / (1 - reference_quantity(at, at->file->gaming.select_low_risk));
}

static uint32_t count_of_month(const referral_place *place, uint32_t month)
{
    const site_cohort_row *row = place->intake_row;
    const uint32_t first = first_month(place->at->file, place->site_row, row);
    const double mean = month < first ? 0 : mean_of_month(place, month, month - first);
    if (!(mean > 0)) {
        return 0;
    }
    double p[KIND_PARAMETERS_MAX];
    reference_parameters(place->at, &row->intake, p);
    const intake_kind *of_kind = (const intake_kind *)(const void *)row->intake.kind;
    return of_kind->count(p, &row->intake.list, month - first, mean, place_draw(place, "intake", month));
}

/** Sets who the family is and when it is referred; false when that is before the cohort opens or after it, or the site, has closed. */
static bool referral_make(const referral_place *place, uint32_t month, uint32_t ordinal, reference_family *family)
{
    const reference_case *at = place->at;
    const int32_t begins = month_begins(at->file, place->site_row, month);
    *family = (reference_family){ .site = place->site, .order = place->order, .cohort = place->cohort, .month = month, .ordinal = ordinal,
                                  .started_at = TIME_NEVER, .fund_at = TIME_NEVER, .supervised = true };
    const rng_pair arrival = reference_family_draw(at, family, "arrival");
    family->referred_at = begins + arrival.u[0] * (month_begins(at->file, place->site_row, month + 1) - begins);
    family->accepted = arrival.u[1] < reference_quantity(at, at->file->people.start_share);
    const double day = floor(family->referred_at);
    return day >= reference_opens_day(at->file, place->site_row, place->intake_row) &&
           day <= reference_closes_day(at->file, place->site_row, place->intake_row) && day <= place->closes_day;
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

/** How many children the referral names besides the index child. */
static uint32_t siblings_of(const reference_case *at, const reference_family *family)
{
    const share_map *numbers = &at->file->people.siblings;
    if (numbers->count == 0) {
        return 0;
    }
    const size_t i = reference_choice(at, numbers->shares, numbers->count, reference_family_draw(at, family, "siblings").u[0]);
    return (uint32_t)strtoul(numbers->names[i], NULL, 10);
}

static void family_add(const referral_place *place, reference_family *family, reference_family_list *list)
{
    const size_t supported = reference_supported(place->at, place->site_row, family->month);
    const uint32_t siblings = siblings_of(place->at, family);
    family->index_child = list->count;
    reference_person(place->at, supported, family);
    list_add(list, family);
    for (uint32_t s = 1; s <= siblings; s++) {
        reference_family sibling = *family;
        sibling.sibling = s;
        reference_person(place->at, supported, &sibling);
        list_add(list, &sibling);
    }
}

static void place_referrals(const referral_place *place, reference_family_list *list)
{
    for (uint32_t month = 0; date_add_months(place->site_row->starts, (int)month) <= place->site_row->closes; month++) {
        const uint32_t count = count_of_month(place, month);
        const size_t first = list->count;
        for (uint32_t ordinal = 0; ordinal < count; ordinal++) {
            reference_family family;
            if (referral_make(place, month, ordinal, &family)) {
                family_add(place, &family, list);
            }
        }
        reference_select(place->at, list, first);
    }
}

/** The last day of referrals and first sessions: the one given, or that of an early closure. */
static int32_t closes_day_of(const reference_case *at, const site_row *site)
{
    const int32_t closes = reference_day_of(at->file, site->closes);
    const double rate = reference_quantity(at, site->closure_per_year);
    if (!(rate > 0)) {
        return closes;
    }
    const double years = -elementary_log(reference_draw(at, site->name, "closure", 0, 0).u[0]) / rate;
    return (int32_t)fmin(closes, floor(reference_day_of(at->file, site->starts) + years * 365.25));
}

void reference_refer(reference_replicate *all)
{
    const scenario *file = all->at.file;
    for (size_t s = 0; s < file->sites.count; s++) {
        const site_row *site = &file->sites.items[s];
        all->closes_day[s] = closes_day_of(&all->at, site);
        for (size_t c = 0; c < site->cohorts.count; c++) {
            const referral_place place = place_of(all, s, c);
            place_referrals(&place, &all->families);
        }
    }
}
