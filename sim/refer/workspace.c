#include <stdlib.h>

#include "refer/refer.h"

void refer_workspace_free(refer_workspace *ws)
{
    free(ws->first);
    free(ws->second);
    free(ws->occasion);
    free(ws->line);
    free(ws->merged);
    free(ws->heap);
    free(ws->therapist_from);
    free(ws->therapist_until);
    *ws = (refer_workspace){0};
}
