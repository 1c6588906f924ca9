#include "pay/returns.h"

#include <math.h>
#include <stdbool.h>

#include "stats/solve.h"

#define RATE_LOWEST (-0.99)
#define RATE_HIGHEST 10.0
#define FACTOR_TOLERANCE 1e-14 /* of the monthly factor: about 1e-13 of the yearly rate */

static pence flow_at(const investor_flows *flows, size_t month)
{
    return flows->distributed[month] - flows->drawn[month];
}

static pence sum_of(const pence amount[], size_t count)
{
    pence sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += amount[i];
    }
    return sum;
}

/** How often the net flow changes sign, months without flow left out. */
static int sign_changes(const investor_flows *flows)
{
    int changes = 0;
    pence last = 0;
    for (size_t m = 0; m < flows->months; m++) {
        const pence flow = flow_at(flows, m);
        changes += (flow > 0 && last < 0) || (flow < 0 && last > 0);
        last = flow != 0 ? flow : last;
    }
    return changes;
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

static double monthly_factor(double rate_per_year)
{
    return pow(1 + rate_per_year, -1.0 / 12);
}

static irr_result irr_solved(const investor_flows *flows)
{
    investor_flows trimmed = flows_trimmed(flows);
    double factor = 1;
    if (!solve_zero(worth_for_solver, &trimmed, monthly_factor(RATE_HIGHEST), monthly_factor(RATE_LOWEST), FACTOR_TOLERANCE, &factor)) {
        return (irr_result){ IRR_NONE, (double)NAN };
    }
    return (irr_result){ IRR_FOUND, pow(factor, -12) - 1 };
}

irr_result irr_per_year(const investor_flows *flows)
{
    if (sum_of(flows->drawn, flows->months) == 0) {
        return (irr_result){ IRR_NOTHING_DRAWN, (double)NAN };
    }
    if (sum_of(flows->distributed, flows->months) == 0) {
        return (irr_result){ IRR_TOTAL_LOSS, -1 };
    }
    const int changes = sign_changes(flows);
    if (changes != 1) {
        return (irr_result){ changes == 0 ? IRR_NONE : IRR_SEVERAL, (double)NAN };
    }
    return irr_solved(flows);
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
    for (size_t m = 0; m < flows->months; m++) {
        drawn += flows->drawn[m];
        distributed += flows->distributed[m];
        if (drawn > 0 && distributed >= drawn) {
            return (double)m - (double)start;
        }
    }
    return (double)NAN;
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
