#include "advise/evidence.h"

#include <math.h>
#include <string.h>

#include "advise/advise.h"
#include "base/date.h"
#include "records/placement.h"
#include "replicate/engine.h"
#include "world/world.h"

#define ENOUGH 30000.0 /* looks; beyond them more futures tell little, and lint would take longer than a run */
#define LEVEL_REACHED 1e15 /* levels tried go up to e^40, 2e17: one near that was not found */

/** The arm without the programme that was simulated in full. */
static const careers *untreated_of(const replicate *one, const scenario *self)
{
    return &one->arm[self->reporting.coupling == COUPLING_INDEPENDENT ? ARM_UNTREATED_INDEPENDENT : ARM_UNTREATED_SHARED];
}

static bool in_care(const scenario *self, uint8_t state)
{
    return self->states.items[state].class_of == CLASS_CARE;
}

/** The spell that begins a child's first time in care after referral; the child's last + 1 where there is none, or where it began in care. */
static uint32_t first_entry(const scenario *self, const careers *career, size_t child)
{
    const uint32_t last = career->first[child + 1];
    if (in_care(self, career->state[career->first[child]])) {
        return last;
    }
    uint32_t spell = career->first[child];
    while (spell < last && !in_care(self, career->state[spell])) {
        spell++;
    }
    return spell;
}

/** Adds, for each length, the days that a child who entered at spell `entry` was in care within that length after it. */
static void add_stay(const scenario *self, const careers *career, const families *people, size_t child, uint32_t entry, evidence *seen)
{
    const double began = career->from[entry];
    for (size_t i = 0; i < REACH_STEPS; i++) {
        const double until = fmin(began + (double)((i + 1) * REACH_STEP), people->adult_at[child]);
        seen->days_there_were[i] += until - began;
        for (uint32_t spell = entry; spell < career->first[child + 1] && career->from[spell] < until; spell++) {
            const double ends = spell + 1 < career->first[child + 1] ? career->from[spell + 1] : people->adult_at[child];
            seen->days_in_care[i] += in_care(self, career->state[spell]) ? fmin(ends, until) - career->from[spell] : 0;
        }
    }
}

static void add_children(const scenario *self, const replicate *one, evidence *seen)
{
    const careers *career = untreated_of(one, self);
    const families *people = &one->families;
    for (size_t i = 0; i < people->count; i++) {
        const uint32_t entry = first_entry(self, career, i);
        if (entry < career->first[i + 1]) {
            seen->entrants_per_year[people->site[i]] += career->from[entry] - people->referred_at[i] <= DAYS_PER_YEAR;
            add_stay(self, career, people, i, entry, seen);
        }
    }
}

static void add_limits(const scenario *self, const replicate *one, evidence *seen)
{
    for (size_t c = 0; c < self->contracts.count && c < CONTRACTS_SEEN_MAX; c++) {
        seen->limit_binds[c] += one->contracts[c].ledger.limit_period >= 0;
    }
}

static void add_levels(const scenario *self, const double levels[], evidence *seen)
{
    for (size_t k = 0; k < self->transitions.count; k++) {
        seen->unreached[k] += levels[k] > LEVEL_REACHED;
    }
}

static void add_prices(const scenario *self, evidence *seen)
{
    for (size_t s = 0; s < self->states.count; s++) {
        const state_row *state = &self->states.items[s];
        seen->mean_exceeded[s] += state->class_of == CLASS_CARE && placement_mean_is_exceeded(state);
    }
}

/** From sums over futures to means a future, and to a year of service. */
static void divide(const scenario *self, evidence *seen)
{
    for (size_t s = 0; s < self->sites.count; s++) {
        const site_row *site = &self->sites.items[s];
        seen->entrants_per_year[s] *= DAYS_PER_YEAR / (double)(site->closes - site->starts + 1) / (double)seen->futures;
    }
    for (size_t c = 0; c < self->contracts.count && c < CONTRACTS_SEEN_MAX; c++) {
        seen->limit_binds[c] /= (double)seen->futures;
    }
    for (size_t k = 0; k < self->transitions.count; k++) {
        seen->unreached[k] /= (double)seen->futures;
    }
    for (size_t s = 0; s < self->states.count; s++) {
        seen->mean_exceeded[s] /= (double)seen->futures;
    }
}

/** How much there is to look at in a future: families, and for each term families and claim periods. */
static double looks_of(const scenario *self, const replicate *one)
{
    double looks = (double)one->families.count;
    for (size_t c = 0; c < self->contracts.count; c++) {
        looks += (double)(self->contracts.items[c].terms.count * (one->families.count + one->contracts[c].ledger.periods));
    }
    return looks;
}

/** How many futures are enough, where each has so much to look at. */
static size_t futures_enough(double looks, double least)
{
    return (size_t)fmax(least, fmin(ADVISE_FUTURES_MOST, ceil(ENOUGH / fmax(looks, 1))));
}

bool evidence_gather(const scenario *self, evidence *seen)
{
    replicate_plan plan;
    memset(seen, 0, sizeof *seen);
    if (!replicate_plan_make(self, &plan)) {
        return false;
    }
    replicate_engine *engine = replicate_engine_make(&plan);
    bool fine = engine != NULL;
    double looks = 0;
    seen->futures = ADVISE_FUTURES_LEAST;
    for (uint32_t w = 0; fine && w < seen->futures; w++) {
        const replicate *one = replicate_engine_run(engine, w, 0);
        fine = one != NULL;
        looks += fine ? looks_of(self, one) : 0;
        if (w + 1 == ADVISE_FUTURES_LEAST) {
            seen->futures = futures_enough(looks / ADVISE_FUTURES_LEAST, ADVISE_FUTURES_LEAST);
            seen->floor_futures = futures_enough(looks / ADVISE_FUTURES_LEAST, ADVISE_FUTURES_LEAST / 2);
        }
        if (fine) {
            add_children(self, one, seen);
            add_limits(self, one, seen);
            add_prices(&one->in->known, seen);
            add_levels(self, replicate_engine_levels(engine), seen);
        }
    }
    replicate_engine_free(engine);
    replicate_plan_free(&plan);
    divide(self, seen);
    return fine;
}

double evidence_reachable(const evidence *seen, const term_row *term)
{
    const int64_t step = (term->window_length_days + REACH_STEP - 1) / REACH_STEP;
    const size_t i = step < 1 ? 0 : step > REACH_STEPS ? REACH_STEPS - 1 : (size_t)step - 1;
    return seen->days_in_care[i] / seen->days_there_were[i];
}
