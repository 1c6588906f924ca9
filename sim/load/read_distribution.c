#include "load/reader.h"

#include <math.h>
#include <string.h>

#include "distributions/distribution.h"

/* A distribution at a setting with a range. What lies beyond the range is held at its nearer end, so that no draw is illegal; but a distribution whose mean
 * is illegal is a mistake (67 for 0.67), and one that is often held is told. */

#define HELD_SHARE_TOLD 0.01
#define LEAST_SHARE 1e-9
#define HALVINGS 40
#define PERCENT 100

/** A distribution with its parameters, which are never uncertain themselves. */
typedef struct {
    const distribution_kind *kind;
    double p[KIND_PARAMETERS_MAX];
    const number_list *list;
} fixed_distribution;

static fixed_distribution fixed_from(const kind_use *use)
{
    fixed_distribution out = { .kind = (const distribution_kind *)use->kind, .list = &use->list };
    for (size_t i = 0; i < KIND_PARAMETERS_MAX; i++) {
        out.p[i] = use->parameter[i].value;
    }
    return out;
}

void kind_support(const kind_use *use, double *lowest, double *highest)
{
    const fixed_distribution fixed = fixed_from(use);
    fixed.kind->support(fixed.p, fixed.list, lowest, highest);
}

/** The share of values below x, of a quantile function that rises. */
static double share_below(const fixed_distribution *of, double x)
{
    double low = LEAST_SHARE, high = 1 - LEAST_SHARE;
    if (!(of->kind->quantile(of->p, of->list, low) < x)) {
        return 0;
    }
    if (of->kind->quantile(of->p, of->list, high) < x) {
        return 1;
    }
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = 0.5 * (low + high);
        *(of->kind->quantile(of->p, of->list, middle) < x ? &low : &high) = middle;
    }
    return high;
}

/** The share of values outside the range. */
static double share_outside(const fixed_distribution *of, double lowest, double highest)
{
    return share_below(of, lowest) + (isfinite(highest) ? 1 - share_below(of, nextafter(highest, HUGE_VAL)) : 0);
}

static bool is_share_in_percent(const setting *row, double mean)
{
    return row->unit != NULL && strcmp(row->unit, "share") == 0 && row_highest(row) <= 1 && mean >= 2 && mean <= PERCENT;
}

static void fault_mean(reader *self, const cursor *at, const setting *row, const char *what, double mean, const char *range)
{
    if (is_share_in_percent(row, mean)) {
        reader_fault(self, at, "its %s, %.6g, is outside %s; %.6g %% is written %.6g", what, mean, range, mean, mean / PERCENT);
    } else {
        reader_fault(self, at, "its %s, %.6g, is outside %s", what, mean, range);
    }
}

bool check_distribution(reader *self, const cursor *at, const setting *row, const kind_use *use, double times, double plus)
{
    const fixed_distribution fixed = fixed_from(use);
    const double mean = fixed.kind->mean(fixed.p, fixed.list);
    const double middle = times * (isnan(mean) ? fixed.kind->quantile(fixed.p, fixed.list, 0.5) : mean) + plus;
    const double a = (row_lowest(row) - plus) / times, b = (row_highest(row) - plus) / times;
    const double outside = share_outside(&fixed, fmin(a, b), fmax(a, b));
    const bool fine = middle >= row_lowest(row) && middle <= row_highest(row);
    text_buffer range = { 0 };
    words_range(&range, row);
    text_add(&range, row->unit != NULL ? " (%s)" : "%s", row->unit != NULL ? row->unit : "");
    if (!fine) {
        fault_mean(self, at, row, isnan(mean) ? "median" : "mean", middle, range.bytes ? range.bytes : "");
    } else if (outside > HELD_SHARE_TOLD) {
        reader_warning(self, at, "%.2g %% of its draws lie outside %s and are held at the nearer end", PERCENT * outside, range.bytes ? range.bytes : "");
    }
    text_free(&range);
    return fine;
}
