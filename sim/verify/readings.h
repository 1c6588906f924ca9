#ifndef EDGECARE_VERIFY_READINGS_H
#define EDGECARE_VERIFY_READINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "records/scenario.h"

/* A published figure may be read in several ways. What its readings are about is their theme: the name up to the first "_" (`days_gross` and `days_net` have the theme
 * `days`). One way of reading all figures takes one reading of each theme; a reading named `all` belongs to every way. */

#define READING_ALL "all"
#define THEMES_MAX 8
#define CHOICES_MAX 16

/** The readings of one theme that check figures have. All names are borrowed. */
typedef struct {
    const char *choice[CHOICES_MAX];
    size_t count;
} theme;

/** All themes; too many are left out and `full` is set. */
typedef struct {
    theme items[THEMES_MAX];
    size_t count;
    bool full;
} themes;

/** Whether a figure is judged: a check, expected to fit, with a value. */
bool figure_is_judged(const figure_row *figure);

/** Whether a figure belongs to a series, whatever is expected of it, and has a value. */
bool figure_is_in_series(const figure_row *figure);

/** The themes of the figures that are judged. */
themes themes_of(const scenario *self);

/** How many ways of reading there are: the product of the themes' choices, at least 1. */
size_t ways_count(const themes *all);

/** The reading that a way (0 .. ways_count - 1) takes of a theme. */
const char *way_choice(const themes *all, size_t way, size_t theme_index);

/** Whether a reading belongs to a way. */
bool way_has(const themes *all, size_t way, const char *reading);

#endif
