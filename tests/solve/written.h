#ifndef EDGECARE_TESTS_SOLVE_WRITTEN_H
#define EDGECARE_TESTS_SOLVE_WRITTEN_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "json/document.h"
#include "load/load.h"
#include "solve/solve.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/** A scenario in a file, loaded, with what solving needs of it. */
typedef struct {
    char path[64];
    document *doc;
    scenario *loaded;
    columns layout;
    lever_source source;
} written;

static inline void written_free(written *self)
{
    columns_free(&self->layout);
    scenario_free(self->loaded);
    document_free(self->doc);
    unlink(self->path);
}

/** The small scenario in a file of its own, with overrides (borrowed). */
static inline void written_make(written *out, const document_override overrides[], size_t count)
{
    fault_list faults = {0};
    *out = (written){.path = "/tmp/edgecare-test-XXXXXX.json"};
    const int file = mkstemps(out->path, 5);
    assert_true(file >= 0);
    assert_int_equal(write(file, scenario_small, strlen(scenario_small)), (ssize_t)strlen(scenario_small));
    close(file);
    out->doc = document_read(out->path, overrides, count, &faults);
    out->loaded = out->doc ? scenario_from_document(out->doc, &faults) : NULL;
    fault_print(&faults, stderr);
    assert_non_null(out->loaded);
    fault_list_free(&faults);
    assert_true(variant_columns_make(out->loaded, &out->layout));
    out->source = (lever_source){.file = out->path, .overrides = overrides, .count = count,
                                 .worlds = (size_t)out->loaded->run.worlds, .histories = (size_t)out->loaded->run.histories};
}

/** A goal and a lever that are known to be fine. */
static inline void resolve_both(const written *of, const char *vary, const char *until, lever *varied, goal *wanted, arena *memory)
{
    fault_list faults = {0};
    const bool fine = lever_parse(vary, false, memory, varied, &faults) && goal_parse(until, wanted, &faults) &&
                      lever_resolve(varied, of->loaded, document_value(of->doc), &faults) && goal_resolve(wanted, &of->layout, &faults);
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    assert_true(fine);
}

#endif
