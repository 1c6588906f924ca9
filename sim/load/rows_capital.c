#include "load/rows.h"
#include "records/scenario.h"

static const char *const on_exhaustion_words[] = { "provider_carries", "pause_starts", "stop", NULL };

static const setting distribute_row_list[] = {
    { ROW("from", DATE, capital_settings, distribute_from), .fallback = "", .otherwise = "the contract's last claimable day",
      .doc = "Receipts stay in the programme until the end of this day; in later months what exceeds the buffer is given out at the month's end.", .moves = "returns" },
};

static const settings distribute_rows = SETTINGS("distribution", "When cash that the programme does not need is given out.", distribute_row_list, capital_settings);

static const setting capital_row_list[] = {
    { ROW("investor", TEXT, capital_settings, investor), .fallback = "\"investor\"", .doc = "The investor's name in reports." },
    { ROW("commitment_gbp", QUANTITY, capital_settings, commitment_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e10, .fallback = "0",
      .doc = "The most that the investor puts in; with tranches, left out or the sum of theirs.", .usual = "0.40 to 0.45 of the contract's limit (3.1m of 7.1m in Essex)", .moves = "returns, exhausted funding" },
    { ROW("buffer_gbp", QUANTITY, capital_settings, buffer_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e9, .fallback = "0",
      .doc = "Capital is drawn so that cash does not fall below this.", .moves = "returns" },
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
