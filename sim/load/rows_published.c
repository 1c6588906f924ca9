#include "load/rows.h"
#include "records/scenario.h"

static const setting reading_row_list[] = {
    { ROW("metric", TEXT, reading_row, metric), .doc = "The metric that the figure is taken to be." },
    { ROW("site", TEXT, reading_row, site), .fallback = "", .otherwise = "the whole programme", .doc = "The site that it is about." },
    { ROW("contract", TEXT, reading_row, contract), .fallback = "", .otherwise = "the programme's own metric", .doc = "The contract that it is about." },
    { ROW("times", QUANTITY, reading_row, times), .unit = "ratio", .minimum = -1e9, .maximum = 1e9, .fallback = "1",
      .doc = "By what the metric is multiplied to be the figure, such as 0.67 for a figure net of deadweight." },
    { ROW("period_end", DATE, reading_row, period_end), .fallback = "", .otherwise = "all periods together", .doc = "The end of the claim period that it is about." },
};

static const settings reading_rows = SETTINGS("reading", "One way of understanding a published figure.", reading_row_list, reading_row);

static const char *const role_choices[] = { "fitted", "check", "claim_about_counterfactual", "context", NULL };
static const char *const expect_choices[] = { "fits", "differs", NULL };
static const char *const not_rendered[] = { "not_rendered", NULL };

static const setting figure_row_list[] = {
    { ROW("title", TEXT, figure_row, title), .fallback = FALLBACK_NAME, .doc = "What the figure says, in words." },
    { ROW("value", NUMBER, figure_row, value), .choices = not_rendered, .doc = "The figure as published; \"not_rendered\" where the source has the place for it but never showed it." },
    { ROW("low", NUMBER, figure_row, low), .fallback = "", .otherwise = "the value itself", .doc = "The lowest number that rounds to it." },
    { ROW("high", NUMBER, figure_row, high), .fallback = "", .otherwise = "the value itself", .doc = "The highest number that rounds to it." },
    { ROW("unit", TEXT, figure_row, unit), .fallback = "", .doc = "The figure's unit." },
    { ROW("source", TEXT, figure_row, source), .fallback = "", .doc = "Who published it." },
    { ROW("mark", TEXT, figure_row, mark), .fallback = "", .doc = "P published, C worked out from published figures, A assumed." },
    { ROW("as_of", DATE, figure_row, as_of), .fallback = "", .otherwise = "the scenario's own report date", .doc = "The date that the figure is for, or the earliest it may be for." },
    { ROW("as_of_latest", DATE, figure_row, as_of_latest), .fallback = "", .otherwise = "as_of is exact", .doc = "The latest date that the figure may be for." },
    { ROW("role", CHOICE, figure_row, role), .choices = role_choices,
      .doc = "Whether inputs were fitted to it, it is a check, it claims something nobody can observe, or it is context." },
    { ROW("expect", CHOICE, figure_row, expect), .choices = expect_choices, .fallback = "\"fits\"", .doc = "Whether the scenario is expected to agree with it." },
    { ROW("reason", TEXT, figure_row, reason), .fallback = "", .doc = "Why it is expected to differ." },
    { ROW("series", TEXT, figure_row, series), .fallback = "", .otherwise = "it stands alone",
      .doc = "The series that it belongs to, such as claims by period: figures of one series are also judged by their changes and by their growth." },
    { ROW("inconsistent_with", TEXT, figure_row, inconsistent_with), .fallback = "", .otherwise = "none",
      .doc = "Another figure, by its name, that cannot hold together with this one whatever the inputs; say why in \"reason\"." },
    { ROW("readings", MAP, figure_row, readings), .rows = &reading_rows, .fallback = "{}", .doc = "The ways of understanding it that are tried." },
};

const settings figure_rows = SETTINGS("figure", "A number published about the programme.", figure_row_list, figure_row);

static const setting view_row_list[] = {
    { ROW("title", TEXT, view_row, title), .fallback = FALLBACK_NAME, .doc = "What it takes to be true, in words." },
    { ROW("scenario", TEXT, view_row, scenario), .doc = "Its scenario file, relative to the file in which this stands." },
};

const settings view_rows = SETTINGS("view", "Another account of the same programme.", view_row_list, view_row);

static const setting source_row_list[] = {
    { ROW("title", TEXT, source_row, title), .fallback = FALLBACK_NAME, .doc = "What the source is called." },
    { ROW("address", TEXT, source_row, address), .fallback = "", .doc = "Where it can be read." },
    { ROW("seen", TEXT, source_row, seen), .fallback = "", .doc = "When it was read." },
};

const settings source_rows = SETTINGS("source", "Where numbers come from.", source_row_list, source_row);
