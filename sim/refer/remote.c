#include "refer/remote.h"

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

double place_days(const remote_row *period, const double world[], double received_days)
{
    return received_days / quantity_at(period->caseload_ratio, world);
}
