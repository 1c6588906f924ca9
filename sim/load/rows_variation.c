#include "load/rows.h"
#include "records/scenario.h"

static const char *const in_force_choices[] = { "start", "claim", NULL };

static const setting patch_row_list[] = {
    { .key = "", .type = SETTING_PATCH, .doc = "What becomes different in the term: settings as in \"terms\", merged over the term as it stands by then; null takes one away." },
};

static const settings patch_rows = SETTINGS("changed term", "What a variation changes in a term.", patch_row_list, varied_term);

static const setting variation_row_list[] = {
    { ROW("from", DATE, variation_row, from), .doc = "The day from which the variation holds.", .moves = "payments" },
    { ROW("in_force", CHOICE, variation_row, in_force), .choices = in_force_choices, .fallback = "\"start\"",
      .doc = "For whom it holds: families whose first session is from that day on (start), or units on days from then on, whoever earns them (claim). On terms paid by the "
             "period it acts by claim in any case.",
      .moves = "payments" },
    { ROW("terms", MAP, variation_row, terms), .rows = &patch_rows, .fallback = "{}", .doc = "The terms that change, and how." },
    { ROW("limit_gbp", QUANTITY, variation_row, limit_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e10, .fallback = "", .otherwise = "as before",
      .doc = "The most that the contract pays in all, in periods that end from that day on.", .moves = "payments, returns" },
};

const settings variation_rows = SETTINGS("variation", "A change to a contract that runs: terms that change from a day on.", variation_row_list, variation_row);
