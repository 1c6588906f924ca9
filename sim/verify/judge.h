#ifndef EDGECARE_VERIFY_JUDGE_H
#define EDGECARE_VERIFY_JUDGE_H

#include <stdbool.h>
#include <stdio.h>

#include "verify/judged.h"

#define JOINT_SHARE 0.9

/** What comes of one way of reading all check figures. */
typedef struct {
    size_t figures;          /* check readings taken */
    double limit;            /* up to here a replicate is within the central 90 %, all figures and movements together */
    double most;             /* the most extreme published one; 1: outside of everything simulated */
    const char *most_figure; /* its figure's name; borrowed */
    judged_kind most_kind;
    double log_error;        /* of the levels: judged_log_error */
    bool passes;
} verdict;

/** Judges one way: it passes when its most extreme quantity is no further out than the joint limit. A way without figures does not pass. False when memory runs out. */
bool way_judge(const readings_run *run, const themes *all, size_t way, verdict *out);

/** Judges all ways, prints a line for each and a table of each series, and says in `best` what the best one came to (that passes, with the least extreme figure).
 *  Prints that nothing is judged, and leaves best->figures 0 and best->passes true, where no figure is judged. False when memory runs out. */
bool ways_print(const readings_run *run, verdict *best, FILE *out);

#endif
