/* Any text at all, read as a portfolio file: a portfolio or faults come of it, and nothing leaks. */

#include <stdint.h>
#include <string.h>

#include "portfolio/portfolio.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (memmem(data, size, "/dev", 4) != NULL || memmem(data, size, "/proc", 5) != NULL) {
        return -1;
    }
    fault_list faults = { 0 };
    portfolio *self = portfolio_load_text(FUZZ_SCENARIO ".portfolio.json", (const char *)data, size, &faults);
    if ((self == NULL) != (fault_errors(&faults) > 0)) {
        __builtin_trap();
    }
    portfolio_free(self);
    fault_list_free(&faults);
    return 0;
}
