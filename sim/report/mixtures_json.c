#include <math.h>

#include "report/mixtures.h"
#include "report/stats_json.h"
#include "summarise/by_component.h"

/** Adds the metrics of a level and object that are told by component. */
static void metrics(members *made, json_value *into, const result *from, size_t component, metric_level level, size_t object)
{
    json_value *all = member_object(made, into, "metrics");
    for (size_t i = 0; i < from->columns.by_component_count; i++) {
        const size_t index = from->columns.by_component[i];
        const column *of = &from->columns.items[index];
        if (of->level == level && of->object == object && column_leads(of)) {
            const told found = component_told(from, component, index);
            told_json(made, all, of->name, &found);
        }
    }
}

/** Adds the weights of the component at which decisions flip. */
static void flips(members *made, json_value *into, const result *from, size_t component, metric_level level, size_t object)
{
    json_value *all = member_object(made, into, "flips_at_weight");
    for (size_t i = 0; i < from->columns.by_component_count; i++) {
        const size_t index = from->columns.by_component[i];
        const column *of = &from->columns.items[index];
        if (of->level == level && of->object == object && column_leads(of) && flip_is_told(of->metric)) {
            const flip found = component_flip(from, component, index);
            json_value *one = member_object(made, all, of->name);
            member_number(made, one, "weight", found.weight);
            member_number(made, one, "se", found.se);
        }
    }
}

static void one_place(members *made, json_value *into, const char *key, const result *from, size_t component, metric_level level, size_t object)
{
    json_value *spot = member_object(made, into, key);
    metrics(made, spot, from, component, level, object);
    flips(made, spot, from, component, level, object);
}

static void one_component(members *made, json_value *into, const result *from, size_t component)
{
    const component_place at = component_place_of(from, component);
    const share_map *components = &at.mixture->components;
    const double worlds = (double)from->component_worlds[component];
    json_value *one = member_object(made, into, components->names[at.index]);
    member_number(made, one, "weight", components->shares[at.index].value);
    member_number(made, one, "worlds", worlds);
    member_number(made, one, "share_of_worlds", worlds / (double)from->scenario->run.worlds);
    one_place(made, one, "programme", from, component, LEVEL_PROGRAMME, 0);
    json_value *contracts = member_object(made, one, "contracts");
    for (size_t i = 0; i < from->scenario->contracts.count; i++) {
        one_place(made, contracts, from->scenario->contracts.items[i].name, from, component, LEVEL_CONTRACT, i);
    }
}

void mixtures_json(members *made, json_value *root, const result *from)
{
    if (from->columns.component_count == 0) {
        return;
    }
    json_value *all = member_object(made, root, "mixtures");
    json_value *components = NULL;
    for (size_t c = 0; c < from->columns.component_count; c++) {
        const component_place at = component_place_of(from, c);
        if (at.index == 0) {
            json_value *mixture = member_object(made, all, at.mixture->name);
            member_text(made, mixture, "title", at.mixture->title);
            components = member_object(made, mixture, "components");
        }
        one_component(made, components, from, c);
    }
}
