#include "reference/latent.h"

#include <math.h>
#include <string.h>

#include "hazards/hazard.h"
#include "stats/elementary.h"

#define PRECISION_DAYS 1e-9
#define YEAR_DAYS 365.25

/** Time on the transition's clock. */
static double clock_time(const latent_event *event, double time)
{
    return time - event->clock_from;
}

static double cumulative(const latent_event *event, double time)
{
    return event->hazard->cumulative(event->parameter, event->list, clock_time(event, time));
}

/** Whole days from the first to the last of the shock: from the midnight that begins `from` to the one that ends `until`. */
static double shock_begins(const scenario *file, const shock_row *shock)
{
    return reference_day_of(file, shock->from);
}

static double shock_ends(const scenario *file, const shock_row *shock)
{
    return reference_day_of(file, shock->until) + 1;
}

static double shocks_ratio(const reference_case *at, const transition_row *transition, double time)
{
    double ratio = 1;
    for (size_t i = 0; i < at->file->shocks.count; i++) {
        const shock_row *shock = &at->file->shocks.items[i];
        const bool in_force = shock_begins(at->file, shock) <= time && time < shock_ends(at->file, shock);
        if (in_force && reference_is_named(&shock->transitions, transition->name)) {
            ratio *= reference_quantity(at, shock->ratio);
        }
    }
    return ratio;
}

/** The drift so far: once more a year since day 0, for at most 30 years. */
static double drift(const reference_case *at, const transition_row *transition, double time)
{
    return pow(reference_quantity(at, transition->drift_per_year), fmin(30, floor(fmax(0, time) / YEAR_DAYS)));
}

/** The product of the shocks in force, the drift and the therapy's hazard ratio at a time. */
static double ratio_at(const reference_case *at, const latent_event *event, double time)
{
    const double ratio = shocks_ratio(at, event->transition, time) * drift(at, event->transition, time);
    if (!event->steps || time < event->steps_from) {
        return ratio;
    }
    size_t i = event->steps->count - 1;
    while (event->steps_from + event->steps->from[i] > time) {
        i--;
    }
    return ratio * event->steps->ratio[i];
}

static double earlier_after(double best, double candidate, double time)
{
    return candidate > time && candidate < best ? candidate : best;
}

/** The first time after `time`, at most `limit`, at which the ratio may change. */
static double next_change(const reference_case *at, const latent_event *event, double time, double limit)
{
    double next = limit;
    for (size_t i = 0; i < at->file->shocks.count; i++) {
        const shock_row *shock = &at->file->shocks.items[i];
        next = earlier_after(next, shock_begins(at->file, shock), time);
        next = earlier_after(next, shock_ends(at->file, shock), time);
    }
    if (reference_quantity(at, event->transition->drift_per_year) != 1) {
        next = earlier_after(next, (floor(time / YEAR_DAYS) + 1) * YEAR_DAYS, time);
    }
    for (size_t i = 0; event->steps && i < event->steps->count; i++) {
        next = earlier_after(next, event->steps_from + event->steps->from[i], time);
    }
    return next;
}

/** The time between `low` and `high` at which rate x (H(time) - H(low)) reaches `wanted`, by bisection. */
static double bisected(const latent_event *event, double rate, double low, double high, double wanted)
{
    const double before = cumulative(event, low);
    while (high - low > PRECISION_DAYS) {
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) {
            break;
        }
        if (rate * (cumulative(event, middle) - before) >= wanted) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return high;
}

double reference_latent_time(const reference_case *at, const latent_event *event, double uniform, double from, double limit)
{
    double left = -elementary_log(uniform);
    while (from < limit) {
        const double until = next_change(at, event, from, limit);
        const double rate = event->multiplier * ratio_at(at, event, from + (until - from) / 2);
        const double gained = rate > 0 ? rate * (cumulative(event, until) - cumulative(event, from)) : 0;
        if (gained >= left) {
            return bisected(event, rate, from, until, left);
        }
        left -= gained;
        from = until;
    }
    return TIME_NEVER;
}
