/* Any text at all, read as a goal of `edgecare solve` and looked up among the columns of a small scenario: a goal or a fault, and what is read holds together. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "load/load.h"
#include "solve/goal.h"

int LLVMFuzzerInitialize(int *count, char ***words);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static columns among;

static void demand(int truth)
{
    if (!truth) {
        __builtin_trap();
    }
}

int LLVMFuzzerInitialize(int *count, char ***words)
{
    (void)count;
    (void)words;
    fault_list faults = { 0 };
    const document_override tiny[] = { { "/run/worlds", "2" }, { "/run/histories", "1" } };
    const scenario *self = scenario_load(FUZZ_SCENARIO, tiny, 2, &faults); /* lives as long as the process */
    demand(self != NULL && variant_columns_make(self, &among));
    fault_list_free(&faults);
    return 0;
}

static void read_goal(const char *text, fault_list *faults)
{
    goal found;
    const bool read = goal_parse(text, &found, faults);
    demand(read == (fault_errors(faults) == 0));
    if (read) {
        demand(isfinite(found.bound) && strlen(found.metric) < sizeof found.metric && found.metric_at <= strlen(text));
        const bool resolved = goal_resolve(&found, &among, faults);
        demand(resolved == (fault_errors(faults) == 0));
        demand(!resolved || (found.cell_count >= 1 && found.cell_count <= GOAL_CELLS_MAX));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = calloc(size + 1, 1);
    fault_list faults = { 0 };
    demand(text != NULL);
    memcpy(text, data, size);
    read_goal(text, &faults);
    fault_list_free(&faults);
    free(text);
    return 0;
}
