#include "program/findings.h"

#include <stdio.h>

#include "advise/advise.h"
#include "load/load.h"
#include "probe/faults.h"
#include "run/effect_sizes.h"

/** The scenario's other accounts must be there and sound. */
static void views_check(const scenario *self, const document *doc, fault_list *faults)
{
    for (size_t v = 0; v < self->views.count; v++) {
        const view_row *view = &self->views.items[v];
        fault_list own = {0};
        scenario *loaded = scenario_load(view->path, NULL, 0, &own);
        if (loaded == NULL) {
            char pointer[512];
            snprintf(pointer, sizeof pointer, "/views/%s/scenario", view->name);
            fault_add(faults, FAULT_ERROR, document_place(doc, pointer), "%s cannot be read, or has faults of its own (lint tells them)", view->path);
        }
        scenario_free(loaded);
        fault_list_free(&own);
    }
}

void findings_add(scenario *loaded, const document *doc, fault_list *faults)
{
    probe_faults_find(loaded, doc, faults);
    effect_sizes_warn(loaded, doc, faults);
    views_check(loaded, doc, faults);
    if (fault_errors(faults) == 0) {
        advise(loaded, doc, faults);
    }
}
