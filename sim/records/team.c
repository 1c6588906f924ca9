#include "records/team.h"

bool team_is_supervised(const team_row *team)
{
    bool ever = team->supervisors > 0;
    for (size_t i = 0; i < team->hires.count; i++) {
        ever = ever || MAP_ITEM(hire_row, team->hires, i)->supervisors > 0;
    }
    return ever;
}

const remote_row *remote_period(const therapy_row *therapy, date day)
{
    for (size_t i = 0; i < therapy->remote.count; i++) {
        const remote_row *period = MAP_ITEM(const remote_row, therapy->remote, i);
        if (period->from <= day && (period->until == DATE_NONE || day <= period->until)) {
            return period;
        }
    }
    return NULL;
}
