#ifndef EDGECARE_SUMMARISE_GATHERED_H
#define EDGECARE_SUMMARISE_GATHERED_H

#include <pthread.h>

#include "summarise/block.h"
#include "summarise/collector.h"

#define HISTOGRAM_LOCKS 16
#define TILE 8 /* columns summarised by one job: a cache line of a row */

/** What a collector holds. */
struct collector {
    size_t worlds, histories, replicates;
    size_t block_worlds, block_count;
    columns layout;
    series_plan series;
    resamples resampled;      /* for errors of percentiles */
    double *inputs;           /* [world][input] the row that each world was set to */
    double *rows;             /* [replicate][column], or NULL */
    histogram **histograms;   /* by column, where rows are not kept */
    size_t histogram_count;   /* the layout is handed over before they are freed */
    pthread_mutex_t histogram_lock[HISTOGRAM_LOCKS];
    double *kept;              /* [replicate][number of series with quantiles] of the first replicates */
    size_t series_kept;
    run_sums sums;            /* of blocks 0 .. joined - 1 */
    size_t joined;
    block **blocks;           /* those open or waiting for their turn */
    block *spare;
    pthread_mutex_t lock;     /* of blocks, spare, sums, joined */
    result *answers;          /* filled by the jobs */
};

/** Room for what the jobs find; false when memory runs out. */
bool answers_make(collector *self);

/** What the columns told by component come to in the worlds of one component. `scratch` as for any job. */
void component_job(collector *self, size_t component, void *scratch);

#endif
