#include "world/world.h"

#include <string.h>

#include "load/rows.h"

/* The copy is made by the rows that describe a scenario's settings. A first walk over them takes the arrays and counts the uncertain numbers; a second one, over the
 * copy, notes where those stand. */

typedef struct {
    world *made;
    bool notes;  /* the second walk */
    bool out_of_memory;
} copier;

static void copy_number(copier *self, quantity *number)
{
    if (number->draw >= 0 && self->notes) {
        self->made->numbers[self->made->count] = (world_number){ &number->value, number->draw };
    }
    self->made->count += number->draw >= 0;
}

/** Puts an array of the copy in place of the scenario's. */
static void *copy_array(copier *self, void *items, size_t count, size_t size)
{
    if (self->notes || count == 0) {
        return items;
    }
    void *copy = arena_take(&self->made->memory, count, size);
    self->out_of_memory |= copy == NULL;
    return copy == NULL ? NULL : memcpy(copy, items, count * size);
}

static void copy_use(copier *self, kind_use *use)
{
    for (size_t i = 0; use->kind != NULL && i < KIND_PARAMETERS_MAX; i++) {
        copy_number(self, &use->parameter[i]);
    }
}

static void copy_shares(copier *self, share_map *shares)
{
    shares->shares = copy_array(self, shares->shares, shares->count, sizeof *shares->shares);
    for (size_t i = 0; !self->out_of_memory && i < shares->count; i++) {
        copy_number(self, &shares->shares[i]);
    }
}

static void copy_setting(copier *self, const setting *row, void *field);

static void copy_struct(copier *self, const settings *rows, char *base)
{
    for (size_t i = 0; i < rows->count; i++) {
        copy_setting(self, &rows->rows[i], base + rows->rows[i].offset);
    }
}

static void copy_map(copier *self, const settings *rows, map *entries)
{
    entries->items = copy_array(self, entries->items, entries->count, rows->size);
    for (size_t i = 0; !self->out_of_memory && i < entries->count; i++) {
        copy_struct(self, rows, (char *)entries->items + i * rows->size);
    }
}

/** A setting that holds no number that can be uncertain is as the scenario has it. */
static void copy_setting(copier *self, const setting *row, void *field)
{
    if (row->type == SETTING_QUANTITY) {
        copy_number(self, field);
    } else if (row->type == SETTING_KIND) {
        copy_use(self, field);
    } else if (row->type == SETTING_SHARES) {
        copy_shares(self, field);
    } else if (row->type == SETTING_SPREAD) {
        copy_number(self, &((spread *)field)->constant);
        copy_use(self, &((spread *)field)->distribution);
    } else if (row->type == SETTING_OBJECT) {
        copy_struct(self, row->rows, field);
    } else if (row->type == SETTING_MAP) {
        copy_map(self, row->rows, field);
    }
}

/** What a site's row of a shared team has from the shared team's own row. */
static void follow_shared_teams(scenario *known)
{
    for (size_t s = 0; s < known->sites.count; s++) {
        for (size_t t = 0; t < known->sites.items[s].teams.count; t++) {
            team_row *team = &known->sites.items[s].teams.items[t];
            if (team->shared_index != INDEX_NONE) {
                team->cost_shares = known->shared_teams.items[team->shared_index].cost_shares;
            }
        }
    }
}

bool world_make(const scenario *of, world *made)
{
    *made = (world){ .known = *of };
    copier self = { .made = made };
    copy_struct(&self, &scenario_rows, (char *)&made->known);
    made->numbers = arena_take(&made->memory, made->count + 1, sizeof *made->numbers);
    if (self.out_of_memory || made->numbers == NULL) {
        return false;
    }
    follow_shared_teams(&made->known);
    made->count = 0;
    self.notes = true;
    copy_struct(&self, &scenario_rows, (char *)&made->known);
    return true;
}

void world_free(world *self)
{
    arena_free(&self->memory);
    *self = (world){ 0 };
}

void world_set(world *self, const double inputs[])
{
    self->inputs = inputs;
    for (size_t i = 0; i < self->count; i++) {
        *self->numbers[i].number = inputs[self->numbers[i].draw];
    }
}
