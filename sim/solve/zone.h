#ifndef EDGECARE_SOLVE_ZONE_H
#define EDGECARE_SOLVE_ZONE_H

#include <stdint.h>

#include "solve/solve.h"

#define ZONE_LIMITS_MAX 16
#define ZONE_SIDES_MAX 8
#define ZONE_STEPS 13
#define ZONE_LEVERS 2

/** What one side of the table needs: "council: P(commissioner_saves > 0.5) >= 0.6". */
typedef struct {
    size_t side;
    const char *text; /* as written, with the side; borrowed */
} zone_limit;

/** Which values of two levers each side can live with. A zeroed one is empty. */
typedef struct {
    lever levers[ZONE_LEVERS];       /* of columns and rows; resolved */
    char sides[ZONE_SIDES_MAX][32];
    char letters[ZONE_SIDES_MAX];    /* for the table: of the name, capital */
    size_t side_count;
    zone_limit limits[ZONE_LIMITS_MAX];
    goal goals[ZONE_LIMITS_MAX];     /* of the limits, in their order */
    size_t limit_count;
    size_t columns, rows;            /* of the grid */
    double *at;                      /* [cell][lever], cell = row x columns + column; owned */
    goal_estimate *estimates;        /* [cell][limit]; owned */
    uint8_t *holds;                  /* [cell]: bit of each side whose limits all hold; owned */
    size_t agreed;                   /* cells in which all sides' do */
} zone;

/** Whether all of a side's limits hold in a cell. */
static inline bool zone_holds(const zone *found, size_t cell, size_t side)
{
    return ((unsigned)found->holds[cell] >> side & 1u) != 0;
}

/** Reads "SIDE: GOAL" and adds it to the zone. Faults name the column; then false. */
bool zone_add_limit(zone *self, const char *text, fault_list *faults);

/** Lays out the grid (once its levers are resolved): so many steps as written, or ZONE_STEPS; whole numbers once each. False when memory runs out. */
bool zone_make(zone *self);
void zone_free(zone *self); /* legal on a zeroed one */

/** Measures every cell, by common random numbers; the goals must be resolved. */
run_status zone_run(zone *self, const lever_source *source, const run_options *options, fault_list *faults);

/** How many cells a limit alone excludes: those in which all other limits hold; and those in which it fails at all. */
typedef struct {
    size_t alone, in_all;
} zone_exclusion;
zone_exclusion zone_excluded_by(const zone *self, size_t limit);

/** The limit that excludes most: alone, and of equals in all. */
size_t zone_strictest(const zone *self);

#endif
