#include "program/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "world/effect_size.h"
#include "load/explain.h"
#include "load/handbook.h"
#include "program/explain_words.h"
#include "program/invocation.h"
#include "program/scenario_options.h"
#include "run/effect_sizes.h"

#define WORDS_MAX 16

typedef struct {
    scenario_options what;
    const char *pointer;
    const char *words[WORDS_MAX]; /* what is looked for */
    size_t word_count;
    bool all;
} explain_request;

static const struct argp_option options[] = {
    {"all", 'a', NULL, 0, "Every setting and kind as one page in Markdown", 1},
    {0},
};

/** Whether a word of the command line is a scenario's file: one that is there, standard input, or by its ending. */
static bool is_file(const char *text)
{
    const char *dot = strrchr(text, '.');
    struct stat found;
    return strcmp(text, "-") == 0 || (stat(text, &found) == 0 && !S_ISDIR(found.st_mode)) || (dot && (strcasecmp(dot, ".json") == 0 || strcasecmp(dot, ".yaml") == 0 || strcasecmp(dot, ".yml") == 0));
}

/** Takes words to look for, cut at blanks. */
static void take_words(explain_request *self, char *text, struct argp_state *state)
{
    for (char *word = strsep(&text, " "); word; word = strsep(&text, " ")) {
        if (*word && self->word_count == WORDS_MAX) {
            argp_error(state, "at most %d words can be looked for", WORDS_MAX);
        } else if (*word) {
            self->words[self->word_count++] = word;
        }
    }
}

/** Says which words do not go together. */
static void check_words(const explain_request *self, struct argp_state *state)
{
    const bool scenario_given = self->what.file != NULL;
    const bool options_given = self->what.override_count > 0 || self->what.contract_count > 0 || self->what.replicates > 0;
    if (self->all && (self->pointer[0] || scenario_given || self->word_count > 0)) {
        argp_error(state, "--all tells of everything; it goes with no pointer, word or scenario");
    } else if (self->word_count > 0 && (self->pointer[0] || scenario_given)) {
        argp_error(state, "\"%s\" is neither a file that is there nor a pointer, which begins with /; a word to look for stands alone", self->words[0]);
    } else if (options_given && !scenario_given) {
        argp_error(state, "options that say what to run go with a scenario");
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    explain_request *self = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &self->what;
        return 0;
    case 'a':
        self->all = true;
        return 0;
    case ARGP_KEY_END:
        check_words(self, state);
        return 0;
    case ARGP_KEY_ARG:
        break;
    default:
        return ARGP_ERR_UNKNOWN;
    }
    if (text[0] == '/' && state->arg_num == 0) {
        self->pointer = text;
    } else if (!self->what.file && (is_file(text) || self->pointer[0])) {
        self->what.file = text;
    } else {
        take_words(self, text, state);
    }
    return 0;
}

static const struct argp_child children[] = {{&scenario_argp, 0, "With a scenario:", 0}, {0}};
static const struct argp arguments = {
    .options = options,
    .parser = parse,
    .args_doc = "[/POINTER] [SCENARIO]\nWORD...",
    .doc = "Tells of a setting: what it is, its unit, range and default, a usual value with its source, and which figure it moves; with a scenario also its value "
           "there. Without a pointer: of all settings at the top. Plain words (deadweight, cashable saving) are looked for among settings and metrics; \"distributions\" "
           "lists those that an uncertain number may have.\v"
           "Example: edgecare explain /people/frailty/variance scenarios/typical-edge-of-care.json",
    .children = children,
};

/** Whether a pointer leads to an effect or into it. */
static bool leads_to(const char *pointer, const effect_conversion *effect)
{
    char path[512];
    const int length = snprintf(path, sizeof path, "/therapies/%s/effects/%s", effect->therapy->name, effect->row->name);
    return length > 0 && (size_t)length < sizeof path && strncmp(pointer, path, (size_t)length) == 0 &&
           (pointer[length] == '\0' || pointer[length] == '/');
}

/** What the number of an effect becomes where it is none of those who complete, or no hazard ratio. */
static void explain_conversion(const char *pointer, const scenario *loaded)
{
    static const char begins[] = "/therapies/";
    const size_t room = THERAPIES_MAX * TRANSITIONS_MAX;
    effect_conversion *found = loaded == NULL || strncmp(pointer, begins, sizeof begins - 1) != 0 ? NULL : calloc(room, sizeof *found);
    const size_t count = found == NULL ? 0 : effect_sizes_find(loaded, found, room);
    for (size_t i = 0; i < count; i++) {
        if (leads_to(pointer, &found[i])) {
            printf("\nAs hazard ratio of families who complete: %.4g", found[i].lowest);
            if (found[i].worlds > 1) {
                printf(" to %.4g in the first %zu worlds", found[i].highest, found[i].worlds);
            }
            putchar('\n');
            if (found[i].unreached > 0) {
                printf("In %zu of them no hazard ratio gives the number; there it is the nearest of %g and %g.\n", found[i].unreached, EFFECT_RATIO_MIN, EFFECT_RATIO_MAX);
            }
        }
    }
    free(found);
}

/** Where an uncertain number's distributions are told of. */
static void say_distributions(const explain_request *self, const scenario *loaded)
{
    const void *field;
    fault_list none = {0};
    if (explain_may_be_uncertain(explain_row(self->pointer, loaded, &field, &none))) {
        fputs("\nDistributions that it may have: ", stdout);
        invocation_write(stdout, "explain distributions", NULL);
        putchar('\n');
    }
    fault_list_free(&none);
}

static int explain(const explain_request *self, const scenario *loaded)
{
    fault_list faults = {0};
    const bool known = explain_write(self->pointer, loaded, stdout, &faults);
    explain_conversion(self->pointer, loaded);
    if (known) {
        say_distributions(self, loaded);
    }
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    return known ? EXIT_FINE : EXIT_BAD_INPUT;
}

static int run(int argc, char **argv)
{
    explain_request self = {.pointer = ""};
    command_parse(&arguments, argc, argv, &self);
    if (self.all) {
        return handbook_write(stdout) && fflush(stdout) == 0 ? EXIT_FINE : say_errno("standard output");
    }
    if (self.word_count > 0) {
        const int code = explain_words(self.words, self.word_count, stdout);
        return code == EXIT_FINE && (fflush(stdout) != 0 || ferror(stdout)) ? say_errno("standard output") : code;
    }
    scenario *loaded = self.what.file ? scenario_options_load(&self.what) : NULL;
    int code = self.what.file && !loaded ? self.what.refusal : explain(&self, loaded);
    if (code == EXIT_FINE && (fflush(stdout) != 0 || ferror(stdout))) {
        code = say_errno("standard output");
    }
    scenario_free(loaded);
    scenario_options_free(&self.what);
    return code;
}

const command explain_command = {"explain", "tell what a setting of a scenario means", &arguments, run};
