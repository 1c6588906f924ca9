#include "program/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "careers/effect_size.h"
#include "load/explain.h"
#include "load/handbook.h"
#include "program/scenario_options.h"
#include "run/effect_sizes.h"

typedef struct {
    scenario_options what;
    const char *pointer;
    bool all;
} explain_request;

static const struct argp_option options[] = {
    {"all", 'a', NULL, 0, "Every setting and kind as one page in Markdown", 1},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    explain_request *self = state->input;
    if (key == ARGP_KEY_INIT) {
        state->child_inputs[0] = &self->what;
        return 0;
    }
    if (key == 'a') {
        self->all = true;
        return 0;
    }
    if (key != ARGP_KEY_ARG) {
        return ARGP_ERR_UNKNOWN;
    }
    if (text[0] == '/' && state->arg_num == 0) {
        self->pointer = text;
    } else if (!self->what.file) {
        self->what.file = text;
    } else {
        argp_usage(state);
    }
    return 0;
}

static const struct argp_child children[] = {{&scenario_argp, 0, "With a scenario:", 0}, {0}};
static const struct argp arguments = {
    .options = options,
    .parser = parse,
    .args_doc = "[/POINTER] [SCENARIO]",
    .doc = "Tells of a setting: what it is, its unit, range and default, a usual value with its source, and which figure it moves; with a scenario also its value "
           "there. Without a pointer: of all settings at the top.\v"
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

static int explain(const explain_request *self, const scenario *loaded)
{
    fault_list faults = {0};
    const bool known = explain_write(self->pointer, loaded, stdout, &faults);
    explain_conversion(self->pointer, loaded);
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    return known ? EXIT_FINE : EXIT_BAD_INPUT;
}

static int run(int argc, char **argv)
{
    explain_request self = {.pointer = ""};
    argp_parse(&arguments, argc, argv, 0, NULL, &self);
    if (self.all) {
        return handbook_write(stdout) && fflush(stdout) == 0 ? EXIT_FINE : say_errno("standard output");
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
