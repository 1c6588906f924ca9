#include "measure/pass.h"

#include <string.h>

day_run pass_days(const term_pass *pass, const measured_term *term)
{
    return run_within((day_run){ pass->plan->periods.first, day_min(pass->plan->periods.last, pass->unseen) }, term->setting.pays);
}

static void clear_term(const term_pass *pass, measured_term *term, size_t place)
{
    measure_workspace *ws = pass->ws;
    const staircase *periods = &pass->plan->periods;
    const size_t row = periods->steps + 1;
    unit_sums *sums = &term->sums;
    stair *stairs = ws->period_stairs + 3 * ARM_COUNT * row * place;
    lot_sum *lots = ws->period_lots + 2 * ARM_COUNT * row * place;
    const day_run days = pass_days(pass, term);
    *sums = (unit_sums){ .periods = periods, .from = days.from, .until = days.until, .due_until = day_min(periods->last, pass->unseen) };
    memset(stairs, 0, 3 * ARM_COUNT * row * sizeof *stairs);
    memset(lots, 0, 2 * ARM_COUNT * row * sizeof *lots);
    memset(term->child_saved, 0, ARM_COUNT * row * sizeof *term->child_saved);
    memset(term->assessed, 0, row * sizeof *term->assessed);
    for (size_t slot = 0; slot < ARM_COUNT; slot++) {
        sums->slot[slot] = stairs + 3 * slot * row;
        sums->window[slot] = sums->slot[slot] + row;
        sums->worth[slot] = sums->window[slot] + row;
        sums->lots[slot] = lots + 2 * slot * row;
        sums->worth_lots[slot] = sums->lots[slot] + row;
    }
}

void pass_clear(const term_pass *pass)
{
    for (size_t g = 0; g < pass->count; g++) {
        clear_term(pass, &pass->terms[g], g);
    }
}

void pass_clear_rows(const measured_term *term, quantities *out)
{
    double *rows[] = { out->achieved, out->worth, out->window_days, out->child_saved, out->assessed };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        memset(rows[i] + term->number * out->periods, 0, out->periods * sizeof(double));
    }
    memcpy(out->baseline + term->number * out->periods, term->expected, out->periods * sizeof(double));
}

static void add_row(double to[], const double from[], size_t count)
{
    for (size_t k = 0; k < count; k++) {
        to[k] += from[k];
    }
}

/** Adds the units of an arm to out[period]. */
static void tell_units(const measured_term *term, size_t arm, double sums[], double out[])
{
    const size_t periods = term->sums.periods->steps;
    if (!term->setting.kind->priced) {
        units_sum(&term->sums, arm, out);
        return;
    }
    memset(sums, 0, periods * sizeof *sums);
    units_sum(&term->sums, arm, sums);
    for (size_t k = 0; k < periods; k++) {
        out[k] += sums[k] / PENCE_PER_GBP;
    }
}

/** Adds what an arm comes to. */
static void tell_arm(const measured_term *term, size_t arm, double sums[], quantities *out)
{
    const size_t at = term->number * out->periods;
    tell_units(term, arm, sums, out->achieved + at);
    stairs_sum(term->sums.periods, term->sums.window[arm], out->window_days + at);
    add_row(out->child_saved + at, term->child_saved + arm * (out->periods + 1), out->periods);
    if (out->worth != out->achieved && term->setting.taper.pays->count > 0) {
        units_sum_worth(&term->sums, arm, out->worth + at);
    } else if (out->worth != out->achieved) {
        tell_units(term, arm, sums, out->worth + at);
    }
    add_row(out->assessed + at, term->assessed, out->periods);
}

/** Writes the units of one site in one arm; of cost saved, which no site has by itself, its window days. */
static void tell_site(const measured_term *term, bool wanted, size_t arm, size_t site, quantities *out)
{
    double *row = out->by_site + (term->number * out->sites + site) * out->periods;
    memset(row, 0, out->periods * sizeof *row);
    if (wanted && term->setting.kind->priced) {
        stairs_sum(term->sums.periods, term->sums.window[arm], row);
    } else if (wanted) {
        units_sum(&term->sums, arm, row);
    }
}

void pass_tell(const term_pass *pass, size_t site, quantities *const by_arm[ARM_COUNT])
{
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        for (size_t g = 0; by_arm[arm] && g < pass->count; g++) {
            if (pass_wants(pass, arm)) {
                tell_arm(&pass->terms[g], arm, pass->ws->step_sums, by_arm[arm]);
            }
            if (site != SIZE_MAX) {
                tell_site(&pass->terms[g], pass_wants(pass, arm), arm, site, by_arm[arm]);
            }
        }
    }
}
