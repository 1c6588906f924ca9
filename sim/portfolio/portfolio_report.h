#ifndef EDGECARE_PORTFOLIO_PORTFOLIO_REPORT_H
#define EDGECARE_PORTFOLIO_PORTFOLIO_REPORT_H

#include <stdio.h>

#include "portfolio/hold.h"

/** Tables: members and all of them by metric; the investors' pooled flows; what holding them together spreads. False when memory runs out. */
bool holding_write(const holding *self, FILE *out);

/** All of it as JSON with the pooled flows by month, of the shape that schema/portfolio-result.schema.json fixes; false when memory runs out or writing fails. */
bool holding_json_write(const holding *self, FILE *out);

/** One line a member (or "portfolio") and metric: mean, sd, se and percentiles. False when memory runs out. */
bool holding_csv_write(const holding *self, FILE *out);

#endif
