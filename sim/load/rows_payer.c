#include "load/rows.h"
#include "records/scenario.h"

static const char *const capped_choices[] = { "lost", "others", NULL };

static const setting payer_row_list[] = {
    { ROW("rank", INTEGER, payer_row, rank), .minimum = 1, .maximum = 100, .fallback = "1",
      .doc = "The order in which payers take over what others could not pay; lowest first." },
    { ROW("share", QUANTITY, payer_row, share), .unit = "share", .maximum = 1, .fallback = "", .otherwise = "what the other payers leave",
      .doc = "The share of each payment that it bears; one payer without a share bears the remainder.",
      .usual = "0.169 for the Life Chances Fund in Norfolk (GO Lab INDIGO), about 0.2 across its awards", .moves = "who pays" },
    { ROW("limit_gbp", QUANTITY, payer_row, limit_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e10, .fallback = "", .otherwise = "no limit",
      .doc = "The most that it pays in all.", .moves = "who pays, what stays unpaid" },
    { ROW("when_capped", CHOICE, payer_row, when_capped), .choices = capped_choices, .fallback = "\"lost\"",
      .doc = "What becomes of its part above its limit: lost to the provider, or offered to the other payers." },
    { ROW("limit_gbp_per_year", QUANTITY, payer_row, limit_gbp_per_year), .unit = "GBP per year", .minimum = 0, .maximum = 1e10, .fallback = "",
      .otherwise = "no limit", .doc = "The most that it pays for periods that end in one financial year.", .moves = "who pays, what stays unpaid" },
    { ROW("terms", NAMES, payer_row, terms), .fallback = "[]", .doc = "The terms that it pays for; empty: all." },
    { ROW("sites", NAMES, payer_row, sites), .fallback = "[]", .doc = "The sites that it pays for; empty: all of the contract.", .moves = "who pays" },
    { ROW("from", DATE, payer_row, from), .fallback = "", .otherwise = "the contract's start", .doc = "The first day on which a period may end for which it pays.",
      .moves = "who pays" },
    { ROW("until", DATE, payer_row, until), .fallback = "", .otherwise = "the contract's end", .doc = "The last day on which a period may end for which it pays.",
      .usual = "2024-11-30 for the Life Chances Fund in Norfolk and Suffolk (GO Lab INDIGO)", .moves = "who pays" },
};

const settings payer_rows = SETTINGS("payer", "A body that pays for outcomes: a council by its name, or another.", payer_row_list, payer_row);
