#include <gsl/gsl_errno.h>

#include "library/handles.h"

const char *edgecare_status_text(edgecare_status status)
{
    static const char *const texts[] = {
        [EDGECARE_FINE] = "fine",
        [EDGECARE_BAD_INPUT] = "the scenario or a setting is wrong",
        [EDGECARE_STOPPED] = "stopped",
        [EDGECARE_NO_MEMORY] = "memory ran out",
        [EDGECARE_NO_PLACE] = "the scenario has no such site or contract",
        [EDGECARE_NO_METRIC] = "there is no such metric at this place",
        [EDGECARE_NOT_KEPT] = "the run had too many replicates to keep each one's numbers",
        [EDGECARE_NOT_WRITTEN] = "writing failed",
        [EDGECARE_BAD_ARGUMENT] = "an argument is outside what the function takes",
    };
    const size_t index = (size_t)status;
    return index < sizeof texts / sizeof texts[0] ? texts[index] : "unknown status";
}

/* GSL's default handler, which aborts, is the one that is told as NULL. */
void library_keep_running(void)
{
    gsl_error_handler_t *own = gsl_set_error_handler_off();
    if (own) {
        gsl_set_error_handler(own);
    }
}

const char *edgecare_version(void)
{
    return EDGECARE_VERSION;
}
