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
      .doc = "Overhead, as a share of all of these but set-up and the intermediary.", .usual = "0.22, assumed", .moves = "delivery cost, returns" },
    { ROW("wage_growth_per_year", QUANTITY, delivery_settings, wage_growth_per_year), .unit = "per year", .minimum = -0.2, .maximum = 0.25, .fallback = "0",
      .doc = "How fast all of these but set-up grow in cash terms, from the contract's start.", .moves = "delivery cost, returns" },
    { ROW("supervisor_gbp_per_year", QUANTITY, delivery_settings, supervisor_gbp_per_year), .unit = "GBP per year", .minimum = 0, .maximum = 1e6, .fallback = "0",
      .doc = "Yearly cost of a supervisor.", .moves = "delivery cost, returns" },
    { ROW("licence_gbp_per_year", QUANTITY, delivery_settings, licence_gbp_per_year), .unit = "GBP per year", .minimum = 0, .maximum = 1e7, .fallback = "0",
      .doc = "Yearly licence of a team, a twelfth in each month in which it has therapists or courses.", .moves = "delivery cost, returns" },
    { ROW("training_gbp_per_therapist", QUANTITY, delivery_settings, training_gbp_per_therapist), .unit = "GBP per therapist", .minimum = 0, .maximum = 1e6,
      .fallback = "0", .doc = "Training of each therapist on joining, at the start too.", .moves = "delivery cost, returns" },
    { ROW("remote_start_gbp", QUANTITY, delivery_settings, remote_start_gbp), .unit = "GBP per start", .minimum = -1e6, .maximum = 1e6, .fallback = "0",
      .doc = "What a start costs more when the course is remote: devices; negative: travel saved.", .moves = "delivery cost, returns" },
    { ROW("intermediary", TEXT, delivery_settings, intermediary), .fallback = "\"intermediary\"", .doc = "The body that manages the programme for its investors." },
    { ROW("intermediary_gbp_per_year", QUANTITY, delivery_settings, intermediary_gbp_per_year), .unit = "GBP per year", .minimum = 0, .maximum = 1e7, .fallback = "0",
      .doc = "What the intermediary is paid a year, a twelfth in each month with fixed cost; no overhead is added.", .moves = "returns" },
    { ROW("after_delivery_gbp_per_month", QUANTITY, delivery_settings, after_delivery_gbp_per_month), .unit = "GBP per month", .minimum = 0, .maximum = 1e7,
      .fallback = "0", .doc = "Cost each month from the end of delivery until the last payment: tracking of outcomes and management of the contract.",
      .moves = "delivery cost, returns" },
    { ROW("provider_margin_share", QUANTITY, delivery_settings, provider_margin_share), .unit = "share", .minimum = -0.5, .maximum = 5, .fallback = "0",
      .doc = "What providers are paid above their cost, as a share of it.", .moves = "returns, providers' accounts" },
};

const settings delivery_rows = SETTINGS("delivery", "What delivering the programme costs.", delivery_row_list, delivery_settings);
