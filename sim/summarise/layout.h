#ifndef EDGECARE_SUMMARISE_LAYOUT_H
#define EDGECARE_SUMMARISE_LAYOUT_H

#include "summarise/columns.h"

/** A place of which metrics are told, and its columns: neighbours, from .. until - 1. */
typedef struct place {
    metric_level level;
    size_t object; /* scope or contract */
    size_t at;     /* payer, council, period, year, tranche or provider within the contract */
    int32_t year;
    bool year_is_last;
    int64_t month_from, month_until; /* of the financial year, counted from the month of scenario.starts */
    size_t from, until;
} place;

#endif
