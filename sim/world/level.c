#include "world/level.h"

#include <math.h>

#include "world/mix.h"
#include "stats/elementary.h"

#define NEWTON_STEPS_MAX 60
#define LOG_LEVEL_BOUND 40.0

static double solve_marginal(const starter_mix *mix, double share)
{
    double low = -LOG_LEVEL_BOUND;
    double high = LOG_LEVEL_BOUND;
    double x = 0;
    for (int step = 0; step < NEWTON_STEPS_MAX; step++) {
        double before;
        double before_slope;
        double after;
        double after_slope;
        frailty_survivors(&mix->frailty, mix->weight, mix->before, mix->count, elementary_exp(x), &before, &before_slope);
        frailty_survivors(&mix->frailty, mix->weight, mix->after, mix->count, elementary_exp(x), &after, &after_slope);
        const double kept = before > 0 ? after / before : 0;
        const double excess = kept - (1 - share);
        if (excess > 0) {
            low = x;
        } else {
            high = x;
        }
        const double slope = before > 0 ? (after_slope - kept * before_slope) / before : 0;
        double next = slope < 0 ? x - excess / slope : (low + high) / 2;
        if (!(next > low && next < high)) {
            next = (low + high) / 2;
        }
        if (fabs(next - x) <= 1e-13 * fmax(1, fabs(x)) || high - low < 1e-13) {
            x = next;
            break;
        }
        x = next;
    }
    return elementary_exp(x);
}

double level_solve(const scenario *self, career_model *model, size_t k)
{
    const transition_row *row = &self->transitions.items[k];
    const transition_model *transition = &model->transition[k];
    const double share = row->share_by_share.value;
    if (share <= 0) {
        return 0;
    }
    if (row->share_by_conditional) {
        return -elementary_log(1 - share) / transition->kind->cumulative(transition->p, transition->list, row->share_by_days);
    }
    starter_mix_set(self, model, k, row->share_by_days, false, &model->mix);
    return solve_marginal(&model->mix, share);
}
