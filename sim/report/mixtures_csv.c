#include "report/csv.h"

#include <math.h>

#include "report/statistics.h"
#include "summarise/by_component.h"

/** What stands before a statistic: mixture, component, its weight and worlds, level and contract, metric and unit. */
static void line_head(const result *self, size_t component, const column *of, FILE *out)
{
    const component_place at = component_place_of(self, component);
    csv_text(out, at.mixture->name, false);
    csv_text(out, at.mixture->components.names[at.index], false);
    csv_number(out, at.mixture->components.shares[at.index].value, false);
    csv_number(out, (double)self->component_worlds[component], false);
    csv_text(out, level_words(of->level), false);
    csv_text(out, of->level == LEVEL_CONTRACT ? self->scenario->contracts.items[of->object].name : "", false);
    csv_text(out, of->name, false);
    csv_text(out, of->metric->unit, false);
}

static void line(const result *self, size_t component, const column *of, const statistic *one, FILE *out)
{
    line_head(self, component, of, out);
    csv_text(out, one->coupling, false);
    csv_text(out, one->name, false);
    csv_number(out, one->number, true);
}

static void lines_of(const result *self, size_t component, size_t index, FILE *out)
{
    statistic all[STATISTICS_MAX];
    const told of = component_told(self, component, index);
    const size_t count = statistics_of_told(&of, all);
    for (size_t i = 0; i < count; i++) {
        line(self, component, of.column, &all[i], out);
    }
    if (flip_is_told(of.column->metric)) {
        const flip found = component_flip(self, component, index);
        line(self, component, of.column, &(statistic){"flips_at_weight", found.weight, ""}, out);
        line(self, component, of.column, &(statistic){"flips_at_weight_se", found.se, ""}, out);
    }
}

void csv_mixtures(const result *self, FILE *out)
{
    fputs("mixture,component,weight,worlds,level,contract,metric,unit,coupling,statistic,value\n", out);
    for (size_t c = 0; c < self->columns.component_count; c++) {
        for (size_t i = 0; i < self->columns.by_component_count; i++) {
            if (column_leads(&self->columns.items[self->columns.by_component[i]])) {
                lines_of(self, c, self->columns.by_component[i], out);
            }
        }
    }
}
