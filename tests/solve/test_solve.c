#include "solve/solve.h"

#include "solve/written.h"
#include "solve/zone.h"

#define PRICE "/contracts/days/terms/day/price_gbp"
#define WINDOW_DAYS 730
#define FAMILIES 40

static solution solved(const written *of, const char *vary, const char *until)
{
    lever varied;
    goal wanted;
    arena memory = {0};
    fault_list faults = {0};
    solution found;
    resolve_both(of, vary, until, &varied, &wanted, &memory);
    const run_options options = {.threads = 2};
    const solve_request asked = {.source = &of->source, .lever = &varied, .goal = &wanted, .options = &options};
    assert_int_equal(solve_lever(&asked, &found, &faults), RUN_DONE);
    fault_list_free(&faults);
    arena_free(&memory);
    return found;
}

/* Nobody ever enters care: 40 children x 730 days are paid for at the price, in every future. */
static const document_override nobody_enters[] = {
    {"/transitions/entry/hazard", "{\"kind\": \"never\", \"mean_days\": null}"}, {"/run/worlds", "3"}, {"/run/histories", "1"}};

static void a_planted_price_is_found_exactly_where_nothing_is_left_to_chance(void **state)
{
    (void)state;
    written small;
    written_make(&small, nobody_enters, 3);
    const solution found = solved(&small, PRICE, "mean(outcomes_payments_paid_gbp) >= 2000000");
    assert_int_equal(found.state, SOLVE_FOUND);
    assert_true(found.holds_above);
    expect_close(found.answer, 2000000.0 / (FAMILIES * WINDOW_DAYS), 1e-5); /* payments are whole pence: the price is known to 1e-6 */
    expect_close(found.se, 0, 1e-6); /* what summing equal numbers leaves */
    expect_close(found.slope, FAMILIES * WINDOW_DAYS, 0.5);
    const solution below = solved(&small, PRICE "=20..120", "mean(outcomes_payments_paid_gbp) <= 1234567.89");
    assert_false(below.holds_above);
    expect_close(below.answer, 1234567.89 / (FAMILIES * WINDOW_DAYS), 1e-5);
    written_free(&small);
}

static void a_goal_that_holds_everywhere_or_nowhere_has_no_answer(void **state)
{
    (void)state;
    written small;
    written_make(&small, nobody_enters, 3);
    const solution everywhere = solved(&small, PRICE, "mean(outcomes_payments_paid_gbp) >= 5");
    const solution nowhere = solved(&small, PRICE, "mean(outcomes_payments_paid_gbp) <= 5");
    assert_int_equal(everywhere.state, SOLVE_EVERYWHERE);
    assert_int_equal(nowhere.state, SOLVE_NOWHERE);
    assert_true(isnan(everywhere.answer) && isnan(nowhere.answer));
    assert_int_equal(everywhere.try_count, SOLVE_GRID);
    written_free(&small);
}

static void whole_numbers_end_on_the_side_where_the_goal_holds(void **state)
{
    (void)state;
    written small;
    written_make(&small, nobody_enters, 3);
    /* 40 children at 57.42 a day: 1,000,000 pounds take 435.4 days of the window. */
    const solution found = solved(&small, "/contracts/days/terms/day/window/length_days=100..730", "mean(outcomes_payments_paid_gbp) >= 1000000");
    expect_close(found.answer, 436, 0);
    written_free(&small);
}

/** Days out of care of the mean child in days 1 .. 730 after the start: home <-> care at rates 1/613 and 1/271, looked at each midnight, half a day after the start
 *  on average. */
static double days_out(void)
{
    const double entry = 1.0 / 613, back = 1.0 / 271, both = entry + back;
    double sum = 0;
    for (int d = 1; d <= WINDOW_DAYS; d++) {
        sum += back / both + entry / both * exp(-both * (d + 0.5));
    }
    return sum;
}

static void the_claimed_error_of_an_answer_is_its_spread_over_seeds(void **state)
{
    (void)state;
    enum { SEEDS = 40 };
    const double truth = 1100000 / (FAMILIES * days_out());
    double sum = 0, squares = 0, claimed = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
        char text[16];
        snprintf(text, sizeof text, "%d", seed * 17);
        const document_override overrides[] = {{"/run/seed", text}, {"/run/worlds", "60"}, {"/run/histories", "1"}};
        written small;
        written_make(&small, overrides, 3);
        const solution found = solved(&small, PRICE, "mean(outcomes_payments_paid_gbp) >= 1100000");
        const double z = (found.answer - truth) / found.se;
        assert_true(fabs(z) < 5);
        sum += z / SEEDS;
        squares += z * z / SEEDS;
        claimed += found.se / SEEDS;
        written_free(&small);
    }
    assert_true(claimed > 0.1 && claimed < 2);
    assert_true(fabs(sum) < 5 / sqrt(SEEDS));
    assert_true(squares > 0.4 && squares < 2.1); /* chi square of 40, beyond 1 in 1,000 */
}

static void levers_that_are_no_numbers_or_have_no_range_are_refused(void **state)
{
    (void)state;
    const struct {
        const char *vary, *says;
    } cases[] = {
        {"/contracts/days/starts", "a date"},        {"/contracts/days/terms/day/unit", "a kind"}, {"/contracts/days", "a group"},
        {"/contracts/days/terms/day/pricce_gbp", "price_gbp"}, {PRICE "=9..2", "above its lower end"},       {PRICE "=9", "LOW..HIGH"}, {PRICE "=1,000..9,000", "in plain numbers"}, {PRICE "=0x10..0x20", "in plain numbers"},
        {PRICE "=1..2m", "a plain number above"},
        {"/run/worlds=3..9", "no lever"},            {"/people/start_share=0.5..1.5", "goes beyond"}, {"contracts", "JSON pointer"},
        {"/contracts/days/limit_gbp", "POINTER=LOW..HIGH"},
    };
    written small;
    arena memory = {0};
    written_make(&small, NULL, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lever found;
        fault_list faults = {0};
        const bool fine = lever_parse(cases[i].vary, false, &memory, &found, &faults) && lever_resolve(&found, small.loaded, document_value(small.doc), &faults);
        assert_false(fine);
        if (!strstr(faults.items[0].text, cases[i].says)) {
            fail_msg("%s: %s", cases[i].vary, faults.items[0].text);
        }
        fault_list_free(&faults);
    }
    arena_free(&memory);
    written_free(&small);
}

static void an_uncertain_lever_is_taken_at_its_median(void **state)
{
    (void)state;
    const document_override overrides[] = {{PRICE, "{\"dist\": \"lognormal\", \"median\": 61.5, \"sigma\": 0.3}"}};
    written small;
    lever found;
    arena memory = {0};
    fault_list faults = {0};
    written_make(&small, overrides, 1);
    assert_true(lever_parse(PRICE, false, &memory, &found, &faults) && lever_resolve(&found, small.loaded, document_value(small.doc), &faults));
    assert_true(found.was_uncertain);
    expect_relative(found.present, 61.5, 1e-9);
    expect_relative(found.low, 61.5 / 4, 1e-9);
    expect_relative(found.high, 61.5 * 4, 1e-9);
    arena_free(&memory);
    written_free(&small);
}

static void an_input_is_a_lever_for_all_that_is_made_of_it(void **state)
{
    (void)state;
    const document_override overrides[] = {{"/inputs", "{\"fee\": {\"dist\": \"lognormal\", \"median\": 123, \"sigma\": 0.3}}"}, {PRICE, "{\"of\": \"fee\", \"times\": 0.5}"}};
    static const struct {
        const char *vary;
        double present;
    } cases[] = {{"/inputs/fee", 123}, {PRICE, 61.5}};
    for (size_t i = 0; i < 2; i++) {
        written small;
        lever found;
        variant at_90;
        arena memory = {0};
        fault_list faults = {0};
        written_make(&small, overrides, 2);
        assert_true(lever_parse(cases[i].vary, false, &memory, &found, &faults) && lever_resolve(&found, small.loaded, document_value(small.doc), &faults));
        assert_true(found.was_uncertain);
        expect_relative(found.present, cases[i].present, 1e-9);
        assert_true(lever_variant(&small.source, &found, (const double[]){90}, 1, &at_90, &faults));
        const contract_row *contract = &at_90.scenario->contracts.items[0];
        expect_close(contract->terms.items[0].price_gbp.value, i == 0 ? 45 : 90, 0);
        lever_variant_free(&at_90);
        arena_free(&memory);
        written_free(&small);
    }
}

/* Payments are price x window days x 40: the council bears at most 1,000,000, the provider needs at least 600,000. */
static void a_zone_is_what_all_sides_can_live_with(void **state)
{
    (void)state;
    written small;
    zone found = {0};
    arena memory = {0};
    fault_list faults = {0};
    written_make(&small, nobody_enters, 3);
    const char *vary[] = {PRICE "=10..70:7", "/contracts/days/terms/day/window/length_days=100..700:4"};
    const char *limits[] = {"council: mean(outcomes_payments_paid_gbp) <= 1000000", "provider: mean(outcomes_payments_paid_gbp) >= 600000"};
    for (size_t i = 0; i < 2; i++) {
        assert_true(lever_parse(vary[i], true, &memory, &found.levers[i], &faults) &&
                    lever_resolve(&found.levers[i], small.loaded, document_value(small.doc), &faults));
        assert_true(zone_add_limit(&found, limits[i], &faults) && goal_resolve(&found.goals[i], &small.layout, &faults));
    }
    assert_true(zone_make(&found));
    const run_options options = {.threads = 2};
    assert_int_equal(zone_run(&found, &small.source, &options, &faults), RUN_DONE);
    assert_int_equal(found.columns, 7);
    assert_int_equal(found.rows, 4);
    size_t agreed = 0, too_dear = 0;
    for (size_t cell = 0; cell < 28; cell++) {
        const double pays = found.at[2 * cell] * found.at[2 * cell + 1] * FAMILIES;
        const unsigned expected = (pays <= 1000000 ? 1u : 0) | (pays >= 600000 ? 2u : 0);
        assert_int_equal(found.holds[cell], expected);
        agreed += expected == 3;
        too_dear += pays > 1000000;
    }
    assert_true(agreed > 0);
    assert_int_equal(found.agreed, agreed);
    assert_int_equal(zone_excluded_by(&found, 0).alone, too_dear);
    assert_int_equal(found.letters[0], 'C');
    assert_int_equal(found.letters[1], 'P');
    zone_free(&found);
    arena_free(&memory);
    written_free(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_planted_price_is_found_exactly_where_nothing_is_left_to_chance),
        cmocka_unit_test(a_goal_that_holds_everywhere_or_nowhere_has_no_answer),
        cmocka_unit_test(whole_numbers_end_on_the_side_where_the_goal_holds),
        cmocka_unit_test(the_claimed_error_of_an_answer_is_its_spread_over_seeds),
        cmocka_unit_test(levers_that_are_no_numbers_or_have_no_range_are_refused),
        cmocka_unit_test(an_uncertain_lever_is_taken_at_its_median),
        cmocka_unit_test(an_input_is_a_lever_for_all_that_is_made_of_it),
        cmocka_unit_test(a_zone_is_what_all_sides_can_live_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
