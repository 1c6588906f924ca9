#include "load/rows.h"
#include "records/scenario.h"

static const setting delay_row_list[] = {
    { ROW("share", QUANTITY, gaming_settings, delay_share), .unit = "share", .maximum = 1, .fallback = "0",
      .doc = "The share of treated children's entries to care after the start that are put off.", .moves = "days averted, units paid" },
    { ROW("days", INTEGER, gaming_settings, delay_days), .unit = "days", .minimum = 0, .maximum = 3650, .fallback = "0",
      .doc = "For how many days such a child stays where it is not safe.", .moves = "days averted, units paid" },
};

static const settings delay_rows = SETTINGS("delayed entries", "Entries to care that are put off.", delay_row_list, gaming_settings);

static const setting widen_row_list[] = {
    { ROW("share", QUANTITY, gaming_settings, widen_share), .unit = "share", .maximum = 1, .fallback = "0",
      .doc = "The share of families that are taken on below the threshold of need.", .moves = "days averted, units paid" },
    { ROW("ratio", QUANTITY, gaming_settings, widen_ratio), .unit = "ratio", .minimum = 0, .maximum = 100, .fallback = "1",
      .doc = "Their hazard ratio on entries to care.", .moves = "days averted, units paid" },
};

static const settings widen_rows = SETTINGS("widened threshold", "Families taken on whose children would hardly enter care.", widen_row_list, gaming_settings);

static const setting gaming_row_list[] = {
    { ROW("select_low_risk", QUANTITY, gaming_settings, select_low_risk), .unit = "share", .maximum = 0.9, .fallback = "0",
      .doc = "The share of families, those who look riskiest by what a provider can see (age, band, prior care, locality), that are turned away; so many more are referred that the volume of starts stays.",
      .moves = "days averted, units paid" },
    { ROW_NEST("delay_entries", delay_rows), .fallback = "{}", .doc = "Entries to care that are put off." },
    { ROW_NEST("widen_threshold", widen_rows), .fallback = "{}", .doc = "Families taken on whose children would hardly enter care." },
};

const settings gaming_rows = SETTINGS("gaming", "What a careless or dishonest delivery would do.", gaming_row_list, gaming_settings);
