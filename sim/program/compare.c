#include "program/command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "compare/designs.h"
#include "compare/output.h"
#include "compare/stored.h"
#include "load/load.h"
#include "program/outputs.h"
#include "program/progress.h"
#include "program/scenario_options.h"
#include "report/result_json.h"
#include "run/run.h"
#include "summarise/collector.h"

enum { KEY_JSON = 512, KEY_BY, KEY_DRAWS, KEY_DESIGNS };

/** Files that a scenario is read from: itself and those that it extends; and one of draws. */
#define INPUTS_OF_SIDE 18

/** Room for the names of metrics, of which one was meant. */
#define METRICS_NAMED_MAX 512

/** One file to compare: a scenario, or a stored result. */
typedef struct {
    const char *path;
    const char *draws;    /* of a stored result; NULL: none */
    json_value *stored;   /* owned; NULL: a scenario */
    scenario *loaded;     /* owned; NULL: a stored result */
    document *inputs;     /* owned; of a scenario */
} compared_file;

/** Where a side comes from. */
typedef struct {
    size_t file;
    const char *contract; /* NULL: the whole programme; borrowed from the file */
} side_source;

typedef struct {
    scenario_options what;
    const char *json;
    const char *by;
    const char *draws[SIDES_MAX];
    size_t draws_count;
    bool with_designs, quiet;
    document *given; /* owned: what the designs were put into; NULL without them */
    designs made;
    compared_file files[SIDES_MAX];
    size_t file_count;
    comparison sides;
    side_source sources[SIDES_MAX];
    json_value *values[SIDES_MAX]; /* owned: what the inputs of a side are held against */
    difference_list inputs;
    outputs outputs;
    int refusal; /* the exit code of what could not be opened */
} compare_request;

static const struct argp_option options[] = {
    {"by", KEY_BY, "METRIC", 0, "Order all rankings by this metric, such as commissioner_net_cashable_gbp", 4},
    {"draws", KEY_DRAWS, "FILE", 0, "What `run --draws` wrote beside a stored result; once for each, in their order. Then they are compared future by future", 4},
    {"designs", KEY_DESIGNS, NULL, 0, "Put ten designs of contract in the place of the scenario's one contract, on its own families, at prices that pay as much as it does, and rank those", 4},
    {"json", KEY_JSON, "FILE", 0, "Write the comparison as JSON; \"-\" is standard output, which then holds nothing else", 4},
    {"quiet", 'q', NULL, 0, "No tables, no progress", 4},
    {0},
};

static void add_file(compare_request *self, struct argp_state *state, const char *path)
{
    if (self->file_count == SIDES_MAX) {
        argp_error(state, "at most %d files are compared", SIDES_MAX);
        return;
    }
    self->files[self->file_count++].path = path;
}

static void add_draws(compare_request *self, struct argp_state *state, const char *path)
{
    if (self->draws_count == SIDES_MAX) {
        argp_error(state, "at most %d files of draws", SIDES_MAX);
        return;
    }
    self->draws[self->draws_count++] = path;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    compare_request *self = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &self->what; return 0;
    case KEY_JSON: scenario_options_once(&self->json, text, state, "json"); return 0;
    case KEY_BY: scenario_options_once(&self->by, text, state, "by"); return 0;
    case KEY_DRAWS: add_draws(self, state, text); return 0;
    case KEY_DESIGNS: self->with_designs = true; return 0;
    case 'q': self->quiet = true; return 0;
    case ARGP_KEY_END:
        if (self->with_designs && (self->file_count != 1 || self->draws_count > 0)) {
            argp_error(state, "--designs are held against one scenario: give one file, and no --draws");
        }
        return 0;
    case ARGP_KEY_ARG: add_file(self, state, text); return 0;
    case ARGP_KEY_NO_ARGS: argp_error(state, "what is to be compared? Give a scenario with several contracts, or several scenarios or stored results"); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_child children[] = {{&scenario_argp, 0, "What to run:", 0}, {0}};
static const struct argp arguments = {
    .options = options,
    .parser = parse,
    .args_doc = "FILE [FILE...]",
    .doc = "Ranks contracts of one scenario, several scenarios, or results stored by run --json, for each party: councils, other payers, government, providers, "
           "investors, children.\v"
           "Of one file its contracts are compared; of several files the contract of each, or, where one has several, its whole programme, or each of them where "
           "they are rivals (contracts_stand). The same seed, worlds and histories make differences future by future. Examples: edgecare compare scenarios/designs.json --worlds 200; "
           "edgecare compare scenarios/typical-edge-of-care.json --designs --worlds 200. Exit status: 0 fine, 1 a run or an output failed, 2 a file or an option is wrong.",
    .children = children,
};

/** Reads a file; faults go to standard error. */
static bool open_file(compare_request *self, compared_file *file)
{
    file->stored = stored_read(file->path);
    const char *older = file->stored ? stored_older_form(file->stored) : NULL;
    if (older) {
        fprintf(stderr, "edgecare: %s: stored as %s, where ranges of differences were of other draws than their means; this version compares %s: run it again\n",
                file->path, older, RESULT_SCHEMA);
        return false;
    }
    if (!file->stored) {
        self->what.file = file->path;
        file->loaded = scenario_options_load_with(&self->what, &file->inputs);
        self->refusal = file->loaded ? self->refusal : self->what.refusal;
    }
    if (file->loaded && (double)file->loaded->run.worlds * (double)file->loaded->run.histories > ROWS_KEPT_MAX) {
        fprintf(stderr, "edgecare: %s: at most %d replicates are compared; run fewer\n", file->path, ROWS_KEPT_MAX);
        return false;
    }
    return file->stored || file->loaded;
}

/** Gives the stored results their draws, in order. */
static bool hand_out_draws(compare_request *self)
{
    size_t given = 0;
    for (size_t i = 0; i < self->file_count && given < self->draws_count; i++) {
        if (self->files[i].stored) {
            self->files[i].draws = self->draws[given++];
        }
    }
    if (given < self->draws_count) {
        fprintf(stderr, "edgecare: --draws: \"%s\" belongs to no stored result\n", self->draws[given]);
    }
    return given == self->draws_count;
}

/** Whether what is set of scenarios reaches one: stored results are as they were run. */
static bool options_reach(const compare_request *self)
{
    bool reaches = self->what.override_count == 0 && self->what.contract_count == 0 && !self->what.replicates;
    for (size_t i = 0; i < self->file_count; i++) {
        reaches = reaches || self->files[i].loaded;
    }
    if (!reaches) {
        fputs("edgecare: options that say what to run reach no stored result: they are as they were run\n", stderr);
    }
    return reaches;
}

static bool open_files(compare_request *self)
{
    bool fine = true;
    self->refusal = EXIT_BAD_INPUT;
    for (size_t i = 0; i < self->file_count; i++) {
        fine = open_file(self, &self->files[i]) && fine;
    }
    return fine && hand_out_draws(self) && options_reach(self);
}

static bool set_questions(compare_request *self)
{
    comparison_ask_all(&self->sides);
    if (self->by && !comparison_order_by(&self->sides, self->files[0].loaded, self->by)) {
        const char *names[METRICS_NAMED_MAX];
        const size_t count = metric_names(LEVELS_VALUE, names, METRICS_NAMED_MAX);
        const char *near = text_nearest(self->by, names, count);
        fprintf(stderr, "edgecare: --by: there is no metric \"%s\" of contracts or programmes to order by%s%s%s\n", self->by, near ? "; did you mean \"" : "",
                near ? near : "", near ? "\"?" : "");
        return false;
    }
    return true;
}

static size_t contracts_of_file(const compared_file *file)
{
    return file->loaded ? file->loaded->contracts.count : json_count(json_get(file->stored, "contracts"));
}

/** The file's name without folder and ending. */
static void short_name(const char *path, char text[], size_t size)
{
    const char *slash = strrchr(path, '/');
    snprintf(text, size, "%s", slash ? slash + 1 : path);
    char *dot = strrchr(text, '.');
    if (dot && dot != text) {
        *dot = '\0';
    }
}

/** Whether the contracts of one file are compared. */
static bool of_contracts(const compare_request *self)
{
    return self->file_count == 1;
}

/** Whether only one of the file's contracts would come into force. */
static bool are_rivals(const compared_file *file)
{
    const json_value *stand = json_get(file->stored, "contracts_stand");
    return file->loaded ? has_rivals(file->loaded) : json_type_of(stand) == JSON_STRING && strcmp(json_string(stand), "rivals") == 0;
}

/** The name of contract `index` of a file; NULL when there is none. Borrowed. */
static const char *contract_name(const compared_file *file, size_t index)
{
    if (file->loaded) {
        return index < file->loaded->contracts.count ? file->loaded->contracts.items[index].name : NULL;
    }
    const json_value *item = json_first(json_get(file->stored, "contracts"));
    for (size_t i = 0; item && i < index; i++) {
        item = json_next(item);
    }
    return item ? json_key(item) : NULL;
}

/** What a file brings: a result that was run, or a stored one with its draws. */
typedef struct {
    const compared_file *file;
    const result *run;         /* NULL: stored */
    const stored_draws *draws; /* NULL: none */
} brought;

/** Adds one side: contract `index`, or the whole programme (COLUMN_NONE). */
static bool add_side(compare_request *self, const brought *from, const char *name, size_t index)
{
    const char *contract = index == COLUMN_NONE ? NULL : contract_name(from->file, index);
    if (self->sides.side_count < SIDES_MAX) {
        self->sources[self->sides.side_count] = (side_source){(size_t)(from->file - self->files), contract};
    }
    return from->run ? comparison_add_result(&self->sides, name, from->run, index) : comparison_add_stored(&self->sides, name, from->file->stored, from->draws, contract);
}

/** Adds the sides of a file: all contracts of the only file; else its only contract, each of its rivals, or its programme. */
static bool add_sides(compare_request *self, const brought *from)
{
    char file[160], name[320];
    short_name(from->file->path, file, sizeof file);
    const size_t contracts = contracts_of_file(from->file);
    if (!of_contracts(self) && !are_rivals(from->file)) {
        return add_side(self, from, file, contracts == 1 ? 0 : COLUMN_NONE);
    }
    bool fine = true;
    for (size_t i = 0; fine && i < contracts; i++) {
        snprintf(name, sizeof name, "%s%s%s", of_contracts(self) ? "" : file, of_contracts(self) ? "" : "/", contract_name(from->file, i));
        fine = add_side(self, from, name, i);
    }
    return fine;
}

static int no_room(void)
{
    fprintf(stderr, "edgecare: out of memory, or more than %d to compare\n", SIDES_MAX);
    return EXIT_FAILED;
}

static int take_stored(compare_request *self, const compared_file *file)
{
    stored_draws draws = {0};
    if (file->draws && !stored_draws_read(file->draws, &draws)) {
        fprintf(stderr, "edgecare: %s: %s\n", file->draws, errno ? strerror(errno) : "is no table that run --draws wrote");
        return EXIT_BAD_INPUT;
    }
    if (stored_draws_are_older(&draws)) {
        fprintf(stderr, "edgecare: %s: draws of an earlier form, whose plain columns of differences were by separate luck: run it again\n", file->draws);
        stored_draws_free(&draws);
        return EXIT_BAD_INPUT;
    }
    const bool fine = add_sides(self, &(brought){file, NULL, file->draws ? &draws : NULL});
    stored_draws_free(&draws);
    return fine ? EXIT_FINE : no_room();
}

static int take_scenario(compare_request *self, const compared_file *file)
{
    static const char *const words[] = {[RUN_STOPPED] = "stopped; nothing was written", [RUN_NO_MEMORY] = "out of memory"};
    result *out = NULL;
    progress bar = progress_start(self->quiet);
    const run_options how = progress_options(&bar, self->what.threads);
    const run_status status = run_scenario(file->loaded, &how, &out);
    progress_end(&bar);
    if (status != RUN_DONE) {
        fprintf(stderr, "edgecare: %s\n", words[status]);
        return EXIT_FAILED;
    }
    const bool fine = add_sides(self, &(brought){file, out, NULL});
    result_free(out);
    return fine ? EXIT_FINE : no_room();
}

/** Puts the designs in the place of the scenario's contract. */
static int put_designs(compare_request *self)
{
    compared_file *file = &self->files[0];
    if (!file->loaded) {
        fprintf(stderr, "edgecare: --designs: %s is a stored result; give its scenario\n", file->path);
        return EXIT_BAD_INPUT;
    }
    fault_list faults = {0};
    progress bar = progress_start(self->quiet);
    const run_options how = progress_options(&bar, self->what.threads);
    const run_status status = designs_make(file->inputs, file->loaded, &how, &self->made, &faults);
    progress_end(&bar);
    scenario *loaded = status == RUN_DONE ? scenario_from_document(self->made.doc, &faults) : NULL;
    if (loaded) {
        scenario_free(file->loaded);
        file->loaded = loaded;
        self->given = file->inputs;
        file->inputs = self->made.doc;
    } else if (fault_errors(&faults) > 0) {
        fault_print(&faults, stderr);
    } else {
        fputs(status == RUN_STOPPED ? "edgecare: stopped; nothing was written\n" : "edgecare: out of memory\n", stderr);
    }
    const bool wrong = fault_errors(&faults) > 0 && !faults.out_of_memory;
    fault_list_free(&faults);
    return loaded ? EXIT_FINE : wrong ? EXIT_BAD_INPUT : EXIT_FAILED;
}

static int take_files(compare_request *self)
{
    int code = self->with_designs ? put_designs(self) : EXIT_FINE;
    for (size_t i = 0; code == EXIT_FINE && i < self->file_count; i++) {
        const compared_file *file = &self->files[i];
        code = file->stored ? take_stored(self, file) : take_scenario(self, file);
    }
    if (code == EXIT_FINE && self->sides.side_count < 2) {
        fprintf(stderr, "edgecare: %s has fewer than two contracts; give another file to compare it with\n", self->files[0].path);
        code = EXIT_BAD_INPUT;
    }
    return code;
}

/** The inputs of a side: its contract alone; or the file, in which the one contract stands under a name that all sides share. NULL: no memory. */
static json_value *inputs_of(const compare_request *self, const side_source *from)
{
    const json_value *whole = document_value(self->files[from->file].inputs);
    const json_value *contract = from->contract ? json_get(json_get(whole, "contracts"), from->contract) : NULL;
    if (of_contracts(self)) {
        return json_copy(contract);
    }
    json_value *out = json_copy(whole);
    if (out && contract) {
        json_remove(out, "contracts");
        json_remove(out, "contracts_stand");
        json_add_value(out, "contract", json_copy(contract));
    }
    return out;
}

/** What differs between the sides; NULL where a side is a stored result. */
static const difference_list *find_inputs(compare_request *self)
{
    for (size_t i = 0; i < self->file_count; i++) {
        if (!self->files[i].inputs) {
            return NULL;
        }
    }
    const json_value *values[SIDES_MAX];
    for (size_t i = 0; i < self->sides.side_count; i++) {
        values[i] = self->values[i] = inputs_of(self, &self->sources[i]);
        self->inputs.out_of_memory |= values[i] == NULL;
    }
    if (!self->inputs.out_of_memory) {
        differences_find(values, self->sides.side_count, &self->inputs);
    }
    return &self->inputs;
}

static int write_all(compare_request *self)
{
    const difference_list *inputs = find_inputs(self);
    if (inputs && inputs->out_of_memory) {
        return no_room();
    }
    FILE *json = outputs_file(&self->outputs, "--json", NULL);
    if (json && !comparison_write_json(&self->sides, inputs, EDGECARE_VERSION, json)) {
        return outputs_say_failed(&self->outputs, "--json");
    }
    const bool quiet = self->quiet || outputs_take_standard(&self->outputs);
    const int code = outputs_commit(&self->outputs);
    if (code != EXIT_FINE || quiet) {
        return code;
    }
    comparison_write(&self->sides, inputs, of_contracts(self) ? "contracts" : "files", stdout);
    if (self->with_designs) {
        designs_write(&self->made, &self->sides, stdout);
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_FINE : say_errno("standard output");
}

/** Opens the output, which is to be no file that is read. */
static int open_output(compare_request *self)
{
    const char *names[SIDES_MAX * (INPUTS_OF_SIDE + 1)];
    name_list inputs = {.items = names};
    for (size_t i = 0; i < self->file_count; i++) {
        const compared_file *file = &self->files[i];
        names[inputs.count++] = file->path;
        for (size_t f = 0; file->loaded && f < file->loaded->files.count && f < INPUTS_OF_SIDE; f++) {
            names[inputs.count++] = file->loaded->files.items[f];
        }
    }
    for (size_t i = 0; i < self->draws_count; i++) {
        names[inputs.count++] = self->draws[i];
    }
    outputs_add(&self->outputs, "--json", self->json);
    return outputs_open(&self->outputs, &inputs);
}

static int compare_files(compare_request *self)
{
    if (!open_files(self) || !set_questions(self)) {
        return self->refusal;
    }
    int code = open_output(self);
    code = code == EXIT_FINE ? take_files(self) : code;
    return code == EXIT_FINE ? write_all(self) : code;
}

static void free_request(compare_request *self)
{
    for (size_t i = 0; i < self->file_count; i++) {
        json_free(self->files[i].stored);
        scenario_free(self->files[i].loaded);
        document_free(self->files[i].inputs);
    }
    document_free(self->given);
    for (size_t i = 0; i < SIDES_MAX; i++) {
        json_free(self->values[i]);
    }
    difference_list_free(&self->inputs);
    comparison_free(&self->sides);
    outputs_free(&self->outputs);
    scenario_options_free(&self->what);
}

static int run(int argc, char **argv)
{
    compare_request *self = calloc(1, sizeof *self); /* too much for a stack */
    if (!self) {
        return say_errno("compare");
    }
    command_parse(&arguments, argc, argv, self);
    const int code = compare_files(self);
    free_request(self);
    free(self);
    return code;
}

const command compare_command = {"compare", "rank contracts, scenarios or stored results for each party", &arguments, run};
