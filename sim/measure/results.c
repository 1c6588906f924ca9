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

static bool asks_taper(const contract_row *contract)
{
    for (size_t t = 0; t < contract->terms.count; t++) {
        if (contract->terms.items[t].taper_pays.count > 0) {
            return true;
        }
    }
    return false;
}

static bool asks_sites(const contract_row *contract)
{
    for (size_t p = 0; p < contract->payers.count; p++) {
        if (contract->payers.items[p].sites.count > 0) {
            return true;
        }
    }
    return false;
}

/** Room for `rows` rows of the periods. */
static double *take_rows(const quantities *self, size_t rows, arena *memory)
{
    return arena_take(memory, rows * self->periods + 1, sizeof(double));
}

bool quantities_make(const contract_row *contract, size_t sites, size_t periods, arena *memory, quantities *out)
{
    *out = (quantities){ .terms = contract->terms.count, .periods = periods, .sites = sites };
    double **by_term[] = { &out->achieved, &out->window_days, &out->baseline, &out->child_saved, &out->assessed };
    double **by_period[] = { &out->months, &out->referrals, &out->planned_referrals, &out->starts, &out->planned_starts };
    bool fine = true;
    for (size_t i = 0; i < sizeof by_term / sizeof by_term[0]; i++) {
        *by_term[i] = take_rows(out, out->terms, memory);
        fine = fine && *by_term[i];
    }
    for (size_t i = 0; i < sizeof by_period / sizeof by_period[0]; i++) {
        *by_period[i] = take_rows(out, 1, memory);
        fine = fine && *by_period[i];
    }
    out->worth = asks_taper(contract) ? take_rows(out, out->terms, memory) : out->achieved;
    out->by_site = asks_sites(contract) ? take_rows(out, out->terms * sites, memory) : NULL;
    return fine && out->worth && (out->by_site || !asks_sites(contract));
}
