#ifndef EDGECARE_PEOPLE_PLAN_H
#define EDGECARE_PEOPLE_PLAN_H

#include "people/streams.h"

/** One site and cohort, as far as it is the same in every replicate. */
typedef struct {
    size_t site;
    size_t cohort;              /* of the scenario */
    const site_row *site_row;   /* borrowed */
    const site_cohort_row *row; /* borrowed */
    place_streams streams;
} career_place;

/** Service months of a site: month m has the days begin[m] .. begin[m + 1] - 1 (day numbers). */
typedef struct {
    size_t months;
    int32_t *begin; /* owned, months + 1 */
} service_months;

struct control_plan;

/** What every replicate starts from. A zeroed plan is empty. */
typedef struct {
    const scenario *scenario; /* borrowed; must outlive the plan */
    career_place *places;   /* owned; by site, then cohort in file order */
    size_t place_count;
    service_months *sites;    /* owned, by site */
    struct control_plan *controls; /* owned, by term_row.controls: scenario.control_count */
} career_plan;

/** The children behind one term's baseline. */
typedef struct control_plan {
    const term_row *term; /* borrowed */
    career_plan plan;     /* the places from which they come, under streams of their own; its `sites` are borrowed, it has no controls */
} control_plan;

/** Fills a plan for the scenario (borrowed). False when memory runs out; the plan is then empty. */
bool career_plan_make(const scenario *self, career_plan *plan);
/** Frees what the plan owns and leaves it empty; legal on a zeroed one. */
void career_plan_free(career_plan *plan);

#endif
