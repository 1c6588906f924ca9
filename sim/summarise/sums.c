#include "summarise/sums.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

void ratio_sums_add(ratio_sums *sums, double num, double den)
{
    const double worlds = (double)++sums->worlds;
    const double num_step = num - sums->num;
    const double den_step = den - sums->den;
    sums->num += num_step / worlds;
    sums->den += den_step / worlds;
    sums->num_num += num_step * (num - sums->num);
    sums->den_den += den_step * (den - sums->den);
    sums->num_den += num_step * (den - sums->den);
}

void ratio_sums_merge(ratio_sums *sums, const ratio_sums *block)
{
    if (block->worlds == 0) {
        return;
    }
    const double here = (double)sums->worlds, there = (double)block->worlds, all = here + there;
    const double num_step = block->num - sums->num;
    const double den_step = block->den - sums->den;
    const double weight = here * there / all;
    sums->num += num_step * there / all;
    sums->den += den_step * there / all;
    sums->num_num += block->num_num + num_step * num_step * weight;
    sums->den_den += block->den_den + den_step * den_step * weight;
    sums->num_den += block->num_den + num_step * den_step * weight;
    sums->worlds += block->worlds;
}

/** Fieller's interval: the rho for which num - rho den lies within t standard errors of 0; NaN where that is no bounded interval. */
static void fieller(const ratio_sums *sums, double square_t, ratio_summary *out)
{
    const double scale = square_t / ((double)sums->worlds * ((double)sums->worlds - 1));
    const double a = sums->den * sums->den - scale * sums->den_den;
    const double b = sums->num * sums->den - scale * sums->num_den;
    const double c = sums->num * sums->num - scale * sums->num_num;
    if (!(a > 0)) {
        return;
    }
    const double root = sqrt(fmax(b * b - a * c, 0));
    out->lower = (b - root) / a;
    out->upper = (b + root) / a;
}

ratio_summary ratio_sums_finish(const ratio_sums *sums)
{
    ratio_summary out = {NAN, NAN, NAN, NAN};
    if (sums->worlds == 0 || sums->den == 0) {
        return out;
    }
    out.ratio = sums->num / sums->den;
    if (sums->worlds < 2) {
        return out;
    }
    const double worlds = (double)sums->worlds;
    const double spread = sums->num_num - 2 * out.ratio * sums->num_den + out.ratio * out.ratio * sums->den_den;
    out.se = sqrt(fmax(spread, 0) / (worlds * (worlds - 1))) / fabs(sums->den);
    const double t = gsl_cdf_tdist_Pinv(0.975, worlds - 1);
    fieller(sums, t * t, &out);
    return out;
}

/** The same sums about a shift that is lower by `step`. */
static moments moments_moved(const moments *sums, double step)
{
    moments out = *sums;
    const double n = (double)sums->n, worlds = (double)sums->worlds;
    out.shift -= step;
    out.sum += n * step;
    out.sum_squares += step * (2 * sums->sum + n * step);
    out.sum_means += worlds * step;
    out.sum_means_squares += step * (2 * sums->sum_means + worlds * step);
    out.sum_n_means_squares += step * (2 * sums->sum + n * step);
    return out;
}

void moments_join(moments *sums, const moments *block)
{
    if (sums->n == 0) {
        sums->shift = block->shift;
    }
    const moments moved = moments_moved(block, block->shift - sums->shift);
    moments_merge(sums, &moved);
}

double moments_shift_of(const double value[], size_t count, size_t stride)
{
    for (size_t i = 0; i < count; i++) {
        if (!isnan(value[i * stride])) {
            return value[i * stride];
        }
    }
    return 0;
}
