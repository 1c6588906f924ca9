#include "load/rows.h"
#include "records/scenario.h"

static const setting claims_row_list[] = {
    { ROW("period_ends", DATES, contract_row, period_ends), .fallback = "[]", .doc = "The last days of the first claim periods, one after the other.",
      .moves = "when payments come" },
    { ROW("period_months", INTEGER, contract_row, period_months), .unit = "months", .minimum = 1, .maximum = 120, .fallback = "3",
      .doc = "The length of each period after those, up to the last claimable day.", .usual = "3 (quarterly claims in Norfolk and Suffolk: GO Lab INDIGO)",
      .moves = "when payments come" },
    { ROW("certified_after_days", INTEGER, contract_row, certified_after_days), .unit = "days", .minimum = 0, .maximum = 3650, .fallback = "0",
      .doc = "From the end of a period until its claim is certified.", .moves = "when payments come, returns" },
    { ROW("paid_after_days", INTEGER, contract_row, paid_after_days), .unit = "days", .minimum = 0, .maximum = 3650, .fallback = "30",
      .doc = "From certification until the claim is paid.", .moves = "when payments come, returns" },
    { ROW("disputed_share", QUANTITY, contract_row, disputed_share), .unit = "share", .maximum = 1, .fallback = "0",
      .doc = "The share of what each payer is claimed that it disputes.", .moves = "when payments come, returns" },
    { ROW("dispute_days", INTEGER, contract_row, dispute_days), .unit = "days", .minimum = 0, .maximum = 3650, .fallback = "0",
      .doc = "How much later than the rest what is disputed is paid.", .moves = "when payments come, returns" },
    { ROW("dispute_lost_share", QUANTITY, contract_row, dispute_lost_share), .unit = "share", .maximum = 1, .fallback = "0",
      .doc = "The share of what is disputed that is never paid.", .moves = "payments, returns" },
};

static const settings claims_rows = SETTINGS("claims", "The calendar of claims.", claims_row_list, contract_row);

static const setting limit_row_list[] = {
    { ROW("from", DATE, limit_row, from), .doc = "The first day on which a period may end for which this limit holds." },
    { ROW("limit_gbp", QUANTITY, limit_row, limit_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e10, .doc = "The most that the contract pays in all from then on.",
      .moves = "payments, returns" },
};

static const settings limit_rows = SETTINGS("later limit", "What the contract's limit becomes.", limit_row_list, limit_row);

static const setting child_limit_row_list[] = {
    { ROW("gbp", QUANTITY, contract_row, per_child_limit_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e7, .fallback = "", .otherwise = "no limit",
      .doc = "The most that one child brings over all terms that are paid by the child, after each term's own limit; with a baseline what the child saves, less what it costs.",
      .usual = "one limit a person over all outcomes in the Innovation Fund and the Fair Chance Fund (there about 15,000 when bids were called for)", .moves = "payments" },
};

static const settings child_limit_rows = SETTINGS("limit for a child over all terms", "The most that one child can bring the contract.", child_limit_row_list, contract_row);

static const setting contract_row_list[] = {
    { ROW("title", TEXT, contract_row, title), .fallback = FALLBACK_NAME, .doc = "The contract's name in reports." },
    { ROW("sites", NAMES, contract_row, sites), .fallback = "[]", .doc = "The sites that it covers; empty: all." },
    { ROW("starts", DATE, contract_row, starts), .doc = "The first day that counts." },
    { ROW("last_claimable", DATE, contract_row, last_claimable), .doc = "The last day that counts.", .moves = "payments" },
    { ROW_NEST("claims", claims_rows), .fallback = "{}", .doc = "The calendar of claims." },
    { ROW("terms", MAP, contract_row, terms), .rows = &term_rows, .doc = "What is paid for." },
    { ROW("variations", MAP, contract_row, variations), .rows = &variation_rows, .fallback = "{}",
      .doc = "What is changed while the contract runs; each is written out as further terms, \"TERM from VARIATION\"." },
    { ROW_NEST("per_child_limit", child_limit_rows), .fallback = "{}", .doc = "The most that one child can bring over all terms." },
    { ROW("limit_gbp", QUANTITY, contract_row, limit_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e10, .fallback = "", .otherwise = "no limit",
      .doc = "The most that the contract pays in all.", .usual = "9,576,245 in Norfolk, about 7.1m in Essex (GO Lab INDIGO)", .moves = "payments, returns" },
    { ROW("limit_gbp_per_year", QUANTITY, contract_row, limit_gbp_per_year), .unit = "GBP per year", .minimum = 0, .maximum = 1e10, .fallback = "",
      .otherwise = "no limit", .doc = "The most that the contract pays for periods that end in one financial year.", .moves = "payments, returns" },
    { ROW("limits_from", MAP, contract_row, limits_from), .rows = &limit_rows, .fallback = "{}", .doc = "What limit_gbp becomes, from dates on." },
    { ROW("early_end", OBJECT, contract_row, early_end), .rows = &early_end_rows, .fallback = "{}", .doc = "What ends the contract early." },
    { ROW("payers", MAP, contract_row, payers), .rows = &payer_rows, .doc = "Who pays." },
    { ROW("delivery", OBJECT, contract_row, delivery), .rows = &delivery_rows, .fallback = "{}", .doc = "What delivering the programme costs." },
    { ROW("capital", OBJECT, contract_row, capital), .rows = &capital_rows, .fallback = "{}", .doc = "Who puts in the money before outcomes are paid." },
    { ROW("own_cost_gbp_per_year", QUANTITY, contract_row, own_cost_gbp_per_year), .unit = "GBP per year", .minimum = 0, .maximum = 1e8, .fallback = "0",
      .doc = "The commissioner's own cost of the contract.", .moves = "the commissioner's net" },
    { ROW("top_up_admin_gbp_per_year", QUANTITY, contract_row, top_up_admin_gbp_per_year), .unit = "GBP per year", .minimum = 0, .maximum = 1e8, .fallback = "0",
      .doc = "The cost of administering a top-up fund: borne by the payers that are no council, or, without one, by the councils.", .moves = "value to government, net by body" },
};

const settings contract_rows = SETTINGS("contract", "An outcomes contract: what is paid for, by whom, when, and who finances it.", contract_row_list, contract_row);
