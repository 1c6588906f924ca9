#include "portfolio/hold.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/run.h"
#include "support/expect.h"
#include "support/scenario_text.h"

#define HEAD "{\"schema\": \"edgecare-portfolio/1\", \"name\": \"p\", \"run\": {\"seed\": 11, \"worlds\": 60, \"histories\": 2}, "
#define BOTH "\"/reporting/coupling\": \"both\""
#define TYPICAL "\"scenario\": \"" EDGECARE_SOURCE "/scenarios/typical-edge-of-care.json\""

/** Loads a portfolio from text; the faults are the caller's. */
static portfolio *loaded(const char *text, fault_list *faults)
{
    char path[] = "/tmp/edgecare-test-XXXXXX.json";
    const int file = mkstemps(path, 5);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    portfolio *out = portfolio_load(path, NULL, 0, faults);
    unlink(path);
    return out;
}

static portfolio *fine(const char *text)
{
    fault_list faults = {0};
    portfolio *out = loaded(text, &faults);
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    assert_non_null(out);
    return out;
}

static void run_it(const portfolio *of, int threads, holding *out)
{
    const run_options options = {.threads = threads};
    assert_int_equal(holding_run(of, &options, out), RUN_DONE);
}

static void totals_of_members_are_the_portfolios_to_the_penny(void **state)
{
    (void)state;
    portfolio *of = fine(HEAD "\"members\": {\"a\": {" TYPICAL ", \"set\": {" BOTH "}}, \"b\": {" TYPICAL ", \"ownership_share\": 0.37, \"set\": {" BOTH "}}, \"c\": {" TYPICAL
                              ", \"ownership_share\": 0, \"set\": {" BOTH ", \"/contracts/per_day_saved/terms/edge_of_care/price_gbp\": 71.3}}}}");
    holding held, again;
    run_it(of, 1, &held);
    run_it(of, 2, &again);
    for (size_t k = 0; k < HELD_COUNT; k++) {
        for (size_t r = 0; r < held.replicates; r++) {
            double sum = 0;
            for (size_t m = 0; m < 3; m++) {
                sum += holding_values(&held, m, (held_metric)k)[r];
            }
            expect_close(holding_values(&held, 3, (held_metric)k)[r], sum, 0.0001); /* pounds: far below a penny */
        }
    }
    const size_t numbers = 4 * HELD_COUNT * held.replicates;
    assert_memory_equal(held.held, again.held, numbers * sizeof *held.held);
    assert_memory_equal(held.pool, again.pool, POOL_COUNT * held.replicates * sizeof *held.pool);
    for (size_t r = 0; r < held.replicates; r++) {
        expect_close(holding_values(&held, 2, HELD_PROFIT)[r], 0, 0); /* nothing of it is owned */
        const double gain = held.pool[POOL_DISTRIBUTED * held.replicates + r] - held.pool[POOL_DRAWN * held.replicates + r];
        expect_close(holding_values(&held, 3, HELD_PROFIT)[r], gain, 0.0001);
    }
    holding_free(&held);
    holding_free(&again);
    portfolio_free(of);
}

static const double *column_of(const result *from, const char *name, metric_level level, double values[])
{
    const size_t at = columns_find(&from->columns, name, level, 0, 0);
    assert_true(at != COLUMN_NONE && result_values(from, at, values));
    return values;
}

/* What the programme changes is by shared draws, and by separate luck apart, where all members run it. */
static void separate_luck_is_told_where_every_member_runs_it(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
        bool shared, apart;
    } cases[] = {{"shared", "shared", true, false}, {"both", "shared", true, false}, {"both", "both", true, true}, {"independent", "both", false, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[1024];
        snprintf(text, sizeof text, HEAD "\"members\": {\"a\": {" TYPICAL ", \"set\": {\"/reporting/coupling\": \"%s\"}}, \"b\": {" TYPICAL
                 ", \"set\": {\"/reporting/coupling\": \"%s\"}}}}", cases[i].first, cases[i].second);
        portfolio *of = fine(text);
        holding held;
        run_it(of, 2, &held);
        assert_int_equal(!isnan(holding_values(&held, 2, HELD_NET)[3]), cases[i].shared);
        assert_int_equal(!isnan(holding_values(&held, 2, HELD_VALUE_APART)[3]), cases[i].apart);
        holding_free(&held);
        portfolio_free(of);
    }
}

static void a_single_member_owned_whole_is_its_own_run_with_that_seed(void **state)
{
    (void)state;
    portfolio *of = fine(HEAD "\"members\": {\"only\": {" TYPICAL "}}, \"common\": []}");
    scenario *alone = scenario_of_file("scenarios/typical-edge-of-care.json");
    holding held;
    result *whole = NULL;
    alone->run.seed = portfolio_member_seed(11, "only");
    alone->run.worlds = 60;
    alone->run.histories = 2;
    const run_options options = {.threads = 2};
    assert_int_equal(run_scenario(alone, &options, &whole), RUN_DONE);
    run_it(of, 2, &held);
    const struct {
        const char *name;
        metric_level level;
        const double *held;
    } same[] = {
        {"outcomes_payments_paid_gbp", LEVEL_PROGRAMME, holding_values(&held, 0, HELD_PAYMENTS)},
        {"delivery_cost_gbp", LEVEL_PROGRAMME, holding_values(&held, 1, HELD_COST)},
        {"value_to_government_gbp", LEVEL_PROGRAMME, holding_values(&held, 1, HELD_VALUE)},
        {"commissioner_net_gbp", LEVEL_PROGRAMME, holding_values(&held, 1, HELD_NET)},
        {"investor_npv_gbp", LEVEL_CONTRACT, holding_values(&held, 1, HELD_NPV)},
        {"capital_drawn_gbp", LEVEL_CONTRACT, held.pool + POOL_DRAWN * held.replicates},
        {"distributed_gbp", LEVEL_CONTRACT, held.pool + POOL_DISTRIBUTED * held.replicates},
        {"investor_moic", LEVEL_CONTRACT, held.pool + POOL_MOIC * held.replicates},
        {"investor_irr_per_year", LEVEL_CONTRACT, held.pool + POOL_IRR * held.replicates},
        {"peak_funding_gbp", LEVEL_CONTRACT, held.pool + POOL_PEAK * held.replicates},
    };
    double *values = test_malloc(held.replicates * sizeof *values);
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        column_of(whole, same[i].name, same[i].level, values);
        for (size_t r = 0; r < held.replicates; r++) {
            if (!(isnan(values[r]) && isnan(same[i].held[r]))) {
                expect_close(same[i].held[r], values[r], 1e-9 * fabs(values[r]));
            }
        }
    }
    test_free(values);
    result_free(whole);
    scenario_free(alone);
    holding_free(&held);
    portfolio_free(of);
}

/* Member "late" has its base date two years after the other's and prices of two years before: its value alone, with its seed, is as of its own. */
static void values_of_all_members_are_as_of_one_year_in_the_prices_of_one(void **state)
{
    (void)state;
    portfolio *of = fine(HEAD "\"members\": {\"early\": {" TYPICAL ", \"set\": {\"/appraisal/base_date\": \"2024-05-01\"}}, \"late\": {" TYPICAL
                              ", \"set\": {\"/appraisal/base_date\": \"2026-04-01\", \"/appraisal/price_year\": 2022}}}, \"common\": []}");
    scenario *alone = scenario_of_file("scenarios/typical-edge-of-care.json");
    holding held;
    result *whole = NULL;
    alone->run.seed = portfolio_member_seed(11, "late");
    alone->run.worlds = 60;
    alone->run.histories = 2;
    alone->appraisal.base_date = date_from_parts((date_parts){2026, 4, 1});
    alone->appraisal.price_year = 2022;
    const run_options options = {.threads = 2};
    assert_int_equal(run_scenario(alone, &options, &whole), RUN_DONE);
    run_it(of, 2, &held);
    assert_int_equal(held.base_year, 2024);
    assert_int_equal(held.price_year, 2024);
    double *values = test_malloc(held.replicates * sizeof *values);
    column_of(whole, "value_to_government_gbp", LEVEL_PROGRAMME, values);
    for (size_t r = 0; r < held.replicates; r++) {
        expect_relative(holding_values(&held, 1, HELD_VALUE)[r], values[r] / (1.035 * 1.035) * (1.02 * 1.02), 1e-12);
    }
    test_free(values);
    result_free(whole);
    scenario_free(alone);
    holding_free(&held);
    portfolio_free(of);
}

static void inputs_in_common_move_members_together(void **state)
{
    (void)state;
    const char *const common[] = {"[]", "[\"/states\", \"/appraisal\", \"/transitions\", \"/therapies\", \"/mixtures\"]"};
    double found[2];
    for (size_t i = 0; i < 2; i++) {
        char text[1024];
        snprintf(text, sizeof text, HEAD "\"members\": {\"a\": {" TYPICAL "}, \"b\": {" TYPICAL "}}, \"common\": %s}", common[i]);
        portfolio *of = fine(text);
        holding held;
        run_it(of, 2, &held);
        found[i] = holding_correlation(&held, holding_values(&held, 0, HELD_NET), holding_values(&held, 1, HELD_NET));
        holding_free(&held);
        portfolio_free(of);
    }
    assert_true(fabs(found[0]) < 0.45); /* 60 worlds apart: 0 within 3.5 errors of 1 / sqrt(60) */
    assert_true(found[1] > 0.6);
}

static void pointers_match_by_name_star_and_from_above(void **state)
{
    (void)state;
    const struct {
        const char *pattern, *pointer;
        bool matches;
    } cases[] = {
        {"/states/*/day_cost_gbp", "/states/foster/day_cost_gbp", true}, {"/states", "/states/foster/day_cost_gbp", true},
        {"/states/*", "/states", false},                                 {"/state", "/states/foster", false},
        {"/states/*/day", "/states/foster/day_cost_gbp", false},         {"/*/home", "/states/home/x", true},
        {"/states/*/*/x", "/states/a/b/x", true},                        {"/states/foster/day_cost_gbp/x", "/states/foster/day_cost_gbp", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(portfolio_pointer_matches(cases[i].pattern, cases[i].pointer), cases[i].matches);
    }
}

static void faults_say_where_they_are(void **state)
{
    (void)state;
    const struct {
        const char *text, *pointer, *says;
    } cases[] = {
        {"{\"schema\": \"edgecare/3\", \"name\": \"p\", \"members\": {\"a\": {" TYPICAL "}}}", "/schema", "edgecare-portfolio/1"},
        {HEAD "\"members\": {}}", "/members", "1 .. 32 members"},
        {HEAD "\"members\": {\"a\": {" TYPICAL ", \"ownership_share\": 1.2}}}", "/members/a/ownership_share", "a share"},
        {HEAD "\"members\": {\"a\": {" TYPICAL ", \"ownership\": 1}}}", "/members/a/ownership", "there is no \"ownership\""},
        {HEAD "\"members\": {\"a\": {\"ownership_share\": 1}}}", "/members/a/scenario", "must be given"},
        {HEAD "\"members\": {\"a\": {" TYPICAL ", \"set\": {\"/people/start_share\": 7}}}}", "/members/a/scenario", "faults of its own"},
        {HEAD "\"members\": {\"a\": {\"scenario\": \"" EDGECARE_SOURCE "/scenarios/designs.json\"}}}", "/members/a/scenario", "the contracts of this member are rivals"},
        {HEAD "\"members\": {\"a\": {" TYPICAL "}}, \"common\": [\"states\"]}", "/common/0", "begins with"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        fault_list faults = {0};
        assert_null(loaded(cases[i].text, &faults));
        bool is_told = false;
        for (size_t f = 0; f < faults.count; f++) {
            is_told = is_told || (faults.items[f].pointer && strcmp(faults.items[f].pointer, cases[i].pointer) == 0 && strstr(faults.items[f].text, cases[i].says));
        }
        if (!is_told) {
            fault_print(&faults, stderr);
            fail_msg("%s is not told", cases[i].pointer);
        }
        fault_list_free(&faults);
    }
}

/* By hand: of 30 values the worst 5 % are 1.5: -71 and half of -43; rank 0.05 x 29 = 1.45 lies between -43 and -40. */
static void the_worst_futures_of_a_portfolio_are_counted_as_those_of_a_run(void **state)
{
    (void)state;
    double values[30];
    const holding held = {.worlds = 15, .histories = 2, .replicates = 30};
    for (size_t r = 0; r < 30; r++) {
        values[r] = r == 11 ? -71 : r == 4 ? -43 : r == 28 ? -40 : 3.7 * (double)r;
    }
    tail worst;
    assert_true(holding_tail(&held, values, &worst));
    expect_close(worst.conditional, (-71 - 21.5) / 1.5, 1e-12);
    expect_close(worst.value_at_risk, -43 + 0.45 * 3, 1e-12);
    assert_true(isnan(worst.conditional_se)); /* too few worlds */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(separate_luck_is_told_where_every_member_runs_it),
        cmocka_unit_test(totals_of_members_are_the_portfolios_to_the_penny),
        cmocka_unit_test(a_single_member_owned_whole_is_its_own_run_with_that_seed),
        cmocka_unit_test(values_of_all_members_are_as_of_one_year_in_the_prices_of_one),
        cmocka_unit_test(inputs_in_common_move_members_together),
        cmocka_unit_test(the_worst_futures_of_a_portfolio_are_counted_as_those_of_a_run),
        cmocka_unit_test(pointers_match_by_name_star_and_from_above),
        cmocka_unit_test(faults_say_where_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
