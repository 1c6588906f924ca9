#ifndef EDGECARE_TESTS_RANDOM_VILLAGE_H
#define EDGECARE_TESTS_RANDOM_VILLAGE_H

#include "village.h"

/* A village with many random children and a term of each sort; chance is that of a seed. */

static inline uint64_t spin(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

static inline double uniform(uint64_t *seed)
{
    return ((double)spin(seed) + 0.5) / 2147483648.0;
}

static inline void random_career(village *v, int arm, double referred, double adult, double split, uint64_t shared, uint64_t own)
{
    stay stays[64];
    size_t count = 0;
    double now = referred;
    uint64_t seed = shared;
    int at = (int)(spin(&seed) % 3 == 0 ? FOSTER : HOME);
    while (now < adult && count < 64) {
        stays[count++] = (stay){ now, at, uniform(&seed) };
        const bool own_numbers = now > split;
        uint64_t *from = own_numbers ? &own : &seed;
        now += (at == HOME ? 900.0 : 150.0) * -log(uniform(from)) * (spin(from) % 9 == 0 ? 0.003 : 1.0);
        at = (at + 1 + (int)(spin(from) % (VILLAGE_STATES - 1))) % VILLAGE_STATES;
    }
    village_career(v, arm, stays, count);
}

static inline void random_child(village *v, size_t number, size_t count, uint64_t *seed)
{
    const double referred = 900.0 * uniform(seed);
    const size_t i = village_child(v, TIME_NEVER, (int)(referred + 1 + 3000.0 * uniform(seed)));
    families *people = &v->people;
    people->site[i] = (uint16_t)(2 * number / count);
    people->cohort[i] = (uint16_t)(4 * number / count % 2);
    people->locality[i] = (uint16_t)(people->site[i] == 0 ? spin(seed) % 2 : 0);
    people->band[i] = (uint16_t)(spin(seed) % 2);
    people->label[0][i] = (uint16_t)(spin(seed) % 2);
    people->verification[i] = uniform(seed);
    people->referred_at[i] = referred;
    people->accepted[i] = spin(seed) % 4 != 0;
    const double start = referred + 60.0 * uniform(seed);
    if (people->accepted[i] && start < people->adult_at[i] && spin(seed) % 8 != 0) {
        people->started_at[i] = start;
        people->received_days[i] = 150.0 * uniform(seed);
        people->completed[i] = spin(seed) % 3 != 0;
    }
    const uint64_t shared = spin(seed);
    for (int arm = 0; arm < ARM_COUNT; arm++) {
        const bool alike = arm == ARM_TREATED || people->started_at[i] == TIME_NEVER || spin(seed) % 3 == 0;
        random_career(v, arm, referred, people->adult_at[i], alike ? TIME_NEVER : start, shared, alike ? 0 : spin(seed));
    }
}

/** Two terms with every clause that a child's units may have. */
static inline void random_village_clauses(village *v)
{
    static const char *older[] = { "older" };
    static double after_days[] = { 182.0, 401.0 }, pays[] = { 0.6, 0.25 }, rates[] = { 0.3 }, shares[] = { 1.0 };
    term_row *term = village_term(v, "per_day");
    term->bands = (name_list){ older, 1 };
    term->band_mask = 2;
    term->taper_after_days = (number_list){ after_days, 2 };
    term->taper_pays = (number_list){ pays, 2 };
    term->index_per_year = FIXED(0.043);
    term->index_from = on(2019, 11, 5);
    term->per_child_limit_gbp = FIXED(20111.0);
    term->deadweight = FIXED(0.21);
    term->needs_completion = true;
    term->pays_from = on(2020, 2, 11);
    term->pays_until = on(2023, 8, 20);
    term = village_term(v, "stable_for");
    term->unit.parameter[0] = FIXED(61.0);
    term->claw_back_days = 250;
    term->needs_sessions = 17;
    term->success_rates = (number_list){ rates, 1 };
    term->success_pays = (number_list){ shares, 1 };
    term->started_from = on(2019, 12, 1);
    term->started_until = on(2021, 9, 13);
    term = village_term(v, "still_out");
    term->window_from = FROM_REFERRAL;
    term->window_delay_days = 40;
    term->window_length_days = 131;
    term->needs_home_at_day = 120;
    term->shortens_mask = BIT(CUSTODY);
}

static inline village *random_village(size_t children, uint64_t seed)
{
    static const char *fens[] = { "fens" };
    village *v = village_make();
    term_row *term = village_term(v, "per_day");
    term->deadweight = FIXED(0.33);
    term->verified_share = FIXED(0.87);
    term->shortens_mask = BIT(CUSTODY);
    term = village_term(v, "per_block");
    term->unit.parameter[0] = FIXED(91.0);
    term->needs_home_at_day = 33;
    term->per_child_limit_gbp = FIXED(200.0);
    term->price_gbp = FIXED(63.7);
    term = village_term(v, "per_day");
    village_baseline(term, 0.55);
    term->window_from = FROM_REFERRAL;
    term->window_length_days = 731;
    term->localities = (name_list){ fens, 1 };
    term = village_term(v, "stable_for");
    term->unit.parameter[0] = FIXED(182.0);
    term->window_from = FROM_RETURN_HOME;
    term->window_delay_days = 13;
    term = village_term(v, "per_day");
    term->window_from = FROM_COMPLETION;
    term->needs_sessions = 9;
    term->per_child_limit_units = FIXED(300.3);
    term->deadweight = FIXED(0.41);
    term->cohort_mask = 2;
    random_village_clauses(v);
    for (size_t i = 0; i < children; i++) {
        random_child(v, i, children, &seed);
    }
    return v;
}

#endif
