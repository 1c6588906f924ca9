#include "load/rows.h"
#include "records/scenario.h"

static const char *const on_exhaustion_words[] = { "provider_carries", "pause_starts", "stop", NULL };

static const char *const distribute_words[] = { "above_reserve", "at_end", NULL };
static const char *const draw_words[] = { "needed", "scheduled", NULL };

static const setting distribute_row_list[] = {
    { ROW("when", CHOICE, capital_settings, distribute_when), .choices = distribute_words, .fallback = "\"above_reserve\"",
      .doc = "Whether cash that exceeds a reserve is given out as the contract goes on, or all of it in the account's last month (the other settings here are then left out).",
      .moves = "returns" },
    { ROW("from", DATE, capital_settings, distribute_from), .fallback = "", .otherwise = "the contract's start",
      .doc = "Receipts stay in the programme until the end of this day: nothing is given out in a month that ends by it.", .moves = "returns" },
    { ROW("reserve_months", INTEGER, capital_settings, reserve_months), .unit = "months", .minimum = 0, .maximum = 120, .fallback = "6",
      .doc = "For so many months to come the planned cost, less certified receipts, stays in the account beside the buffer when cash is given out; 0: the buffer alone.",
      .usual = "3 to 12 (A)", .moves = "returns, exhausted funding" },
    { ROW("every_months", INTEGER, capital_settings, every_months), .unit = "months", .minimum = 1, .maximum = 120, .fallback = "3",
      .doc = "How often cash is given out, from the first month that ends after `from`.", .moves = "returns" },
};

static const settings distribute_rows = SETTINGS("distribution", "When cash that the programme does not need is given out.", distribute_row_list, capital_settings);

static const setting draw_share_list[] = {
    { ROW("", QUANTITY, draw_row, share), .unit = "share", .minimum = 0, .maximum = 1, .doc = "The share of all commitments that is drawn on this day.", .moves = "returns" },
};

static const settings draw_share_rows = SETTINGS("scheduled draw", "Capital drawn on a day of the schedule.", draw_share_list, draw_row);

static const setting draw_row_list[] = {
    { ROW("when", CHOICE, capital_settings, draw_when), .choices = draw_words, .fallback = "\"needed\"",
      .doc = "Whether capital is drawn as money is needed, or shares of the commitment on the days of a schedule and the rest as needed.", .moves = "returns" },
    { ROW("dates", MAP, capital_settings, draw_dates), .rows = &draw_share_rows, .fallback = "{}",
      .doc = "The schedule: the share of the commitment by date, {\"2013-04-01\": 0.5, ...}; nothing is given out before the month after the last of these days." },
};

static const settings draw_rows = SETTINGS("drawing", "When capital is drawn.", draw_row_list, capital_settings);

static const setting capital_row_list[] = {
    { ROW("investor", TEXT, capital_settings, investor), .fallback = "\"investor\"", .doc = "The investor's name in reports." },
    { ROW("commitment_gbp", QUANTITY, capital_settings, commitment_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e10, .fallback = "0",
      .doc = "The most that the investor puts in; with tranches, left out or the sum of theirs.", .usual = "0.40 to 0.45 of the contract's limit (3.1m of 7.1m in Essex)", .moves = "returns, exhausted funding" },
    { ROW("buffer_gbp", QUANTITY, capital_settings, buffer_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e9, .fallback = "0",
      .doc = "Capital is drawn so that cash does not fall below this.", .moves = "returns" },
    { ROW_NEST("draw", draw_rows), .fallback = "{}", .doc = "When capital is drawn." },
    { ROW_NEST("distribute", distribute_rows), .fallback = "{}", .doc = "When cash that the programme does not need is given out." },
    { ROW("npv_rate_per_year", QUANTITY, capital_settings, npv_rate_per_year), .unit = "per year", .minimum = -0.5, .maximum = 1, .fallback = "0.05",
      .doc = "The cash rate at which the investor's flows are discounted.", .moves = "the investor's net present value" },
    { ROW("tranches", MAP, capital_settings, tranches), .rows = &tranche_rows, .fallback = "{}",
      .doc = "The capital by tranche, each with its place in the waterfall; empty: one of kind equity with commitment_gbp." },
    { ROW("irr_cap_per_year", QUANTITY, capital_settings, irr_cap_per_year), .unit = "per year", .minimum = 0, .maximum = 10, .fallback = "", .otherwise = "no cap",
      .doc = "The yearly rate of return of all tranches together above which what is left is surplus.", .moves = "returns, surplus" },
    { ROW("surplus", SHARES, capital_settings, surplus), .unit = "share", .maximum = 1, .fallback = "",
      .otherwise = "above a cap, or without a tranche of kind equity, all goes to \"payers\"; else there is no surplus",
      .doc = "Who gets what is left above the tranches' dues and the cap: names of payers or providers, \"payers\" (by what each has paid), \"investors\".",
      .moves = "surplus, returns, the commissioner's net" },
    { ROW("on_exhaustion", CHOICE, capital_settings, on_exhaustion), .fallback = "\"provider_carries\"", .choices = on_exhaustion_words,
      .doc = "What happens when the capital does not suffice: the provider carries what lacks; first sessions pause while money lacks; or none begins any more.",
      .moves = "starts, costs, payments" },
};

const settings capital_rows = SETTINGS("capital", "Who puts in the money before outcomes are paid.", capital_row_list, capital_settings);
