#include "support/expect.h"

#include <math.h>

#include "run/run.h"
#include "summarise/result.h"
#include "support/scenario_text.h"

/* Years add up: in every replicate what is told by financial year sums to what is told of the contract, to the penny. */

static double value_of(const result *from, const char *name, metric_level level, size_t contract, size_t at, size_t future)
{
    const size_t index = columns_find(&from->columns, name, level, contract, at);
    assert_true(index != COLUMN_NONE);
    return from->rows[future * from->columns.count + index];
}

static double years_sum(const result *from, const char *name, size_t contract, size_t future)
{
    double sum = 0;
    for (size_t y = 0; y < columns_years(&from->columns); y++) {
        sum += value_of(from, name, LEVEL_YEAR, contract, y, future);
    }
    return sum;
}

static void expect_years(const result *from, size_t contract, size_t future)
{
    static const char *const summed[] = {"starts", "payments_received_gbp", "delivery_cost_gbp", "cashable_saving_gbp", "commissioner_net_gbp", "commissioner_net_cashable_gbp",
                                         "capital_drawn_gbp", "distributed_gbp"};
    const contract_row *row = &from->scenario->contracts.items[contract];
    for (size_t i = 0; i < sizeof summed / sizeof summed[0]; i++) {
        expect_close(years_sum(from, summed[i], contract, future), value_of(from, summed[i], LEVEL_CONTRACT, contract, 0, future), 0.005);
    }
    for (size_t p = 0; p < row->payers.count; p++) {
        char name[256];
        snprintf(name, sizeof name, "payments_of_payer_gbp_%s", row->payers.items[p].name);
        expect_close(years_sum(from, name, contract, future), value_of(from, "payments_by_payer_gbp", LEVEL_PAYER, contract, p, future), 0.005);
    }
    for (size_t y = 0; y < columns_years(&from->columns); y++) { /* a year's lines add up too */
        const double outlay = value_of(from, "council_outlay_gbp", LEVEL_YEAR, contract, y, future);
        expect_close(value_of(from, "avoidable_saving_gbp", LEVEL_YEAR, contract, y, future) - outlay, value_of(from, "commissioner_net_gbp", LEVEL_YEAR, contract, y, future),
                     0.005);
        expect_close(value_of(from, "cashable_saving_gbp", LEVEL_YEAR, contract, y, future) - outlay,
                     value_of(from, "commissioner_net_cashable_gbp", LEVEL_YEAR, contract, y, future), 0.005);
    }
}

/** What is left of the limit at the end of the last year is the limit less all that was earned. */
static void expect_limit_left(const result *from, size_t contract, size_t future)
{
    const contract_row *row = &from->scenario->contracts.items[contract];
    const double left = value_of(from, "limit_left_gbp", LEVEL_YEAR, contract, columns_years(&from->columns) - 1, future);
    if (row->limit_gbp.draw >= 0 || row->limits_from.count > 0) {
        return;
    }
    if (row->limit_gbp.value < 0) {
        assert_true(isnan(left));
    } else {
        expect_close(left, row->limit_gbp.value - value_of(from, "outcomes_payments_accrued_gbp", LEVEL_CONTRACT, contract, 0, future), 0.01);
    }
}

static void years_sum_to_the_totals(void **state)
{
    (void)state;
    static const char *const files[] = {"scenarios/stronger-families.json", "scenarios/designs.json", "scenarios/positive-families-partnership.json", "tests/reference/money.json",
                                        "tests/reference/odd.json", "tests/reference/known.json", "tests/reference/clauses.json"};
    for (size_t f = 0; f < sizeof files / sizeof files[0]; f++) {
        scenario *self = scenario_of_file(files[f]);
        self->run.worlds = 3;
        self->run.histories = 2;
        result *from = NULL;
        assert_int_equal(run_scenario(self, &(run_options){.threads = 1}, &from), RUN_DONE);
        for (size_t c = 0; c < self->contracts.count; c++) {
            for (size_t r = 0; r < from->replicates; r++) {
                expect_years(from, c, r);
                expect_limit_left(from, c, r);
            }
        }
        result_free(from);
        scenario_free(self);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(years_sum_to_the_totals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
