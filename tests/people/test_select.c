#include "support/expect.h"
#include "support/scenario_text.h"

/* Who is turned away and who is taken on below the threshold. Of what acts on entries a provider sees age and prior care, but not frailty. */

static const char frail[] =
    "{\"people\": {\"frailty\": {\"variance\": 0.9}, \"prior_care_share\": 0.3, \"age_years\": {\"spread\": \"uniform\", \"between\": \"children\", \"min\": 10, \"max\": 14}},"
    " \"transitions\": {\"entry\": {\"multipliers\": {\"frailty\": true, \"age_ratio_per_year\": 1.31, \"prior_care_ratio\": 2.2}}}, \"reporting\": {\"coupling\": \"shared\"},"
    " \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"kind\": \"poisson\", \"families\": null, \"per_year\": 900}}}}}}";

/** What a provider sees of a child's hazard of entering care. */
static double seen_risk(const families *people, size_t i)
{
    return pow(1.31, people->age_years[i]) * (people->prior_care[i] ? 2.2 : 1);
}

static void those_who_look_riskiest_in_each_month_are_turned_away(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small, (const char *const[]){frail, "{\"gaming\": {\"select_low_risk\": 0.23}}", NULL});
    const families *people = &test_engine_run(&run, 0, 0)->families;
    for (uint32_t month = 0; month < 12; month++) {
        double highest_taken = 0, lowest_refused = (double)INFINITY, n = 0, refused = 0, frailty = 0;
        for (size_t i = 0; i < people->count; i++) {
            if (people->person[i] >> 20 == month) {
                highest_taken = people->accepted[i] ? fmax(highest_taken, seen_risk(people, i)) : highest_taken;
                lowest_refused = people->accepted[i] ? lowest_refused : fmin(lowest_refused, seen_risk(people, i));
                n++;
                refused += !people->accepted[i];
                frailty += people->accepted[i] ? 0 : people->frailty[i];
            }
        }
        assert_true(n > 50 && highest_taken <= lowest_refused);
        assert_true(refused == floor(0.23 * n) || refused == floor(0.23 * n) + 1);
        expect_close(frailty / refused, 1, 5 * sqrt(0.9 / refused)); /* as of everybody */
    }
    test_engine_free(&run);
}

/* Referrals are 900 / 0.77 a year, of whom 0.77 are taken: starts stay at 900 on average. With n Poisson of mean m a month, n - floor(0.23 n + u) has a
 * variance of about 0.77^2 m + 0.77 x 0.23. */
static void starts_stay_what_they_were(void **state)
{
    (void)state;
    enum { HISTORIES = 60 };
    test_engine run;
    test_engine_make(&run, scenario_small, (const char *const[]){frail, "{\"gaming\": {\"select_low_risk\": 0.23}}", NULL});
    double starts = 0, referrals = 0;
    for (uint32_t h = 0; h < HISTORIES; h++) {
        const replicate *drawn = test_engine_run(&run, 0, h);
        starts += drawn->tallies[0].starts;
        referrals += drawn->tallies[0].referrals;
    }
    const double looked_at = 900 / 0.77;
    expect_close(referrals / HISTORIES, looked_at, 3 * sqrt(looked_at / HISTORIES));
    expect_close(starts / HISTORIES, 900, 3 * sqrt((0.77 * 0.77 * looked_at + 12 * 0.77 * 0.23) / HISTORIES));
    test_engine_free(&run);
}

static void a_widened_threshold_gives_its_share_of_families_another_ratio_and_changes_nothing_else(void **state)
{
    (void)state;
    test_engine plain, widened;
    test_engine_make(&plain, scenario_small, (const char *const[]){frail, NULL});
    test_engine_make(&widened, scenario_small, (const char *const[]){frail, "{\"gaming\": {\"widen_threshold\": {\"share\": 0.37, \"ratio\": 0.21}}}", NULL});
    const families *a = &test_engine_run(&plain, 0, 4)->families, *b = &test_engine_run(&widened, 0, 4)->families;
    double below = 0;
    assert_int_equal(a->count, b->count);
    assert_memory_equal(a->frailty, b->frailty, a->count * sizeof *a->frailty);
    assert_memory_equal(a->referred_at, b->referred_at, a->count * sizeof *a->referred_at);
    for (size_t i = 0; i < b->count; i++) {
        assert_true(b->entry_ratio[i] == 1 || b->entry_ratio[i] == 0.21);
        below += b->entry_ratio[i] != 1;
    }
    const double n = (double)b->count;
    expect_close(below / n, 0.37, 5 * sqrt(0.37 * 0.63 / n));
    test_engine_free(&plain);
    test_engine_free(&widened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(those_who_look_riskiest_in_each_month_are_turned_away),
        cmocka_unit_test(starts_stay_what_they_were),
        cmocka_unit_test(a_widened_threshold_gives_its_share_of_families_another_ratio_and_changes_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
