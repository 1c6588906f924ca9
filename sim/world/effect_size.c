#include "world/effect_size.h"

#include <math.h>
#include <string.h>

#include "world/mix.h"
#include "stats/elementary.h"
#include "stats/solve.h"

#define COURSES 2 /* who complete; who drop out half-way */
#define DAYS_OF_RISK_RATIO 365.0
#define DAYS_OF_ODDS_RATIO 548.0
#define LOG_TOLERANCE 1e-10

/** What is known before a hazard ratio is tried. */
typedef struct {
    career_model *model;
    const transition_model *transition;
    const effect_kind *kind;
    double p[KIND_PARAMETERS_MAX];
    int ratio_index;
    effect_course course[COURSES];
    double weight[COURSES];                                         /* share of starters with each */
    double adherence;
    double hazard_at[COURSES][MIX_AGES][EFFECT_PIECES_MAX + 1];     /* H when each step of the effect begins and, last, at the horizon's end */
    double before, untreated;                                       /* survivors at the start; share of them who make the transition untreated */
    bool odds;
    double stated;
    const starter_mix *mix;                                         /* in the model */
} conversion;

int effect_ratio_index(const kind *effect)
{
    for (size_t i = 0; effect != NULL && i < effect->parameters.count; i++) {
        if (strcmp(effect->parameters.rows[i].key, "hazard_ratio") == 0) {
            return (int)i;
        }
    }
    return -1;
}

/** The effect of a median course, completed or left half-way, where `log_ratio` is the log hazard ratio of those who complete. */
static void steps_of(const conversion *self, size_t course, double log_ratio, double log_multiplier, effect_steps *steps)
{
    double p[KIND_PARAMETERS_MAX];
    effect_course one = self->course[course];
    memcpy(p, self->p, sizeof p);
    p[self->ratio_index] = elementary_exp(log_ratio);
    one.log_multiplier = log_multiplier;
    self->kind->steps(p, &one, steps);
}

static void set_courses(const therapy_model *of, int population, conversion *out)
{
    const double days = spread_value(&of->course_days, 0.5);
    out->course[0] = (effect_course){.course_days = days, .received_days = days, .completed = 1, .half_life_ratio = 1};
    out->course[1] = (effect_course){.course_days = days, .received_days = days / 2, .completed = 0, .half_life_ratio = 1};
    out->weight[0] = population == POPULATION_COMPLETERS ? 1 : of->completion_share;
    out->weight[1] = 1 - out->weight[0];
    out->adherence = spread_value(&of->adherence, 0.5);
}

static double largest_log(const effect_steps *steps)
{
    double largest = 0;
    for (size_t i = 0; i < steps->count; i++) {
        largest = fmax(largest, fabs(elementary_log(steps->ratio[i])));
    }
    return largest;
}

/** Within bounds; what cannot be reached is the nearest. */
static effect_size bounded(double log_ratio)
{
    const double low = elementary_log(EFFECT_RATIO_MIN);
    const double high = elementary_log(EFFECT_RATIO_MAX);
    return (effect_size){.hazard_ratio = log_ratio <= low ? EFFECT_RATIO_MIN : log_ratio >= high ? EFFECT_RATIO_MAX : elementary_exp(log_ratio),
                         .reached = log_ratio >= low && log_ratio <= high};
}

/** log(stated) / (c + (1 - c) d), d the part of the log hazard ratio that those who drop out half-way reach. */
static effect_size of_all_starters(const conversion *self)
{
    effect_steps completed;
    effect_steps dropped;
    const double log_stated = elementary_log(self->stated);
    if (log_stated == 0) {
        return (effect_size){.hazard_ratio = 1, .reached = true};
    }
    steps_of(self, 0, log_stated, 1, &completed);
    steps_of(self, 1, log_stated, 1, &dropped);
    const double part = largest_log(&completed) > 0 ? largest_log(&dropped) / largest_log(&completed) : 0;
    const double mean = self->weight[0] + self->weight[1] * part;
    return bounded(mean > 0 ? log_stated / mean : copysign(HUGE_VAL, log_stated));
}

/** Cumulative hazards at the steps' beginnings, which are the same whatever the ratio. */
static void set_hazards(double wait, conversion *out)
{
    const transition_model *transition = out->transition;
    for (size_t c = 0; c < COURSES; c++) {
        effect_steps steps;
        steps_of(out, c, elementary_log(0.5), 1, &steps);
        for (size_t a = 0; a < MIX_AGES; a++) {
            const double horizon = out->mix->age_horizon[a];
            for (size_t i = 0; i <= steps.count; i++) {
                const double day = i < steps.count ? fmin(steps.from[i], horizon) : horizon;
                out->hazard_at[c][a][i] = transition->kind->cumulative(transition->p, transition->list, wait + day);
            }
        }
    }
}

/** The cumulative hazard of a treated child at level 1 and multiplier 1, by course, band and age. */
static void treated_hazards(const conversion *self, size_t course, double log_ratio, size_t band, double by_age[MIX_AGES])
{
    effect_steps steps;
    steps_of(self, course, log_ratio, self->adherence * self->model->band_effect[band], &steps);
    for (size_t a = 0; a < MIX_AGES; a++) {
        const double *at = self->hazard_at[course][a];
        by_age[a] = at[0];
        for (size_t i = 0; i < steps.count; i++) {
            by_age[a] += steps.ratio[i] * (at[i + 1] - at[i]);
        }
    }
}

/** The share of treated starters who make the transition. */
static double treated_share(conversion *self, double log_ratio)
{
    double kept = 0;
    for (size_t c = 0; c < COURSES && self->weight[c] > 0; c++) {
        double hazard[BANDS_MAX][MIX_AGES];
        double slope;
        double survivors;
        uint32_t known = 0;
        for (size_t i = 0; i < self->mix->count; i++) {
            const size_t band = self->mix->band[i];
            if ((known >> band & 1u) == 0) {
                treated_hazards(self, c, log_ratio, band, hazard[band]);
                known |= 1u << band;
            }
            self->model->treated[i] = self->mix->multiplier[i] * hazard[band][self->mix->age[i]];
        }
        frailty_survivors(&self->mix->frailty, self->mix->weight, self->model->treated, self->mix->count, self->transition->level, &survivors, &slope);
        kept += self->weight[c] * survivors;
    }
    return 1 - kept / self->before;
}

/** The log of the measure at a log hazard ratio, less the log of what was stated. */
static double excess(double log_ratio, void *context)
{
    conversion *self = context;
    const double share = treated_share(self, log_ratio);
    const double ratio = share / self->untreated;
    const double measure = self->odds ? ratio * (1 - self->untreated) / (1 - share) : ratio;
    return elementary_log(measure) - elementary_log(self->stated);
}

static effect_size solve_share(conversion *self)
{
    const double low = elementary_log(EFFECT_RATIO_MIN);
    const double high = elementary_log(EFFECT_RATIO_MAX);
    double log_ratio = 0;
    if (!(self->untreated > 0)) {
        return (effect_size){.hazard_ratio = self->stated, .reached = false};
    }
    if (excess(low, self) >= 0) {
        return (effect_size){.hazard_ratio = EFFECT_RATIO_MIN, .reached = false};
    }
    if (excess(high, self) <= 0) {
        return (effect_size){.hazard_ratio = EFFECT_RATIO_MAX, .reached = false};
    }
    const bool found = solve_zero(excess, self, low, high, LOG_TOLERANCE, &log_ratio);
    return (effect_size){.hazard_ratio = elementary_exp(log_ratio), .reached = found};
}

static effect_size of_shares(const scenario *self, size_t transition, int measure, conversion *how)
{
    starter_mix *mix = &how->model->mix;
    double slope;
    double after;
    how->odds = measure == MEASURE_OR_18M;
    starter_mix_set(self, how->model, transition, how->odds ? DAYS_OF_ODDS_RATIO : DAYS_OF_RISK_RATIO, true, mix);
    how->mix = mix;
    set_hazards(self->people.nominal_wait_days, how);
    frailty_survivors(&mix->frailty, mix->weight, mix->before, mix->count, how->transition->level, &how->before, &slope);
    frailty_survivors(&mix->frailty, mix->weight, mix->after, mix->count, how->transition->level, &after, &slope);
    how->untreated = 1 - after / how->before;
    return solve_share(how);
}

effect_size effect_size_convert(const scenario *self, career_model *model, const therapy_model *of, const therapy_effect_row *row,
                                const double p[])
{
    const int index = effect_ratio_index(row->effect.kind);
    if (index < 0 || (row->measure == MEASURE_HR_CONDITIONAL && row->population == POPULATION_COMPLETERS)) {
        return (effect_size){.hazard_ratio = index < 0 ? 1 : p[index], .reached = true};
    }
    conversion how = {.model = model,
                      .transition = &model->transition[row->transition_index],
                      .kind = (const effect_kind *)row->effect.kind,
                      .ratio_index = index,
                      .stated = p[index]};
    memcpy(how.p, p, sizeof how.p);
    set_courses(of, row->population, &how);
    return row->measure == MEASURE_HR_CONDITIONAL ? of_all_starters(&how)
                                                  : of_shares(self, (size_t)row->transition_index, row->measure, &how);
}
