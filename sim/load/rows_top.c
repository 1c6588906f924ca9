#include "load/rows.h"
#include "records/scenario.h"

static const setting run_row_list[] = {
    { ROW("seed", INTEGER, run_settings, seed), .minimum = 0, .maximum = 9007199254740991.0, .fallback = "1",
      .doc = "The number from which all chance of a run is made: the same seed gives the same results to the last digit." },
    { ROW("worlds", INTEGER, run_settings, worlds), .unit = "worlds", .minimum = 1, .maximum = 1000000, .fallback = "5000",
      .doc = "How many times the uncertain inputs are drawn.", .moves = "standard errors and how well percentiles are known" },
    { ROW("histories", INTEGER, run_settings, histories), .unit = "histories", .minimum = 1, .maximum = 1000, .fallback = "2",
      .doc = "How many runs of chance each world gets; two or more tell luck from uncertainty.", .moves = "the luck share of every result" },
};

static const settings run_rows = SETTINGS("run", "How much is simulated, and from which seed.", run_row_list, run_settings);

static const char *const coupling_choices[] = { "both", "independent", "shared", NULL };

static const setting reporting_row_list[] = {
    { ROW("window_days", INTEGER, reporting_settings, window_days), .unit = "days", .minimum = 1, .maximum = 6574, .fallback = "1095",
      .doc = "For how many days after its start of therapy a child is followed in the results.",
      .usual = "1,095 (three years, as in Norfolk's contract: GO Lab INDIGO)", .moves = "days out of care, days averted, value" },
    { ROW("at_days", NUMBERS, reporting_settings, at_days), .unit = "days", .minimum = 1, .maximum = 6574, .fallback = "[365, 548, 730, 1095]",
      .doc = "The days after the start at which results tell how many children are out of care.", .moves = "the metrics at day N" },
    { ROW("as_of", DATE, reporting_settings, as_of), .fallback = "", .otherwise = "everything is counted to its end",
      .doc = "The report date: what happens after it is not counted.", .moves = "every metric" },
    { ROW("coupling", CHOICE, reporting_settings, coupling), .choices = coupling_choices, .fallback = "\"shared\"",
      .doc = "Luck with and without the programme: the same (shared), separate besides (both), or separate alone, without headlines of differences.",
      .moves = "whether separate luck is told of; with independent alone also whether differences are" },
};

static const settings reporting_rows =
    SETTINGS("reporting", "What results are told of: the window after the start, the days N and the report date.", reporting_row_list,
             reporting_settings);

static const char *const stand_choices[] = { "together", "rivals", NULL };

static const setting scenario_row_list[] = {
    { ROW("schema", TEXT, scenario, schema), .doc = "The form of the file: \"edgecare/3\"." },
    { ROW("name", TEXT, scenario, name), .doc = "A short name of the scenario, used in outputs." },
    { ROW("title", TEXT, scenario, title), .fallback = "", .otherwise = "the name", .doc = "A title for reports." },
    { ROW("note", TEXT, scenario, note), .fallback = "", .doc = "What a reader should know about the scenario as a whole." },
    { ROW("left_out", NAMES, scenario, left_out), .fallback = "[]", .doc = "What the scenario knowingly does not model, one sentence each." },
    { ROW("starts", DATE, scenario, starts), .doc = "Day 0 of all times; no site and no contract starts earlier." },
    { ROW("run", OBJECT, scenario, run), .rows = &run_rows, .fallback = "{}", .doc = "How much is simulated, and from which seed." },
    { ROW("reporting", OBJECT, scenario, reporting), .rows = &reporting_rows, .fallback = "{}", .doc = "What results are told of." },
    { ROW("inputs", MAP, scenario, inputs), .rows = &input_rows, .fallback = "{}",
      .doc = "Numbers with a name, each drawn once a world, of which several settings are made: {\"of\": NAME, \"times\": 1, \"plus\": 0}.",
      .moves = "what the settings made of it move, together" },
    { ROW("states", MAP, scenario, states), .rows = &state_rows, .doc = "Where a child can be: at home, with kin, in a kind of care, elsewhere." },
    { ROW("transitions", MAP, scenario, transitions), .rows = &transition_rows, .fallback = "{}",
      .doc = "How children move between states: entering care, going home, changing placement." },
    { ROW("people", OBJECT, scenario, people), .rows = &people_rows, .doc = "Who is referred, and how families differ." },
    { ROW("cohorts", MAP, scenario, cohorts), .rows = &cohort_rows, .doc = "Groups of referrals by where the child is then: at the edge of care, in care." },
    { ROW("therapies", MAP, scenario, therapies), .rows = &therapy_rows, .doc = "What families are offered, and what it does." },
    { ROW("shared_teams", MAP, scenario, shared_teams), .rows = &shared_team_rows, .fallback = "{}",
      .doc = "Teams that serve several sites with one line of families; each of these sites names it among its teams.", .moves = "waiting, starts, delivery cost" },
    { ROW("sites", MAP, scenario, sites), .rows = &site_rows, .doc = "Where the programme runs: dates, volumes, teams." },
    { ROW("shocks", MAP, scenario, shocks), .rows = &shock_rows, .fallback = "{}", .doc = "Times in which transitions are quicker or slower for everyone." },
    { ROW("mixtures", MAP, scenario, mixtures), .rows = &mixture_rows, .fallback = "{}",
      .doc = "Rival views of the world, one of which holds in each world: numbers may be given by view.", .moves = "results by view" },
    { ROW("gaming", OBJECT, scenario, gaming), .rows = &gaming_rows, .fallback = "{}",
      .doc = "What a careless or dishonest delivery would do: choose families, put entries off, widen the threshold.", .moves = "what is paid without effect" },
    { ROW("contracts", MAP, scenario, contracts), .rows = &contract_rows, .fallback = "{}",
      .doc = "Outcomes contracts, all settled on the same simulated families." },
    { ROW("contracts_stand", CHOICE, scenario, contracts_stand), .choices = stand_choices, .fallback = "\"together\"",
      .doc = "Whether all contracts are in force at once (together), or each is a proposal in place of the others (rivals): then nothing is summed over them.",
      .moves = "the programme's money" },
    { ROW("appraisal", OBJECT, scenario, appraisal), .rows = &appraisal_rows, .doc = "How days in care become value: prices, growth, discounting." },
    { ROW("published", MAP, scenario, published), .rows = &figure_rows, .fallback = "{}",
      .doc = "Figures published about the programme, with which the simulation is compared." },
    { ROW("views", MAP, scenario, views), .rows = &view_rows, .fallback = "{}",
      .doc = "Other accounts of the same programme, such as what its contract takes for granted: told beside this one, since no single account of what would have happened otherwise is known to be right.",
      .moves = "what stands beside this scenario's value" },
    { ROW("what_if", MAP, scenario, what_if), .rows = &what_if_rows, .fallback = "{}", .doc = "Questions to the scenario, by name: `edgecare what-if`, and --what-if of other commands." },
    { ROW("fitted_inputs", INTEGER, scenario, fitted_inputs), .unit = "inputs", .minimum = 0, .maximum = 1000, .fallback = "0",
      .doc = "How many inputs were set so that fitted figures are met.", .moves = "what verify says of the fit" },
    { ROW("sources", MAP, scenario, sources), .rows = &source_rows, .fallback = "{}", .doc = "Where numbers come from, by the key that stands beside them." },
};

const settings scenario_rows = SETTINGS("scenario", "One programme: children, therapy, sites, contracts and how they are valued.", scenario_row_list, scenario);
