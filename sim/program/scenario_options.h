#ifndef EDGECARE_PROGRAM_SCENARIO_OPTIONS_H
#define EDGECARE_PROGRAM_SCENARIO_OPTIONS_H

#include <argp.h>

#include "base/memory.h"
#include "json/document.h"
#include "records/scenario.h"

#define OPTIONS_MAX 256

/** The options that say what to run; each becomes an override of the scenario file, so that the scenario's hash tells the truth. */
typedef struct {
    const char *file;
    document_override overrides[OPTIONS_MAX];
    size_t override_count;
    size_t loaded_count; /* overrides[0 .. loaded_count - 1] are those of the scenario loaded last: with what depended on its file */
    const char *contracts[OPTIONS_MAX]; /* those asked for; none: all */
    size_t contract_count;
    const char *what_ifs[OPTIONS_MAX];  /* those that it is run with */
    size_t what_if_count;
    bool asks;            /* what-ifs of its own are asked of it besides */
    long long replicates; /* 0: not given */
    int threads;          /* 0: one a processor; at most RUN_THREADS_MAX */
    int refusal;          /* the exit code of what could not be loaded: a file that is wrong, or memory that ran out */
    const char *command[OPTIONS_MAX]; /* the command line without threads and outputs */
    size_t command_count;
    arena memory;
} scenario_options;

/** The parser of these options: a child of a command's parser, whose input it is given. */
extern const struct argp scenario_argp;

/** Notes a word of the command line; argp_error when there are too many. */
void scenario_options_note(scenario_options *self, struct argp_state *state, const char *format, const char *word);

/** Takes the value of --threads, 0 before; argp_error for what is none, and for a second one that differs. */
void scenario_options_threads(int *given, const char *text, struct argp_state *state);

/** Takes the one value that an option may have; argp_error for a second one that differs. `given` holds the first, NULL before. */
void scenario_options_once(const char **given, const char *text, struct argp_state *state, const char *option);

/** What a command's parser does with keys of its own that it does not know: takes the one scenario file that is asked for (argp_error for a second, or for none); else
 *  ARGP_ERR_UNKNOWN. */
error_t scenario_options_take_file(scenario_options *self, int key, char *text, struct argp_state *state);

/** Reads the scenario `file` with its overrides; faults go to standard error. NULL when there was an error. May be called for one file after another. */
scenario *scenario_options_load(scenario_options *self);
/** The same; `*inputs` becomes the merged document, owned by the caller, where the scenario is not NULL. `inputs` may be NULL. */
scenario *scenario_options_load_with(scenario_options *self, document **inputs);

/** Frees what the options own; legal on zeroed ones. */
void scenario_options_free(scenario_options *self);

#endif
