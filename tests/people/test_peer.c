#include <stdlib.h>

#include "support/expect.h"
#include "support/scenario_text.h"

/* Mean time in each of four states against the Markov renewal equations, solved here on a grid:
 *
 *   m_j(t) = sum over i of  integral of m_i(s) dF_ij(t - s),   F_ij(t) = integral of h_ij S_i,   S_i = exp(-sum over j of H_ij)
 *   mean time in j by T = integral of m_j(s) (integral of S_j from 0 to T - s)
 *
 * Source: Cinlar, Introduction to Stochastic Processes (1975), ch. 10. */

enum { HOME, SHORT, LONG, OUT, STATES };

#define STEPS 2000
#define HORIZON_DAYS 1095.0
#define WORLDS 40

typedef struct {
    int from, to;
    double shape, scale_years;
} weibull_row;

static const weibull_row rows[] = {{HOME, SHORT, 0.8, 2.2}, {HOME, OUT, 1.6, 6}, {SHORT, HOME, 0.9, 0.7}, {SHORT, LONG, 1.3, 0.9}, {SHORT, OUT, 1.5, 8},
                                   {LONG, HOME, 1.1, 3},    {LONG, OUT, 1.8, 5}};
#define ROWS (sizeof rows / sizeof rows[0])

static double cumulative_of(const weibull_row *row, double days)
{
    return pow(days / 365.25 / row->scale_years, row->shape);
}

static double survivor_of(int state, double days)
{
    double sum = 0;
    for (size_t k = 0; k < ROWS; k++) {
        sum += rows[k].from == state ? cumulative_of(&rows[k], days) : 0;
    }
    return exp(-sum);
}

/** The share of those entering the row's state who leave by it between a and b days later. */
static double leaving_between(const weibull_row *row, double a, double b)
{
    const double all = log(survivor_of(row->from, a) / survivor_of(row->from, b));
    return (cumulative_of(row, b) - cumulative_of(row, a)) / all * (survivor_of(row->from, a) - survivor_of(row->from, b));
}

/** Mean days in each state by the horizon, of those who begin at home. */
static void solve_renewal(double mean_days[STATES])
{
    const double step = HORIZON_DAYS / STEPS;
    double(*leaving)[STEPS + 1] = calloc(ROWS, sizeof *leaving);
    double(*entering)[STATES] = calloc(STEPS + 1, sizeof *entering);
    double(*stay)[STATES] = calloc(STEPS + 1, sizeof *stay);
    for (size_t k = 0; k < ROWS; k++) {
        for (int n = 1; n <= STEPS; n++) {
            leaving[k][n] = leaving_between(&rows[k], n == 1 ? 0 : (n - 0.5) * step, (n + 0.5) * step);
        }
    }
    entering[0][HOME] = 1;
    for (int n = 1; n <= STEPS; n++) {
        for (int s = 0; s < n; s++) {
            for (size_t k = 0; k < ROWS; k++) {
                entering[n][rows[k].to] += entering[s][rows[k].from] * leaving[k][n - s];
            }
        }
    }
    for (int j = 0; j < STATES; j++) {
        mean_days[j] = 0;
        for (int n = 1; n <= STEPS; n++) {
            stay[n][j] = stay[n - 1][j] + step * survivor_of(j, (n - 0.5) * step);
        }
        for (int n = 0; n <= STEPS; n++) {
            mean_days[j] += entering[n][j] * stay[STEPS - n][j];
        }
    }
    free(leaving);
    free(entering);
    free(stay);
}

/** Days that a child spends in each state by the horizon after referral. */
static void days_by_state(const careers *arm, const families *people, size_t child, double days[STATES])
{
    const double end = people->referred_at[child] + HORIZON_DAYS;
    for (uint32_t at = arm->first[child]; at < arm->first[child + 1]; at++) {
        const double until = at + 1 < arm->first[child + 1] ? arm->from[at + 1] : end;
        days[arm->state[at]] += fmax(0, fmin(until, end) - arm->from[at]);
    }
}

static void mean_times_in_four_states_solve_the_renewal_equations(void **state)
{
    (void)state;
    double expected[STATES];
    solve_renewal(expected);
    expect_close(expected[HOME] + expected[SHORT] + expected[LONG] + expected[OUT], HORIZON_DAYS, 0.01);
    test_engine run;
    test_engine_of(&run, scenario_of_file("tests/bench/peer.json"));
    double sum[STATES] = {0};
    double squares[STATES] = {0};
    double n = 0;
    for (uint32_t world = 0; world < WORLDS; world++) {
        const replicate *drawn = test_engine_run(&run, world, 0);
        for (size_t i = 0; i < drawn->families.count; i++, n++) {
            double days[STATES] = {0};
            days_by_state(&drawn->arm[ARM_UNTREATED_SHARED], &drawn->families, i, days);
            for (int s = 0; s < STATES; s++) {
                sum[s] += days[s];
                squares[s] += days[s] * days[s];
            }
        }
    }
    for (int s = 0; s < STATES; s++) {
        const double mean = sum[s] / n;
        expect_close(mean, expected[s], 5 * sqrt((squares[s] / n - mean * mean) / n));
    }
    test_engine_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(mean_times_in_four_states_solve_the_renewal_equations)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
