#include "support/distributions.h"

#include "support/expect.h"
#include "support/kinds.h"
#include "support/kolmogorov.h"

#define DRAWS 20011

typedef void case_check(const distribution_kind *distribution, const distribution_case *at);

static void for_each_case(void **state, case_check *check)
{
    const distribution_cases *const cases = *state;
    for (size_t i = 0; i < cases->count; i++) {
        check((const distribution_kind *)kind_named(&distribution_family, cases->items[i].kind), &cases->items[i]);
    }
}

static void check_description(const distribution_kind *distribution, const distribution_case *at)
{
    (void)at;
    expect_kind_is_described(&distribution->base);
}

void distribution_kind_is_described(void **state)
{
    for_each_case(state, check_description);
}

static void draw_values(const distribution_kind *distribution, const distribution_case *at, double x[])
{
    test_uniforms(at->kind, x, DRAWS);
    for (size_t i = 0; i < DRAWS; i++) {
        x[i] = distribution->quantile(at->p, &at->list, x[i]);
    }
}

static void check_shares(const distribution_kind *distribution, const distribution_case *at)
{
    if (at->share_below == NULL) {
        return;
    }
    double *const x = test_malloc(DRAWS * sizeof *x);
    draw_values(distribution, at, x);
    for (size_t i = 0; i < DRAWS; i++) {
        x[i] = at->share_below(at->p, x[i]);
    }
    expect_true(kolmogorov_statistic(x, DRAWS, DRAWS) < KOLMOGOROV_LIMIT);
    test_free(x);
}

void quantiles_of_uniforms_follow_the_distribution(void **state)
{
    for_each_case(state, check_shares);
}

static void check_mean(const distribution_kind *distribution, const distribution_case *at)
{
    const double claimed = distribution->mean(at->p, &at->list);
    assert_int_equal(isnan(claimed) != 0, isnan(at->mean) != 0);
    if (isnan(at->mean)) {
        return;
    }
    expect_close(claimed, at->mean, 1e-12 * (1 + fabs(at->mean)));
    double *const x = test_malloc(DRAWS * sizeof *x);
    double sum = 0;
    double squares = 0;
    draw_values(distribution, at, x);
    for (size_t i = 0; i < DRAWS; i++) {
        sum += x[i] - at->mean;
        squares += (x[i] - at->mean) * (x[i] - at->mean);
    }
    expect_close(sum / DRAWS, 0, 5 * sqrt(squares) / DRAWS);
    test_free(x);
}

void the_mean_is_that_of_theory_and_of_draws(void **state)
{
    for_each_case(state, check_mean);
}

static void check_rise(const distribution_kind *distribution, const distribution_case *at)
{
    double lowest, highest;
    distribution->support(at->p, &at->list, &lowest, &highest);
    expect_close(lowest, at->lowest, 0);
    expect_close(highest, at->highest, 0);
    double before = distribution->quantile(at->p, &at->list, 0x1p-53);
    for (int i = 1; i < 10007; i++) {
        const double x = distribution->quantile(at->p, &at->list, i / 10007.0);
        expect_true(x >= before);
        before = x;
    }
    expect_true(distribution->quantile(at->p, &at->list, 1 - 0x1p-53) >= before);
    expect_true(isfinite(distribution->quantile(at->p, &at->list, 1 - 0x1p-53)));
    expect_true(isfinite(distribution->quantile(at->p, &at->list, 0x1p-53)));
    expect_true(distribution->quantile(at->p, &at->list, 0x1p-53) >= lowest);
    expect_true(distribution->quantile(at->p, &at->list, 1 - 0x1p-53) <= highest);
}

void quantiles_are_finite_rise_and_stay_in_the_support(void **state)
{
    for_each_case(state, check_rise);
}

static void check_no_fault(const distribution_kind *distribution, const distribution_case *at)
{
    if (distribution->base.fault != NULL) {
        assert_null(distribution->base.fault(at->p, &at->list));
    }
}

void parameters_of_the_cases_have_no_fault(void **state)
{
    for_each_case(state, check_no_fault);
}

void expect_distribution_fault(const char *kind_name, const double p[], const number_list *list)
{
    assert_non_null(kind_named(&distribution_family, kind_name)->fault(p, list));
}
