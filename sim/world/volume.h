#ifndef EDGECARE_WORLD_VOLUME_H
#define EDGECARE_WORLD_VOLUME_H

#include "intake/intake.h"
#include "records/scenario.h"
#include "stats/rng.h"

/** How many families one site and cohort may expect, in one world. Months are service months of the site; the cohort's own plan, volumes and ramp count
 *  from the month in which it opens. Borrows from the scenario. */
typedef struct {
    const scenario *self;
    const site_row *site;
    const site_cohort_row *row;
    const intake_kind *intake;
    double p[KIND_PARAMETERS_MAX];
    double first_year, later;      /* actual / planned */
    size_t opens_month;            /* service month of the cohort's first day */
    double opens, closes;          /* first and last day of its referrals, as times: [opens, closes) */
} referral_volume;

referral_volume volume_in_world(const scenario *self, const site_row *site, const site_cohort_row *row);

/** Families planned for a service month: what the intake says; 0 in months before the cohort opens or after it has closed. */
double volume_planned(const referral_volume *volume, size_t month);

/** Families expected in a service month, before drift and site-years: planned x volume against plan x ramp-up x season. */
double volume_expected(const referral_volume *volume, size_t month);

/** What a site's drift makes of the volume of service year `year` (0 the first), one and the same in all histories of a world: exp of the sum of a step
 *  N(-sd^2 / 2, sd) for each year from the second on, so that its mean over worlds is 1. */
double volume_walk(rng_stream steps, double sd, uint32_t world_index, size_t year);

/** The mean of the cohort's seasonal factors over the days of a service month; 1 without seasons. */
double volume_season(const referral_volume *volume, size_t month);

/** The first service month of a site that begins on `day` or later. */
size_t volume_month_from(const site_row *site, date day);

#endif
