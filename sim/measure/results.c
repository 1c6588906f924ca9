#include "measure/workspace.h"

static bool exposure_make(const measure_workspace *ws, arena *memory, exposure *out)
{
    const size_t cells = HORIZONS * ARM_COUNT * ws->sites * STATES_MAX * FINANCIAL_YEARS_MAX;
    *out = (exposure){ .first_year = ws->first_year, .years = ws->years.steps, .sites = ws->sites };
    out->days = arena_take(memory, cells, sizeof *out->days);
    out->extreme_gbp = arena_take(memory, cells, sizeof *out->extreme_gbp);
    return out->days && out->extreme_gbp;
}

static bool monthly_make(const measure_workspace *ws, arena *memory, monthly *out)
{
    *out = (monthly){ .months = ws->months };
    bool fine = true;
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        out->in_care[arm] = arena_take(memory, ws->states * ws->months, sizeof(double));
        fine = fine && out->in_care[arm];
    }
    double **rows[] = { &out->caseload, &out->waiting, &out->referrals, &out->starts };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        *rows[i] = arena_take(memory, ws->months, sizeof(double));
        fine = fine && *rows[i];
    }
    return fine;
}

bool measure_results_make(const measure_workspace *ws, const scope_list *scopes, arena *memory, replicate *out)
{
    out->tallies = arena_take(memory, scopes->count, sizeof *out->tallies);
    return out->tallies && exposure_make(ws, memory, &out->exposure) && monthly_make(ws, memory, &out->monthly);
}

bool quantities_make(size_t terms, size_t periods, arena *memory, quantities *out)
{
    *out = (quantities){ .terms = terms, .periods = periods };
    out->achieved = arena_take(memory, terms * periods + 1, sizeof *out->achieved);
    out->window_days = arena_take(memory, terms * periods + 1, sizeof *out->window_days);
    return out->achieved && out->window_days;
}
