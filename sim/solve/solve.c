#include "solve/solve.h"

#include <math.h>
#include <string.h>

#define RANGE_TOLERANCE 1e-9
#define ERRORS_TOLERANCE 0.1  /* a step below this share of the lever's standard error is the last */
#define ERRORS_APART 2.0      /* the slope is taken over so many standard errors on either side */
#define RANGE_APART 0.01      /* and over at least this share of the range */
#define TRIES_IN_BRACKET 40

/** Where the goal changes side: two tries, and how the search went so far. */
typedef struct {
    solve_try low, high;
    bool slow; /* the last secant did not halve the bracket */
} bracket;

static run_status try_at(const solve_request *self, const double at[], size_t count, solve_try out[], solution *found, fault_list *faults)
{
    goal_estimate estimates[SOLVE_TRIES_MAX];
    const run_status status = solve_measure(self->source, self->lever, 1, at, count, self->goal, 1, self->options, estimates, faults);
    for (size_t i = 0; status == RUN_DONE && i < count; i++) {
        out[i] = (solve_try){.at = at[i], .estimate = estimates[i], .holds = goal_holds(self->goal, estimates[i].value)};
        if (found->try_count < SOLVE_TRIES_MAX) {
            found->tries[found->try_count++] = out[i];
        }
    }
    return status;
}

/** The values of the grid, each once. */
static size_t grid_of(const lever *self, double at[SOLVE_GRID])
{
    size_t count = 0;
    for (size_t i = 0; i < SOLVE_GRID; i++) {
        const double value_at = lever_rounded(self, self->low + (self->high - self->low) * (double)i / (SOLVE_GRID - 1));
        if (count == 0 || value_at > at[count - 1]) {
            at[count++] = value_at;
        }
    }
    return count;
}

static void note_crossings(solution *out)
{
    for (size_t i = 1; i < out->try_count; i++) {
        if (out->tries[i].holds != out->tries[i - 1].holds) {
            out->crossings[out->crossing_count++] = (solve_crossing){out->tries[i - 1].at, out->tries[i].at, out->tries[i].holds};
        }
    }
    out->state = out->crossing_count > 1 ? SOLVE_SEVERAL : out->crossing_count == 1 ? SOLVE_FOUND : out->tries[0].holds ? SOLVE_EVERYWHERE : SOLVE_NOWHERE;
}

/** The change of side nearest to the present value; the first where there is none. */
static size_t nearest_crossing(const lever *self, const solution *found)
{
    size_t nearest = 0;
    for (size_t i = 1; self->has_present && i < found->crossing_count; i++) {
        const solve_crossing *one = &found->crossings[i], *best = &found->crossings[nearest];
        if (fabs((one->low + one->high) / 2 - self->present) < fabs((best->low + best->high) / 2 - self->present)) {
            nearest = i;
        }
    }
    return nearest;
}

static bracket bracket_at(const solution *found, const solve_crossing *crossing)
{
    bracket out = {.slow = false};
    for (size_t i = 0; i < found->try_count; i++) {
        out.low = found->tries[i].at == crossing->low ? found->tries[i] : out.low;
        out.high = found->tries[i].at == crossing->high ? found->tries[i] : out.high;
    }
    return out;
}

/** Where the straight line through the bracket's ends meets the bound; the middle where there is none. */
static double secant_of(const goal *self, const bracket *within)
{
    const double low = goal_margin(self, within->low.estimate.value), high = goal_margin(self, within->high.estimate.value);
    const double part = low / (low - high);
    const double middle = (within->low.at + within->high.at) / 2;
    return isfinite(part) && part >= 0 && part <= 1 ? within->low.at + part * (within->high.at - within->low.at) : middle;
}

/** What the estimate's error leaves open in the lever, by the slope between the bracket's ends. */
static double lever_error(const bracket *within)
{
    const double rise = within->high.estimate.value - within->low.estimate.value;
    const double se = fmax(within->low.estimate.se, within->high.estimate.se);
    const double error = fabs(se * (within->high.at - within->low.at) / rise);
    return isfinite(error) ? error : 0;
}

static double next_of(const solve_request *self, const bracket *within)
{
    const double width = within->high.at - within->low.at;
    double next = within->slow ? within->low.at + width / 2 : secant_of(self->goal, within);
    if (self->lever->whole) {
        next = fmin(fmax(round(next), within->low.at + 1), within->high.at - 1);
    }
    return next;
}

static void narrow(bracket *within, const solve_try *tried)
{
    const double width = within->high.at - within->low.at;
    if (tried->holds == within->low.holds) {
        within->low = *tried;
    } else {
        within->high = *tried;
    }
    within->slow = !within->slow && within->high.at - within->low.at > width / 2;
}

/** Narrows the bracket until it is small, or the line between its ends meets the goal where it did before, as far as that can be told. */
static run_status narrow_down(const solve_request *self, bracket *within, solution *out, fault_list *faults)
{
    const double smallest = RANGE_TOLERANCE * (self->lever->high - self->lever->low);
    double met_before = (double)NAN;
    for (int i = 0; i < TRIES_IN_BRACKET; i++) {
        const double step_enough = fmax(smallest, ERRORS_TOLERANCE * lever_error(within));
        const double next = next_of(self, within);
        const double met = secant_of(self->goal, within);
        const bool narrow_enough = within->high.at - within->low.at <= (self->lever->whole ? 1 : step_enough);
        if (narrow_enough || (!self->lever->whole && fabs(met - met_before) <= step_enough)) {
            break;
        }
        met_before = met;
        solve_try tried;
        const run_status status = try_at(self, &next, 1, &tried, out, faults);
        if (status != RUN_DONE) {
            return status;
        }
        narrow(within, &tried);
        if (goal_margin(self->goal, tried.estimate.value) == 0) {
            break;
        }
    }
    return RUN_DONE;
}

static double answer_of(const solve_request *self, const bracket *within)
{
    if (self->lever->whole) {
        return within->high.holds ? within->high.at : within->low.at;
    }
    return secant_of(self->goal, within);
}

/** The answer's error: tries on both sides of it give the slope, the one at it the estimate's error. */
static run_status judge(const solve_request *self, const bracket *within, solution *out, fault_list *faults)
{
    const lever *of = self->lever;
    const double apart = fmax(ERRORS_APART * lever_error(within), RANGE_APART * (of->high - of->low));
    const double least = of->whole ? 1 : 0;
    out->answer = answer_of(self, within);
    const double at[] = {lever_rounded(of, fmax(of->low, out->answer - fmax(apart, least))), out->answer,
                         lever_rounded(of, fmin(of->high, out->answer + fmax(apart, least)))};
    solve_try tried[3];
    const run_status status = try_at(self, at, 3, tried, out, faults);
    if (status == RUN_DONE) {
        out->slope = (tried[2].estimate.value - tried[0].estimate.value) / (at[2] - at[0]);
        out->there = tried[1].estimate;
        out->se = out->there.se == 0 ? 0 : fabs(out->there.se / out->slope);
        out->se = isfinite(out->se) ? out->se : (double)NAN;
    }
    return status;
}

run_status solve_lever(const solve_request *self, solution *out, fault_list *faults)
{
    double at[SOLVE_GRID];
    solve_try grid[SOLVE_GRID];
    *out = (solution){.answer = NAN, .se = NAN, .there = {.value = NAN, .se = NAN}, .slope = NAN};
    run_status status = try_at(self, at, grid_of(self->lever, at), grid, out, faults);
    if (status != RUN_DONE) {
        return status;
    }
    note_crossings(out);
    if (out->crossing_count == 0) {
        return RUN_DONE;
    }
    const solve_crossing *crossing = &out->crossings[nearest_crossing(self->lever, out)];
    bracket within = bracket_at(out, crossing);
    out->holds_above = crossing->holds_above;
    status = narrow_down(self, &within, out, faults);
    return status == RUN_DONE ? judge(self, &within, out, faults) : status;
}
