#ifndef EDGECARE_LOAD_WHAT_IF_SHIPPED_H
#define EDGECARE_LOAD_WHAT_IF_SHIPPED_H

#include "json/value.h"

/** A what-if that is built in. */
typedef struct {
    const char *name, *title;
    const char *place;                               /* what its values are said to stand in, in faults */
    const char *text;                                /* as it would stand in a scenario; NULL: `make` makes it */
    json_value *(*make)(const json_value *scenario); /* of the scenario that is asked; NULL when memory ran out */
    const char *otherwise;                           /* why it may not apply */
} what_if_shipped;

extern const what_if_shipped what_ifs_shipped[];
extern const size_t what_ifs_shipped_count;

#endif
