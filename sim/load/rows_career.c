#include "hazards/hazard.h"
#include "load/rows.h"
#include "records/scenario.h"

static const char *const class_choices[] = { "home", "kin", "care", "elsewhere", NULL };

static const setting extreme_price_row_list[] = {
    { ROW("share", QUANTITY, state_row, extreme_share), .unit = "share", .maximum = 1, .fallback = "0",
      .doc = "The share of stays in this placement at an extreme price.",
      .usual = "0.016 of placements (LGA, high-cost placements survey 2023)", .moves = "care cost avoided, and how much it varies" },
    { ROW("median_gbp_per_week", QUANTITY, state_row, extreme_median_gbp_per_week), .unit = "GBP per week", .minimum = 0, .maximum = 200000,
      .doc = "The median price of a week at an extreme price.", .usual = "12,500, our reading of LGA 2023", .moves = "care cost avoided" },
    { ROW("sigma", QUANTITY, state_row, extreme_sigma), .unit = "log scale", .minimum = 0, .maximum = 3,
      .doc = "How widely extreme prices differ: the standard deviation of their logarithm.", .usual = "0.4, assumed", .moves = "care cost avoided" },
    { ROW("limit_gbp_per_week", QUANTITY, state_row, extreme_limit_gbp_per_week), .unit = "GBP per week", .minimum = 0, .maximum = 500000,
      .doc = "No week costs more than this.", .usual = "63,000, the dearest week reported (LGA 2023)", .moves = "care cost avoided" },
    { ROW("keeps_mean", BOOLEAN, state_row, extreme_keeps_mean), .fallback = "false",
      .doc = "Whether the day cost is the mean of all stays, those at an extreme price among them, so that the others cost less.",
      .usual = "true where the day cost is a published mean, such as 318,400 a year in a children's home (NAO 2025)", .moves = "care cost avoided" },
};

static const settings extreme_price_rows =
    SETTINGS("extreme price", "The few stays that cost many times the usual price.", extreme_price_row_list, state_row);

static const setting state_row_list[] = {
    { ROW("title", TEXT, state_row, title), .fallback = FALLBACK_NAME, .doc = "The state's name in reports." },
    { ROW("class", CHOICE, state_row, class_of), .choices = class_choices,
      .doc = "What sort of state it is: home, kin (with relatives, not looked after), care, or elsewhere and not in care.",
      .moves = "which days count as days in care" },
    { ROW("with_family", BOOLEAN, state_row, with_family), .fallback = "false",
      .doc = "Whether days here count as days with the family; home and kin always do.", .moves = "days and share of time with family" },
    { ROW("day_cost_gbp", QUANTITY, state_row, day_cost_gbp), .unit = "GBP per day", .minimum = 0, .maximum = 50000, .fallback = "0",
      .doc = "What a day here costs the council, in prices of the price year.",
      .usual = "872 in a children's home (318,400 a year, NAO 2025), 117 with an independent foster carer (820 a week, CMA 2022)",
      .moves = "care cost avoided, value to government" },
    { ROW("real_growth_per_year", QUANTITY, state_row, real_growth_per_year), .unit = "per year", .minimum = -0.2, .maximum = 0.5, .fallback = "0",
      .doc = "How much faster than general prices its day cost grows.",
      .usual = "0.04 in children's homes, 0.01 elsewhere; homes grew 7.3 % a year from 2019-20 to 2023-24 (NAO 2025)", .moves = "care cost avoided" },
    { ROW("avoidable_share", QUANTITY, state_row, avoidable_share), .unit = "share", .maximum = 1, .fallback = "0.8",
      .doc = "The share of the day cost that falls away when a day in care is avoided.", .usual = "0.8, assumed", .moves = "care cost avoided" },
    { ROW("cashable_share", QUANTITY, state_row, cashable_share), .unit = "share", .maximum = 1, .fallback = "0.5",
      .doc = "The share of the day cost that the council can take out of its budget, counted by the day and not in whole places; not multiplied by the avoidable share.",
      .usual = "0.5, assumed; less for places of the council's own, which are given up whole", .moves = "cashable saving" },
    { ROW_NEST("extreme_price", extreme_price_rows), .fallback = "", .otherwise = "no stay has an extreme price",
      .doc = "The few stays that cost many times the usual price." },
};

const settings state_rows = SETTINGS("state", "A place where a child can be for a time.", state_row_list, state_row);

static const char *const clock_choices[] = { "state", "class", "referral", "calendar", NULL };

static const setting share_by_row_list[] = {
    { ROW("days", NUMBER, transition_row, share_by_days), .unit = "days", .minimum = 1, .maximum = 6574,
      .doc = "By how many days after the start the share has made the transition." },
    { ROW("share", QUANTITY, transition_row, share_by_share), .unit = "share", .minimum = 1e-6, .maximum = 0.999999,
      .doc = "The share of children who start that makes the transition by then without the programme.",
      .usual = "0.24 by 365 days for entry to care, from 0.11 to 0.32 in control arms (HHS trials 2001, START RCT 2018)",
      .moves = "care days without the programme, and so days averted: the input that matters most" },
    { ROW("conditional", BOOLEAN, transition_row, share_by_conditional), .fallback = "false",
      .doc = "Whether the share is that of a child with all multipliers 1 on the transition's own clock, not that of the scenario's mix of starters." },
};

static const settings share_by_rows =
    SETTINGS("share by a day", "Sets the level of the hazard so that a stated share has made the transition by a stated day.", share_by_row_list,
             transition_row);

static const setting multiplier_row_list[] = {
    { ROW("age_ratio_per_year", QUANTITY, transition_row, age_ratio_per_year), .unit = "ratio", .minimum = 0.1, .maximum = 10, .fallback = "1",
      .doc = "The hazard ratio for each year of age at referral above the reference age.",
      .usual = "1.08 for entry to care (HHS trials 2001, New Jersey)", .moves = "which children enter care" },
    { ROW("prior_care_ratio", QUANTITY, transition_row, prior_care_ratio), .unit = "ratio", .minimum = 0.01, .maximum = 100, .fallback = "1",
      .doc = "The hazard ratio of children who were in care before.", .usual = "1.77 for entry to care (HHS trials 2001, New Jersey)",
      .moves = "which children enter care" },
    { ROW("drift_per_year", QUANTITY, transition_row, drift_per_year), .unit = "ratio", .minimum = 0.5, .maximum = 2, .fallback = "1",
      .doc = "By what the hazard is multiplied from each year since the scenario's start to the next, with and without the programme, for 30 years.",
      .usual = "1, no drift", .moves = "children entering care late in the programme" },
    { ROW("band", BOOLEAN, transition_row, band_acts), .fallback = "false", .doc = "Whether the ratio of the child's risk band acts here." },
    { ROW("frailty", BOOLEAN, transition_row, frailty_acts), .fallback = "false", .doc = "Whether the family's own unobserved risk acts here." },
    { ROW("place", BOOLEAN, transition_row, place_acts), .fallback = "false", .doc = "Whether the ratios of site and locality act here." },
};

static const settings multiplier_rows = SETTINGS("multipliers", "What makes the transition quicker or slower for one child.", multiplier_row_list, transition_row);

static const setting transition_row_list[] = {
    { ROW("from", NAMES, transition_row, from), .doc = "The states that it leaves." },
    { ROW("to", SHARES, transition_row, to), .unit = "share", .maximum = 1, .doc = "The states that it leads to, and the share of moves to each." },
    { ROW("hazard", KIND, transition_row, hazard), .family = &hazard_family, .doc = "How soon it happens." },
    { ROW("clock", CHOICE, transition_row, clock), .choices = clock_choices, .fallback = "\"state\"",
      .doc = "From when time counts: since entering the state, since entering its class (kept over moves within it), since referral, or since day 0." },
    { ROW_NEST("share_by", share_by_rows), .fallback = "", .otherwise = "the hazard stands as given",
      .doc = "Sets the level of the hazard from the share of children who have made the transition by a day." },
    { ROW_NEST("multipliers", multiplier_rows), .fallback = "{}", .doc = "What makes it quicker or slower for one child." },
};

const settings transition_rows = SETTINGS("transition", "One way of moving from some states to others.", transition_row_list, transition_row);

static const setting shock_row_list[] = {
    { ROW("from", DATE, shock_row, from), .doc = "The first day on which it acts." },
    { ROW("until", DATE, shock_row, until), .doc = "The last day on which it acts." },
    { ROW("ratio", QUANTITY, shock_row, ratio), .unit = "ratio", .minimum = 0, .maximum = 100, .doc = "The hazard ratio while it acts, with and without the programme.",
      .moves = "children entering care" },
    { ROW("transitions", NAMES, shock_row, transitions), .doc = "The transitions on which it acts." },
};

const settings shock_rows = SETTINGS("shock", "A time, such as a lockdown, in which transitions are quicker or slower for everyone.", shock_row_list, shock_row);
