#include "refer/remote.h"

double place_days(const remote_row *period, const double world[], double received_days)
{
    return received_days / quantity_at(period->caseload_ratio, world);
}
