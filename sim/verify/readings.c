#include "verify/readings.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

bool figure_is_judged(const figure_row *figure)
{
    return figure->role == ROLE_CHECK && figure->expect == EXPECT_FITS && !isnan(figure->value) && figure->readings.count > 0;
}

bool figure_is_in_series(const figure_row *figure)
{
    return figure->series && !isnan(figure->value) && figure->readings.count > 0;
}

static size_t theme_length(const char *reading)
{
    return strcspn(reading, "_");
}

static bool same_theme(const char *a, const char *b)
{
    return theme_length(a) == theme_length(b) && strncmp(a, b, theme_length(a)) == 0;
}

static theme *theme_for(themes *all, const char *reading)
{
    for (size_t t = 0; t < all->count; t++) {
        if (same_theme(all->items[t].choice[0], reading)) {
            return &all->items[t];
        }
    }
    return all->count < THEMES_MAX ? &all->items[all->count++] : NULL;
}

static void themes_add(themes *all, const char *reading)
{
    if (strcmp(reading, READING_ALL) == 0) {
        return;
    }
    theme *found = theme_for(all, reading);
    const bool known = found && text_place(reading, found->choice, found->count, sizeof *found->choice) < found->count;
    if (found == NULL || (!known && found->count == CHOICES_MAX)) {
        all->full = true;
    } else if (!known) {
        found->choice[found->count++] = reading;
    }
}

themes themes_of(const scenario *self)
{
    themes all = { 0 };
    for (size_t f = 0; f < self->published.count; f++) {
        const figure_row *figure = &self->published.items[f];
        for (size_t r = 0; figure_is_judged(figure) && r < figure->readings.count; r++) {
            themes_add(&all, figure->readings.items[r].name);
        }
    }
    return all;
}

size_t ways_count(const themes *all)
{
    size_t ways = 1;
    for (size_t t = 0; t < all->count; t++) {
        ways *= all->items[t].count;
    }
    return ways;
}

const char *way_choice(const themes *all, size_t way, size_t theme_index)
{
    for (size_t t = 0; t < theme_index; t++) {
        way /= all->items[t].count;
    }
    return all->items[theme_index].choice[way % all->items[theme_index].count];
}

bool way_has(const themes *all, size_t way, const char *reading)
{
    if (strcmp(reading, READING_ALL) == 0) {
        return true;
    }
    for (size_t t = 0; t < all->count; t++) {
        if (strcmp(way_choice(all, way, t), reading) == 0) {
            return true;
        }
    }
    return false;
}
