#include "load/rows.h"
#include "records/scenario.h"

static const setting hire_row_list[] = {
    { ROW("from", DATE, hire_row, from), .doc = "The date on which they join or leave." },
    { ROW("therapists", INTEGER, hire_row, therapists), .unit = "therapists", .minimum = -1000, .maximum = 1000, .fallback = "0",
      .doc = "How many therapists join; negative: how many leave.", .moves = "waiting, starts" },
    { ROW("supervisors", INTEGER, hire_row, supervisors), .unit = "supervisors", .minimum = -1000, .maximum = 1000, .fallback = "0",
      .doc = "How many supervisors join; negative: how many leave.", .moves = "days averted" },
};

const settings hire_rows = SETTINGS("hire", "Therapists and supervisors who join or leave on a date.", hire_row_list, hire_row);

static const setting hiring_row_list[] = {
    { ROW("above", INTEGER, team_row, hiring_above), .unit = "families", .minimum = 1, .maximum = 100000,
      .doc = "How many families may wait at a month's begin before the rule hires.", .moves = "waiting, starts, delivery cost" },
    { ROW("adds", INTEGER, team_row, hiring_adds), .unit = "therapists", .minimum = 1, .maximum = 100, .fallback = "1",
      .doc = "How many therapists are hired at a time.", .moves = "waiting, starts, delivery cost" },
    { ROW("lead_days", INTEGER, team_row, hiring_lead_days), .unit = "days", .minimum = 0, .maximum = 3650, .fallback = "90",
      .doc = "How long after the decision they join.", .usual = "90 (three months from advertising to the first working day, assumed)", .moves = "waiting, starts" },
    { ROW("at_most", INTEGER, team_row, hiring_at_most), .unit = "therapists", .minimum = 1, .maximum = 1000,
      .doc = "How many therapists the rule hires in all.", .moves = "waiting, starts, delivery cost" },
};

static const settings hiring_rows = SETTINGS("hiring rule", "Hires therapists while the line is long.", hiring_row_list, team_row);

/** What a team has wherever it works. */
#define STAFF_ROWS \
    { ROW("provider", TEXT, team_row, provider), .fallback = "\"provider\"", .doc = "The body that employs the team and keeps an account of its own." }, \
    { ROW("therapists", INTEGER, team_row, therapists), .unit = "therapists", .minimum = 0, .maximum = 1000, .fallback = "0", \
      .doc = "Therapists when service begins; 0 and no hires: there is always room.", .moves = "waiting, starts" }, \
    { ROW("caseload", INTEGER, team_row, caseload), .unit = "families", .minimum = 1, .maximum = 100, .fallback = "1", \
      .doc = "How many families a therapist sees at a time.", .usual = "4 for MST (Positive Families Partnership), 10 to 12 for FFT (NICE CG77)", .moves = "waiting, starts" }, \
    { ROW("supervisors", INTEGER, team_row, supervisors), .unit = "supervisors", .minimum = 0, .maximum = 1000, .fallback = "0", \
      .doc = "Supervisors when service begins; 0 and none hired: supervision is never short.", .moves = "days averted, delivery cost" }, \
    { ROW("supervision_ratio", QUANTITY, team_row, supervision_ratio), .unit = "therapists per supervisor", .minimum = 0.1, .maximum = 1000, .fallback = "8", \
      .doc = "How many therapists a supervisor can carry; with more, supervision is short.", .usual = "4 to 8, assumed", .moves = "days averted" }, \
    { ROW("unsupervised_effect", QUANTITY, team_row, unsupervised_effect), .unit = "ratio", .minimum = 0, .maximum = 1, .fallback = "1", \
      .doc = "Multiplies the logarithm of the hazard ratio of courses begun while supervision is short.", .moves = "days averted" }, \
    { ROW("turnover_per_year", QUANTITY, team_row, turnover_per_year), .unit = "per year", .minimum = 0, .maximum = 3, .fallback = "0", \
      .doc = "The rate at which each therapist and supervisor leaves; who leaves takes no new family and ends the courses begun.", \
      .usual = "0.16 (children's social workers, DfE workforce statistics 2023)", .moves = "waiting, starts" }, \
    { ROW("vacancy_days", QUANTITY, team_row, vacancy_days), .unit = "days", .minimum = 0, .maximum = 3650, .fallback = "0", \
      .doc = "How long it takes until someone who left is replaced.", .moves = "waiting, starts" }, \
    { ROW("ramp_days", QUANTITY, team_row, ramp_days), .unit = "days", .minimum = 0, .maximum = 3650, .fallback = "0", \
      .doc = "Over how many days the places of a therapist who joins after service has begun open one by one.", .moves = "waiting, starts" }, \
    { ROW("hires", MAP, team_row, hires), .rows = &hire_rows, .fallback = "{}", .doc = "Therapists and supervisors who join or leave later." }, \
    { ROW_NEST("hiring", hiring_rows), .fallback = "", .otherwise = "nobody is hired but by date", .doc = "Hires therapists while the line is long." }

static const setting team_row_list[] = {
    { ROW("title", TEXT, team_row, title), .fallback = FALLBACK_NAME, .doc = "The team's name in reports." },
    { ROW("shared", TEXT, team_row, shared), .fallback = "", .otherwise = "the team is the site's own",
      .doc = "The shared team that serves this site too; its therapy, provider and staff are written there." },
    { ROW("therapy", TEXT, team_row, therapy), .fallback = "", .otherwise = "that of the shared team", .doc = "The therapy that the team offers." },
    { ROW("share", QUANTITY, team_row, share), .unit = "share", .minimum = 1e-6, .maximum = 1, .fallback = "1",
      .doc = "The team's share of the families whose band it takes, in proportion to that of the site's other teams that take it.", .moves = "waiting, starts" },
    { ROW("bands", NAMES, team_row, bands), .fallback = "[]", .doc = "The risk bands that the team takes; none named: all. A child whose band no team takes is not accepted.",
      .moves = "starts" },
    STAFF_ROWS,
};

const settings team_rows = SETTINGS("team", "Therapists who offer one therapy in a site, with their own line of families.", team_row_list, team_row);

static const setting shared_team_row_list[] = {
    { ROW("title", TEXT, team_row, title), .fallback = FALLBACK_NAME, .doc = "The team's name in reports." },
    { ROW("therapy", TEXT, team_row, therapy), .doc = "The therapy that the team offers." },
    STAFF_ROWS,
    { ROW("cost_shares", SHARES, team_row, cost_shares), .unit = "share", .minimum = 0, .maximum = 1, .fallback = "",
      .otherwise = "by families started with it so far, equally before any start",
      .doc = "Which share of its salaries, training and licence each of its sites bears.",
      .moves = "delivery cost of contracts that cover some of its sites" },
};

const settings shared_team_rows =
    SETTINGS("shared team", "Therapists who offer one therapy in several sites, with one line of families. Service begins with the first of the sites.", shared_team_row_list,
             team_row);
