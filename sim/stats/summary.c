#include "stats/summary.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

const double summary_levels[SUMMARY_QUANTILES] = { 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95 };

static const double undefined_value = (double)NAN;

/* How many of a world's values are defined, their sum, and their mean less the shift. */
typedef struct {
    size_t n;
    double sum;
    double mean;
} world_mean;

static world_mean mean_of_world(double shift, const double value[], size_t histories, size_t stride)
{
    world_mean world = { 0, 0, 0 };
    for (size_t i = 0; i < histories; i++) {
        if (!isnan(value[i * stride])) {
            world.n++;
            world.sum += value[i * stride];
            world.mean += value[i * stride] - shift;
        }
    }
    world.mean /= world.n > 0 ? (double)world.n : 1;
    return world;
}

static void add_squares(moments *sums, double mean, const double value[], size_t histories, size_t stride)
{
    for (size_t i = 0; i < histories; i++) {
        const double x = value[i * stride] - sums->shift;
        if (!isnan(x)) {
            sums->sum_squares += x * x;
            sums->sum_within += (x - mean) * (x - mean);
        }
    }
}

void moments_add_world(moments *sums, const double value[], size_t histories, size_t stride)
{
    const world_mean world = mean_of_world(sums->shift, value, histories, stride);
    sums->undefined += histories - world.n;
    if (world.n == 0) {
        return;
    }
    const double n = (double)world.n;
    add_squares(sums, world.mean, value, histories, stride);
    sums->sum += n * world.mean;
    sums->sum_means += world.mean;
    sums->sum_means_squares += world.mean * world.mean;
    sums->sum_n_squares += n * n;
    sums->sum_n_means_squares += n * world.mean * world.mean;
    sums->n += world.n;
    sums->worlds++;
    sums->worlds_above += world.sum > 0;
}

void moments_merge(moments *sums, const moments *block)
{
    sums->sum += block->sum;
    sums->sum_squares += block->sum_squares;
    sums->sum_means += block->sum_means;
    sums->sum_means_squares += block->sum_means_squares;
    sums->sum_within += block->sum_within;
    sums->sum_n_squares += block->sum_n_squares;
    sums->sum_n_means_squares += block->sum_n_means_squares;
    sums->n += block->n;
    sums->undefined += block->undefined;
    sums->worlds += block->worlds;
    sums->worlds_above += block->worlds_above;
}

/* Squared deviations from the mean, of `n` numbers with that sum and sum of squares; never below 0 by rounding. */
static double squared_deviations(double sum_squares, double sum, double n)
{
    return fmax(0, sum_squares - sum * sum / n);
}

/* sqrt(sum over worlds (mean_w - mean of means)^2 / (worlds - 1) / worlds) */
static double error_of_mean(const moments *sums)
{
    const double worlds = (double)sums->worlds;
    if (sums->worlds < 2) {
        return undefined_value;
    }
    return sqrt(squared_deviations(sums->sum_means_squares, sums->sum_means, worlds) / (worlds - 1) / worlds);
}

/* One-way analysis of variance for unequal n: within = SSW / (n - worlds), between = (SSB / (worlds - 1) - within) / n0 with
 * n0 = (n - sum n_w^2 / n) / (worlds - 1). Source: Searle, Casella & McCulloch, Variance Components (1992), ch. 3. */
static double luck_share(const moments *sums)
{
    const double n = (double)sums->n;
    const double worlds = (double)sums->worlds;
    if (sums->worlds < SUMMARY_WORLDS_FOR_LUCK || sums->n <= sums->worlds) {
        return undefined_value;
    }
    const double within = sums->sum_within / (n - worlds);
    const double size = (n - sums->sum_n_squares / n) / (worlds - 1);
    const double between = (squared_deviations(sums->sum_n_means_squares, sums->sum, n) / (worlds - 1) - within) / size;
    return within + between > 0 ? fmin(fmax(within / (within + between), 0), 1) : within > 0 ? 1 : undefined_value;
}

void moments_finish(const moments *sums, summary *out)
{
    const double n = (double)sums->n;
    out->n = sums->n;
    out->undefined = sums->undefined;
    out->worlds = sums->worlds;
    out->worlds_above = sums->worlds > 0 ? (double)sums->worlds_above / (double)sums->worlds : undefined_value;
    out->mean = sums->n > 0 ? sums->shift + sums->sum / n : undefined_value;
    out->sd = sums->n > 1 ? sqrt(squared_deviations(sums->sum_squares, sums->sum, n) / (n - 1)) : undefined_value;
    out->se = error_of_mean(sums);
    out->luck_share = luck_share(sums);
}

void summary_quantiles(const world_values *of, const resamples *by, uint64_t scratch[], summary *out)
{
    order_statistic asked[SUMMARY_QUANTILES];
    for (size_t q = 0; q < SUMMARY_QUANTILES; q++) {
        asked[q] = (order_statistic){ .kind = ORDER_QUANTILE, .level = summary_levels[q] };
    }
    order_statistics(of, by, asked, SUMMARY_QUANTILES, scratch);
    for (size_t q = 0; q < SUMMARY_QUANTILES; q++) {
        out->quantile[q] = asked[q].value;
        out->quantile_se[q] = asked[q].se;
    }
}

/* Ratio of means. */

typedef struct {
    double num;
    double den;
    double num_num; /* variances and covariance of the means */
    double num_den;
    double den_den;
    double count;
} paired_means;

static paired_means means_of_pairs(const double num[], const double den[], size_t worlds)
{
    paired_means all = { .count = (double)worlds };
    for (size_t i = 0; i < worlds; i++) {
        all.num += num[i] / all.count;
        all.den += den[i] / all.count;
    }
    for (size_t i = 0; i < worlds; i++) {
        all.num_num += (num[i] - all.num) * (num[i] - all.num);
        all.num_den += (num[i] - all.num) * (den[i] - all.den);
        all.den_den += (den[i] - all.den) * (den[i] - all.den);
    }
    const double scale = 1 / (all.count * (all.count - 1));
    all.num_num *= scale;
    all.num_den *= scale;
    all.den_den *= scale;
    return all;
}

/* The two ratios r at which (num - r den)^2 = t^2 (variance of num - r den): a r^2 - 2 b r + c = 0, an interval where a > 0. */
static void fieller_bounds(const paired_means *all, ratio_summary *out)
{
    const double t = gsl_cdf_tdist_Pinv(0.975, all->count - 1);
    const double a = all->den * all->den - t * t * all->den_den;
    const double b = all->num * all->den - t * t * all->num_den;
    const double c = all->num * all->num - t * t * all->num_num;
    if (a > 0) {
        const double half = sqrt(fmax(0, b * b - a * c)) / a;
        out->lower = b / a - half;
        out->upper = b / a + half;
    }
}

ratio_summary ratio_of_means(const double num[], const double den[], size_t worlds)
{
    ratio_summary out = { undefined_value, undefined_value, undefined_value, undefined_value };
    const paired_means all = means_of_pairs(num, den, worlds);
    if (worlds == 0 || all.den == 0) {
        return out;
    }
    out.ratio = all.num / all.den;
    if (worlds >= 2) {
        out.se = sqrt(fmax(0, all.num_num - 2 * out.ratio * all.num_den + out.ratio * out.ratio * all.den_den)) / fabs(all.den);
        fieller_bounds(&all, &out);
    }
    return out;
}
