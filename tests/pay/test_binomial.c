#include "support/expect.h"
#include "support/scenario_text.h"

#include <gsl/gsl_randist.h>

#define FAMILIES 37
#define PRICE 8431.5
#define REPLICATES 6000

/* 37 children, alike and independent, who never come home again; one milestone: still out on day 365; bands 0.35 -> 0.2 and 0.55 -> 1, straight between; one period.
 *
 *  A child starts at a time of its day that is uniform, u days after midnight, and is out on the midnight that ends day 365, 366 - u days later:
 *  p = E exp(-(366 - u) / 613) = 613 exp(-366 / 613) (exp(1 / 613) - 1). With X of 37 out, X ~ Binomial(37, p), the contract pays X x price x f(X / 37). */
static const char *const patches[] = {
    "{\"transitions\": {\"return_home\": null}, \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [37]}}}}},"
    " \"contracts\": {\"days\": {\"claims\": {\"period_months\": 120}, \"terms\": {\"day\": {\"unit\": {\"kind\": \"still_out\"}, \"window\": {\"length_days\": 365},"
    "   \"price_gbp\": 8431.5, \"success\": {\"rates\": [0.35, 0.55], \"pays\": [0.2, 1], \"between\": \"linear\"}}}}}}",
    NULL
};

static double band(double rate)
{
    const double between = 0.2 + (rate - 0.35) / 0.2 * 0.8;
    return rate < 0.35 ? 0.0 : fmin(1.0, between);
}

static double exact_mean(double p)
{
    double sum = 0.0;
    for (unsigned x = 0; x <= FAMILIES; x++) {
        sum += gsl_ran_binomial_pdf(x, p, FAMILIES) * (double)x * PRICE * band((double)x / FAMILIES);
    }
    return sum;
}

static void payment_between_two_thresholds_is_the_binomial_sum(void **state)
{
    (void)state;
    test_engine engine;
    test_engine_make(&engine, scenario_small, patches);
    double sum = 0.0, squares = 0.0, out = 0.0;
    for (uint32_t i = 0; i < REPLICATES; i++) {
        const contract_outcome *found = &test_engine_run(&engine, i / 2, i % 2)->contracts[0];
        const double paid = (double)found->ledger.accrued_total / 100.0;
        double achieved = 0.0;
        for (size_t k = 0; k < found->treated.periods; k++) {
            achieved += found->treated.achieved[k];
        }
        expect_close(paid, achieved * PRICE * band(achieved / FAMILIES), 0.011);
        sum += paid;
        squares += paid * paid;
        out += achieved;
    }
    const double mean = sum / REPLICATES;
    const double error = sqrt((squares / REPLICATES - mean * mean) / REPLICATES);
    const double p = 613.0 * exp(-366.0 / 613.0) * expm1(1.0 / 613.0);
    expect_close(out / REPLICATES / FAMILIES, p, 5.0 * sqrt(p * (1.0 - p) / FAMILIES / REPLICATES));
    expect_close(mean, exact_mean(p), 5.0 * error);
    expect_true(fabs(mean - FAMILIES * p * PRICE * band(p)) > 10.0 * error); /* the payment at the mean is another: the test can tell them apart */
    test_engine_free(&engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(payment_between_two_thresholds_is_the_binomial_sum) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
