#include "report/told_run.h"

#include <math.h>

#include "summarise/headline.h"

static void verdicts_keep_two_errors_from_their_thresholds(void **state)
{
    (void)state;
    static const struct {
        double chance, error;
        size_t worlds;
        verdict says;
    } cases[] = {
        {0.217, 0.021, 1000, VERDICT_LIKELY_LOSES}, {0.459, 0.021, 1000, VERDICT_CLOSE},        {0.457, 0.021, 1000, VERDICT_LIKELY_LOSES},
        {0.541, 0.021, 1000, VERDICT_CLOSE},        {0.543, 0.021, 1000, VERDICT_LIKELY_GAINS}, {0.943, 0.021, 1000, VERDICT_GAINS},
        {0.941, 0.021, 1000, VERDICT_LIKELY_GAINS}, {0.057, 0.021, 1000, VERDICT_LOSES},        {0.059, 0.021, 1000, VERDICT_LIKELY_LOSES},
        {0, 0, 1000, VERDICT_LOSES},                {0, 0, 31, VERDICT_LOSES},                  {0, 0, 29, VERDICT_LIKELY_LOSES}, /* 3 / 29 of futures may still gain */
        {1, 0, 29, VERDICT_LIKELY_GAINS},           {1, 0, 5, VERDICT_CLOSE},                   {1, 0, 1, VERDICT_CLOSE},
        {0.2, (double)NAN, 1000, VERDICT_CLOSE},    {(double)NAN, (double)NAN, 1000, VERDICT_UNTOLD},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (verdict_of(cases[i].chance, cases[i].error, cases[i].worlds) != cases[i].says) {
            fail_msg("chance %g, error %g, %zu worlds: %s", cases[i].chance, cases[i].error, cases[i].worlds,
                     verdict_words[verdict_of(cases[i].chance, cases[i].error, cases[i].worlds)]);
        }
    }
}

/** What a metric of the contract is made to be. */
typedef struct {
    const char *metric;
    double mean, low, high, error;
} made_number;

/** Overwrites what was found of a metric. */
static void make_number(result *from, const made_number *made)
{
    const size_t index = columns_find(&from->columns, made->metric, LEVEL_CONTRACT, 0, 0);
    assert_true(index != COLUMN_NONE);
    column_result *found = &from->of_column[index];
    found->summary.mean = found->ratio.ratio = made->mean;
    found->summary.se = found->ratio.se = made->error;
    for (size_t q = 0; q < SUMMARY_QUANTILES; q++) {
        found->summary.quantile[q] = made->low + (made->high - made->low) * (double)q / (SUMMARY_QUANTILES - 1);
    }
    found->summary.n = isnan(made->mean) ? 0 : 2;
}



static void sentences_follow_their_rules(void **state)
{
    (void)state;
    static const struct {
        size_t sentence;
        const char *says;
        made_number numbers[4];
    } cases[] = {
        {0, "More likely than not the council loses: it gains in 22 of 100 futures.", {{"commissioner_saves", 0.217, 0, 1, 0.02}}},
        {0, "More likely than not the council gains: it gains in 78 of 100 futures.", {{"commissioner_saves", 0.783, 0, 1, 0.02}}},
        {0, "Whether the council gains is too close to call: it gains in 48 of 100 futures.", {{"commissioner_saves", 0.483, 0, 1, 0.02}}},
        {0, "Almost surely the council loses: it gains in fewer than 1 of 100 futures.", {{"commissioner_saves", 0, 0, 0, 0}}},
        {0, "Almost surely the council gains: it gains in more than 99 of 100 futures.", {{"commissioner_saves", 1, 1, 1, 0}}},
        {0, "No family starts in any future.", {{"commissioner_saves", 0, 0, 0, 0}, {"starts", 0, 0, 0, 0}}},
        {0, "By separate luck alone no gain or loss is told.", {{"commissioner_saves", NAN, NAN, NAN, NAN}}},
        {1, "On average it is £1.0m worse off (-£3.4m to £1.7m), nominal; to age 18: -£0.2m.",
         {{"commissioner_net_gbp", -1041682, -3404379, 1712644, 21000}, {"commissioner_net_to_18_gbp", -187436, -3901676, 4452419, 31000}}},
        {1, "On average it is £640k better off (£410k to £990k), nominal; to age 18: £2.4m.",
         {{"commissioner_net_gbp", 640210, 412345, 987654, 2100}, {"commissioner_net_to_18_gbp", 2412345, 1412345, 3412345, 31000}}},
        {1, "On average too close to call: £0.1m (-£3.4m to £3.6m), nominal; to age 18: £2.4m.",
         {{"commissioner_net_gbp", 61682, -3404379, 3612644, 40000}, {"commissioner_net_to_18_gbp", 2412345, 1412345, 3412345, 31000}}},
        {1, "On average it is neither better nor worse off, nominal; to age 18: £0.", {{"commissioner_net_gbp", 0, 0, 0, 0}, {"commissioner_net_to_18_gbp", 0, 0, 0, 0}}},
        {2, "Payers pay £2.8m (£1.5m to £3.8m), £2.7m of it for what would happen anyway.",
         {{"outcomes_payments_paid_gbp", 2832021, 1485619, 3826368, 21000}, {"non_additional_payment_gbp", 2695594, 1316075, 3826368, 22000}}},
        {2, "Payers pay £2.8m (£1.5m to £3.8m); how much of it anyway, separate luck cannot tell.",
         {{"outcomes_payments_paid_gbp", 2832021, 1485619, 3826368, 21000}, {"non_additional_payment_gbp", NAN, NAN, NAN, NAN}}},
        {2, "Payers pay £1.8m (£1.0m to £2.6m), £1.8m of it for what would happen anyway.", /* to the same step, so that the part is not the larger */
         {{"outcomes_payments_paid_gbp", 1861234, 1000000, 2600000, 150000}, {"non_additional_payment_gbp", 1856123, 1000000, 2600000, 90000}}},
        {2, "Payers pay nothing in at least 95 of 100 futures.", {{"outcomes_payments_paid_gbp", 0, 0, 0, 0}}},
        {3, "Delivery costs £2.7m (£2.3m to £3.1m), or £12,000 for each of 230 families.",
         {{"delivery_cost_gbp", 2670476, 2275605, 3106346, 9000}, {"delivery_cost_per_family_gbp", 11634, 9000, 16342, 130}, {"starts", 230, 154, 309, 1}}},
        {3, "Delivery costs £2.7m (£2.3m to £3.1m).",
         {{"delivery_cost_gbp", 2670476, 2275605, 3106346, 9000}, {"delivery_cost_per_family_gbp", NAN, NAN, NAN, NAN}, {"starts", 0, 0, 0, 0}}},
        {4, "The investor has 1.2 times its £1.1m back (0.3 to 2.2), loses in 38 of 100.",
         {{"investor_moic", 1.234, 0.304, 2.197, 0.02}, {"capital_drawn_gbp", 1104529, 862268, 1549383, 9000}, {"investor_loses", 0.3775, 0, 1, 0.02}}},
        {4, "An investor stands ready, but nothing is drawn in any future.", {{"investor_moic", NAN, NAN, NAN, NAN}}},
        {5, "Of 100 futures: limit reached 15, paid without effect 1.",
         {{"cap_reached", 0.148, 0, 1, 0.02}, {"paid_without_effect", 0.01, 0, 1, 0.02}, {"funding_exhausted", 0.0099, 0, 1, 0.02}, {"contract_stopped_early", 0, 0, 0, 0}}},
        {5, "", {{"cap_reached", 0, 0, 0, 0}, {"paid_without_effect", 0, 0, 0, 0}, {"funding_exhausted", 0, 0, 0, 0}, {"contract_stopped_early", 0, 0, 0, 0}}},
    };
    told_run run;
    told_make(&run, "{\"contracts\": {\"days\": {\"capital\": {\"commitment_gbp\": 300000}}}}");
    run.run.self->run.worlds = 1000; /* as if, for the verdicts */
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        make_number(run.from, &(made_number){"starts", 230, 154, 309, 1});
        for (size_t n = 0; n < 4 && cases[i].numbers[n].metric; n++) {
            make_number(run.from, &cases[i].numbers[n]);
        }
        headline found;
        assert_true(headline_make(run.from, &found));
        expect_text(cases[i].sentence < HEADLINE_SENTENCES ? found.items[0].sentence[cases[i].sentence] : found.items[0].risks, cases[i].says);
        headline_free(&found);
    }
    told_free(&run);
}

static void without_capital_nothing_is_said_of_an_investor(void **state)
{
    (void)state;
    told_run run;
    headline found;
    told_make(&run, "{}");
    assert_true(headline_make(run.from, &found));
    assert_false(found.items[0].has_investor);
    expect_text(found.items[0].sentence[4], "No investor: nobody's capital waits for outcomes.");
    assert_null(headline_find(&found.items[0], "investor_moic"));
    assert_non_null(headline_find(&found.items[0], "starts"));
    headline_free(&found);
    told_free(&run);
}

static void numbers_are_those_of_the_result(void **state)
{
    (void)state;
    told_run run;
    headline found;
    told_make(&run, "{\"contracts\": {\"days\": {\"capital\": {\"commitment_gbp\": 300000}}}}");
    assert_true(headline_make(run.from, &found));
    assert_int_equal(found.items[0].numbers, HEADLINE_NUMBERS);
    for (size_t i = 0; i < found.items[0].numbers; i++) {
        const headline_number *one = &found.items[0].number[i];
        const told of = result_told(run.from, columns_find(&run.from->columns, one->metric, LEVEL_CONTRACT, 0, 0));
        const double expected[3] = {one->median ? of.quantile[SUMMARY_QUANTILES / 2] : of.mean, of.quantile[0], of.quantile[SUMMARY_QUANTILES - 1]};
        assert_memory_equal(((const double[]){one->number, one->low, one->high}), expected, sizeof expected); /* not a number where it is not */
        assert_true(i == 0 || one->for_whom >= one[-1].for_whom);
    }
    headline_free(&found);
    told_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts_keep_two_errors_from_their_thresholds),
        cmocka_unit_test(sentences_follow_their_rules),
        cmocka_unit_test(without_capital_nothing_is_said_of_an_investor),
        cmocka_unit_test(numbers_are_those_of_the_result),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
