#include "summarise/columns.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "summarise/layout.h"

/** Fills in what a place's metrics see of a replicate. */
static metric_source source_of(const columns *self, const place *at, const replicate *from)
{
    metric_source source = {.scenario = self->scenario, .replicate = from, .site_tallies = from->tallies + 1, .level = at->level,
                            .site = SIZE_MAX, .at = at->at, .year = at->year, .year_is_last = at->year_is_last, .month_from = at->month_from, .month_until = at->month_until};
    if (at->level & LEVELS_PEOPLE) {
        source.tally = &from->tallies[at->object];
        source.site = at->level == LEVEL_SITE ? at->object - 1 : SIZE_MAX;
    } else {
        source.row = &self->scenario->contracts.items[at->object];
        source.contract = &from->contracts[at->object];
        source.site_tallies = source.contract->own_tallies ? source.contract->own_tallies + 1 : source.site_tallies;
        source.calendar = &self->extent.calendars[at->object];
    }
    return source;
}

static double fill_ratio(const column *self, const metric_source *from, double part[2])
{
    part[0] = self->metric->value(from, self->each);
    part[1] = self->metric->denominator(from, self->each);
    return part[1] > 0 ? part[0] / part[1] : (double)NAN;
}

static double fill_one(const column *self, const metric_source *from, double parts[])
{
    if (self->metric->denominator) {
        return fill_ratio(self, from, parts + self->part);
    }
    if (self->metric->status) {
        parts[self->part] = self->metric->status(from, self->each);
    }
    return metric_value(self->metric, from, self->each);
}

void columns_fill(const columns *self, const replicate *from, double row[], double parts[])
{
    for (size_t p = 0; p < self->place_count; p++) {
        const place *at = &self->places[p];
        metric_source source = source_of(self, at, from);
        for (size_t i = at->from; i < at->until; i++) {
            source.how = self->items[i].how;
            source.untreated = untreated_arm(source.how);
            row[i] = fill_one(&self->items[i], &source, parts);
        }
    }
}

/** The place whose columns have number `index` among them. */
static const place *place_of(const columns *self, size_t index)
{
    const place *at = self->places;
    while (index >= at->until) {
        at++;
    }
    return at;
}

double columns_value(const columns *self, size_t index, const replicate *from, double part[2])
{
    const column *of = &self->items[index];
    metric_source source = source_of(self, place_of(self, index), from);
    source.how = of->how;
    source.untreated = untreated_arm(of->how);
    return of->metric->denominator ? fill_ratio(of, &source, part) : metric_value(of->metric, &source, of->each);
}

size_t columns_find(const columns *self, const char *name, metric_level level, size_t object, size_t at)
{
    for (size_t p = 0; p < self->place_count; p++) {
        const place *where = &self->places[p];
        if (where->level != level || where->object != object || where->at != at) {
            continue;
        }
        for (size_t i = where->from; i < where->until; i++) {
            if (strcmp(self->items[i].name, name) == 0) {
                return i;
            }
        }
    }
    return COLUMN_NONE;
}

size_t columns_find_named(const columns *self, const char *name, const char *site, const char *contract)
{
    if (contract) {
        const size_t found = columns_find(self, name, LEVEL_CONTRACT, PLACE_OF(contract, self->scenario->contracts), 0);
        if (found != COLUMN_NONE) {
            return found;
        }
    }
    return site ? columns_find(self, name, LEVEL_SITE, 1 + PLACE_OF(site, self->scenario->sites), 0) : columns_find(self, name, LEVEL_PROGRAMME, 0, 0);
}

bool column_leads(const column *self)
{
    return self->twin == COLUMN_NONE || self->how == COUPLED_SHARED;
}

bool column_is_apart(const column *self)
{
    return self->how == COUPLED_INDEPENDENT && (self->twin != COLUMN_NONE || self->metric->arms == ARMS_BOTH);
}

const char *column_item(const columns *self, const column *of)
{
    if (of->level & LEVELS_PEOPLE) {
        return self->scopes.items[of->object].label ? self->scopes.items[of->object].label : "";
    }
    const contract_row *row = &self->scenario->contracts.items[of->object];
    switch (of->level) {
    case LEVEL_BODY: return self->scenario->councils.items[of->at];
    case LEVEL_PROVIDER: return self->scenario->providers.items[of->at];
    case LEVEL_TRANCHE: return row->capital.tranches.items[of->at].name;
    case LEVEL_PAYER: return row->payers.items[of->at].name;
    default: return "";
    }
}

void columns_free(columns *self)
{
    scope_list_free(&self->scopes);
    arena_free(&self->memory);
    *self = (columns){0};
}
