#ifndef EDGECARE_SUMMARISE_SERIES_H
#define EDGECARE_SUMMARISE_SERIES_H

#include "summarise/columns.h"

/** Where the numbers of a monthly series come from. */
typedef struct {
    const char *name;
    const char *title;
    size_t state;    /* placement, or COLUMN_NONE */
    size_t contract; /* of cash, or COLUMN_NONE */
    career_arm arm;
    size_t source;   /* offset of the array in monthly or cash; COLUMN_NONE: children in care */
    bool flag;       /* 1 where the array's number is above 0, else 0 */
    size_t from;     /* its first number in a series row */
    size_t months;
} series_source;

/** All monthly series of a run; those with quantiles come first. */
typedef struct {
    const scenario *scenario; /* borrowed */
    series_source *items;     /* owned by `memory` */
    size_t count;
    size_t with_quantiles;    /* series */
    size_t quantile_width;    /* numbers of a row that belong to them */
    size_t width;             /* numbers of a row */
    arena memory;
} series_plan;

/** Plans the series of a scenario, which end with the month of the report date; false when memory runs out. */
bool series_plan_make(const scenario *self, const run_extent *extent, series_plan *out);
void series_plan_free(series_plan *self);

/** Writes a replicate's series row (self->width numbers); money in pence, so that sums are exact. */
void series_fill(const series_plan *self, const replicate *from, double row[]);

/** By what a number of the series is divided to be told: money is in pence. */
double series_divisor(const series_source *self);

/** Mean and squared deviations of a number over replicates. */
typedef struct {
    double mean, squares;
} series_sum;

/** The sums of `replicates` rows, by number. */
void series_sums_of(const double rows[], size_t replicates, size_t width, series_sum out[]);
/** Joins the sums of `more` replicates to those of `count`. */
void series_sums_join(series_sum sums[], size_t count, const series_sum block[], size_t more, size_t width);

/** p5, p50, p95 of `count` numbers, at least one; sorts them. `scratch` has room for `count`. */
void series_quantiles(double number[], size_t count, uint64_t scratch[], double out[3]);

#endif
