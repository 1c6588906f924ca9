/* Any text at all, read as a scenario: a scenario or faults come of it, and nothing leaks. */

#include <stdint.h>
#include <string.h>

#include "load/load.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Whether the text names a folder of devices, which `extends` might open. */
static int names_devices(const uint8_t *data, size_t size)
{
    return memmem(data, size, "/dev", 4) != NULL || memmem(data, size, "/proc", 5) != NULL;
}

static void read_as(const char *name, const uint8_t *data, size_t size)
{
    fault_list faults = { 0 };
    document *doc = document_read_text(name, (const char *)data, size, &faults);
    if (doc != NULL) {
        scenario *self = scenario_from_document(doc, &faults);
        if (self == NULL && fault_errors(&faults) == 0) {
            __builtin_trap();
        }
        scenario_free(self);
    } else if (fault_errors(&faults) == 0) {
        __builtin_trap();
    }
    document_free(doc);
    fault_list_free(&faults);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (names_devices(data, size)) {
        return -1;
    }
    read_as("fuzz.json", data, size);
    if (size > 0 && data[0] != '{') {
        read_as("fuzz.yaml", data, size);
    }
    return 0;
}
