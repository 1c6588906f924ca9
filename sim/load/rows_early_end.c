#include "load/rows.h"
#include "records/scenario.h"

static const char *const trigger_choices[] = { "never", "referrals_below", "starts_below", "success_below", NULL };
static const char *const payment_choices[] = { "tail_paid", "cost_plus", "unpaid", NULL };

static const setting early_end_row_list[] = {
    { ROW("trigger", CHOICE, early_end_settings, trigger), .choices = trigger_choices, .fallback = "\"never\"",
      .doc = "What ends the contract, looked at on each period's end: referrals or starts so far below a share of those planned, or a success rate so far "
             "below a share.",
      .moves = "payments, families, returns" },
    { ROW("below", QUANTITY, early_end_settings, below), .unit = "share", .maximum = 1, .fallback = "0",
      .doc = "The share of planned referrals or starts, or the success rate, below which the contract ends.", .moves = "payments, families, returns" },
    { ROW("term", TEXT, early_end_settings, term), .fallback = "", .otherwise = "the first term", .doc = "The term whose success is looked at." },
    { ROW("after_months", INTEGER, early_end_settings, after_months), .unit = "months", .minimum = 0, .maximum = 240, .fallback = "12",
      .doc = "How long after the contract's start it is first looked at." },
    { ROW("notice_days", INTEGER, early_end_settings, notice_days), .unit = "days", .minimum = 0, .maximum = 3650, .fallback = "90",
      .doc = "From the period's end at which the trigger holds to the contract's last day; who would start later never starts." },
    { ROW("payment", CHOICE, early_end_settings, payment), .choices = payment_choices, .fallback = "\"tail_paid\"",
      .doc = "What is paid after the last day: outcomes of those who started as before, delivery cost with a margin in their place, or nothing.",
      .moves = "payments, returns" },
    { ROW("cost_plus_share", QUANTITY, early_end_settings, cost_plus_share), .unit = "share", .maximum = 1, .fallback = "0",
      .doc = "The margin on delivery cost after the last day, where that is paid.", .moves = "payments, returns" },
};

const settings early_end_rows = SETTINGS("early end", "What ends a contract early, and what is paid afterwards.", early_end_row_list, early_end_settings);
