#include "load/rows.h"
#include "records/scenario.h"

static const setting delivery_row_list[] = {
    { ROW("set_up_gbp", QUANTITY, delivery_settings, set_up_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e8, .fallback = "0",
      .doc = "Set-up cost, in the month of the contract's start.", .usual = "150,000, assumed", .moves = "delivery cost, returns" },
    { ROW("fixed_gbp_per_month", QUANTITY, delivery_settings, fixed_gbp_per_month), .unit = "GBP per month", .minimum = 0, .maximum = 1e7, .fallback = "0",
      .doc = "Fixed cost each month until the last course ends.", .moves = "delivery cost, returns" },
    { ROW("per_start_gbp", QUANTITY, delivery_settings, per_start_gbp), .unit = "GBP per start", .minimum = 0, .maximum = 1e6, .fallback = "0",
      .doc = "Cost of each family that starts.", .usual = "6,500 for FFT and 12,000 for MST, assumed; all-in about 17,000 in Essex", .moves = "delivery cost, returns" },
    { ROW("per_completion_gbp", QUANTITY, delivery_settings, per_completion_gbp), .unit = "GBP per completion", .minimum = 0, .maximum = 1e6, .fallback = "0",
      .doc = "Cost of each family that completes.", .moves = "delivery cost, returns" },
    { ROW("therapist_gbp_per_year", QUANTITY, delivery_settings, therapist_gbp_per_year), .unit = "GBP per year", .minimum = 0, .maximum = 1e6, .fallback = "0",
      .doc = "Yearly cost of a therapist.", .moves = "delivery cost, returns" },
    { ROW("overhead_share", QUANTITY, delivery_settings, overhead_share), .unit = "share", .minimum = 0, .maximum = 5, .fallback = "0",
      .doc = "Overhead, as a share of all of these but set-up.", .usual = "0.22, assumed", .moves = "delivery cost, returns" },
    { ROW("wage_growth_per_year", QUANTITY, delivery_settings, wage_growth_per_year), .unit = "per year", .minimum = -0.2, .maximum = 0.5, .fallback = "0",
      .doc = "How fast all of these but set-up grow in cash terms, from the contract's start.", .moves = "delivery cost, returns" },
};

const settings delivery_rows = SETTINGS("delivery", "What delivering the programme costs.", delivery_row_list, delivery_settings);

static const setting capital_row_list[] = {
    { ROW("investor", TEXT, capital_settings, investor), .fallback = "\"investor\"", .doc = "The investor's name in reports." },
    { ROW("commitment_gbp", QUANTITY, capital_settings, commitment_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e10, .fallback = "0",
      .doc = "The most that the investor puts in.", .usual = "0.40 to 0.45 of the contract's limit (3.1m of 7.1m in Essex)", .moves = "returns, exhausted funding" },
    { ROW("buffer_gbp", QUANTITY, capital_settings, buffer_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e9, .fallback = "0",
      .doc = "Capital is drawn so that cash does not fall below this.", .moves = "returns" },
    { ROW("recycle_until", DATE, capital_settings, recycle_until), .fallback = "", .otherwise = "the contract's last claimable day",
      .doc = "Until when receipts stay in the programme; later, what exceeds the buffer goes back to the investor each month.", .moves = "returns" },
    { ROW("npv_rate_per_year", QUANTITY, capital_settings, npv_rate_per_year), .unit = "per year", .minimum = -0.5, .maximum = 1, .fallback = "0.05",
      .doc = "The cash rate at which the investor's flows are discounted.", .moves = "the investor's net present value" },
};

const settings capital_rows = SETTINGS("capital", "Who puts in the money before outcomes are paid.", capital_row_list, capital_settings);
