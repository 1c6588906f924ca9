#include "intake/intake.h"
#include "load/rows.h"
#include "records/scenario.h"

static const char *const between_site_years[] = { "site_years", NULL };

static const setting locality_row_list[] = {
    { ROW("share", QUANTITY, locality_row, share), .unit = "share", .maximum = 1, .doc = "The share of the site's families who live here; together 1." },
    { ROW("ratio", QUANTITY, locality_row, ratio), .unit = "ratio", .minimum = 0, .maximum = 100, .fallback = "1",
      .doc = "The hazard ratio of children here, on transitions where place acts.", .moves = "which children enter care" },
    { ROW("completion_ratio", QUANTITY, locality_row, completion_ratio), .unit = "ratio", .minimum = 0, .maximum = 10, .fallback = "1",
      .doc = "Multiplies the therapy's completion share here; the share stays at most 1.", .moves = "completions, days averted" },
};

static const settings locality_rows = SETTINGS("locality", "A part of a site.", locality_row_list, locality_row);

static const setting site_cohort_row_list[] = {
    { ROW("intake", KIND, site_cohort_row, intake), .family = &intake_family, .doc = "How many families are referred a month, as planned.",
      .usual = "80 starts a year (Norfolk's plan: GO Lab INDIGO)", .moves = "starts, and with them everything else" },
    { ROW("first_year_volume", QUANTITY, site_cohort_row, first_year_volume), .unit = "ratio", .minimum = 0, .maximum = 5, .fallback = "1",
      .doc = "Actual referrals over planned ones in the first 12 months.", .usual = "0.68 (Essex 0.66, Norfolk 0.74: Essex year in review 2014, Better Society Capital)",
      .moves = "starts, payments, returns" },
    { ROW("later_volume", QUANTITY, site_cohort_row, later_volume), .unit = "ratio", .minimum = 0, .maximum = 5, .fallback = "1",
      .doc = "Actual referrals over planned ones after the first 12 months.", .usual = "0.9 (0.87 and 0.76 in New South Wales)", .moves = "starts, payments, returns" },
    { ROW("opens", DATE, site_cohort_row, opens), .fallback = "", .otherwise = "when the site starts",
      .doc = "The first day of the cohort's referrals; plan, volumes and ramp count from the service month that holds it.", .moves = "starts" },
    { ROW("closes", DATE, site_cohort_row, closes), .fallback = "", .otherwise = "when the site closes", .doc = "The last day of the cohort's referrals.",
      .moves = "starts" },
    { ROW("seasons", NUMBERS, site_cohort_row, seasons), .unit = "ratio", .minimum = 0, .maximum = 12, .fallback = "[]",
      .doc = "Twelve factors on referrals by calendar month, January first; none: all months are alike.", .moves = "when families start" },
    { ROW("ramp_months", INTEGER, site_cohort_row, ramp_months), .unit = "months", .minimum = 0, .maximum = 120, .fallback = "0",
      .doc = "Over how many first months the volume rises to full in equal steps; 0: full from the first." },
    { ROW("site_year_ratio", SPREAD, site_cohort_row, site_year_ratio), .choices = between_site_years, .unit = "ratio", .minimum = 0, .maximum = 100, .fallback = "1",
      .doc = "How much good and bad years differ: multiplies the volume of all months of a service year.",
      .usual = "log-sd 0.12 (year-to-year variation of local care entries, DfE 2019)", .moves = "how much starts vary" },
};

static const settings site_cohort_rows = SETTINGS("cohort of a site", "The referrals of one cohort, named by its key, in this site.", site_cohort_row_list, site_cohort_row);

static const setting fund_row_list[] = {
    { ROW("from", DATE, site_row, fund_from), .doc = "The first day of completions after which families can ask for it." },
    { ROW("uptake", QUANTITY, site_row, fund_uptake), .unit = "share", .maximum = 1, .doc = "The share of families who complete from then on and ask for it.",
      .moves = "days averted, delivery cost" },
    { ROW("gbp_per_use", QUANTITY, site_row, fund_gbp_per_use), .unit = "GBP", .minimum = 0, .maximum = 1e6, .fallback = "0", .doc = "What one family's use costs.",
      .moves = "delivery cost" },
    { ROW("uses_per_month", INTEGER, site_row, fund_uses_per_month), .unit = "families", .minimum = 0, .maximum = 100000, .fallback = "0",
      .doc = "How many families get it in a calendar month, first come first served; 0: no limit." },
    { ROW("half_life_ratio", QUANTITY, site_row, fund_half_life_ratio), .unit = "ratio", .minimum = 0.01, .maximum = 100, .fallback = "1",
      .doc = "Multiplies the half-life of waning effects of families who had it.", .usual = "1, assumed: no trial tells", .moves = "days averted" },
};

static const settings fund_rows = SETTINGS("psychology fund", "Pays for individual therapy after the course.", fund_row_list, site_row);

static const setting support_row_list[] = {
    { ROW("from", DATE, site_row, support_from), .doc = "It acts from the first service month that begins on this day or later." },
    { ROW("locality", TEXT, site_row, support_locality), .fallback = "", .otherwise = "the locality with the lowest completion ratio in the world",
      .doc = "The locality that is supported." },
    { ROW("referral_ratio", QUANTITY, site_row, support_referral_ratio), .unit = "ratio", .minimum = 0, .maximum = 10, .fallback = "1",
      .doc = "Multiplies the locality's referrals from then on.", .moves = "starts" },
    { ROW("completion_ratio", QUANTITY, site_row, support_completion_ratio), .unit = "ratio", .minimum = 0, .maximum = 10, .fallback = "1",
      .doc = "Multiplies the completion share of the locality's families referred from then on.", .moves = "completions, days averted" },
};

static const settings support_rows = SETTINGS("targeted support", "Support of the site's weakest locality from a day on.", support_row_list, site_row);

static const setting site_row_list[] = {
    { ROW("title", TEXT, site_row, title), .fallback = FALLBACK_NAME, .doc = "The site's name in reports." },
    { ROW("council", TEXT, site_row, council), .fallback = FALLBACK_NAME, .doc = "The council that pays for its children's care." },
    { ROW("therapy", TEXT, site_row, therapy), .fallback = "", .otherwise = "each of the site's teams has its own",
      .doc = "The therapy that families here are offered." },
    { ROW("provider", TEXT, site_row, provider), .fallback = "\"provider\"", .doc = "The body that employs the team and keeps an account of its own." },
    { ROW("starts", DATE, site_row, starts), .doc = "The first day of referrals." },
    { ROW("closes", DATE, site_row, closes), .doc = "The last day of referrals and of first sessions.", .moves = "starts" },
    { ROW("ratio", QUANTITY, site_row, ratio), .unit = "ratio", .minimum = 0, .maximum = 100, .fallback = "1",
      .doc = "The hazard ratio of children here, on transitions where place acts.",
      .usual = "log-sd 0.4 between local authorities (starts aged 10-15, DfE 2019)", .moves = "which children enter care" },
    { ROW("localities", MAP, site_row, localities), .rows = &locality_rows, .fallback = "{}", .doc = "Parts of the site." },
    { ROW("cohorts", MAP, site_row, cohorts), .rows = &site_cohort_rows, .doc = "The referrals of each cohort here." },
    { ROW_NEST("targeted_support", support_rows), .fallback = "", .otherwise = "there is none", .doc = "Support of the site's weakest locality from a day on." },
    { ROW("local_entries_per_year", QUANTITY, site_row, local_entries_per_year), .unit = "children per year", .minimum = 0, .maximum = 1e5, .fallback = "",
      .otherwise = "not said", .doc = "How many children of these ages enter care in the area in a year; only `lint` looks at it.",
      .usual = "half of a county's entries are teenagers' (DfE)" },
    { ROW("volume_walk_sd_per_year", QUANTITY, site_row, volume_walk_sd_per_year), .unit = "log ratio", .minimum = 0, .maximum = 0.5, .fallback = "0",
      .doc = "How far volume drifts: from the second service year the log of all cohorts' volume takes a step of this standard deviation a year, the same in every "
             "history of a world, its mean left as it is; good and bad years that pass are site_year_ratio.",
      .usual = "0, or 0.1 to 0.2 where referrals depend on a council's policy (A)", .moves = "how uncertain starts of later years are" },
    { ROW("closure_per_year", QUANTITY, site_row, closure_per_year), .unit = "per year", .minimum = 0, .maximum = 10, .fallback = "0",
      .doc = "The rate at which the site closes before its time; a date is drawn in each history.", .moves = "starts, payments, returns" },
    { ROW("therapists", INTEGER, site_row, therapists), .unit = "therapists", .minimum = 0, .maximum = 1000, .fallback = "0",
      .doc = "Therapists at the start; 0 and no hires: there is always room.", .moves = "waiting, starts" },
    { ROW("caseload", INTEGER, site_row, caseload), .unit = "families", .minimum = 1, .maximum = 100, .fallback = "1",
      .doc = "How many families a therapist sees at a time.", .usual = "4 for MST (Positive Families Partnership), 10 to 12 for FFT (NICE CG77)", .moves = "waiting, starts" },
    { ROW("hires", MAP, site_row, hires), .rows = &hire_rows, .fallback = "{}", .doc = "Therapists who join or leave later." },
    { ROW("teams", MAP, site_row, teams), .rows = &team_rows, .fallback = "{}",
      .doc = "The site's teams; none written: one, named after the site, of the site's own therapy, provider, therapists, caseload and hires." },
    { ROW_NEST("psychology_fund", fund_rows), .fallback = "", .otherwise = "there is none", .doc = "Pays for individual therapy after the course." },
};

const settings site_rows = SETTINGS("site", "Where the programme runs: dates, volumes, team.", site_row_list, site_row);
