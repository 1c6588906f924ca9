#include "load/load.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "load/check.h"
#include "load/nulls.h"
#include "load/reader.h"
#include "load/rows.h"
#include "load/variations.h"
#include "load/what_if.h"

/** Keys of a file's root that are not the scenario's: where editors find the schema. */
static const char *const root_extra[] = { "$schema", NULL };

/** Moves the world draws that were met into the scenario. */
static void keep_draws(reader *self, scenario *subject)
{
    subject->draws = reader_take(self, self->draw_count, sizeof *subject->draws);
    if (subject->draws) {
        memcpy(subject->draws, self->draws, self->draw_count * sizeof *subject->draws);
        subject->draw_count = self->draw_count;
    }
}

/** Fills the scenario from the rows; false when memory ran out. `*named`: every name may stand in a pointer. */
static bool read_scenario(const document *doc, scenario *subject, bool *named, fault_list *faults)
{
    reader self = { .doc = doc, .memory = &subject->memory, .faults = faults, .inputs = &subject->inputs };
    const cursor root = { .value = document_value(doc) };
    if (json_type_of(root.value) == JSON_OBJECT) {
        read_rows(&self, &root, &scenario_rows, root_extra, subject);
    } else {
        reader_fault(&self, &root, "this is %s; a scenario is an object", json_type_words(root.value));
    }
    read_mixture_choices(&self, &root, &subject->mixtures);
    keep_draws(&self, subject);
    *named = !self.bad_name;
    const bool done = !self.out_of_memory;
    reader_free(&self);
    return done;
}

/** Defaults that are other settings. */
static void fill_in(scenario *subject)
{
    if (!subject->title) {
        subject->title = subject->name;
    }
    if (subject->appraisal.base_date == DATE_NONE) {
        subject->appraisal.base_date = subject->starts;
    }
}

/** Resolves names and checks what rows cannot; false when memory ran out. */
static bool check_whole(const document *doc, scenario *subject, fault_list *faults)
{
    static void (*const steps[])(checker *) = {
        resolve_careers, resolve_people, resolve_sites,   resolve_teams, resolve_contracts, resolve_variations, resolve_capital,
        resolve_comparators, resolve_views, check_sizes,    check_scenario,  check_careers, check_sites,       check_teams,        check_contracts,
        check_payers,    check_endings,  check_capital,   check_published, check_mixtures,
    };
    checker self = { .subject = subject, .doc = doc, .faults = faults };
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        steps[i](&self);
    }
    return !self.out_of_memory;
}

/** The hash of the merged file's text without its what-ifs, which change no result; false when memory ran out. */
static bool hash_document(const document *doc, scenario *subject)
{
    json_value *asked = json_copy(document_value(doc));
    if (json_type_of(asked) == JSON_OBJECT) {
        json_remove(asked, "what_if");
    }
    char *text = asked ? json_text(asked) : NULL;
    json_free(asked);
    if (!text) {
        return false;
    }
    subject->hash = hash_bytes(HASH_START, text, strlen(text));
    snprintf(subject->hash_text, sizeof subject->hash_text, "%016" PRIx64, subject->hash);
    free(text);
    return true;
}

/** Keeps the names of the files that were read, and of those that its views are; false when memory ran out. */
static bool keep_files(const document *doc, scenario *subject)
{
    const char *const *files;
    const size_t read = document_files(doc, &files);
    subject->files.count = read;
    subject->files.items = arena_take(&subject->memory, read + subject->views.count + 1, sizeof *subject->files.items);
    bool kept = subject->files.items != NULL;
    for (size_t i = 0; kept && i < subject->files.count; i++) {
        subject->files.items[i] = arena_text(&subject->memory, files[i]);
        kept = subject->files.items[i] != NULL;
    }
    for (size_t v = 0; kept && v < subject->views.count; v++) {
        const char *path = subject->views.items[v].path;
        if (path) {
            subject->files.items[subject->files.count++] = path;
        }
    }
    return kept;
}

/** Fills the scenario from a document whose variations are written out. */
static bool fill_written(const document *doc, scenario *subject, fault_list *faults)
{
    bool named = true;
    if (!read_scenario(doc, subject, &named, faults)) {
        return false;
    }
    fill_in(subject);
    return json_type_of(document_value(doc)) != JSON_OBJECT || !named || check_whole(doc, subject, faults); /* checks find their places by names */
}

static bool fill(const document *doc, scenario *subject, fault_list *faults)
{
    document *written = NULL;
    const bool done = variations_write_out(doc, &written) && fill_written(written ? written : doc, subject, faults) && nulls_check(doc, faults) &&
                      (!written || nulls_check(written, faults)) && hash_document(doc, subject) && keep_files(doc, subject);
    document_free(written);
    return done;
}

scenario *scenario_from_document(const document *doc, fault_list *faults)
{
    const size_t before = fault_errors(faults);
    scenario *subject = calloc(1, sizeof *subject);
    if (!subject || !fill(doc, subject, faults)) {
        faults->out_of_memory = 1;
    }
    if (fault_errors(faults) == before) {
        what_if_check(doc, faults);
    }
    fault_sort(faults);
    if (fault_errors(faults) == before) {
        return subject;
    }
    scenario_free(subject);
    return NULL;
}

scenario *scenario_load(const char *path, const document_override overrides[], size_t count, fault_list *faults)
{
    document *doc = document_read(path, overrides, count, faults);
    if (!doc) {
        fault_sort(faults);
        return NULL;
    }
    scenario *subject = scenario_from_document(doc, faults);
    document_free(doc);
    return subject;
}
