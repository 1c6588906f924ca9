#include "effects/effect.h"
#include "load/rows.h"
#include "records/scenario.h"

#include <math.h>

static const char *const between_families[] = { "families", "children", NULL };
static const char *const between_therapists[] = { "therapists", NULL };

static const setting effect_row_list[] = {
    { ROW("", KIND, therapy_effect_row, effect), .family = &effect_family, .doc = "What the therapy does to this transition.",
      .usual = "for entry to care a hazard ratio of 0.75, between 1.25 as odds (START RCT 2018) and 0.57 (Bezeczky 2020)", .moves = "days averted" },
};

static const settings effect_rows = SETTINGS("effect", "What the therapy does to one transition, named by its key.", effect_row_list, therapy_effect_row);

static const setting therapy_row_list[] = {
    { ROW("title", TEXT, therapy_row, title), .fallback = FALLBACK_NAME, .doc = "The therapy's name in reports." },
    { ROW("course_days", SPREAD, therapy_row, course_days), .choices = between_families, .unit = "days", .minimum = 0, .maximum = (double)INFINITY, .doc = "The planned length of a family's course.",
      .usual = "137 (3 to 5 months for MST and FFT: START RCT protocol, SAFE), 183 for FFT-CW", .moves = "how many families a team can see" },
    { ROW("completion_share", QUANTITY, therapy_row, completion_share), .unit = "share", .maximum = 1, .fallback = "1",
      .doc = "The share of starters who complete; the others drop out at a uniform time of the course.", .usual = "0.86 (335 of 388 in Essex)",
      .moves = "completions, days averted" },
    { ROW("sessions_per_week", NUMBER, therapy_row, sessions_per_week), .unit = "sessions per week", .minimum = 0, .maximum = 21, .fallback = "1",
      .doc = "How many sessions a family has a week, for terms that ask for a number of sessions." },
    { ROW("adherence", SPREAD, therapy_row, adherence), .choices = between_therapists, .unit = "ratio", .minimum = 0, .maximum = (double)INFINITY, .fallback = "1",
      .doc = "How well therapists keep to the model: multiplies the logarithm of the hazard ratio.", .usual = "a median of 1 with log-sd 0.15, assumed",
      .moves = "days averted" },
    { ROW("effects", MAP, therapy_row, effects), .rows = &effect_rows, .fallback = "{}",
      .doc = "What the therapy does to transitions, by their names; it leaves the others alone.", .moves = "days averted, value, non-additional payment" },
};

const settings therapy_rows = SETTINGS("therapy", "What families are offered, and what it does.", therapy_row_list, therapy_row);
