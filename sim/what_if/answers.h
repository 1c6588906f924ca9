#ifndef EDGECARE_WHAT_IF_ANSWERS_H
#define EDGECARE_WHAT_IF_ANSWERS_H

#include "json/document.h"
#include "load/what_if.h"
#include "records/scenario.h"
#include "run/run.h"

/* What each party would gain or lose if the scenario were as a what-if has it: differences on the same futures. */

#define PARTIES 4

/** One side of the table, by the metric that is told of it. */
typedef struct {
    const char *name, *heading;
    const char *metric;
    metric_level level; /* LEVEL_PROVIDER: summed over providers; LEVEL_CONTRACT alone: summed over contracts */
} party;

extern const party parties[PARTIES];

typedef struct {
    double mean, se;
} estimate;

/** What one what-if comes to. */
typedef struct {
    const char *name, *title; /* borrowed from the document or static */
    char *why;                /* owned: why it does not apply; NULL where it does */
    estimate *differences;    /* [subject * PARTIES + party], to the scenario as it stands; owned */
} what_if_answer;

/** The answers to some what-ifs. A zeroed one is empty. */
typedef struct {
    const scenario *base;        /* borrowed */
    size_t subjects;             /* its contracts where they are rivals; else 1, all of it */
    estimate *as_it_stands;      /* [subject * PARTIES + party]; owned */
    what_if_answer items[WHAT_IFS_MAX];
    size_t count;
} what_if_answers;

/** What a subject is called: a contract's name, or the scenario's. */
const char *what_ifs_subject(const what_if_answers *self, size_t subject);

/** Asks `count` what-ifs of a document, whose scenario is `base`. Differences are means over replicates of what-if less base, by common random numbers, with the standard error of
 *  world means; they stand in order of harm to the councils (of the first subject), those that do not apply last. RUN_STOPPED with faults where there is none of a name.
 *  To be freed with what_ifs_free. */
run_status what_ifs_ask(const document *doc, const scenario *base, const char *const names[], size_t count, const run_options *options, what_if_answers *out, fault_list *faults);
void what_ifs_free(what_if_answers *self); /* legal on a zeroed one */

#endif
