#include "load/rows.h"
#include "records/scenario.h"

static const char *const between_children[] = { "children", NULL };
static const char *const between_families[] = { "families", "children", NULL };

static const setting band_row_list[] = {
    { ROW("ratio", QUANTITY, band_row, ratio), .unit = "ratio", .minimum = 0, .maximum = 100, .fallback = "1",
      .doc = "The hazard ratio of children in the band, on transitions where bands act.", .moves = "which children enter care" },
    { ROW("effect_multiplier", QUANTITY, band_row, effect_multiplier), .unit = "ratio", .minimum = 0, .maximum = 10, .fallback = "1",
      .doc = "How much stronger therapy acts in the band: multiplies the logarithm of its hazard ratio.",
      .usual = "0.5, 1 and 1.25 for low, middle and high risk, following the pattern of FFT-CW in New York (PMC5541769)", .moves = "days averted" },
};

static const settings band_rows = SETTINGS("band", "A level of risk at referral.", band_row_list, band_row);

static const setting group_row_list[] = {
    { ROW("labels", SHARES, group_row, labels), .unit = "share", .maximum = 1, .doc = "The labels and the share of children with each." },
};

static const settings group_rows = SETTINGS("group", "Free labels on children, by which results are sliced; they change nothing else.", group_row_list, group_row);

static const char *const frailty_choices[] = { "gamma", "log_normal", NULL };

static const setting frailty_row_list[] = {
    { ROW("distribution", CHOICE, people_settings, frailty_distribution), .choices = frailty_choices, .fallback = "\"gamma\"",
      .doc = "Of what shape the differences are; log_normal has the longer tail.", .usual = "gamma (Hougaard, Analysis of Multivariate Survival Data, ch. 7)" },
    { ROW("variance", QUANTITY, people_settings, frailty_variance), .unit = "variance", .minimum = 0, .maximum = 20, .fallback = "0",
      .doc = "How much families differ: the variance of a ratio with mean 1.", .usual = "0.5, assumed", .moves = "how front-loaded entry to care is" },
};

static const settings frailty_rows = SETTINGS("frailty", "How families differ in unobserved risk.", frailty_row_list, people_settings);

static const setting people_row_list[] = {
    { ROW("age_years", SPREAD, people_settings, age_years), .choices = between_children, .unit = "years", .minimum = 0, .maximum = 17.99, .doc = "Age at referral.",
      .usual = "8 to 17, most often 13 or 14 (8-15 in Norfolk, 11-17 in Essex: GO Lab INDIGO)", .moves = "how long each child can still be in care" },
    { ROW("age_reference_years", NUMBER, people_settings, age_reference_years), .unit = "years", .minimum = 0, .maximum = 18, .fallback = "13",
      .doc = "The age at which the hazard ratio for age is 1." },
    { ROW("bands", MAP, people_settings, bands), .rows = &band_rows, .fallback = "{}", .doc = "Levels of risk at referral." },
    { ROW("band_shares", SHARES, people_settings, band_shares), .unit = "share", .maximum = 1, .fallback = "", .otherwise = "there are no bands",
      .doc = "The share of children in each band.", .usual = "0.4 low, 0.4 middle, 0.2 high, assumed" },
    { ROW("prior_care_share", QUANTITY, people_settings, prior_care_share), .unit = "share", .maximum = 1, .fallback = "0",
      .doc = "The share of children who were in care before.", .usual = "0.2, assumed" },
    { ROW_NEST("frailty", frailty_rows), .fallback = "{}", .doc = "How families differ in unobserved risk: a ratio with mean 1 for each family." },
    { ROW("siblings", SHARES, people_settings, siblings), .unit = "share", .maximum = 1, .fallback = "", .otherwise = "each referral is of one child",
      .doc = "How many children besides the one referred a family names, \"0\" to \"5\", and the share of families with so many.",
      .usual = "0.4 none, 0.35 one, 0.15 two, 0.1 three, assumed", .moves = "children started, days averted" },
    { ROW("start_share", QUANTITY, people_settings, start_share), .unit = "share", .maximum = 1, .fallback = "1",
      .doc = "The share of referred families that are accepted and start if there is room in time.",
      .usual = "0.67 (Essex year 1; START RCT 0.64)", .moves = "starts, and with them everything else" },
    { ROW("wait_days", SPREAD, people_settings, wait_days), .choices = between_families, .unit = "days", .minimum = 0, .maximum = 6574, .fallback = "28",
      .doc = "From referral until the family is ready for its first session.", .usual = "28, assumed", .moves = "who enters care while waiting" },
    { ROW("nominal_wait_days", NUMBER, people_settings, nominal_wait_days), .unit = "days", .minimum = 0, .maximum = 3650, .fallback = "28",
      .doc = "The wait without an event on which a share by a day is conditional." },
    { ROW("groups", MAP, people_settings, groups), .rows = &group_rows, .fallback = "{}", .doc = "Free labels on children, by which results are sliced." },
};

const settings people_rows = SETTINGS("people", "Who is referred, and how families differ.", people_row_list, people_settings);

static const setting destination_row_list[] = {
    { ROW("to", SHARES, destination_row, to), .unit = "share", .maximum = 1, .doc = "The states that it leads to for children of this cohort, and the share of moves to each." },
};

static const settings destination_rows =
    SETTINGS("destination", "Where a transition, named by its key, leads for the children of one cohort.", destination_row_list, destination_row);

static const setting cohort_row_list[] = {
    { ROW("begins_in", SHARES, cohort_row, begins_in), .unit = "share", .maximum = 1, .doc = "The states in which children are at referral, and the share in each." },
    { ROW("age_years", SPREAD, cohort_row, age_years), .choices = between_children, .unit = "years", .minimum = 0, .maximum = 17.99, .fallback = "",
      .otherwise = "as all people", .doc = "Age at referral of the children of this cohort.", .moves = "how long each child can still be in care" },
    { ROW("ratio", QUANTITY, cohort_row, ratio), .unit = "ratio", .minimum = 0, .maximum = 100, .fallback = "1",
      .doc = "The hazard ratio of the cohort's children on entries to care; it stands outside the mix for which shares by a day are solved.",
      .moves = "which children enter care" },
    { ROW("destinations", MAP, cohort_row, destinations), .rows = &destination_rows, .fallback = "{}",
      .doc = "Where transitions lead for the children of this cohort, in place of where they lead otherwise.", .moves = "care cost avoided" },
    { ROW("elapsed_days", SPREAD, cohort_row, elapsed_days), .choices = between_children, .unit = "days", .minimum = 0, .maximum = 6574, .fallback = "0",
      .doc = "For how long the child has been in that state at referral.", .usual = "a median of 150 for children in care, assumed",
      .moves = "how soon children in care go home" },
    { ROW("leaves_queue_on_entry", BOOLEAN, cohort_row, leaves_queue_on_entry), .fallback = "true",
      .doc = "Whether a family whose child enters care while waiting leaves the queue and never starts." },
};

const settings cohort_rows = SETTINGS("cohort", "Referrals of one sort, by where the child is at referral.", cohort_row_list, cohort_row);
