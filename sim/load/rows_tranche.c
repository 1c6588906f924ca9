#include "load/rows.h"
#include "records/scenario.h"
#include "tranches/tranche.h"

static const setting tranche_row_list[] = {
    { ROW("title", TEXT, tranche_row, title), .fallback = FALLBACK_NAME, .doc = "The tranche's name in reports." },
    { ROW("investor", TEXT, tranche_row, investor), .fallback = FALLBACK_NAME, .doc = "The body whose money it is." },
    { ROW("earns", KIND, tranche_row, kind), .family = &tranche_family, .doc = "What it is due, and whether it shares in what is left.", .moves = "returns" },
    { ROW("commitment_gbp", QUANTITY, tranche_row, commitment_gbp), .unit = "GBP", .minimum = 0, .maximum = 1e10,
      .doc = "The most that is drawn of it.", .moves = "returns, exhausted funding" },
    { ROW("draws_rank", INTEGER, tranche_row, draws_rank), .minimum = 1, .maximum = 100, .fallback = "1",
      .doc = "Its place in drawing: the lowest is drawn first, the same rank in proportion to commitments left.", .moves = "returns" },
    { ROW("repaid_rank", INTEGER, tranche_row, repaid_rank), .minimum = 1, .maximum = 100, .fallback = "1",
      .doc = "Its place in repayment: the lowest is repaid first, the same rank in proportion to what is due.", .usual = "loans before equity, first loss last",
      .moves = "returns" },
};

const settings tranche_rows = SETTINGS("tranche", "Money that waits for outcomes, with its place in the waterfall.", tranche_row_list, tranche_row);
