#include "support/expect.h"

#include <string.h>

#include "run/run.h"
#include "support/scenario_text.h"

/* Monthly series of money are whole pence, and add up to the financial years of the same run. */

/** The sum over all financial years of a contract's metric: of means, in pounds. */
static double years_of(const result *from, const char *name, size_t contract)
{
    double sum = 0;
    for (size_t year = 0; year < columns_years(&from->columns); year++) {
        const size_t at = columns_find(&from->columns, name, LEVEL_YEAR, contract, year);
        assert_true(at != COLUMN_NONE);
        sum += from->of_column[at].summary.mean;
    }
    return sum;
}

static bool is_whole_pence(double pounds)
{
    return pounds == round(100 * pounds) / 100;
}

/** Checks the money of all contracts; returns how many series had a sum of years to be held against. */
static size_t check_money(const result *from, double tolerance)
{
    static const char *const of_years[] = { "payments_received_gbp", "delivery_cost_gbp", "capital_drawn_gbp", "distributed_gbp", "provider_carried_gbp" };
    size_t held = 0;
    for (size_t s = 0; s < from->series_count; s++) {
        const series_result *of = &from->series[s];
        double sum = 0;
        for (size_t m = 0; m < of->months; m++) {
            sum += of->mean[m];
            for (size_t q = 0; from->replicates == 1 && q < SERIES_QUANTILES; q++) {
                assert_true(of->quantile[q] == NULL || (is_whole_pence(of->mean[m]) && of->quantile[q][m] == of->mean[m]));
            }
        }
        for (size_t y = 0; y < sizeof of_years / sizeof of_years[0]; y++) {
            if (strcmp(of->name, of_years[y]) == 0) {
                expect_close(sum, years_of(from, of->name, of->contract), tolerance);
                held++;
            }
        }
    }
    return held;
}

static void monthly_money_is_whole_pence_and_adds_up_to_the_years(void **state)
{
    (void)state;
    static const int64_t worlds[] = { 1, 5 };
    for (size_t i = 0; i < 2; i++) {
        scenario *self = scenario_of_file("scenarios/stronger-families.json");
        self->run.worlds = worlds[i];
        self->run.histories = worlds[i];
        result *found = NULL;
        assert_int_equal(run_scenario(self, &(run_options){ .threads = 1 }, &found), RUN_DONE);
        assert_int_equal(check_money(found, 1e-6), 10);
        result_free(found);
        scenario_free(self);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(monthly_money_is_whole_pence_and_adds_up_to_the_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
