#include "effects/effect.h"
#include "load/rows.h"
#include "records/scenario.h"

static const char *const between_families[] = { "families", "children", NULL };
static const char *const between_therapists[] = { "therapists", NULL };

static const char *const measure_choices[] = { "hr_conditional", "rr_12m", "or_18m", NULL };
static const char *const population_choices[] = { "completers", "starters", NULL };

static const setting effect_row_list[] = {
    { ROW("", KIND, therapy_effect_row, effect), .family = &effect_family, .doc = "What the therapy does to this transition.",
      .usual = "for entry to care a hazard ratio of 0.75, between 1.25 as odds (START RCT 2018) and 0.57 (Bezeczky 2020)", .moves = "days averted" },
    { ROW("measure", CHOICE, therapy_effect_row, measure), .choices = measure_choices, .fallback = "\"hr_conditional\"",
      .doc = "What the number given as hazard_ratio was measured as: a hazard ratio for a child as it is; rr_12m, the ratio of the shares of starters with "
             "and without therapy who make the transition within 365 days; or or_18m, the ratio of their odds within 548 days.",
      .usual = "hr_conditional; trials report rr or or, which lie nearer 1 than the hazard ratio they come from", .moves = "days averted" },
    { ROW("population", CHOICE, therapy_effect_row, population), .choices = population_choices, .fallback = "\"completers\"",
      .doc = "Among whom it was measured: those who complete, or all starters, where drop-outs are in the number already.",
      .usual = "starters, where it comes from a trial analysed as randomised", .moves = "days averted" },
};

static const settings effect_rows = SETTINGS("therapy effect", "What the therapy does to one transition, named by its key.", effect_row_list, therapy_effect_row);

static const setting therapy_row_list[] = {
    { ROW("title", TEXT, therapy_row, title), .fallback = FALLBACK_NAME, .doc = "The therapy's name in reports." },
    { ROW("course_days", SPREAD, therapy_row, course_days), .choices = between_families, .unit = "days", .minimum = 0, .maximum = 6574, .doc = "The planned length of a family's course.",
      .usual = "137 (3 to 5 months for MST and FFT: START RCT protocol, SAFE), 183 for FFT-CW", .moves = "how many families a team can see" },
    { ROW("completion_share", QUANTITY, therapy_row, completion_share), .unit = "share", .maximum = 1, .fallback = "1",
      .doc = "The share of starters who complete; the others drop out at a uniform time of the course.", .usual = "0.86 (335 of 388 in Essex)",
      .moves = "completions, days averted" },
    { ROW("sessions_per_week", NUMBER, therapy_row, sessions_per_week), .unit = "sessions per week", .minimum = 0, .maximum = 21, .fallback = "1",
      .doc = "How many sessions a family has a week, for terms that ask for a number of sessions." },
    { ROW("adherence", SPREAD, therapy_row, adherence), .choices = between_therapists, .unit = "ratio", .minimum = 0, .maximum = 10, .fallback = "1",
      .doc = "How well therapists keep to the model: multiplies the logarithm of the hazard ratio.", .usual = "a median of 1 with log-sd 0.15, assumed",
      .moves = "days averted" },
    { ROW("effect_multiplier", QUANTITY, therapy_row, effect_multiplier), .unit = "ratio", .minimum = 0, .maximum = 10, .fallback = "1",
      .doc = "How strong the therapy is against what its effects say: multiplies the logarithms of all their hazard ratios; 0: it does nothing.", .moves = "days averted" },
    { ROW("effects", MAP, therapy_row, effects), .rows = &effect_rows, .fallback = "{}",
      .doc = "What the therapy does to transitions, by their names; it leaves the others alone.", .moves = "days averted, value, non-additional payment" },
    { ROW("remote", MAP, therapy_row, remote), .rows = &remote_rows, .fallback = "{}",
      .doc = "Times in which courses are by telephone or online; they must not overlap." },
};

const settings therapy_rows = SETTINGS("therapy", "What families are offered, and what it does.", therapy_row_list, therapy_row);
