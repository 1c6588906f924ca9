#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "library/handles.h"
#include "load/load.h"

/** What edgecare_scenario_read was asked for. */
typedef struct {
    const char *path;
    const char *const *settings;
    size_t count;
} reading;

#define COMMAND_HEAD 3 /* edgecare run PATH */

/** Splits "POINTER=VALUE"; a fault where it is none. False when memory runs out. */
static bool split_setting(const char *written, arena *memory, document_override *out, fault_list *faults)
{
    const char *equals = strchr(written, '=');
    *out = (document_override){0};
    if (written[0] != '/' || !equals) {
        fault_add(faults, FAULT_ERROR, (fault_place){0}, "the setting \"%s\" should look like /people/frailty/variance=0.5", written);
        return true;
    }
    char *pointer = arena_text(memory, written);
    if (pointer) {
        pointer[equals - written] = '\0';
        *out = (document_override){.pointer = pointer, .value = pointer + (equals - written) + 1};
    }
    return pointer != NULL;
}

/** The settings as overrides, in their order; those that are none are faults and left out. NULL when memory runs out. */
static const document_override *split_settings(const reading *what, arena *memory, size_t *count, fault_list *faults)
{
    document_override *overrides = arena_take(memory, what->count + 1, sizeof *overrides);
    *count = 0;
    for (size_t i = 0; overrides && i < what->count; i++) {
        if (!split_setting(what->settings[i], memory, &overrides[*count], faults)) {
            return NULL;
        }
        *count += overrides[*count].pointer != NULL;
    }
    return overrides;
}

static const char *set_word(arena *memory, const char *written)
{
    text_buffer word = {0};
    text_add(&word, "--set=%s", written);
    const char *kept = word.out_of_memory ? NULL : arena_text(memory, word.bytes);
    text_free(&word);
    return kept;
}

/** Notes the command line that runs the same, for the head of results; false when memory runs out. */
static bool note_command(edgecare_scenario *self, const reading *what)
{
    const char **words = arena_take(&self->memory, what->count + COMMAND_HEAD, sizeof *words);
    if (!words) {
        return false;
    }
    words[0] = "edgecare";
    words[1] = "run";
    words[2] = arena_text(&self->memory, what->path);
    bool fine = words[2] != NULL;
    for (size_t i = 0; fine && i < what->count; i++) {
        words[COMMAND_HEAD + i] = set_word(&self->memory, what->settings[i]);
        fine = words[COMMAND_HEAD + i] != NULL;
    }
    self->command = words;
    self->command_count = what->count + COMMAND_HEAD;
    return fine;
}

static edgecare_status load(edgecare_scenario *self, const reading *what, fault_list *faults)
{
    size_t count = 0;
    const document_override *overrides = note_command(self, what) ? split_settings(what, &self->memory, &count, faults) : NULL;
    if (!overrides) {
        return EDGECARE_NO_MEMORY;
    }
    self->loaded = scenario_load(what->path, overrides, count, faults);
    if (faults->out_of_memory) {
        return EDGECARE_NO_MEMORY;
    }
    return self->loaded && fault_errors(faults) == 0 ? EDGECARE_FINE : EDGECARE_BAD_INPUT;
}

static edgecare_status read_scenario(const reading *what, fault_list *faults, edgecare_scenario **out)
{
    edgecare_scenario *self = calloc(1, sizeof *self);
    const edgecare_status status = self ? load(self, what, faults) : EDGECARE_NO_MEMORY;
    if (status == EDGECARE_FINE) {
        *out = self;
    } else {
        edgecare_scenario_free(self);
    }
    return status;
}

edgecare_status edgecare_scenario_read(const char *path, const char *const set[], size_t count, edgecare_faults *faults, edgecare_scenario **out)
{
    const reading what = {path, set, count};
    fault_list own = {0};
    *out = NULL;
    library_keep_running();
    if (faults) {
        fault_list_free(&faults->list);
    }
    const edgecare_status status = read_scenario(&what, faults ? &faults->list : &own, out);
    fault_list_free(&own);
    return status;
}

void edgecare_scenario_free(edgecare_scenario *self)
{
    if (self) {
        scenario_free(self->loaded);
        arena_free(&self->memory);
        free(self);
    }
}

const char *edgecare_scenario_name(const edgecare_scenario *self)
{
    return self->loaded->name;
}

const char *edgecare_scenario_title(const edgecare_scenario *self)
{
    return self->loaded->title;
}

const char *edgecare_scenario_site(const edgecare_scenario *self, size_t index)
{
    return index < self->loaded->sites.count ? self->loaded->sites.items[index].name : NULL;
}

const char *edgecare_scenario_contract(const edgecare_scenario *self, size_t index)
{
    return index < self->loaded->contracts.count ? self->loaded->contracts.items[index].name : NULL;
}
