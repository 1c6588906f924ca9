#include "people/latent.h"

#include <math.h>

#include "base/date.h"

/** Multiplies the steps by `ratio` on [from, until), cutting pieces where needed. */
static void multiply_between(time_steps *steps, double from, double until, double ratio)
{
    time_steps old = *steps;
    steps->count = 0;
    for (size_t i = 0; i < old.count; i++) {
        const double a = old.from[i];
        const double b = i + 1 < old.count ? old.from[i + 1] : (double)INFINITY;
        const double cut[4] = {a, fmin(fmax(from, a), b), fmin(fmax(until, a), b), b};
        for (size_t piece = 0; piece < 3; piece++) {
            if (cut[piece] < cut[piece + 1] && steps->count < STEPS_MAX) {
                steps->from[steps->count] = cut[piece];
                steps->ratio[steps->count++] = piece == 1 ? old.ratio[i] * ratio : old.ratio[i];
            }
        }
    }
}

static void add_step(time_steps *steps, double from, double ratio)
{
    if (steps->count < STEPS_MAX) {
        steps->from[steps->count] = from;
        steps->ratio[steps->count++] = ratio;
    }
}

/** Multiplies the steps by the drift of each year since day 0, cutting pieces at the years' ends. */
static void multiply_by_years(time_steps *steps, const double drift[])
{
    const time_steps old = *steps;
    size_t year = 0;
    steps->count = 0;
    for (size_t i = 0; i < old.count; i++) {
        const double until = i + 1 < old.count ? old.from[i + 1] : (double)INFINITY;
        const double from = old.from[i];
        while (year < DRIFT_YEARS && (double)(year + 1) * DAYS_PER_YEAR <= from) {
            year++;
        }
        add_step(steps, from, old.ratio[i] * drift[year]);
        while (year < DRIFT_YEARS && (double)(year + 1) * DAYS_PER_YEAR < until) {
            year++;
            add_step(steps, (double)year * DAYS_PER_YEAR, old.ratio[i] * drift[year]);
        }
    }
}

void time_steps_set(const career_model *model, size_t transition, const effect_steps *effect, double started_at, time_steps *steps)
{
    steps->count = 1;
    steps->from[0] = -(double)INFINITY;
    steps->ratio[0] = 1;
    for (size_t i = 0; effect != NULL && i < effect->count; i++) {
        steps->from[i + 1] = started_at + effect->from[i];
        steps->ratio[i + 1] = effect->ratio[i];
        steps->count = i + 2;
    }
    for (size_t i = 0; i < model->shocks; i++) {
        if ((model->shock[i].transition_mask >> transition & 1u) != 0) {
            multiply_between(steps, model->shock[i].from, model->shock[i].until, model->shock[i].ratio);
        }
    }
    if (model->transition[transition].drifts) {
        multiply_by_years(steps, model->transition[transition].drift);
    }
}

double latent_time(const transition_model *transition, double m, double t0, double origin, double e, const time_steps *steps, double horizon)
{
    const hazard_kind *hazard = transition->kind;
    size_t i = 0;
    while (i + 1 < steps->count && steps->from[i + 1] <= t0) {
        i++;
    }
    double h = t0 > origin ? hazard->cumulative(transition->p, transition->list, t0 - origin) : 0;
    for (; i + 1 < steps->count && steps->from[i + 1] < horizon; i++) {
        const double h_until = hazard->cumulative(transition->p, transition->list, steps->from[i + 1] - origin);
        const double spent = m * steps->ratio[i] * (h_until - h);
        if (spent >= e && spent > 0) {
            break;
        }
        e -= spent;
        h = h_until;
    }
    const double rate = m * steps->ratio[i];
    if (!(rate > 0) || h + e / rate >= transition->largest_cumulative) {
        return (double)INFINITY;
    }
    const double t = fmax(t0, origin + hazard->inverse(transition->p, transition->list, h + e / rate));
    return t < horizon ? t : (double)INFINITY;
}
