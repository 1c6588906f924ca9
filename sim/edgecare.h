#ifndef EDGECARE_H
#define EDGECARE_H

/* edgecare as a library: reads a scenario, runs it, tells the numbers. This is its only header; examples/ holds two complete programs.
 *
 * Usable from C99 and C++11 on. Everything a function needs is handed to it: the library keeps no state between calls, prints nothing, never ends the
 * process and reads neither the locale nor the environment. Handles may be used by several threads at a time as long as none of them frees the handle or
 * reads a scenario into the same faults. A call needs less than 128 kB of stack; threads that it starts bring their own. The first
 * read or run takes away GSL's error handler if it is still the one that aborts the process; a handler of your own stays.
 *
 * Pointers must not be NULL unless it is said. Text is UTF-8, ends in NUL and belongs to the handle it was asked of, as long as that lives. Money is in
 * pounds, times are in days, shares lie between 0 and 1; a metric says its own unit. What is undefined is NaN. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How a call ended. */
typedef enum edgecare_status {
    EDGECARE_FINE = 0,
    EDGECARE_BAD_INPUT,    /* the scenario or a setting is wrong; the faults say where */
    EDGECARE_STOPPED,      /* the progress callback asked for it */
    EDGECARE_NO_MEMORY,
    EDGECARE_NO_PLACE,     /* the scenario has no such site or contract */
    EDGECARE_NO_METRIC,    /* nothing of that name, or of that index, is told of the place */
    EDGECARE_NOT_KEPT,     /* the run had too many replicates to keep each one's numbers */
    EDGECARE_NOT_WRITTEN,  /* writing failed; errno says why */
    EDGECARE_BAD_ARGUMENT  /* an argument is outside what its function takes */
} edgecare_status;

/** The status in words, such as "the scenario or a setting is wrong"; "unknown status" for any other number. Static. */
const char *edgecare_status_text(edgecare_status status);

/** The version of the library, such as "0.1.0". Static. */
const char *edgecare_version(void);

/* ---- Faults: what is wrong with a scenario, and where -------------------------------------------------------------------------------------------- */

/** A list of faults; owned by the caller, who frees it with edgecare_faults_free. */
typedef struct edgecare_faults edgecare_faults;

/** One fault. The texts belong to the list and live until the list is read into again or freed. */
typedef struct edgecare_fault {
    const char *file;    /* the file it stands in; "--set POINTER" for a setting; NULL where it stands nowhere */
    int line;            /* from 1; 0 where it has none */
    int column;          /* from 1; 0 where it has none */
    const char *pointer; /* JSON pointer to the value, "" for the whole scenario; NULL where it has none */
    const char *text;    /* what was found and what would be right */
    bool is_warning;     /* a warning leaves the scenario usable */
} edgecare_fault;

/** An empty list; NULL when memory runs out. */
edgecare_faults *edgecare_faults_make(void);

/** Frees a list and its texts; NULL is legal. */
void edgecare_faults_free(edgecare_faults *faults);

/** How many faults, warnings included, there are. */
size_t edgecare_faults_count(const edgecare_faults *faults);

/** The fault at `index`, counted from 0 in the order of file, line and column; all zero beyond the last. */
edgecare_fault edgecare_faults_at(const edgecare_faults *faults, size_t index);

/* ---- Scenarios ----------------------------------------------------------------------------------------------------------------------------------- */

/** A scenario that was read and checked; owned by the caller, who frees it with edgecare_scenario_free once its results are freed. */
typedef struct edgecare_scenario edgecare_scenario;

/** Reads the scenario file `path` (JSON, or YAML by its ending in any case; "-" is standard input; `extends` is followed) with `count` settings in place of
 *  what the file says.
 *
 *  A setting is "POINTER=VALUE": a JSON pointer, and a JSON value or a bare text, such as "/run/worlds=500"; of two for one pointer the later holds.
 *  `settings` may be NULL when `count` is 0; nothing given is needed after the call.
 *  `faults` may be NULL; otherwise it is emptied and filled with everything that is wrong, all at once.
 *  EDGECARE_FINE (perhaps with warnings), EDGECARE_BAD_INPUT or EDGECARE_NO_MEMORY; `*out` is NULL unless EDGECARE_FINE. */
edgecare_status edgecare_scenario_read(const char *path, const char *const settings[], size_t count, edgecare_faults *faults, edgecare_scenario **out);

/** Frees a scenario; NULL is legal. Its results must be freed before. */
void edgecare_scenario_free(edgecare_scenario *scenario);

/** The name that the scenario gives itself. */
const char *edgecare_scenario_name(const edgecare_scenario *scenario);

/** The title for readers; the name where it has none. */
const char *edgecare_scenario_title(const edgecare_scenario *scenario);

/** The name of the site at `index`, in the order of the file; NULL beyond the last. */
const char *edgecare_scenario_site(const edgecare_scenario *scenario, size_t index);

/** The name of the contract at `index`, in the order of the file; NULL beyond the last. */
const char *edgecare_scenario_contract(const edgecare_scenario *scenario, size_t index);

/** Writes the JSON Schema (draft 2020-12) of scenario files. `out` stays open. EDGECARE_FINE or EDGECARE_NOT_WRITTEN (errno; ENOMEM when memory ran out). */
edgecare_status edgecare_write_schema(FILE *out);

/* ---- Running ------------------------------------------------------------------------------------------------------------------------------------- */

/** A whole run, summarised; owned by the caller, who frees it with edgecare_result_free. It borrows its scenario, which must outlive it. */
typedef struct edgecare_result edgecare_result;

/** How to run. All zero is the usual way. */
typedef struct edgecare_run_options {
    /** 0: one a processor; 1 .. EDGECARE_THREADS_MAX. Changes no number. Where the system starts fewer, the run goes on with those, if need be the caller's alone.
     *  Threads are started in the call and ended before it returns; signals sent to the process are left to the caller's. */
    int threads;
    /** Called now and then, by one thread at a time but not always the same one, with the replicates done and their total; false stops the run. NULL: none.
     *  It must return: neither longjmp nor a C++ exception may leave it. */
    bool (*progress)(void *context, size_t done, size_t total);
    void *context; /* handed to progress; may be NULL */
} edgecare_run_options;

#define EDGECARE_THREADS_MAX 1024

/** Runs the scenario's worlds x histories replicates (settings /run/worlds and /run/histories) from its seed (/run/seed). `options` may be NULL.
 *
 *  The same scenario gives the same numbers at any number of threads. The scenario may be run any number of times.
 *  EDGECARE_FINE, EDGECARE_STOPPED, EDGECARE_NO_MEMORY or EDGECARE_BAD_ARGUMENT (threads); `*out` is NULL unless EDGECARE_FINE. */
edgecare_status edgecare_run(const edgecare_scenario *scenario, const edgecare_run_options *options, edgecare_result **out);

/** Frees a result; NULL is legal. */
void edgecare_result_free(edgecare_result *result);

/** How many replicates were run. */
size_t edgecare_result_replicates(const edgecare_result *result);

/* ---- Results ------------------------------------------------------------------------------------------------------------------------------------- */

/** What a metric is told of: one site, or one contract, or one of a contract's payers, providers or tranches of capital, or, all NULL, the whole programme.
 *  A site and a contract at once, a party without its contract, and two parties are EDGECARE_BAD_ARGUMENT. A contract that lists no tranches has none by name:
 *  its investor's metrics are the contract's. */
typedef struct edgecare_place {
    const char *site;
    const char *contract;
    const char *payer;    /* of the contract */
    const char *provider; /* of a team in one of the contract's sites */
    const char *tranche;  /* of the contract's capital */
} edgecare_place;

/** What a metric is. The texts live as long as the result. */
typedef struct edgecare_metric {
    const char *name;   /* "outcomes_payments_paid_gbp"; repeated metrics end in what they are repeated over: "..._at_days_365" */
    const char *unit;   /* "GBP", "days", "share", "probability", "date" (days since 1970-01-01) ... */
    const char *nature; /* "amount", "count", "share", "ratio of means", "probability", "percentiles and statuses", "date" */
    const char *title;  /* for a table */
    const char *doc;    /* exactly what it is, in a sentence */
} edgecare_metric;

/** Percentiles over replicates. */
typedef struct edgecare_percentiles {
    double p5, p10, p25, p50, p75, p90, p95;
} edgecare_percentiles;

/** What is told of a metric; NaN where its nature has no such thing (rates of return and dates have no mean).
 *
 *  A metric that compares the children with and without the programme is told by the same luck with and without; how far luck would have differed no data can tell.
 *  Separate luck, where the scenario asks for it (/reporting/coupling), stands apart in the fields that begin with independent_; where it asks for that alone, such
 *  a metric has no other numbers, and `defined` is 0. */
typedef struct edgecare_statistics {
    double mean;         /* of a ratio: the ratio of the means; of a probability: the probability */
    double se;           /* Monte Carlo standard error of the mean */
    double lower, upper; /* 95 % interval of a ratio */
    double sd;
    edgecare_percentiles percentiles;
    double luck_share;   /* share of the variance that is chance within worlds, not ignorance of the inputs; needs 50 worlds */
    double value_at_risk_5;             /* of the investor's net present value and the councils' net gain: the 5 % quantile in its own sign, */
    double conditional_value_at_risk_5; /* and the mean of the worst 5 % of replicates; NaN for other metrics */
    uint64_t defined;    /* replicates in which the metric is defined */
    double gains_on_average; /* of what a party gains: the share of worlds whose mean is above 0; needs 8 histories a world, and no coupling */
    bool has_independent;    /* the fields below are told; otherwise they are NaN */
    double independent_mean;
    double independent_se;
    double independent_sd;
    edgecare_percentiles independent_percentiles;
} edgecare_statistics;

/** What metric stands at `index`, counted from 0, among those told of `where`; EDGECARE_NO_METRIC beyond the last.
 *  EDGECARE_FINE, EDGECARE_NO_METRIC, EDGECARE_NO_PLACE or EDGECARE_BAD_ARGUMENT; `*out` is all zero unless EDGECARE_FINE. */
edgecare_status edgecare_result_metric_at(const edgecare_result *result, edgecare_place where, size_t index, edgecare_metric *out);

/** What is told of the metric `name` at `where`.
 *  EDGECARE_FINE, EDGECARE_NO_METRIC, EDGECARE_NO_PLACE or EDGECARE_BAD_ARGUMENT; `*out` is all NaN, and 0, unless EDGECARE_FINE. */
edgecare_status edgecare_result_metric(const edgecare_result *result, edgecare_place where, const char *name, edgecare_statistics *out);

/** The metric's value in every replicate, world by world and history by history; NaN where undefined. `out` has room for edgecare_result_replicates
 *  numbers and is left alone unless EDGECARE_FINE. With ".independent" at the end of the name: by separate luck, where that was run.
 *  EDGECARE_FINE, EDGECARE_NOT_KEPT, or as edgecare_result_metric. */
edgecare_status edgecare_result_values(const edgecare_result *result, edgecare_place where, const char *name, double out[]);

/** Writes the whole result as the JSON that `edgecare run --json` writes. `out` stays open.
 *  EDGECARE_FINE or EDGECARE_NOT_WRITTEN (errno; ENOMEM when memory ran out); what was written until then is no JSON. */
edgecare_status edgecare_result_write_json(const edgecare_result *result, FILE *out);

#ifdef __cplusplus
}
#endif

#endif
