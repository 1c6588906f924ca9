#include "program/scenario_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "load/load.h"
#include "load/what_if.h"
#include "probe/faults.h"
#include "program/command.h"
#include "program/invocation.h"
#include "run/run.h"

#define NAMES_MAX 64 /* among which one is suggested */
#define REPLICATES_MAX 1000000000ll /* the most worlds times the most histories */

enum { KEY_REPLICATES = 256, KEY_WORLDS, KEY_HISTORIES, KEY_SEED, KEY_THREADS, KEY_SET, KEY_CONTRACT, KEY_AS_OF, KEY_WHAT_IF };

static const struct argp_option options[] = {
    {"replicates", KEY_REPLICATES, "N", 0, "How many futures to simulate; rounded up to whole worlds", 1},
    {"worlds", KEY_WORLDS, "W", 0, "How many times the uncertain inputs are drawn", 1},
    {"histories", KEY_HISTORIES, "K", 0, "How many runs of chance in each world (2 or more tell luck from ignorance)", 1},
    {"seed", KEY_SEED, "S", 0, "Seed of all random numbers, 0 .. 2^53 - 1", 1},
    {"set", KEY_SET, "POINTER=VALUE", 0, "Set one value of the scenario, such as /people/frailty/variance=0.5; may be given again and again", 2},
    {"contract", KEY_CONTRACT, "NAME", 0, "Only this contract; may be given again and again", 2},
    {"as-of", KEY_AS_OF, "YYYY-MM-DD", 0, "Report as of this date: later days, claims and payments are not counted", 2},
    {"what-if", KEY_WHAT_IF, "NAME", 0, "Run it as this what-if changes it, one of the scenario's own or of the shipped set; may be given again and again", 2},
    {"threads", KEY_THREADS, "T", 0, "Threads (all processors); changes no number", 3},
    {0},
};

void scenario_options_note(scenario_options *self, struct argp_state *state, const char *format, const char *word)
{
    char text[4096];
    snprintf(text, sizeof text, format, word);
    if (self->command_count == OPTIONS_MAX) {
        argp_error(state, "more than %d options", OPTIONS_MAX);
        return;
    }
    const char *kept = arena_text(&self->memory, text);
    self->command[self->command_count++] = kept ? kept : "";
}

void scenario_options_once(const char **given, const char *text, struct argp_state *state, const char *option)
{
    if (*given && strcmp(*given, text) != 0) {
        argp_error(state, "--%s is given twice, as \"%s\" and as \"%s\"; give it once", option, *given, text);
    }
    *given = text;
}

error_t scenario_options_take_file(scenario_options *self, int key, char *text, struct argp_state *state)
{
    if (key == ARGP_KEY_NO_ARGS) {
        argp_error(state, "which scenario? Give a file, such as scenarios/typical-edge-of-care.json");
    }
    if (key == ARGP_KEY_ARG && self->file) {
        argp_error(state, "one scenario at a time: \"%s\" is the second", text);
    }
    self->file = key == ARGP_KEY_ARG ? text : self->file;
    return key == ARGP_KEY_ARG || key == ARGP_KEY_NO_ARGS ? 0 : ARGP_ERR_UNKNOWN;
}

static void add_override(scenario_options *self, struct argp_state *state, const char *pointer, const char *number)
{
    for (size_t i = 0; pointer && i < self->override_count; i++) {
        if (strcmp(self->overrides[i].pointer, pointer) == 0 && strcmp(self->overrides[i].value, number) != 0) {
            argp_error(state, "%s is set twice, to \"%s\" and to \"%s\"; set it once", pointer, self->overrides[i].value, number);
            return;
        }
    }
    if (self->override_count == OPTIONS_MAX) {
        argp_error(state, "more than %d values set", OPTIONS_MAX);
        return;
    }
    self->overrides[self->override_count++] = (document_override){pointer, number};
}

/** A whole number from `least` on; says what is wrong with another. One too large for a long long is the largest: the scenario's own range refuses it. */
static long long whole(const char *text, struct argp_state *state, const char *option, long long least)
{
    char *end;
    const long long number = strtoll(text, &end, 10);
    if (*text == '\0' || *end != '\0' || number < least) {
        argp_error(state, "--%s: \"%s\" is no whole number of %lld or more", option, text, least);
    }
    return number;
}

/** A whole number from 1 to `most`, for options that are no setting of the scenario. */
static long long whole_up_to(const char *text, struct argp_state *state, const char *option, long long most)
{
    const long long number = whole(text, state, option, 1);
    if (number > most) {
        argp_error(state, "--%s: \"%s\" is more than %lld, the most that is possible", option, text, most);
    }
    return number;
}

void scenario_options_threads(int *given, const char *text, struct argp_state *state)
{
    const int threads = (int)whole_up_to(text, state, "threads", RUN_THREADS_MAX);
    if (*given && *given != threads) {
        argp_error(state, "--threads is given twice, as %d and as %d; give it once", *given, threads);
    }
    *given = threads;
}

static void add_number(scenario_options *self, struct argp_state *state, const char *option, const char *text, long long least)
{
    char pointer[64];
    whole(text, state, option, least);
    snprintf(pointer, sizeof pointer, "/run/%s", option);
    add_override(self, state, arena_text(&self->memory, pointer), text);
}

static void add_set(scenario_options *self, struct argp_state *state, const char *text)
{
    const char *equals = strchr(text, '=');
    if (text[0] != '/' || !equals) {
        argp_error(state, "--set: \"%s\" should look like /people/frailty/variance=0.5", text);
        return;
    }
    char *pointer = arena_text(&self->memory, text);
    if (pointer) {
        pointer[equals - text] = '\0';
        add_override(self, state, pointer, equals + 1);
    }
}

static void add_as_of(scenario_options *self, struct argp_state *state, const char *text)
{
    date day;
    if (!date_read(text, &day)) {
        argp_error(state, "--as-of: \"%s\" is no date; write a day that exists, from " DATES_READ ", as YYYY-MM-DD", text);
    }
    add_override(self, state, "/reporting/as_of", text);
}

static void add_contract(scenario_options *self, struct argp_state *state, const char *name)
{
    if (self->contract_count == OPTIONS_MAX) {
        argp_error(state, "more than %d contracts", OPTIONS_MAX);
        return;
    }
    self->contracts[self->contract_count++] = name;
}

static void add_what_if(scenario_options *self, struct argp_state *state, const char *name)
{
    if (self->what_if_count == OPTIONS_MAX) {
        argp_error(state, "more than %d what-ifs", OPTIONS_MAX);
        return;
    }
    self->what_ifs[self->what_if_count++] = name;
}

/** --replicates says how many worlds there are; so does --worlds. */
static void check_replicates(const scenario_options *self, struct argp_state *state)
{
    for (size_t i = 0; self->replicates && i < self->override_count; i++) {
        if (strcmp(self->overrides[i].pointer, "/run/worlds") == 0) {
            argp_error(state, "--replicates and --worlds both say how many futures there are; give one of them");
        }
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    scenario_options *self = state->input;
    switch (key) {
    case KEY_REPLICATES:
        if (self->replicates && self->replicates != whole_up_to(text, state, "replicates", REPLICATES_MAX)) {
            argp_error(state, "--replicates is given twice, as %lld and as %s; give it once", self->replicates, text);
        }
        self->replicates = whole_up_to(text, state, "replicates", REPLICATES_MAX);
        scenario_options_note(self, state, "--replicates=%s", text);
        return 0;
    case KEY_WORLDS:
        add_number(self, state, "worlds", text, 1);
        scenario_options_note(self, state, "--worlds=%s", text);
        return 0;
    case KEY_HISTORIES:
        add_number(self, state, "histories", text, 1);
        scenario_options_note(self, state, "--histories=%s", text);
        return 0;
    case KEY_SEED:
        add_number(self, state, "seed", text, 0);
        scenario_options_note(self, state, "--seed=%s", text);
        return 0;
    case KEY_THREADS:
        scenario_options_threads(&self->threads, text, state);
        return 0;
    case KEY_SET:
        add_set(self, state, text);
        scenario_options_note(self, state, "--set=%s", text);
        return 0;
    case KEY_CONTRACT:
        add_contract(self, state, text);
        scenario_options_note(self, state, "--contract=%s", text);
        return 0;
    case KEY_WHAT_IF:
        add_what_if(self, state, text);
        scenario_options_note(self, state, "--what-if=%s", text);
        return 0;
    case KEY_AS_OF:
        add_as_of(self, state, text);
        scenario_options_note(self, state, "--as-of=%s", text);
        return 0;
    case ARGP_KEY_END:
        check_replicates(self, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp scenario_argp = {.options = options, .parser = parse, .help_filter = invocation_in_help};

/** Sets a value after those of the command line; a full list drops it, which scenario files cannot cause. */
static void set_later(scenario_options *self, const char *format, const char *name, const char *json)
{
    char pointer[512];
    snprintf(pointer, sizeof pointer, format, name);
    const char *kept = arena_text(&self->memory, pointer);
    if (kept && self->override_count < OPTIONS_MAX) {
        self->overrides[self->override_count++] = (document_override){kept, json};
    }
}

static void say_no_contract(const scenario_options *self, const char *name, const json_value *contracts)
{
    const char *known[NAMES_MAX];
    size_t count = 0;
    for (const json_value *item = json_first(contracts); item && count < NAMES_MAX; item = json_next(item)) {
        known[count++] = json_key(item);
    }
    const char *near = text_nearest(name, known, count);
    fprintf(stderr, "%s: error: /contracts: there is no contract \"%s\"%s%s%s\n", self->file, name, near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
}

/** Takes the contracts that were not asked for out of the scenario, and with them the published figures and what-ifs not asked, which may speak of them. */
static bool keep_contracts(scenario_options *self, const json_value *root)
{
    const json_value *contracts = json_get(root, "contracts");
    for (size_t i = 0; i < self->contract_count; i++) {
        if (!json_get(contracts, self->contracts[i])) {
            say_no_contract(self, self->contracts[i], contracts);
            return false;
        }
    }
    for (const json_value *item = json_first(contracts); item; item = json_next(item)) {
        if (self->contract_count && text_place(json_key(item), self->contracts, self->contract_count, sizeof *self->contracts) == self->contract_count) {
            set_later(self, "/contracts/%s", json_key(item), "null");
        }
    }
    if (self->contract_count && json_get(root, "published")) {
        set_later(self, "/published%s", "", "null");
    }
    if (self->contract_count && json_get(root, "what_if") && !self->asks && self->what_if_count == 0) {
        set_later(self, "/what_if%s", "", "null");
    }
    return true;
}

/** So many worlds that there are at least the replicates asked for. */
static void set_worlds(scenario_options *self, const json_value *root)
{
    const json_value *given = json_at(root, "/run/histories");
    const long long histories = given && json_number(given) >= 1 ? (long long)json_number(given) : 2;
    char text[32];
    snprintf(text, sizeof text, "%lld", (self->replicates + histories - 1) / histories);
    const char *kept = arena_text(&self->memory, text);
    if (kept) {
        set_later(self, "/run/worlds%s", "", kept);
    }
}

/** Adds the overrides that depend on what the file says. */
static bool complete(scenario_options *self, fault_list *faults)
{
    if (!self->contract_count && !self->replicates) {
        return true;
    }
    document *doc = document_read(self->file, self->overrides, self->override_count, faults);
    const bool fine = doc && keep_contracts(self, document_value(doc));
    if (fine && self->replicates) {
        set_worlds(self, document_value(doc));
    }
    document_free(doc);
    return fine;
}

/** Whether options change more of the file than how much is run: then what is published may speak of what they took away. */
static bool changes_the_file(const scenario_options *self)
{
    bool changes = self->contract_count > 0 || self->what_if_count > 0;
    for (size_t i = 0; i < self->override_count; i++) {
        changes = changes || strncmp(self->overrides[i].pointer, "/run/", 5) != 0;
    }
    return changes;
}

/** The loaded scenario where its readings of published figures can be worked out, as lint asks of it; else NULL, and it is freed. */
static scenario *hold_readings(const scenario_options *self, scenario *loaded, const document *doc, fault_list *faults)
{
    if (loaded && !changes_the_file(self)) {
        probe_faults_find(loaded, doc, faults);
    }
    if (fault_errors(faults) == 0) {
        return loaded;
    }
    scenario_free(loaded);
    return NULL;
}

/** As scenario_load with the options' overrides and, where `inputs` is not NULL, the merged document they give. */
static scenario *load(scenario_options *self, document **inputs, fault_list *faults)
{
    const size_t given = self->override_count;
    scenario *loaded = NULL;
    if (complete(self, faults)) {
        document *doc = what_if_apply_all(document_read(self->file, self->overrides, self->override_count, faults), self->what_ifs, self->what_if_count, faults);
        loaded = doc ? hold_readings(self, scenario_from_document(doc, faults), doc, faults) : NULL;
        if (inputs && loaded) {
            *inputs = doc;
        } else {
            document_free(doc);
        }
    }
    self->loaded_count = self->override_count;
    self->override_count = given; /* those that depend on the file are of no other */
    return loaded;
}

scenario *scenario_options_load(scenario_options *self)
{
    return scenario_options_load_with(self, NULL);
}

scenario *scenario_options_load_with(scenario_options *self, document **inputs)
{
    fault_list faults = {0};
    scenario *loaded = load(self, inputs, &faults);
    fault_sort(&faults);
    fault_print(&faults, stderr);
    self->refusal = faults.out_of_memory ? EXIT_FAILED : EXIT_BAD_INPUT;
    fault_list_free(&faults);
    return loaded;
}

void scenario_options_free(scenario_options *self)
{
    arena_free(&self->memory);
    *self = (scenario_options){0};
}
