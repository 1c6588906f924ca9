#include "load/rows.h"
#include "records/scenario.h"

static const setting comparator_row_list[] = {
    { ROW("title", TEXT, comparator_row, title), .fallback = FALLBACK_NAME, .doc = "What the cost per family is compared with, in words." },
    { ROW("cost_per_family_gbp", QUANTITY, comparator_row, cost_per_family_gbp), .unit = "GBP", .minimum = 1, .maximum = 1e7, .fallback = "", .otherwise = "that of its contract",
      .usual = "15,200 all in, in Essex 2013-2019 (Social Finance)", .doc = "Its cost per family, in the money of the contracts' years.", .moves = "by how much each cost per family differs from it" },
    { ROW("contract", TEXT, comparator_row, contract), .fallback = "", .otherwise = "its cost is a number",
      .doc = "Another contract of this file, on the same simulated families: each cost is then compared with that contract's own, future by future." },
    { ROW("source", TEXT, comparator_row, source), .fallback = "", .doc = "Where that number was published." },
};

static const settings comparator_rows = SETTINGS("comparator", "What a cost per family is compared with.", comparator_row_list, comparator_row);

static const setting appraisal_row_list[] = {
    { ROW("price_year", INTEGER, appraisal_settings, price_year), .unit = "year", .minimum = 1990, .maximum = 2100,
      .doc = "The financial year of all day costs, by the calendar year in which it begins: 2023 for 2023-24.", .moves = "care cost avoided" },
    { ROW("base_date", DATE, appraisal_settings, base_date), .fallback = "", .otherwise = "the scenario's start",
      .doc = "The date whose financial year present values are for.", .moves = "value to government" },
    { ROW("discount_rate_per_year", QUANTITY, appraisal_settings, discount_rate_per_year), .unit = "per year", .minimum = -0.5, .maximum = 1, .fallback = "0.035",
      .doc = "The real discount rate.", .usual = "0.035 (HM Treasury Green Book)", .moves = "value to government" },
    { ROW("deflator_per_year", QUANTITY, appraisal_settings, deflator_per_year), .unit = "per year", .minimum = -0.5, .maximum = 1, .fallback = "0.02",
      .doc = "How fast general prices grow, by which payments are deflated.", .usual = "0.02 (the Bank of England's target)", .moves = "value to government" },
    { ROW("benefit_haircut", QUANTITY, appraisal_settings, benefit_haircut), .unit = "share", .maximum = 1, .fallback = "0",
      .doc = "The share of benefits taken off for optimism; 0 is right where the inputs are distributions.",
      .usual = "0 with distributions, 0.25 with single numbers, assumed", .moves = "value to government" },
    { ROW("cost_uplift", QUANTITY, appraisal_settings, cost_uplift), .unit = "share", .minimum = 0, .maximum = 5, .fallback = "0",
      .doc = "The share added to costs for optimism.", .moves = "value to government" },
    { ROW("home_support_gbp_per_week", QUANTITY, appraisal_settings, home_support_gbp_per_week), .unit = "GBP per week", .minimum = 0, .maximum = 10000, .fallback = "0",
      .doc = "What the council spends on a child at home, for each extra week at home.", .usual = "90, assumed", .moves = "value to government, the commissioner's net" },
    { ROW("release_lag_days", QUANTITY, appraisal_settings, release_lag_days), .unit = "days", .minimum = 0, .maximum = 3650, .fallback = "0",
      .doc = "From a day avoided until its cost leaves the budget.", .moves = "when savings become cash" },
    { ROW("evaluation_gbp", QUANTITY, appraisal_settings, evaluation_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e8, .fallback = "0",
      .doc = "The cost of evaluating the programme, in society's view.", .moves = "society's benefit-cost ratio" },
    { ROW("comparator", MAP, appraisal_settings, comparator), .rows = &comparator_rows, .fallback = "{}",
      .doc = "Costs per family of other programmes, or of other contracts on the same families, with which every cost per family is compared." },
};

const settings appraisal_rows = SETTINGS("appraisal", "How days in care become value: prices, growth, discounting.", appraisal_row_list, appraisal_settings);
