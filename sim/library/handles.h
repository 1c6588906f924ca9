#ifndef EDGECARE_LIBRARY_HANDLES_H
#define EDGECARE_LIBRARY_HANDLES_H

#include "base/fault.h"
#include "edgecare.h"
#include "records/scenario.h"
#include "summarise/result.h"

/* What stands behind the opaque handles of edgecare.h. */

struct edgecare_faults {
    fault_list list; /* owned */
};

struct edgecare_scenario {
    scenario *loaded;            /* owned */
    const char *const *command;  /* the command line of the program that runs the same; owned by `memory` */
    size_t command_count;
    arena memory;
};

struct edgecare_result {
    const edgecare_scenario *scenario; /* borrowed; must outlive it */
    result *inner;                     /* owned */
};

/** Takes away GSL's error handler where it is the one that aborts the process; another stays. Called before anything that computes. */
void library_keep_running(void);

#endif
