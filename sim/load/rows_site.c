#include <math.h>

#include "intake/intake.h"
#include "load/rows.h"
#include "records/scenario.h"

static const char *const between_site_years[] = { "site_years", NULL };

static const setting locality_row_list[] = {
    { ROW("share", QUANTITY, locality_row, share), .unit = "share", .maximum = 1, .doc = "The share of the site's families who live here; together 1." },
    { ROW("ratio", QUANTITY, locality_row, ratio), .unit = "ratio", .minimum = 0, .maximum = 100, .fallback = "1",
      .doc = "The hazard ratio of children here, on transitions where place acts.", .moves = "which children enter care" },
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
    { ROW("ramp_months", INTEGER, site_cohort_row, ramp_months), .unit = "months", .minimum = 0, .maximum = 120, .fallback = "0",
      .doc = "Over how many first months the volume rises to full in equal steps; 0: full from the first." },
    { ROW("site_year_ratio", SPREAD, site_cohort_row, site_year_ratio), .choices = between_site_years, .unit = "ratio", .minimum = 0, .maximum = (double)INFINITY, .fallback = "1",
      .doc = "How much good and bad years differ: multiplies the volume of all months of a service year.",
      .usual = "log-sd 0.12 (year-to-year variation of local care entries, DfE 2019)", .moves = "how much starts vary" },
};

static const settings site_cohort_rows = SETTINGS("cohort of a site", "The referrals of one cohort, named by its key, in this site.", site_cohort_row_list, site_cohort_row);

static const setting hire_row_list[] = {
    { ROW("from", DATE, hire_row, from), .doc = "The date on which they join or leave." },
    { ROW("therapists", INTEGER, hire_row, therapists), .unit = "therapists", .minimum = -1000, .maximum = 1000, .doc = "How many join; negative: how many leave.",
      .moves = "waiting, starts" },
};

static const settings hire_rows = SETTINGS("hire", "Therapists who join or leave on a date.", hire_row_list, hire_row);

static const setting site_row_list[] = {
    { ROW("title", TEXT, site_row, title), .fallback = FALLBACK_NAME, .doc = "The site's name in reports." },
    { ROW("council", TEXT, site_row, council), .fallback = FALLBACK_NAME, .doc = "The council that pays for its children's care." },
    { ROW("therapy", TEXT, site_row, therapy), .doc = "The therapy that families here are offered." },
    { ROW("starts", DATE, site_row, starts), .doc = "The first day of referrals." },
    { ROW("closes", DATE, site_row, closes), .doc = "The last day of referrals and of first sessions.", .moves = "starts" },
    { ROW("ratio", QUANTITY, site_row, ratio), .unit = "ratio", .minimum = 0, .maximum = 100, .fallback = "1",
      .doc = "The hazard ratio of children here, on transitions where place acts.",
      .usual = "log-sd 0.4 between local authorities (starts aged 10-15, DfE 2019)", .moves = "which children enter care" },
    { ROW("localities", MAP, site_row, localities), .rows = &locality_rows, .fallback = "{}", .doc = "Parts of the site." },
    { ROW("cohorts", MAP, site_row, cohorts), .rows = &site_cohort_rows, .doc = "The referrals of each cohort here." },
    { ROW("therapists", INTEGER, site_row, therapists), .unit = "therapists", .minimum = 0, .maximum = 1000, .fallback = "0",
      .doc = "Therapists at the start; 0 and no hires: there is always room.", .moves = "waiting, starts" },
    { ROW("caseload", INTEGER, site_row, caseload), .unit = "families", .minimum = 1, .maximum = 100, .fallback = "1",
      .doc = "How many families a therapist sees at a time.", .usual = "4 for MST (Positive Families Partnership), 10 to 12 for FFT (NICE CG77)", .moves = "waiting, starts" },
    { ROW("hires", MAP, site_row, hires), .rows = &hire_rows, .fallback = "{}", .doc = "Therapists who join or leave later." },
};

const settings site_rows = SETTINGS("site", "Where the programme runs: dates, volumes, team.", site_row_list, site_row);
