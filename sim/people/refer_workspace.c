#include <stdlib.h>

#include "people/refer.h"

void refer_workspace_free(refer_workspace *ws)
{
    free(ws->first);
    free(ws->second);
    free(ws->occasion);
    free(ws->line);
    free(ws->merged);
    free(ws->heap);
    staff_course_free(&ws->therapists);
    staff_course_free(&ws->supervisors);
    free(ws->month_sums);
    *ws = (refer_workspace){0};
}
