#include "baselines/baseline.h"
#include "load/rows.h"
#include "records/scenario.h"
#include "terms/term.h"

static const char *const from_choices[] = { "referral", "start", "completion", "return_home", NULL };

static const char *const floor_choices[] = { "cumulative", "period", "child", "claw_back", NULL };

static const setting window_row_list[] = {
    { ROW("from", CHOICE, term_row, window_from), .choices = from_choices, .doc = "The event after which the window opens.", .moves = "payments" },
    { ROW("delay_days", INTEGER, term_row, window_delay_days), .unit = "days", .minimum = 0, .maximum = 6574, .fallback = "0",
      .doc = "How many days after the event do not count; 0: the window's first day is the day after the event." },
    { ROW("length_days", INTEGER, term_row, window_length_days), .unit = "days", .minimum = 1, .maximum = 6574, .doc = "The length of the window.",
      .usual = "1,095 in Norfolk, 548 in Suffolk, 730 in London, 912 in Essex (GO Lab INDIGO)", .moves = "payments" },
};

static const settings window_rows = SETTINGS("window", "The days of a child that a term looks at.", window_row_list, term_row);

static const setting eligible_row_list[] = {
    { ROW("started", BOOLEAN, term_row, needs_start), .fallback = "true", .doc = "Whether therapy must have started." },
    { ROW("completed", BOOLEAN, term_row, needs_completion), .fallback = "false", .doc = "Whether therapy must have been completed; days of before fall due on the day of completion." },
    { ROW("sessions", INTEGER, term_row, needs_sessions), .unit = "sessions", .minimum = 0, .maximum = 1000, .fallback = "0",
      .doc = "How many sessions the family must have had; days of before fall due on the day of the last of them." },
    { ROW("home_at_day", INTEGER, term_row, needs_home_at_day), .unit = "days", .minimum = 0, .maximum = 6574, .fallback = "0",
      .doc = "The day after the window's event on which the child must be at home or with kin; days of before fall due on it; 0: not asked." },
};

static const settings eligible_rows = SETTINGS("eligibility", "Which children a term pays for.", eligible_row_list, term_row);

static const setting child_limit_row_list[] = {
    { ROW("units", QUANTITY, term_row, per_child_limit_units), .unit = "units", .minimum = 0, .maximum = 1e6, .fallback = "", .otherwise = "no limit",
      .doc = "The most payable units of one child.", .moves = "payments" },
    { ROW("gbp", QUANTITY, term_row, per_child_limit_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e7, .fallback = "", .otherwise = "no limit",
      .doc = "The most that is paid for one child, whatever variations make of the term; with a baseline the most that a child saves, less what it costs.", .moves = "payments" },
};

static const settings child_limit_rows = SETTINGS("limit for a child", "The most that one child can bring.", child_limit_row_list, term_row);

static const char *const children_choices[] = { "index_child", "every_child_named", NULL };
static const char *const between_choices[] = { "step", "linear", NULL };
static const char *const over_choices[] = { "period", "all", NULL };

static const setting taper_row_list[] = {
    { ROW("after_days", NUMBERS, term_row, taper_after_days), .unit = "days", .minimum = 0, .maximum = 6574, .fallback = "[]",
      .doc = "Rising whole numbers of days of the window; after each the price becomes another share of itself." },
    { ROW("pays", NUMBERS, term_row, taper_pays), .unit = "share", .minimum = 0, .maximum = 10, .fallback = "[]",
      .doc = "What a unit then is worth, as a share of the price: one for each of \"after_days\".", .moves = "payments" },
};

static const settings taper_rows = SETTINGS("taper", "How the price falls the longer a child's window lasts.", taper_row_list, term_row);

static const setting index_row_list[] = {
    { ROW("per_year", QUANTITY, term_row, index_per_year), .unit = "share per year", .minimum = -0.5, .maximum = 0.25, .fallback = "0",
      .doc = "By how much the price grows on each anniversary.", .moves = "payments" },
    { ROW("from", DATE, term_row, index_from), .fallback = "", .otherwise = "the contract's start", .doc = "The day whose anniversaries they are." },
};

static const settings index_rows = SETTINGS("indexation", "How the price grows with time.", index_row_list, term_row);

static const setting success_row_list[] = {
    { ROW("rates", NUMBERS, term_row, success_rates), .unit = "share", .minimum = 0, .maximum = 1000, .fallback = "[]",
      .doc = "Rising success rates (achieved units per child whose window ended); below the first nothing is paid.", .moves = "payments" },
    { ROW("pays", NUMBERS, term_row, success_pays), .unit = "share", .minimum = 0, .maximum = 10, .fallback = "[]",
      .doc = "The share of the amount that is paid from each of them on.", .moves = "payments" },
    { ROW("between", CHOICE, term_row, success_between), .choices = between_choices, .fallback = "\"step\"",
      .doc = "What holds between two rates: the share of the lower (step), or a straight line (linear)." },
    { ROW("over", CHOICE, term_row, success_over), .choices = over_choices, .fallback = "\"period\"",
      .doc = "Whether each period has its own rate, or the rate of all so far is applied to all so far and what was paid is set off." },
};

static const settings success_rows = SETTINGS("success bands", "Which share of the amount is paid by success.", success_row_list, term_row);

static const setting placement_price_row_list[] = {
    { ROW("", QUANTITY, placement_price_row, gbp_per_day), .unit = "GBP per day", .minimum = 0, .maximum = 50000, .doc = "What the contract takes a day in the placement to cost.",
      .moves = "payments, not value" },
};

static const settings placement_price_rows =
    SETTINGS("price of a placement", "The price list of a term that pays for placement cost saved: a state of class care, and its price.", placement_price_row_list,
             placement_price_row);

static const setting term_row_list[] = {
    { ROW("title", TEXT, term_row, title), .fallback = FALLBACK_NAME, .doc = "The term's name in reports." },
    { ROW("unit", KIND, term_row, unit), .family = &term_family, .doc = "What earns a unit.", .moves = "payments" },
    { ROW_NEST("window", window_rows), .fallback = "", .otherwise = "none: for terms that are paid by the period",
      .doc = "The days of a child that the term looks at." },
    { ROW("by", TEXT, term_row, by), .fallback = "", .otherwise = "the term itself", .doc = "The term whose achieved units and success it looks at." },
    { ROW("counts", NAMES, term_row, counts), .fallback = "[]", .doc = "The states whose days count; empty: every state that is not care.", .moves = "payments" },
    { ROW("placement_gbp_per_day", MAP, term_row, placement_prices), .rows = &placement_price_rows, .fallback = "{}",
      .doc = "For the unit \"placement_cost\": what the contract takes a day in each placement to cost; one that is not named costs its day cost, in prices of the price year.",
      .moves = "payments, not value" },
    { ROW("shortens", NAMES, term_row, shortens), .fallback = "[]", .doc = "The states that end a child's window for good, such as custody." },
    { ROW("sites", NAMES, term_row, sites), .fallback = "[]", .doc = "The sites whose children count; empty: all of the contract." },
    { ROW("cohorts", NAMES, term_row, cohorts), .fallback = "[]", .doc = "The cohorts whose children count; empty: all." },
    { ROW("localities", NAMES, term_row, localities), .fallback = "[]", .doc = "The localities whose children count; empty: all." },
    { ROW("bands", NAMES, term_row, bands), .fallback = "[]", .doc = "The bands whose children count; empty: all." },
    { ROW("labels", NAMES, term_row, labels), .fallback = "[]",
      .doc = "Labels, \"GROUP/LABEL\", that children who count have: within a group any of them, between groups all; empty: all children." },
    { ROW("children", CHOICE, term_row, children), .choices = children_choices, .fallback = "\"index_child\"",
      .doc = "Whether only the child who is referred counts, or each child of the family that a referral names.", .moves = "payments" },
    { ROW("age_from", NUMBER, term_row, age_from), .unit = "years", .minimum = 0, .maximum = 25, .fallback = "0",
      .doc = "The youngest age at referral of children who count." },
    { ROW("age_until", NUMBER, term_row, age_until), .unit = "years", .minimum = 0, .maximum = 25, .fallback = "25",
      .doc = "The age at referral from which children no longer count." },
    { ROW("started_from", DATE, term_row, started_from), .fallback = "", .otherwise = "open", .doc = "The first day of first sessions of families who count." },
    { ROW("started_until", DATE, term_row, started_until), .fallback = "", .otherwise = "open", .doc = "The last day of first sessions of families who count." },
    { ROW("pays_from", DATE, term_row, pays_from), .fallback = "", .otherwise = "open", .doc = "The first day whose units count." },
    { ROW("pays_until", DATE, term_row, pays_until), .fallback = "", .otherwise = "open", .doc = "The last day whose units count." },
    { ROW_NEST("eligible_if", eligible_rows), .fallback = "{}", .doc = "Which children it pays for." },
    { ROW("verified_share", QUANTITY, term_row, verified_share), .unit = "share", .maximum = 1, .fallback = "1",
      .doc = "The chance that a child's evidence is accepted, drawn once a child.", .moves = "payments" },
    { ROW("deadweight", QUANTITY, term_row, deadweight), .unit = "share", .maximum = 1, .fallback = "0",
      .doc = "The share of achieved units that the contract treats as happening anyway and does not pay.",
      .usual = "0.33 for children at the edge of care in Norfolk (GO Lab INDIGO)", .moves = "payments, not value" },
    { ROW("baseline", KIND, term_row, baseline), .family = &baseline_family, .fallback = "", .otherwise = "no baseline: units are paid as they are achieved",
      .doc = "Where the contract has the share of window days from that it expects in care without the programme (for \"placement_cost\": what it expects placements to cost a "
             "window day); what is below it is paid.",
      .usual = "written, 0.55, in Essex (Social Finance)", .moves = "payments, not value" },
    { ROW("baseline_floor", CHOICE, term_row, baseline_floor), .choices = floor_choices, .fallback = "\"cumulative\"",
      .doc = "What days lost against the baseline do: they are made up before more is paid (cumulative), are forgotten at the end of each period or by each "
             "child; or (claw_back) they are set off, at the price of their period, against what all the contract's terms earn then and later. No claim falls "
             "below zero and nothing paid is paid back: what is still owed when the contract ends is written off and told as claw_back_owed_gbp.",
      .moves = "payments" },
    { ROW("minimum_effect", QUANTITY, term_row, minimum_effect), .unit = "share", .maximum = 1, .fallback = "0",
      .doc = "Nothing is paid until what is saved in all reaches this share of the days expected in care; then all of it is.", .moves = "payments" },
    { ROW("price_gbp", QUANTITY, term_row, price_gbp), .unit = "GBP per unit", .minimum = 0, .maximum = 1e6, .doc = "What a payable unit brings.",
      .usual = "57.42 a day in Norfolk: its limit over the days it is for (GO Lab INDIGO)", .moves = "payments, returns" },
    { ROW_NEST("taper", taper_rows), .fallback = "{}", .doc = "How the price falls the longer a child's window lasts." },
    { ROW_NEST("index", index_rows), .fallback = "{}", .doc = "How the price grows with time." },
    { ROW_NEST("success", success_rows), .fallback = "{}", .doc = "Which share of the amount is paid by success; absent: all." },
    { ROW("claw_back_days", INTEGER, term_row, claw_back_days), .unit = "days", .minimum = 0, .maximum = 6574, .fallback = "0",
      .doc = "A milestone's unit is taken back on the first day within so many after it that does not count; 0: never.", .moves = "payments" },
    { ROW_NEST("per_child_limit", child_limit_rows), .fallback = "{}", .doc = "The most that one child can bring." },
};

const settings term_rows = SETTINGS("term", "One thing that a contract pays for.", term_row_list, term_row);
