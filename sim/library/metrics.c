#include <math.h>
#include <string.h>

#include "base/text.h"
#include "library/handles.h"
#include "report/csv.h"
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

static const place *place_at(const columns *self, metric_level level, size_t object, size_t at)
{
    for (size_t p = 0; p < self->place_count; p++) {
        if (self->places[p].level == level && self->places[p].object == object && self->places[p].at == at) {
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

static edgecare_status find_party(const edgecare_result *self, edgecare_place where, const place **out)
{
    const scenario *of = self->inner->columns.scenario;
    const size_t index = named(edgecare_scenario_contract, self->scenario, where.contract);
    if (index == SIZE_MAX) {
        return EDGECARE_NO_PLACE;
    }
    const contract_row *row = &of->contracts.items[index];
    const metric_level level = where.payer ? LEVEL_PAYER : where.provider ? LEVEL_PROVIDER : LEVEL_TRANCHE;
    const size_t at = where.payer      ? PLACE_OF(where.payer, row->payers)
                      : where.provider ? PLACE_OF(where.provider, of->providers)
                                       : PLACE_OF(where.tranche, row->capital.tranches);
    return found_or_not(place_at(&self->inner->columns, level, index, at), out);
}

static edgecare_status find_place(const edgecare_result *self, edgecare_place where, const place **out)
{
    const columns *layout = &self->inner->columns;
    const int parties = (where.payer != NULL) + (where.provider != NULL) + (where.tranche != NULL);
    if ((where.site && where.contract) || parties > 1 || (parties == 1 && !where.contract)) {
        return EDGECARE_BAD_ARGUMENT;
    }
    if (parties == 1) {
        return find_party(self, where, out);
    }
    if (where.contract) {
        return found_or_not(place_at(layout, LEVEL_CONTRACT, named(edgecare_scenario_contract, self->scenario, where.contract), 0), out);
    }
    if (where.site) { /* scope 0 is the programme */
        const size_t site = named(edgecare_scenario_site, self->scenario, where.site);
        return site == SIZE_MAX ? EDGECARE_NO_PLACE : found_or_not(place_at(layout, LEVEL_SITE, site + 1, 0), out);
    }
    return found_or_not(place_at(layout, LEVEL_PROGRAMME, 0, 0), out);
}

/** Whether a column is one of its place's metrics. */
static bool is_told(const column *one)
{
    return column_leads(one) && !one->lacks_investor;
}

static edgecare_status find_metric(const edgecare_result *self, edgecare_place where, const char *name, size_t *index)
{
    const place *at = NULL;
    const edgecare_status status = find_place(self, where, &at);
    for (size_t i = at ? at->from : 0; at && i < at->until; i++) {
        const column *one = &self->inner->columns.items[i];
        if (is_told(one) && strcmp(one->name, name) == 0) {
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
        if (is_told(one) && met++ == index) {
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
                                 .value_at_risk_5 = none,
                                 .conditional_value_at_risk_5 = none,
                                 .gains_on_average = none,
                                 .independent_mean = none,
                                 .independent_se = none,
                                 .independent_sd = none,
                                 .independent_percentiles = no_percentiles};
}

static void add_independent(const told *of, edgecare_statistics *out)
{
    const told apart = told_apart(of);
    out->has_independent = true;
    out->independent_mean = apart.mean;
    out->independent_se = apart.se;
    out->independent_sd = apart.sd;
    out->independent_percentiles = percentiles(apart.quantile);
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
    out.value_at_risk_5 = of->tail.value_at_risk;
    out.conditional_value_at_risk_5 = of->tail.conditional;
    out.gains_on_average = of->gain;
    if (of->independent) {
        add_independent(of, &out);
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

/** The values of a column that is no headline are those of its name with the ending. */
edgecare_status edgecare_result_values(const edgecare_result *self, edgecare_place where, const char *name, double out[])
{
    static const char ending[] = APART_ENDING;
    const size_t length = strlen(name), end = sizeof ending - 1;
    const bool apart = length > end && strcmp(name + length - end, ending) == 0;
    char plain[128];
    size_t index = 0;
    snprintf(plain, sizeof plain, "%.*s", (int)(apart ? length - end : length), name);
    const edgecare_status status = find_metric(self, where, plain, &index);
    if (status != EDGECARE_FINE) {
        return status;
    }
    const column *found = &self->inner->columns.items[index];
    index = column_is_apart(found) == apart ? index : found->twin;
    if (index == COLUMN_NONE) {
        return EDGECARE_NO_METRIC;
    }
    return result_values(self->inner, index, out) ? EDGECARE_FINE : EDGECARE_NOT_KEPT;
}
