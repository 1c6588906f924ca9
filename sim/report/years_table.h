#ifndef EDGECARE_REPORT_YEARS_TABLE_H
#define EDGECARE_REPORT_YEARS_TABLE_H

#include <stdio.h>

#include "summarise/result.h"

/** Every contract by financial year (April to March), in thousands of pounds: families started, payments by payer with their range, the councils' outlay, what is saved, net gains
 *  with their range, what is left of the limit; the last line has the totals. */
void years_table_write(const result *self, FILE *out);

#endif
