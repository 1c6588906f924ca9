#ifndef EDGECARE_COMPARE_SIDES_H
#define EDGECARE_COMPARE_SIDES_H

#include "summarise/result.h"

/* What is compared: contracts of one result, or several results, each with a mean, an error and, where known, a number for every replicate. */

#define SIDES_MAX 32
#define QUESTIONS_MAX 16
#define QUESTION_NONE SIZE_MAX

/** What one party asks: which side is best by one metric. */
typedef struct {
    const char *party;     /* "Councils" */
    const char *name;      /* full name of the metric, as in results */
    const metric *metric;
    bool lower_is_better;
    bool is_risk;          /* a probability that is told of all sides beside one another, not ranked for a party */
    bool needs_any;        /* not told where it is 0 on all sides */
} question;

/** A question's answer for one side. */
typedef struct {
    bool known;            /* the side has the metric and tells it */
    double mean, se;       /* medians with their errors where the metric has no mean */
    double undefined_share; /* of the futures: the mean or median leaves them out */
    double *values;        /* [replicate] of the draws that headlines are of; NULL: not known replicate by replicate; owned by the comparison */
} answer;

typedef struct {
    const char *name;
    double seed, worlds, histories; /* the pairing: sides that agree in all three are compared replicate by replicate */
    answer answers[QUESTIONS_MAX];
} side;

/** Zeroed: empty. */
typedef struct {
    arena memory;          /* owns names and numbers */
    question questions[QUESTIONS_MAX];
    size_t question_count;
    size_t by;             /* the question that orders all rankings; QUESTION_NONE: each its own */
    side sides[SIDES_MAX];
    size_t side_count;
    bool has_separate_luck; /* a side was run by independent draws too, which nothing here is told by */
} comparison;

/** Sets the questions that are asked unless another is: of councils, other payers, government, providers, investors and children, and of what may go wrong. */
void comparison_ask_all(comparison *self);
/** Orders all rankings by a metric (a full name, borrowed), which is added to the questions where it is not among them. False when there is none of that
 *  name (or it is a date). `named` is a scenario, or NULL where only results tell which days and placements there are. */
bool comparison_order_by(comparison *self, const scenario *named, const char *name);

/** Adds a side named `name` (copied): contract `contract` of a result whose rows are kept, or its whole programme (COLUMN_NONE), all contracts together.
 *  What is told of programmes only is also the only contract's, but none of several contracts'.
 *  Nothing of the result is borrowed. False when there are SIDES_MAX already or memory runs out. */
bool comparison_add_result(comparison *self, const char *name, const result *from, size_t contract);

/** Frees what the comparison owns and leaves it empty; legal on a zeroed one. */
void comparison_free(comparison *self);

/** The next side, named so that it differs from those before it ("NAME (2)"); NULL when there is no room or no memory. */
side *comparison_next(comparison *self, const char *name);

/** Whether a metric's mean is averaged over replicates: then a difference of means is the mean of differences. */
bool is_mean_of_replicates(const metric *of);

#endif
