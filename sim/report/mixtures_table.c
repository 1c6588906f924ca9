#include <math.h>
#include <string.h>

#include "report/cells.h"
#include "report/luck.h"
#include "report/mixtures.h"
#include "report/tables.h"
#include "summarise/by_component.h"

/** A mixture and the number of its first component. */
typedef struct {
    const result *from;
    const mixture_row *mixture;
    size_t first;
} view_table;

static size_t views(const view_table *self)
{
    return self->mixture->components.count;
}

static void name_cell(FILE *out, const char *text)
{
    fputs("  ", out);
    cell_text(out, text, CELL_NAME_WIDTH, false);
}

static void headings(const view_table *self, FILE *out)
{
    char title[96], name[16], worlds[24];
    snprintf(title, sizeof title, "If one view were right (%.60s)", self->mixture->name);
    fputc('\n', out);
    cell_text(out, title, CELL_NAME_WIDTH + 2, false);
    for (size_t i = 0; i < views(self); i++) {
        snprintf(name, sizeof name, "%.14s", self->mixture->components.names[i]);
        cell_text(out, name, CELL_NUMBER_WIDTH, true);
    }
    fputc('\n', out);
    name_cell(out, "Weight");
    for (size_t i = 0; i < views(self); i++) {
        cell_number(out, "share", self->mixture->components.shares[i].value);
    }
    fputc('\n', out);
    name_cell(out, "Worlds");
    for (size_t i = 0; i < views(self); i++) {
        snprintf(worlds, sizeof worlds, "%llu", (unsigned long long)self->from->component_worlds[self->first + i]);
        cell_text(out, worlds, CELL_NUMBER_WIDTH, true);
    }
    fputc('\n', out);
}

static void metric_line(const view_table *self, size_t index, FILE *out)
{
    const metric *of = self->from->columns.items[index].metric;
    name_cell(out, of->title);
    for (size_t i = 0; i < views(self); i++) {
        cell_number(out, of->unit, component_told(self->from, self->first + i, index).mean);
    }
    fprintf(out, "%s\n", of->nature == NATURE_FLAG && metric_is_difference(of) ? LUCK_MARK : "");
}

/** The weights at which the decision flips, where it does at any. */
static void flip_line(const view_table *self, size_t index, FILE *out)
{
    flip found[COMPONENTS_MAX];
    bool any = false;
    for (size_t i = 0; i < views(self); i++) {
        found[i] = component_flip(self->from, self->first + i, index);
        any = any || !isnan(found[i].weight);
    }
    if (!any) {
        return;
    }
    name_cell(out, "  flips at a weight of");
    for (size_t i = 0; i < views(self); i++) {
        cell_number(out, "share", found[i].weight);
    }
    fputc('\n', out);
}

static void place_lines(const view_table *self, metric_level level, size_t object, FILE *out)
{
    const columns *layout = &self->from->columns;
    for (size_t i = 0; i < layout->by_component_count; i++) {
        const column *of = &layout->items[layout->by_component[i]];
        const bool shown = level == LEVEL_PROGRAMME ? strcmp(of->metric->name, "days_averted") == 0 : flip_is_told(of->metric);
        if (of->level == level && of->object == object && column_leads(of) && shown) {
            metric_line(self, layout->by_component[i], out);
            if (flip_is_told(of->metric)) {
                flip_line(self, layout->by_component[i], out);
            }
        }
    }
}

static void one_table(const view_table *self, FILE *out)
{
    headings(self, out);
    place_lines(self, LEVEL_PROGRAMME, 0, out);
    for (size_t i = 0; i < self->from->scenario->contracts.count; i++) {
        fprintf(out, "  Contract %s\n", self->from->scenario->contracts.items[i].name);
        place_lines(self, LEVEL_CONTRACT, i, out);
    }
    if (self->from->scenario->contracts.count > 0) {
        fprintf(out, "  * %s\n", luck_words(self->from->scenario));
    }
}

void mixtures_tables(const result *from, FILE *out)
{
    view_table table = {.from = from};
    for (size_t m = 0; m < from->scenario->mixtures.count; m++) {
        table.mixture = &from->scenario->mixtures.items[m];
        one_table(&table, out);
        table.first += table.mixture->components.count;
    }
}
