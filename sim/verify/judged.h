#ifndef EDGECARE_VERIFY_JUDGED_H
#define EDGECARE_VERIFY_JUDGED_H

#include <stdbool.h>

#include "records/ledger.h"
#include "records/scenario.h"
#include "verify/joint.h"
#include "verify/readings.h"

/* What one way of reading the check figures is judged by: the figures themselves, and, of figures that follow one another in a series, how they move. With r_k the amount a day
 * in the k-th period of a series (a claim period's amount by its days; else the increase since the figure before, by the days between), k = 1 .. n:
 *
 *   level     the figure itself
 *   change    r_k - r_(k-1), k = 2 .. n
 *   growth    r_k / r_1, k = 2 .. n
 *
 * Movements are told apart from what books leave open: each simulated amount of a series is first multiplied by exp(s z), s = JUDGED_DISCREPANCY, z standard normal by figure and
 * replicate, since a claim that falls into the next period moves two changes at once and no level noticeably.
 * A model can have every level in its band and yet be wrong in the shape: bands are wide where the volume is uncertain, and volume cancels in growth. */

/** The share by which a published amount may differ from what the best of models would have, on the log scale: claims made late, corrected, days counted otherwise. Assumed; what
 *  Norfolk's claims leave unexplained by a model fitted to them is 0.057 (0.038 to 0.086). */
#define JUDGED_DISCREPANCY 0.06

typedef enum { JUDGED_LEVEL, JUDGED_CHANGE, JUDGED_GROWTH } judged_kind;

/** One quantity: published, and in every replicate. */
typedef struct {
    const figure_row *figure; /* borrowed; of a movement, the later one */
    judged_kind kind;
    double low, high;         /* what was published, with what its rounding leaves open */
} judged_quantity;

typedef struct {
    judged_quantity *items; /* owned */
    double *rows;           /* [replicate][count]; owned */
    sample *samples;        /* by item; owned */
    size_t count;
    size_t replicates;
} judged_set;

/** A run's readings of the figures; all borrowed. */
typedef struct {
    const scenario *scenario;
    const claim_calendar *calendars; /* by contract */
    const double *probes;            /* [replicate][count] */
    size_t replicates, count;
    const sample *samples;           /* by probe */
} readings_run;

/** Which figures are taken in: figure_is_judged, figure_is_in_series. */
typedef bool figure_choice(const figure_row *figure);

/** The quantities of one way of reading the figures chosen. False when memory runs out. */
bool judged_set_make(const readings_run *run, figure_choice *chosen, const themes *all, size_t way, judged_set *out);
void judged_set_free(judged_set *self); /* legal on a zeroed one */

/** How far the published levels of a series (NULL: of all figures) lie from the simulated medians: the root mean square of log(published / median), over levels above 0 with a median above 0;
 *  NaN without any. `count` (may be NULL) takes how many there were. */
double judged_log_error(const judged_set *self, const char *series, size_t *count);

/** How far out a published quantity lies among the simulated ones: 0 .. 1; 1 where the simulated are undefined. */
double judged_extremity(const judged_set *self, size_t item);

#endif
