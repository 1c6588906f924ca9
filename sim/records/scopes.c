#include <stdio.h>
#include <string.h>

#include "records/replicate.h"

static size_t localities_count(const scenario *self)
{
    size_t count = 0;
    for (size_t s = 0; s < self->sites.count; s++) {
        count += self->sites.items[s].localities.count;
    }
    return count;
}

static size_t labels_count(const scenario *self)
{
    size_t count = 0;
    for (size_t g = 0; g < self->people.groups.count; g++) {
        count += self->people.groups.items[g].labels.count;
    }
    return count;
}

static size_t scopes_count(const scenario *self)
{
    return 1 + self->sites.count + self->cohorts.count + self->people.bands.count + localities_count(self) + labels_count(self);
}

/** Appends a scope and returns its index. */
static size_t scope_add(scope_list *scopes, scope_kind sort, const char *group, const char *label)
{
    scopes->items[scopes->count] = (scope){ .kind = sort, .group = group, .label = label };
    return scopes->count++;
}

/** "SITE/LOCALITY", owned by the list; NULL when memory runs out. */
static const char *locality_label(scope_list *scopes, const char *site, const char *locality)
{
    const size_t size = strlen(site) + strlen(locality) + 2;
    char *label = arena_take(&scopes->memory, size, 1);
    if (label) {
        snprintf(label, size, "%s/%s", site, locality);
    }
    return label;
}

static bool add_localities(const scenario *self, scope_list *scopes)
{
    for (size_t s = 0; s < self->sites.count; s++) {
        const site_row *site = &self->sites.items[s];
        scopes->locality_from[s] = site->localities.count > 0 ? scopes->count : 0;
        for (size_t l = 0; l < site->localities.count; l++) {
            const char *label = locality_label(scopes, site->name, site->localities.items[l].name);
            if (!label) {
                return false;
            }
            scope_add(scopes, SCOPE_GROUP, "locality", label);
        }
    }
    return true;
}

static void add_free_groups(const scenario *self, scope_list *scopes)
{
    for (size_t g = 0; g < self->people.groups.count && g < GROUPS_MAX; g++) {
        const group_row *group = &self->people.groups.items[g];
        scopes->group_from[g] = group->labels.count > 0 ? scopes->count : 0;
        for (size_t l = 0; l < group->labels.count; l++) {
            scope_add(scopes, SCOPE_GROUP, group->name, group->labels.names[l]);
        }
    }
}

static bool add_all(const scenario *self, scope_list *scopes)
{
    scope_add(scopes, SCOPE_PROGRAMME, NULL, NULL);
    for (size_t s = 0; s < self->sites.count; s++) {
        scope_add(scopes, SCOPE_SITE, NULL, self->sites.items[s].name);
    }
    scopes->cohort_from = self->cohorts.count > 0 ? scopes->count : 0;
    for (size_t c = 0; c < self->cohorts.count; c++) {
        scope_add(scopes, SCOPE_GROUP, "cohort", self->cohorts.items[c].name);
    }
    scopes->band_from = self->people.bands.count > 0 ? scopes->count : 0;
    for (size_t b = 0; b < self->people.bands.count; b++) {
        scope_add(scopes, SCOPE_GROUP, "band", self->people.bands.items[b].name);
    }
    if (!add_localities(self, scopes)) {
        return false;
    }
    add_free_groups(self, scopes);
    return true;
}

bool scope_list_make(const scenario *self, scope_list *scopes)
{
    *scopes = (scope_list){ 0 };
    scopes->items = arena_take(&scopes->memory, scopes_count(self), sizeof *scopes->items);
    scopes->locality_from = arena_take(&scopes->memory, self->sites.count + 1, sizeof *scopes->locality_from);
    if (scopes->items && scopes->locality_from && add_all(self, scopes)) {
        return true;
    }
    scope_list_free(scopes);
    return false;
}

void scope_list_free(scope_list *scopes)
{
    arena_free(&scopes->memory);
    *scopes = (scope_list){ 0 };
}
