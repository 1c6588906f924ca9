#include "advise/benchmarks.h"

#include <math.h>
#include <string.h>

#include "report/tables.h"
#include "run/run.h"
#include "world/inputs.h"

/* One row a benchmark: what is worked out of a contract's means, the range that has been published, of whom, and what to ask where it lies outside. */

typedef double worked_out(const result *of, size_t contract);

typedef struct {
    const char *title;
    const char *unit;
    worked_out *value;
    double low, high;
    const char *published; /* by whom */
    const char *below, *above; /* the question; NULL: none */
} benchmark;

static told told_at(const result *of, const char *name, metric_level level, size_t object)
{
    const size_t index = columns_find(&of->columns, name, level, object, 0);
    return index == COLUMN_NONE ? (told){ .mean = (double)NAN, .quantile = { (double)NAN, (double)NAN, (double)NAN, (double)NAN } } : result_told(of, index);
}

static double mean_of(const result *of, const char *name, size_t contract)
{
    return told_at(of, name, LEVEL_CONTRACT, contract).mean;
}

static double ratio_of(double a, double b)
{
    return b > 0 ? a / b : (double)NAN;
}

static double cost_a_family(const result *of, size_t c)
{
    return mean_of(of, "delivery_cost_per_family_gbp", c);
}

/** Before limits. */
static double earned(const result *of, size_t c)
{
    return mean_of(of, "outcomes_payments_accrued_gbp", c) + mean_of(of, "lost_to_caps_gbp", c);
}

static double price_a_payable_day(const result *of, size_t c)
{
    const double days = mean_of(of, "days_payable", c);
    return days >= 1 ? ratio_of(earned(of, c), days) : (double)NAN;
}

static double price_a_day_averted(const result *of, size_t c)
{
    const told days = told_at(of, "days_averted", LEVEL_CONTRACT, c);
    return days.mean > 2 * days.se ? ratio_of(mean_of(of, "outcomes_payments_paid_gbp", c), days.mean) : (double)NAN;
}

static double rate_before_cap(const result *of, size_t c)
{
    return told_at(of, "investor_irr_before_cap_per_year", LEVEL_CONTRACT, c).quantile[3];
}

static double multiple_before_cap(const result *of, size_t c)
{
    return told_at(of, "investor_moic_before_cap", LEVEL_CONTRACT, c).quantile[3];
}

static double committed(const result *of, size_t c)
{
    const capital_settings *capital = &of->scenario->contracts.items[c].capital;
    double sum = capital->tranches.count > 0 || capital->commitment_gbp.draw >= 0 ? 0 : capital->commitment_gbp.value;
    for (size_t t = 0; t < capital->tranches.count; t++) {
        const quantity commitment = capital->tranches.items[t].commitment_gbp;
        sum += commitment.draw < 0 ? commitment.value : (double)NAN;
    }
    return sum;
}

static double peak_of_commitment(const result *of, size_t c)
{
    return ratio_of(mean_of(of, "peak_funding_gbp", c), committed(of, c));
}

static double limit_by_payments(const result *of, size_t c)
{
    const quantity limit = of->scenario->contracts.items[c].limit_gbp;
    return limit.draw < 0 && limit.value >= 0 ? ratio_of(limit.value, earned(of, c)) : (double)NAN;
}

static double paid_anyway(const result *of, size_t c)
{
    return ratio_of(mean_of(of, "non_additional_payment_gbp", c), mean_of(of, "outcomes_payments_paid_gbp", c));
}

/** Of the days that children would spend in care without the programme, those in the dearest of the placements that more than a hundredth of them go to. */
static double days_in_homes(const result *of, size_t c)
{
    const scenario *self = of->scenario;
    double all = 0, dearest = 0, homes = 0;
    (void)c;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t s = 0; s < self->states.count; s++) {
            const state_row *state = &self->states.items[s];
            char name[192];
            snprintf(name, sizeof name, "care_days_by_placement_untreated_%s", state->name);
            const double days = state->class_of == CLASS_CARE ? told_at(of, name, LEVEL_PROGRAMME, 0).mean : 0;
            if (pass == 0) {
                all += days;
            } else if (days > 0.03 * all && input_middle(self, state->day_cost_gbp) > dearest) {
                dearest = input_middle(self, state->day_cost_gbp);
                homes = days;
            }
        }
    }
    return ratio_of(homes, all);
}

static const benchmark benchmarks[] = {
    { "Delivery cost per family started", "GBP", cost_a_family, 9000, 22000, "Essex 15,200; Norfolk 10,500 to 22,000; Suffolk at most 10,600 (INDIGO, Social Finance; ours)",
      "which of staff, supervision, management and premises is left out?", "how many families does a therapist see a year, and what does a place cost that is empty?" },
    { "Price of a payable day", "GBP", price_a_payable_day, 20, 73, "Norfolk 57, Essex 69 to 73, London about 39, Suffolk 20 to 36 (INDIGO; ours)", "does it cover delivery at the volumes expected?",
      "what does the council save on a day that would have been in care?" },
    { "Payment per day averted", "GBP", price_a_day_averted, 29, 180, "Stronger Families 29 by its own count; an average day in care cost 180 to 270 (National Audit Office)", NULL,
      "a day averted costs more than a day in care: what is paid would mostly have happened anyway" },
    { "Investor's rate of return, before a cap", "per year", rate_before_cap, 0, 0.15, "8 to 12 % expected (New Philanthropy Capital), 8.3 % planned in Essex",
      "would anyone invest who expects to lose?", "what keeps it there: a cost left out, or a cap or sharing that the file does not have?" },
    { "Money multiple, before a cap", "ratio", multiple_before_cap, 1, 2, "Essex 1.26 to 1.39 (Room151; ours)", NULL, "see the rate of return" },
    { "Most ever in, of the commitment", "share", peak_of_commitment, 0.3, 1, "Norfolk 0.37 to 1, Suffolk 0.49 to 1 (INDIGO)", "is so much capital needed?", "who carries the rest?" },
    { "Limit by expected payments", "ratio", limit_by_payments, 1.02, 2, "Essex 1.06, Norfolk about 1.3 (INDIGO, Eastern Daily Press; ours)", "the limit, not the price, decides what is paid: who bears what is above?",
      "does the limit protect anyone?" },
    { "Paid for what would have happened anyway", "share", paid_anyway, 0, 0.67, "contracts allow for 0 to 0.33 (INDIGO); none has measured it", NULL,
      "what in the terms would pay less if the therapy did nothing?" },
    { "Days in children's homes, of days in care", "share", days_in_homes, 0.1, 0.3, "16 to 28 % meets national average prices (National Audit Office; ours)", "are these children so much easier to place?",
      "are these children so much harder to place?" },
};

/** Prints a row; who published its range stands below it where `with_source`. */
static void benchmark_print(const benchmark *row, double number, bool with_source, FILE *out)
{
    char text[48], low[48], high[48];
    plain_number(text, row->unit, number);
    plain_number(low, row->unit, row->low);
    plain_number(high, row->unit, row->high);
    const char *question = number < row->low ? row->below : number > row->high ? row->above : NULL;
    fprintf(out, "  %-42s %10s%s, published %s to %s\n", row->title, text, number < row->low ? "  low" : number > row->high ? "  high" : "", low, high);
    if (with_source) {
        fprintf(out, "      %s\n", row->published);
    }
    if (question) {
        fprintf(out, "      ask: %s\n", question);
    }
}

#define BENCHMARKS (sizeof benchmarks / sizeof benchmarks[0])

/** Prints the rows of a contract that are defined, below a heading where there are any; `sourced` marks those whose source has been told. */
static void contract_print(const result *of, size_t contract, bool sourced[], FILE *out)
{
    bool headed = false;
    for (size_t i = 0; i < BENCHMARKS; i++) {
        const double number = benchmarks[i].value(of, contract);
        if (isnan(number)) {
            continue;
        }
        if (!headed) {
            fprintf(out, "Contract %s, about, from %d futures, beside what such contracts have published:\n", of->scenario->contracts.items[contract].name,
                    2 * BENCHMARK_WORLDS);
            headed = true;
        }
        benchmark_print(&benchmarks[i], number, !sourced[i], out);
        sourced[i] = true;
    }
}

bool benchmarks_print(const scenario *self, FILE *out)
{
    scenario few = *self; /* the same in fewer worlds; owns nothing */
    result *of = NULL;
    bool sourced[BENCHMARKS] = { false };
    few.run.worlds = BENCHMARK_WORLDS;
    few.run.histories = 2;
    if (self->contracts.count == 0) {
        return true;
    }
    if (run_scenario(&few, &(run_options){ .threads = 1 }, &of) != RUN_DONE) {
        return false;
    }
    for (size_t c = 0; c < self->contracts.count; c++) {
        contract_print(of, c, sourced, out);
    }
    result_free(of);
    return true;
}
