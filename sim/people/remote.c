#include "people/remote.h"

double place_days(const remote_row *period, double received_days)
{
    return received_days / period->caseload_ratio.value;
}
