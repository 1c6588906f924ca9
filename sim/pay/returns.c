#include "pay/returns.h"

#include <math.h>
#include <stdbool.h>

#include "stats/solve.h"

#define RATE_LOWEST (-0.99)
#define RATE_HIGHEST 10.0
#define FACTOR_TOLERANCE 1e-14 /* of the monthly factor: about 1e-13 of the yearly rate */
#define GRID_STEPS 768         /* each 0.9 % of 1 + rate */

static pence flow_at(const investor_flows *flows, size_t month)
{
    return flows->distributed[month] - flows->drawn[month];
}

/** How often the numbers added one by one change sign, noughts left out. */
typedef struct {
    int changes;
    pence last;
} sign_count;

static void sign_add(sign_count *self, pence amount)
{
    self->changes += (amount > 0 && self->last < 0) || (amount < 0 && self->last > 0);
    self->last = amount != 0 ? amount : self->last;
}

/** A bound on the rates that solve the flows: the changes of sign of the net flows (Descartes), or, where lower, those of their running sums from the first month on, no
 *  fewer than the rates above 0, and from the last month back, no fewer than those below (Norstrom), and 0 itself where all sum to nothing. A bound of 1 is the number. */
static int rates_at_most(const investor_flows *flows)
{
    sign_count of_flows = { 0 }, forward = { 0 }, backward = { 0 };
    pence before = 0, after = 0;
    for (size_t m = 0; m < flows->months; m++) {
        before += flow_at(flows, m);
        after += flow_at(flows, flows->months - 1 - m);
        sign_add(&of_flows, flow_at(flows, m));
        sign_add(&forward, before);
        sign_add(&backward, after);
    }
    const int by_sums = forward.changes + backward.changes + (before == 0);
    return of_flows.changes < by_sums ? of_flows.changes : by_sums;
}

/** The months from the first to the last with a net flow: the others move no rate. */
static investor_flows flows_trimmed(const investor_flows *flows)
{
    size_t from = 0;
    size_t until = flows->months;
    while (from < until && flow_at(flows, from) == 0) {
        from++;
    }
    while (until > from && flow_at(flows, until - 1) == 0) {
        until--;
    }
    return (investor_flows){ until - from, flows->drawn + from, flows->distributed + from };
}

/** sum over m of flow_m v^m, in pence. */
static double worth_at_factor(const investor_flows *flows, double factor)
{
    double worth = 0;
    for (size_t m = flows->months; m-- > 0;) {
        worth = worth * factor + (double)flow_at(flows, m);
    }
    return worth;
}

static double worth_for_solver(double factor, void *context)
{
    return worth_at_factor((const investor_flows *)context, factor);
}

/** Its derivative: sum over m of m flow_m v^(m - 1). */
static double slope_for_solver(double factor, void *context)
{
    const investor_flows *flows = context;
    double slope = 0;
    for (size_t m = flows->months; m-- > 1;) {
        slope = slope * factor + (double)m * (double)flow_at(flows, m);
    }
    return slope;
}

/** What rounding leaves open of the worth: far more than the errors of Horner's rule. */
static double worth_tolerance(const investor_flows *flows, double factor)
{
    double size = 0;
    for (size_t m = flows->months; m-- > 0;) {
        size = size * factor + fabs((double)flow_at(flows, m));
    }
    return 1e-12 * size;
}

static double monthly_factor(double rate_per_year)
{
    return pow(1 + rate_per_year, -1.0 / 12);
}

static irr_result irr_between(investor_flows *flows, double lowest, double highest)
{
    double factor = 1;
    if (!solve_zero(worth_for_solver, flows, lowest, highest, FACTOR_TOLERANCE, &factor)) {
        return (irr_result){ IRR_NONE, (double)NAN };
    }
    return (irr_result){ IRR_FOUND, pow(factor, -12) - 1 };
}

/** The worth at factors in equal ratios from that of the highest rate to that of the lowest. */
typedef struct {
    double factor[GRID_STEPS + 1], worth[GRID_STEPS + 1];
} worth_grid;

static void worth_grid_fill(const investor_flows *flows, worth_grid *out)
{
    const double first = monthly_factor(RATE_HIGHEST);
    const double ratio = pow(monthly_factor(RATE_LOWEST) / first, 1.0 / GRID_STEPS);
    for (size_t i = 0; i <= GRID_STEPS; i++) {
        out->factor[i] = i == 0 ? first : out->factor[i - 1] * ratio;
        out->worth[i] = 0;
    }
    for (size_t m = flows->months; m-- > 0;) {
        const double flow = (double)flow_at(flows, m);
        for (size_t i = 0; i <= GRID_STEPS; i++) {
            out->worth[i] = out->worth[i] * out->factor[i] + flow;
        }
    }
}

/** Whether the worth, of one sign at three neighbours of the grid and nearest to nothing at the middle one, `at`, passes nothing between them and comes back: two rates
 *  within a step or two. One that it only touches is none. */
static bool worth_dips(investor_flows *flows, const worth_grid *grid, size_t at)
{
    const double *worth = grid->worth + at;
    const double side = worth[0] < 0 ? -1 : 1;
    double lowest = 0;
    return side * worth[-1] >= side * worth[0] && side * worth[1] >= side * worth[0] && side * worth[0] > 0 &&
           solve_zero(slope_for_solver, flows, grid->factor[at - 1], grid->factor[at + 1], FACTOR_TOLERANCE, &lowest) &&
           side * worth_at_factor(flows, lowest) < -worth_tolerance(flows, lowest);
}

/** The rate where a scan of the grid finds one. */
static irr_result irr_scanned(investor_flows *flows)
{
    worth_grid grid;
    size_t rates = 0, last = 0, from = 0, until = 0;
    worth_grid_fill(flows, &grid);
    for (size_t i = 1; i <= GRID_STEPS; i++) {
        if (grid.worth[i] == 0) {
            continue;
        }
        if ((grid.worth[i] < 0) != (grid.worth[last] < 0)) {
            rates++;
            from = last;
            until = i;
        } else if (i < GRID_STEPS && worth_dips(flows, &grid, i)) {
            rates += 2;
        }
        last = i;
    }
    if (rates != 1) {
        return (irr_result){ rates == 0 ? IRR_NONE : IRR_SEVERAL, (double)NAN };
    }
    return irr_between(flows, grid.factor[from], grid.factor[until]);
}

irr_result irr_per_year(const investor_flows *flows)
{
    if (pence_sum(flows->drawn, flows->months) == 0) {
        return (irr_result){ IRR_NOTHING_DRAWN, (double)NAN };
    }
    if (pence_sum(flows->distributed, flows->months) == 0) {
        return (irr_result){ IRR_TOTAL_LOSS, -1 };
    }
    investor_flows trimmed = flows_trimmed(flows);
    const int rates = rates_at_most(&trimmed);
    if (rates == 0) {
        return (irr_result){ IRR_NONE, (double)NAN };
    }
    return rates == 1 ? irr_between(&trimmed, monthly_factor(RATE_HIGHEST), monthly_factor(RATE_LOWEST)) : irr_scanned(&trimmed);
}

double multiple_on(pence distributed, pence drawn)
{
    return drawn > 0 ? (double)distributed / (double)drawn : (double)NAN;
}

double npv_pounds(const investor_flows *flows, double rate_per_year, size_t start)
{
    return worth_at_factor(flows, monthly_factor(rate_per_year)) * pow(1 + rate_per_year, (double)start / 12) / 100;
}

double payback_months(const investor_flows *flows, size_t start)
{
    pence drawn = 0;
    pence distributed = 0;
    double since = (double)NAN;
    for (size_t m = 0; m < flows->months; m++) {
        drawn += flows->drawn[m];
        distributed += flows->distributed[m];
        if (drawn == 0 || distributed < drawn) {
            since = (double)NAN;
        } else if (isnan(since)) {
            since = (double)m - (double)start;
        }
    }
    return since;
}

pence funding_peak(const investor_flows *flows, const pence carried[])
{
    pence funding = 0;
    pence peak = 0;
    for (size_t m = 0; m < flows->months; m++) {
        funding += carried[m] - flow_at(flows, m);
        peak = pence_max(peak, funding);
    }
    return peak;
}
