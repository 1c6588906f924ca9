#include <math.h>
#include <string.h>

#include "library/handles.h"
#include "summarise/layout.h"

/** The index of the site or contract called `name`, SIZE_MAX when there is none. */
static size_t named(const char *(*name_at)(const edgecare_scenario *, size_t), const edgecare_scenario *of, const char *name)
{
    for (size_t i = 0; name_at(of, i); i++) {
        if (strcmp(name_at(of, i), name) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

static const place *place_at(const columns *self, metric_level level, size_t object)
{
    for (size_t p = 0; p < self->place_count; p++) {
        if (self->places[p].level == level && self->places[p].object == object) {
            return &self->places[p];
        }
    }
    return NULL;
}

static edgecare_status found_or_not(const place *found, const place **out)
{
    *out = found;
    return found ? EDGECARE_FINE : EDGECARE_NO_PLACE;
}

static edgecare_status find_place(const edgecare_result *self, edgecare_place where, const place **out)
{
    const columns *layout = &self->inner->columns;
    if (where.site && where.contract) {
        return EDGECARE_BAD_ARGUMENT;
    }
    if (where.contract) {
        return found_or_not(place_at(layout, LEVEL_CONTRACT, named(edgecare_scenario_contract, self->scenario, where.contract)), out);
    }
    if (where.site) { /* scope 0 is the programme */
        const size_t site = named(edgecare_scenario_site, self->scenario, where.site);
        return site == SIZE_MAX ? EDGECARE_NO_PLACE : found_or_not(place_at(layout, LEVEL_SITE, site + 1), out);
    }
    return found_or_not(place_at(layout, LEVEL_PROGRAMME, 0), out);
}

static edgecare_status find_metric(const edgecare_result *self, edgecare_place where, const char *name, size_t *index)
{
    const place *at = NULL;
    const edgecare_status status = find_place(self, where, &at);
    for (size_t i = at ? at->from : 0; at && i < at->until; i++) {
        const column *one = &self->inner->columns.items[i];
        if (column_leads(one) && strcmp(one->name, name) == 0) {
            *index = i;
            return EDGECARE_FINE;
        }
    }
    return status == EDGECARE_FINE ? EDGECARE_NO_METRIC : status;
}

static edgecare_metric described(const column *one)
{
    const metric *of = one->metric;
    return (edgecare_metric){.name = one->name, .unit = of->unit, .nature = nature_words(of->nature), .title = of->title, .doc = of->doc};
}

edgecare_status edgecare_result_metric_at(const edgecare_result *self, edgecare_place where, size_t index, edgecare_metric *out)
{
    const place *at = NULL;
    const edgecare_status status = find_place(self, where, &at);
    size_t met = 0;
    *out = (edgecare_metric){0};
    for (size_t i = at ? at->from : 0; at && i < at->until; i++) {
        const column *one = &self->inner->columns.items[i];
        if (column_leads(one) && met++ == index) {
            *out = described(one);
            return EDGECARE_FINE;
        }
    }
    return status == EDGECARE_FINE ? EDGECARE_NO_METRIC : status;
}

static edgecare_percentiles percentiles(const double quantile[SUMMARY_QUANTILES])
{
    return (edgecare_percentiles){quantile[0], quantile[1], quantile[2], quantile[3], quantile[4], quantile[5], quantile[6]};
}

static edgecare_statistics nothing(void)
{
    const double none = (double)NAN;
    const edgecare_percentiles no_percentiles = {none, none, none, none, none, none, none};
    return (edgecare_statistics){.mean = none,
                                 .se = none,
                                 .lower = none,
                                 .upper = none,
                                 .sd = none,
                                 .percentiles = no_percentiles,
                                 .luck_share = none,
                                 .shared_mean = none,
                                 .shared_sd = none,
                                 .shared_percentiles = no_percentiles};
}

static void add_shared(const told *of, edgecare_statistics *out)
{
    const metric_nature nature = of->column->metric->nature;
    out->has_shared = true;
    out->shared_percentiles = percentiles(of->shared->summary.quantile);
    if (nature != NATURE_RATIO) {
        out->shared_sd = of->shared->summary.sd;
    }
    out->shared_mean = nature == NATURE_FLAG ? of->shared->summary.mean : of->mean;
}

static edgecare_statistics statistics(const told *of)
{
    edgecare_statistics out = nothing();
    out.mean = of->mean;
    out.se = of->se;
    out.lower = of->lower;
    out.upper = of->upper;
    out.sd = of->sd;
    out.percentiles = percentiles(of->quantile);
    out.luck_share = of->luck_share;
    out.defined = of->n;
    if (of->shared) {
        add_shared(of, &out);
    }
    return out;
}

edgecare_status edgecare_result_metric(const edgecare_result *self, edgecare_place where, const char *name, edgecare_statistics *out)
{
    size_t index = 0;
    const edgecare_status status = find_metric(self, where, name, &index);
    *out = nothing();
    if (status == EDGECARE_FINE) {
        const told of = result_told(self->inner, index);
        *out = statistics(&of);
    }
    return status;
}

edgecare_status edgecare_result_values(const edgecare_result *self, edgecare_place where, const char *name, double out[])
{
    size_t index = 0;
    const edgecare_status status = find_metric(self, where, name, &index);
    if (status != EDGECARE_FINE) {
        return status;
    }
    return result_values(self->inner, index, out) ? EDGECARE_FINE : EDGECARE_NOT_KEPT;
}
