#include "load/rows.h"
#include "records/scenario.h"
#include "terms/term.h"

static const char *const from_choices[] = { "referral", "start", "completion", "return_home", NULL };

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
    { ROW("completed", BOOLEAN, term_row, needs_completion), .fallback = "false", .doc = "Whether therapy must have been completed." },
    { ROW("sessions", INTEGER, term_row, needs_sessions), .unit = "sessions", .minimum = 0, .maximum = 1000, .fallback = "0",
      .doc = "How many sessions the family must have had." },
    { ROW("home_at_day", INTEGER, term_row, needs_home_at_day), .unit = "days", .minimum = 0, .maximum = 6574, .fallback = "0",
      .doc = "The day after the window's event on which the child must be at home or with kin; 0: not asked." },
};

static const settings eligible_rows = SETTINGS("eligibility", "Which children a term pays for.", eligible_row_list, term_row);

static const setting child_limit_row_list[] = {
    { ROW("units", QUANTITY, term_row, per_child_limit_units), .unit = "units", .minimum = 0, .maximum = 1e6, .fallback = "", .otherwise = "no limit",
      .doc = "The most payable units of one child.", .moves = "payments" },
    { ROW("gbp", QUANTITY, term_row, per_child_limit_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e7, .fallback = "", .otherwise = "no limit",
      .doc = "The most that is paid for one child.", .moves = "payments" },
};

static const settings child_limit_rows = SETTINGS("limit for a child", "The most that one child can bring.", child_limit_row_list, term_row);

static const setting term_row_list[] = {
    { ROW("title", TEXT, term_row, title), .fallback = FALLBACK_NAME, .doc = "The term's name in reports." },
    { ROW("unit", KIND, term_row, unit), .family = &term_family, .doc = "What earns a unit.", .moves = "payments" },
    { ROW_NEST("window", window_rows), .doc = "The days of a child that the term looks at." },
    { ROW("counts", NAMES, term_row, counts), .fallback = "[]", .doc = "The states whose days count; empty: every state that is not care.", .moves = "payments" },
    { ROW("shortens", NAMES, term_row, shortens), .fallback = "[]", .doc = "The states that end a child's window for good, such as custody." },
    { ROW("sites", NAMES, term_row, sites), .fallback = "[]", .doc = "The sites whose children count; empty: all of the contract." },
    { ROW("cohorts", NAMES, term_row, cohorts), .fallback = "[]", .doc = "The cohorts whose children count; empty: all." },
    { ROW("localities", NAMES, term_row, localities), .fallback = "[]", .doc = "The localities whose children count; empty: all." },
    { ROW_NEST("eligible_if", eligible_rows), .fallback = "{}", .doc = "Which children it pays for." },
    { ROW("verified_share", QUANTITY, term_row, verified_share), .unit = "share", .maximum = 1, .fallback = "1",
      .doc = "The chance that a child's evidence is accepted, drawn once a child.", .moves = "payments" },
    { ROW("deadweight", QUANTITY, term_row, deadweight), .unit = "share", .maximum = 1, .fallback = "0",
      .doc = "The share of achieved units that the contract treats as happening anyway and does not pay.",
      .usual = "0.33 for children at the edge of care in Norfolk (GO Lab INDIGO)", .moves = "payments, not value" },
    { ROW("baseline_share", QUANTITY, term_row, baseline_share), .unit = "share", .maximum = 1, .fallback = "", .otherwise = "no baseline: units are paid as they are achieved",
      .doc = "The share of window days that the contract assumes in care without the programme; what is below it is paid.",
      .usual = "0.55 in Essex (Social Finance)", .moves = "payments, not value" },
    { ROW("price_gbp", QUANTITY, term_row, price_gbp), .unit = "GBP per unit", .minimum = 0, .maximum = 1e6, .doc = "What a payable unit brings.",
      .usual = "57.42 a day in Norfolk: its limit over the days it is for (GO Lab INDIGO)", .moves = "payments, returns" },
    { ROW_NEST("per_child_limit", child_limit_rows), .fallback = "{}", .doc = "The most that one child can bring." },
};

const settings term_rows = SETTINGS("term", "One thing that a contract pays for.", term_row_list, term_row);
