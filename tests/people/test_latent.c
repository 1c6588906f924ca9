#include <math.h>
#include <string.h>

#include "people/latent.h"
#include "support/expect.h"
#include "support/integral.h"

/* A latent time solves  sum of m r (H(b) - H(a)) = e  over the pieces of a step function r. The tests hold it against numerical integration of the
 * hazard rate, which is taken from H by central differences, for every effect and every hazard. */

#define DAYS_AHEAD 4000.0

typedef struct {
    const transition_model *transition;
    const time_steps *steps;
    double m, origin;
} rate_context;

static double ratio_at(const time_steps *steps, double t)
{
    size_t i = 0;
    while (i + 1 < steps->count && steps->from[i + 1] <= t) {
        i++;
    }
    return steps->ratio[i];
}

/** m r(t) h(t), h by a central difference of H. */
static double rate_at(double t, void *context)
{
    const rate_context *at = context;
    const double width = 1e-4 * fmax(1e-3, t - at->origin);
    const double before = at->transition->kind->cumulative(at->transition->p, at->transition->list, t - width - at->origin);
    const double after = at->transition->kind->cumulative(at->transition->p, at->transition->list, t + width - at->origin);
    return at->m * ratio_at(at->steps, t) * (after - before) / (2 * width);
}

/** The integral of the rate from t0 to `until`, piece by piece, so that no step lies inside a range. */
static double integrated(rate_context *at, double t0, double until)
{
    double sum = 0;
    double a = t0;
    for (size_t i = 0; i < at->steps->count && a < until; i++) {
        const double b = i + 1 < at->steps->count ? fmin(at->steps->from[i + 1], until) : until;
        if (b > a) {
            sum += integral_between(rate_at, at, a, b, 1e-9);
            a = b;
        }
    }
    return sum;
}

static transition_model transition_of(const hazard_kind *hazard, const double p[], size_t count)
{
    transition_model transition = {.kind = hazard, .level = 1, .largest_cumulative = HUGE_VAL};
    for (size_t i = 0; i < count; i++) {
        transition.p[i] = p[i];
    }
    return transition;
}

typedef struct {
    const char *hazard;
    double p[3];
} hazard_case;

static const hazard_case hazards[] = {{"exponential", {613}}, {"weibull", {0.61, 1733}}, {"weibull", {1.7, 907}}, {"log_normal", {431, 1.3}}, {"mixture_cure", {0.83, 377, 1.1}},
                                      {"gompertz", {731, 0.27}}, {"gompertz", {577, -0.6}}, {"log_logistic", {1.4, 503}}, {"gamma", {2.3, 611}},
                                      {"generalised_gamma", {455, 1.2, -0.4}}};

static const hazard_kind *hazard_named(const char *name)
{
    for (size_t i = 0; i < hazard_family.count; i++) {
        if (strcmp(hazard_family.kinds[i]->name, name) == 0) {
            return (const hazard_kind *)hazard_family.kinds[i];
        }
    }
    fail_msg("no hazard %s", name);
    return NULL;
}

/** One latent time with a therapy from day `started` against integration; the fixed parameters of each effect are its rows' defaults where given. */
static void check_one(const hazard_case *item, const effect_kind *effect, const effect_course *course, double u)
{
    const transition_model transition = transition_of(hazard_named(item->hazard), item->p, 3);
    double p[KIND_PARAMETERS_MAX];
    for (size_t i = 0; i < effect->base.parameters.count; i++) {
        const setting *row = &effect->base.parameters.rows[i];
        p[i] = strcmp(row->key, "hazard_ratio") == 0 ? 0.57 : strcmp(row->key, "half_life_days") == 0 ? 211 : 0.35;
    }
    effect_steps therapy;
    effect->steps(p, course, &therapy);
    career_model model = {.shocks = 1, .shock = {{.from = 301, .until = 402, .ratio = 1.9, .transition_mask = 1}}};
    time_steps steps;
    time_steps_set(&model, 0, &therapy, 123.4, &steps);
    const double origin = 17.25;
    const double t0 = 44.5;
    const double e = -log(u);
    const double t = latent_time(&transition, 1.31, t0, origin, e, &steps, DAYS_AHEAD);
    rate_context at = {.transition = &transition, .steps = &steps, .m = 1.31, .origin = origin};
    if (isfinite(t)) {
        expect_relative(integrated(&at, t0, t), e, 1e-5);
    } else {
        assert_true(integrated(&at, t0, DAYS_AHEAD) < e * (1 + 1e-5));
    }
}

static void latent_times_agree_with_integration_for_every_effect_and_hazard(void **state)
{
    (void)state;
    const effect_course courses[] = {{.course_days = 137, .received_days = 137, .completed = 1, .log_multiplier = 1, .half_life_ratio = 1},
                                     {.course_days = 151, .received_days = 61, .completed = 0, .log_multiplier = 1.25, .half_life_ratio = 1}};
    for (size_t h = 0; h < sizeof hazards / sizeof hazards[0]; h++) {
        for (size_t k = 0; k < effect_family.count; k++) {
            for (size_t c = 0; c < 2; c++) {
                for (int i = 1; i < 8; i++) {
                    check_one(&hazards[h], (const effect_kind *)effect_family.kinds[k], &courses[c], i / 8.1);
                }
            }
        }
    }
}

static void without_steps_a_latent_time_is_the_plain_inverse_on_the_clock(void **state)
{
    (void)state;
    const double p[] = {0.61, 1733};
    const transition_model transition = transition_of(hazard_named("weibull"), p, 2);
    career_model model = {0};
    time_steps steps;
    time_steps_set(&model, 0, NULL, 0, &steps);
    /* clock 0 at day 10.5, drawn at day 47.75: H(37.25) + 0.8 / 2 on the clock */
    const double h = pow(37.25 / 1733, 0.61) + 0.8 / 2;
    expect_relative(latent_time(&transition, 2, 47.75, 10.5, 0.8, &steps, 9000), 10.5 + 1733 * pow(h, 1 / 0.61), 1e-12);
}

static void a_ratio_of_zero_stops_the_hazard_for_its_time(void **state)
{
    (void)state;
    const double p[] = {500};
    const transition_model transition = transition_of(hazard_named("exponential"), p, 1);
    career_model model = {.shocks = 1, .shock = {{.from = 100, .until = 175, .ratio = 0, .transition_mask = 1}}};
    time_steps steps;
    time_steps_set(&model, 0, NULL, 0, &steps);
    /* e = 0.5 at rate 1/500 from day 0: day 250, 75 days later for the pause */
    expect_relative(latent_time(&transition, 1, 0, 0, 0.5, &steps, 9000), 325.0, 1e-12);
    assert_true(isinf(latent_time(&transition, 1, 0, 0, 0.5, &steps, 324)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(latent_times_agree_with_integration_for_every_effect_and_hazard),
        cmocka_unit_test(without_steps_a_latent_time_is_the_plain_inverse_on_the_clock),
        cmocka_unit_test(a_ratio_of_zero_stops_the_hazard_for_its_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
