#include "support/hazards.h"

#include "support/expect.h"
#include "support/kinds.h"
#include "support/kolmogorov.h"

#include <string.h>

#define DRAWS 20011

typedef void case_check(const hazard_kind *hazard, const hazard_case *at);

static void for_each_case(void **state, case_check *check)
{
    const hazard_cases *const cases = *state;
    for (size_t i = 0; i < cases->count; i++) {
        check((const hazard_kind *)kind_named(&hazard_family, cases->items[i].kind), &cases->items[i]);
    }
}

static void check_description(const hazard_kind *hazard, const hazard_case *at)
{
    (void)at;
    expect_kind_is_described(&hazard->base);
}

void hazard_kind_is_described(void **state)
{
    for_each_case(state, check_description);
}

/* Event times under a multiplier on the hazard. */
static void draw_times(const hazard_kind *hazard, const hazard_case *at, double multiplier, double t[])
{
    test_uniforms(at->kind, t, DRAWS);
    for (size_t i = 0; i < DRAWS; i++) {
        t[i] = hazard->inverse(at->p, &at->list, -log(t[i]) / multiplier);
    }
}

static void expect_times_follow(const hazard_kind *hazard, const hazard_case *at, double multiplier)
{
    double *const t = test_malloc(DRAWS * sizeof *t);
    size_t events = 0;
    draw_times(hazard, at, multiplier, t);
    for (size_t i = 0; i < DRAWS; i++) {
        if (t[i] < HUGE_VAL) {
            t[events++] = 1 - pow(1 - at->share_by(at->p, t[i]), multiplier);
        }
    }
    expect_true(kolmogorov_statistic(t, events, DRAWS) < KOLMOGOROV_LIMIT);
    const double ever = 1 - pow(1 - at->share_by(at->p, HUGE_VAL), multiplier);
    expect_close((double)events / DRAWS, ever, 5 * sqrt(ever * (1 - ever) / DRAWS));
    test_free(t);
}

static void check_draws(const hazard_kind *hazard, const hazard_case *at)
{
    expect_times_follow(hazard, at, 1);
}

void draws_follow_the_distribution(void **state)
{
    for_each_case(state, check_draws);
}

static void check_multipliers(const hazard_kind *hazard, const hazard_case *at)
{
    expect_times_follow(hazard, at, 0.37);
    expect_times_follow(hazard, at, 2.9);
}

void multipliers_raise_survival_to_their_power(void **state)
{
    for_each_case(state, check_multipliers);
}

static void check_moments(const hazard_kind *hazard, const hazard_case *at)
{
    if (isnan(at->mean)) {
        return;
    }
    double *const t = test_malloc(DRAWS * sizeof *t);
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    draw_times(hazard, at, 1, t);
    for (size_t i = 0; i < DRAWS; i++) {
        const double off = t[i] - at->mean;
        sum += off;
        squares += off * off;
        fourths += off * off * off * off;
    }
    const double variance = at->sd * at->sd;
    expect_close(sum / DRAWS, 0, 5 * at->sd / sqrt(DRAWS));
    expect_close(squares / DRAWS, variance, 5 * sqrt((fourths / DRAWS - variance * variance) / DRAWS));
    test_free(t);
}

void draws_have_the_mean_and_spread_of_theory(void **state)
{
    for_each_case(state, check_moments);
}

static void check_round_trip(const hazard_kind *hazard, const hazard_case *at)
{
    for (double h = 1.3e-7; h < 25; h *= 1.31) {
        const double t = hazard->inverse(at->p, &at->list, h);
        if (t < HUGE_VAL) {
            expect_relative(hazard->cumulative(at->p, &at->list, t), h, 1e-9);
        }
    }
}

void inverse_and_cumulative_undo_each_other(void **state)
{
    for_each_case(state, check_round_trip);
}

static void check_rise(const hazard_kind *hazard, const hazard_case *at)
{
    expect_close(hazard->cumulative(at->p, &at->list, 0), 0, 0);
    expect_close(hazard->inverse(at->p, &at->list, 0), 0, 0);
    double before = 0;
    for (double t = 0.01; t < 1e5; t *= 1.07) {
        const double now = hazard->cumulative(at->p, &at->list, t);
        expect_true(now >= before);
        expect_relative(-expm1(-now), at->share_by(at->p, t), 1e-9);
        before = now;
    }
}

void the_cumulative_hazard_starts_at_nought_and_never_falls(void **state)
{
    for_each_case(state, check_rise);
}

static void check_bits(const hazard_kind *hazard, const hazard_case *at)
{
    enum { COUNT = 1003 };
    double h[COUNT];
    double many[COUNT];
    test_uniforms("bits", h, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        h[i] = -log(h[i]) / 0.7;
    }
    h[0] = 0;
    h[COUNT - 1] = HUGE_VAL;
    memcpy(many, h, sizeof h);
    hazard->inverse_many(at->p, &at->list, many, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        const double one = hazard->inverse(at->p, &at->list, h[i]);
        assert_memory_equal(&one, &many[i], sizeof one);
    }
}

void many_inverses_have_the_bits_of_single_ones(void **state)
{
    for_each_case(state, check_bits);
}
