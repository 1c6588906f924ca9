#include <stdlib.h>

#include "records/calendar.h"
#include "replicate/engine.h"

bool replicate_plan_make(const scenario *self, replicate_plan *plan)
{
    *plan = (replicate_plan){.scenario = self, .as_of_day = self->reporting.as_of == DATE_NONE ? INT32_MAX : self->reporting.as_of - self->starts};
    plan->calendars = calloc(self->contracts.count + 1, sizeof *plan->calendars);
    bool fine = plan->calendars != NULL && input_streams_make(self, &plan->streams) &&
                scope_list_make(self, &plan->scopes);
    for (size_t c = 0; fine && c < self->contracts.count; c++) {
        fine = claim_calendar_make(self, &self->contracts.items[c], &plan->calendars[c]);
    }
    if (!fine) {
        replicate_plan_free(plan);
    }
    return fine;
}

void replicate_plan_free(replicate_plan *plan)
{
    for (size_t c = 0; plan->calendars != NULL && c < plan->scenario->contracts.count; c++) {
        claim_calendar_free(&plan->calendars[c]);
    }
    free(plan->calendars);
    input_streams_free(&plan->streams);
    scope_list_free(&plan->scopes);
    *plan = (replicate_plan){0};
}
