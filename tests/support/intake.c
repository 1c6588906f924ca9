#include "support/intake.h"

#include "support/expect.h"
#include "support/kolmogorov.h"

#define DRAWS 20011

const intake_kind *intake_named(const char *name)
{
    return (const intake_kind *)kind_named(&intake_family, name);
}

void expect_count_moments(const intake_kind *intake, const double p[], double mean, double variance)
{
    double *const u = test_malloc(DRAWS * sizeof *u);
    double sum = 0, squares = 0, fourths = 0;
    test_uniforms(intake->base.name, u, DRAWS);
    for (size_t i = 0; i < DRAWS; i++) {
        const double off = intake->count(p, NULL, 3, mean, u[i]) - mean;
        sum += off;
        squares += off * off;
        fourths += off * off * off * off;
    }
    expect_close(sum / DRAWS, 0, 5 * sqrt(variance / DRAWS));
    expect_close(squares / DRAWS, variance, 5 * sqrt((fourths / DRAWS - variance * variance) / DRAWS));
    test_free(u);
}

void expect_counts_rise_with_the_mean(const intake_kind *intake, const double p[])
{
    double u[97];
    test_uniforms("rise", u, 97);
    for (size_t i = 0; i < 97; i++) {
        uint32_t before = 0;
        for (double mean = 0; mean < 400; mean = mean * 1.013 + 0.01) {
            const uint32_t now = intake->count(p, NULL, 0, mean, u[i]);
            expect_true(now >= before);
            before = now;
        }
    }
}
