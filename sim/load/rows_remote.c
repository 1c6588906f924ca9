#include "load/rows.h"
#include "records/scenario.h"

static const setting remote_row_list[] = {
    { ROW("from", DATE, remote_row, from), .doc = "The first day of first sessions that may be remote." },
    { ROW("until", DATE, remote_row, until), .fallback = "", .otherwise = "for good", .doc = "The last such day." },
    { ROW("share", QUANTITY, remote_row, share), .unit = "share", .maximum = 1, .fallback = "1", .doc = "The share of families who start then whose course is remote.",
      .moves = "days averted, waiting, delivery cost" },
    { ROW("effect_multiplier", QUANTITY, remote_row, effect_multiplier), .unit = "ratio", .minimum = 0, .maximum = 10, .fallback = "1",
      .doc = "Multiplies the logarithm of the hazard ratio of a remote course.", .moves = "days averted" },
    { ROW("caseload_ratio", QUANTITY, remote_row, caseload_ratio), .unit = "ratio", .minimum = 0.1, .maximum = 10, .fallback = "1",
      .doc = "How many more families a therapist sees: a remote course takes its place for its days divided by this.", .moves = "waiting, starts" },
};

const settings remote_rows = SETTINGS("remote period", "A time in which courses are by telephone or online.", remote_row_list, remote_row);
