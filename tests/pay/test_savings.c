#include "pay/savings.h"

#include <math.h>

#include "support/expect.h"

static void baseline_saves_what_exceeds_the_expected_days(void **state)
{
    (void)state;
    expect_close(baseline_saved(812, 1000, 0.55), 362, 1e-9);  /* 812 - 0.45 x 1000 */
    expect_close(baseline_saved(401.5, 1000, 0.55), -48.5, 1e-9);
    expect_close(baseline_saved(33.25, 71, 1), 33.25, 0);      /* everyone expected in care: each day counts */
}

#define STEPS 6

/** What a term without versions pays for in a period. */
static double payable_alone(savings_account *account, const period_savings *now, double *highest, baseline_floor floor)
{
    double payable;
    savings_add(account, now);
    savings_payable(&(term_savings){ 1, { account } }, highest, floor, &payable);
    return payable;
}

/** Window days of 100 a period at b = 0.6 throughout, so that each period is expected to bring 40. */
typedef struct {
    baseline_floor floor;
    double minimum_effect;
    double saved[STEPS], payable[STEPS];
} floor_case;

static void each_floor_pays_its_own_way(void **state)
{
    (void)state;
    static const floor_case cases[] = {
        /* Sums 37.5, -14.75, 5.25, 0.25, 50, 61: a set-back is made up before anything is paid again. */
        { FLOOR_CUMULATIVE, 0, { 37.5, -52.25, 20, -5, 49.75, 11 }, { 37.5, 0, 0, 0, 12.5, 11 } },
        /* Sums -10, -6, 7.5: a bad beginning is made up too. */
        { FLOOR_CUMULATIVE, 0, { -10, 4, 13.5, 0, 0, 0 }, { 0, 0, 7.5, 0, 0, 0 } },
        { FLOOR_PERIOD, 0, { 37.5, -52.25, 20, -5, 49.75, 11 }, { 37.5, 0, 20, 0, 49.75, 11 } },
        { FLOOR_CLAW_BACK, 0, { 37.5, -52.25, 20, -5, 49.75, 11 }, { 37.5, -52.25, 20, -5, 49.75, 11 } },
        /* At 0.1 of the days expected in care (0.6 x 100 a period) the sum must reach 6, 12, 18, 24, 30, 36. Sums 5, 11, 20, 23, 31, 33. */
        { FLOOR_CUMULATIVE, 0.1, { 5, 6, 9, 3, 8, 2 }, { 0, 0, 20, 0, 11, 0 } },
        { FLOOR_PERIOD, 0.1, { 5, 6, 9, 3, 8, 2 }, { 0, 0, 20, 0, 11, 0 } },
        { FLOOR_CLAW_BACK, 0.1, { 5, 16, -2, 9, -8, 17 }, { 0, 21, -2, 9, 0, 9 } }, /* 5, 21, 19, 28, 20, 37 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        savings_account account = { .minimum_effect = cases[i].minimum_effect };
        double highest = 0;
        for (size_t k = 0; k < STEPS; k++) {
            const period_savings now = { 40 + cases[i].saved[k], 100, 0.6, 0 };
            expect_close(payable_alone(&account, &now, &highest, cases[i].floor), cases[i].payable[k], 1e-9);
        }
    }
}

static void floored_by_child_only_what_children_saved_counts(void **state)
{
    (void)state;
    savings_account account = { 0 };
    double highest = 0;
    const period_savings good = { 12, 100, 0.6, 7.25 }, better = { 95, 100, 0.6, 61.5 };
    expect_close(payable_alone(&account, &good, &highest, FLOOR_CHILD), 7.25, 0);
    expect_close(payable_alone(&account, &better, &highest, FLOOR_CHILD), 61.5, 0);
}

/* A new share is applied to all days so far. Window days 100 a period; achieved 70, 60, 80. Shares unknown, 0.5, 0.44:
 * S_2 = 130 - 0.5 x 200 = 30; S_3 = 210 - 0.56 x 300 = 42. */
static void a_share_that_becomes_known_acts_on_all_days_so_far(void **state)
{
    (void)state;
    static const struct {
        baseline_floor floor;
        double payable[3];
    } cases[] = { { FLOOR_CUMULATIVE, { 0, 30, 12 } }, { FLOOR_PERIOD, { 0, 30, 12 } }, { FLOOR_CLAW_BACK, { 0, 30, 12 } } };
    const double achieved[] = { 70, 60, 80 };
    const double share[] = { (double)NAN, 0.5, 0.44 };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        savings_account account = { 0 };
        double highest = 0;
        for (size_t k = 0; k < 3; k++) {
            const period_savings now = { achieved[k], 100, share[k], 0 };
            expect_close(payable_alone(&account, &now, &highest, cases[i].floor), cases[i].payable[k], 1e-9);
        }
    }
}

/* Two versions, window days of 100 a period each at b = 0.6. What they save: 30 and 10; -5 and -20; 13 and 7; -2 and 14. S: 40, 15, 35, 47.
 * Cumulative: 40; nothing; nothing; 47 - 40 = 7, of what was saved since the first period, 6 and 1: 6 and 1.
 * By period: 40; nothing; 20; 12, all of it by the second. With no floor everything as it comes. */
static void versions_have_one_account(void **state)
{
    (void)state;
    static const double saved[2][4] = { { 30, -5, 13, -2 }, { 10, -20, 7, 14 } };
    static const struct {
        baseline_floor floor;
        double payable[2][4];
    } expected[] = { { FLOOR_CUMULATIVE, { { 30, 0, 0, 6 }, { 10, 0, 0, 1 } } },
                     { FLOOR_PERIOD, { { 30, 0, 13, 0 }, { 10, 0, 7, 12 } } },
                     { FLOOR_CLAW_BACK, { { 30, -5, 13, -2 }, { 10, -20, 7, 14 } } } };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        savings_account version[2] = { 0 };
        double highest = 0;
        for (size_t k = 0; k < 4; k++) {
            double payable[2];
            for (size_t v = 0; v < 2; v++) {
                savings_add(&version[v], &(period_savings){ 40 + saved[v][k], 100, 0.6, 0 });
            }
            savings_payable(&(term_savings){ 2, { &version[0], &version[1] } }, &highest, expected[i].floor, payable);
            expect_close(payable[0], expected[i].payable[0][k], 1e-9);
            expect_close(payable[1], expected[i].payable[1][k], 1e-9);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(baseline_saves_what_exceeds_the_expected_days),
        cmocka_unit_test(each_floor_pays_its_own_way),
        cmocka_unit_test(floored_by_child_only_what_children_saved_counts),
        cmocka_unit_test(versions_have_one_account),
        cmocka_unit_test(a_share_that_becomes_known_acts_on_all_days_so_far),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
