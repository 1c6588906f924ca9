#ifndef EDGECARE_VERIFY_JUDGE_H
#define EDGECARE_VERIFY_JUDGE_H

#include <stdbool.h>
#include <stdio.h>

#include "records/scenario.h"
#include "verify/joint.h"
#include "verify/readings.h"

#define JOINT_SHARE 0.9
#define JUDGED_MAX 128

/** A run's readings of the figures. */
typedef struct {
    const scenario *scenario;
    const double *probes;  /* [replicate][probe] */
    size_t replicates, count;
    const sample *samples; /* by probe */
} readings_run;

/** What comes of one way of reading all check figures. */
typedef struct {
    size_t figures;          /* check readings taken */
    double limit;            /* up to here a replicate is within the central 90 %, all figures together */
    double most;             /* the most extreme published figure; 1: outside of everything simulated */
    const char *most_figure; /* its name */
    bool passes;
} verdict;

/** Judges one way: it passes when its most extreme figure is no further out than the joint limit. A way without figures does not pass. */
verdict way_judge(const readings_run *run, const themes *all, size_t way);

/** Judges all ways, prints a line for each, and says whether one passes. Prints nothing and says true where nothing is to be judged. */
bool ways_print(const readings_run *run, FILE *out);

#endif
