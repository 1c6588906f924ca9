#ifndef EDGECARE_REFER_REFER_H
#define EDGECARE_REFER_REFER_H

#include "careers/model.h"
#include "careers/plan.h"
#include "records/careers.h"
#include "records/families.h"

/** A therapist's place: it is free from `free_at`, and takes no new family from `leaves_at` on. */
typedef struct {
    double free_at;
    double leaves_at;
    uint32_t number;
} team_place;

/** A family in line. */
typedef struct {
    double ready_at;
    uint32_t family;
} line_entry;

/** Room for the referrals of one replicate. Zeroed is empty. One a worker. */
typedef struct {
    size_t capacity;
    double *first, *second; /* uniforms */
    uint32_t *occasion;     /* zeros */
    line_entry *line, *merged;
    size_t place_capacity;
    team_place *heap;
    double *therapist_from; /* when each therapist comes and goes */
    double *therapist_until;
    size_t segment[PLACES_MAX + 1]; /* first family of each place; the last entry is their count */
} refer_workspace;

void refer_workspace_free(refer_workspace *ws);

/** The families referred in one replicate with everything about them that does not depend on the line for therapy: started_at is TIME_NEVER.
 *  ws->segment tells which rows are of which place. False when memory runs out. */
bool refer_families(const career_plan *plan, const double world[], const career_model *model, uint32_t world_index, uint32_t history, refer_workspace *ws,
                    families *out);

/** Lets the accepted families of every site wait for therapy in line; fills started_at, therapist and entered_waiting, given the untreated careers. */
bool refer_queue(const career_plan *plan, const career_model *model, const careers *untreated, refer_workspace *ws, families *people, team_use *use);

#endif
