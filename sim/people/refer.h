#ifndef EDGECARE_PEOPLE_REFER_H
#define EDGECARE_PEOPLE_REFER_H

#include "world/model.h"
#include "people/plan.h"
#include "records/careers.h"
#include "records/families.h"
#include "people/line.h"
#include "people/staff.h"

/** Room for the referrals of one replicate. Zeroed is empty. One a worker. */
typedef struct {
    size_t capacity;
    double *first, *second; /* uniforms */
    uint32_t *occasion;     /* zeros */
    line_entry *line, *merged;
    size_t place_capacity;
    team_place *heap;
    staff_course therapists, supervisors; /* of the team whose line moves */
    bool out_of_memory;
    size_t month_capacity;
    double *month_sums;     /* of control groups: running sums of a place's planned families by service month */
    size_t segment[PLACES_MAX + 1]; /* first family of each place; the last entry is their count */
} refer_workspace;

void refer_workspace_free(refer_workspace *ws);

/** The families referred in one replicate with everything about them that does not depend on the line for therapy: started_at is TIME_NEVER.
 *  ws->segment tells which rows are of which place. False when memory runs out. */
bool refer_families(const career_plan *plan, const career_model *model, uint32_t world_index, uint32_t history, refer_workspace *ws,
                    families *out);

/** The untreated children behind the baseline of term number `control` (term_row.controls), `count` of them: referred in the term's sites and cohorts in
 *  proportion to planned volume, the first n of them the same whatever `count` is, by streams of their own, with `entry_ratio` on their entries to care. Each has a
 *  start nominal_wait_days after referral (TIME_NEVER at 18), by which windows are counted, and no course. ws->segment tells which rows are of which place of
 *  plan->controls[control]. False when memory runs out. */
bool refer_controls(const career_plan *plan, size_t control, size_t count, double entry_ratio, const career_model *model,
                    uint32_t world_index, uint32_t history, refer_workspace *ws, families *out);

/** Gives siblings the course of their family, which index children alone have waited for; a sibling who is 18 before the start never starts. A sibling entered
 *  care while waiting if it did so by the start, or without one until its 18th birthday or the site's closing. */
void families_share_course(const career_model *model, const careers *untreated, families *people);

/** One replicate: what is drawn in which world and history. Borrows all. */
typedef struct {
    const scenario *scenario;
    const career_plan *plan;
    const career_model *model;
    uint32_t world_index, history;
} refer_setting;

/** Lets the accepted families of every team wait for therapy in line, given the untreated careers, while its staff comes and goes; fills started_at, therapist,
 *  entered_waiting, remote, supervised and fund_at of index children, and the staff. `ws` is as refer_families left it. False when memory runs out. */
bool refer_queue(const refer_setting *how, const careers *untreated, refer_workspace *ws, families *people, staff_timeline *staff);

#endif
