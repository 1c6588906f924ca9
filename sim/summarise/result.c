#include "summarise/result.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void result_free(result *self)
{
    if (!self) {
        return;
    }
    free(self->rows);
    columns_free(&self->columns);
    arena_free(&self->memory);
    free(self);
}

/** Whether mean, spread and luck share may be told of a metric. */
static bool is_averaged(const metric *of)
{
    return of->nature != NATURE_STATUS && of->nature != NATURE_DATE;
}

static void tell_spread(const column_result *from, told *out)
{
    out->sd = from->summary.sd;
    out->luck_share = from->summary.luck_share;
}

static void tell_percentiles(const column_result *from, told *out)
{
    memcpy(out->quantile, from->summary.quantile, sizeof out->quantile);
    memcpy(out->quantile_se, from->summary.quantile_se, sizeof out->quantile_se);
    memcpy(out->statuses, from->statuses, sizeof out->statuses);
    out->n = from->summary.n;
}

static void tell_mean(const metric *of, const column_result *from, told *out)
{
    const bool ratio = of->nature == NATURE_RATIO;
    out->mean = ratio ? from->ratio.ratio : from->summary.mean;
    out->se = ratio ? from->ratio.se : from->summary.se;
    if (ratio) {
        out->lower = from->ratio.lower;
        out->upper = from->ratio.upper;
    }
}

bool column_has_tail(const column *self)
{
    static const char *const names[] = {"investor_npv_gbp", "commissioner_net_gbp"};
    for (size_t i = 0; (self->level & LEVELS_VALUE) && i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(self->metric->name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

told tell_column(const column *one, const column_result *own, const column_result *shared)
{
    told out = {.column = one, .mean = NAN, .sd = NAN, .se = NAN, .lower = NAN, .upper = NAN, .luck_share = NAN, .shared = shared};
    out.tail = column_has_tail(one) ? own->tail : (tail){NAN, NAN, NAN, NAN};
    tell_percentiles(own, &out);
    if (is_averaged(one->metric)) {
        tell_mean(one->metric, shared && one->metric->nature != NATURE_FLAG ? shared : own, &out);
    }
    if (is_averaged(one->metric) && one->metric->nature != NATURE_RATIO) {
        tell_spread(own, &out);
    }
    return out;
}

told result_told(const result *self, size_t index)
{
    const column *one = &self->columns.items[index];
    return tell_column(one, &self->of_column[index], one->twin == COLUMN_NONE ? NULL : &self->of_column[one->twin]);
}

bool result_values(const result *self, size_t index, double out[])
{
    if (!self->rows) {
        return false;
    }
    for (size_t r = 0; r < self->replicates; r++) {
        out[r] = self->rows[r * self->columns.count + index];
    }
    return true;
}
