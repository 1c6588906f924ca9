#include <stdlib.h>

#include "library/handles.h"

edgecare_faults *edgecare_faults_make(void)
{
    return calloc(1, sizeof(edgecare_faults));
}

void edgecare_faults_free(edgecare_faults *faults)
{
    if (faults) {
        fault_list_free(&faults->list);
        free(faults);
    }
}

size_t edgecare_faults_count(const edgecare_faults *faults)
{
    return faults->list.count;
}

edgecare_fault edgecare_faults_at(const edgecare_faults *faults, size_t index)
{
    if (index >= faults->list.count) {
        return (edgecare_fault){0};
    }
    const fault *one = &faults->list.items[index];
    return (edgecare_fault){.file = one->file,
                            .line = one->line,
                            .column = one->column,
                            .pointer = one->pointer,
                            .text = one->text,
                            .is_warning = one->weight == FAULT_WARNING};
}
