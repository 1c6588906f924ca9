#ifndef EDGECARE_TESTS_VILLAGE_H
#define EDGECARE_TESTS_VILLAGE_H

#include <stdlib.h>
#include <string.h>

#include "baselines/baseline.h"
#include "measure/measure.h"
#include "records/calendar.h"
#include "support/expect.h"
#include "support/kinds.h"
#include "terms/term.h"

/* A tiny scenario for measure: two sites, two cohorts, two bands, one free group, five states, one contract. Its day 0 is 2019-09-17. */

enum { HOME, KIN, FOSTER, PARENTS, CUSTODY, VILLAGE_STATES };
#define BIT(state) (UINT32_C(1) << (state))
#define NOT_IN_CARE (BIT(HOME) | BIT(KIN) | BIT(CUSTODY))
#define VILLAGE_CHILDREN 1000
#define VILLAGE_SPELLS 20000

#define FIXED(x) ((quantity){ .value = (x), .draw = -1 })

/** One spell of a career, as tests write it. */
typedef struct {
    double from;
    int state;
    double mark;
} stay;

typedef struct {
    scenario file;
    state_row states[VILLAGE_STATES];
    site_row sites[2];
    locality_row localities[2];
    cohort_row cohorts[2];
    band_row bands[2];
    group_row groups[1];
    therapy_row therapies[1];
    contract_row contract;
    term_row terms[8];
    double at_days[3];
    families people;
    careers arm[ARM_COUNT];
    claim_calendar calendar;
    scope_list scopes;
    measure_workspace *ws;
    measure_subject subject;
    replicate result;
    quantities units[ARM_COUNT];
    arena memory;
} village;

static inline date on(int year, int month, int day)
{
    return date_from_parts((date_parts){ year, month, day });
}

static inline void village_states(village *v)
{
    const int classes[] = { CLASS_HOME, CLASS_KIN, CLASS_CARE, CLASS_CARE, CLASS_ELSEWHERE };
    const char *names[] = { "home", "kin", "foster", "parents", "custody" };
    for (size_t s = 0; s < VILLAGE_STATES; s++) {
        v->states[s] = (state_row){ .name = names[s], .class_of = classes[s], .day_cost_gbp = FIXED(130.0), .extreme_share = FIXED(0.0) };
    }
    v->states[PARENTS].with_family = true;
    v->file.states.any = (map){ v->states, VILLAGE_STATES };
}

static inline void village_places(village *v)
{
    static const char *labels[] = { "girl", "boy" };
    v->localities[0] = (locality_row){ .name = "coast" };
    v->localities[1] = (locality_row){ .name = "fens" };
    v->sites[0] = (site_row){ .name = "north", .starts = v->file.starts, .closes = on(2022, 3, 29), .localities = { .any = { v->localities, 2 } } };
    v->sites[1] = (site_row){ .name = "south", .starts = v->file.starts, .closes = on(2022, 6, 30) };
    v->cohorts[0] = (cohort_row){ .name = "edge", .leaves_queue_on_entry = true };
    v->cohorts[1] = (cohort_row){ .name = "in_care" };
    v->bands[0] = (band_row){ .name = "younger" };
    v->bands[1] = (band_row){ .name = "older" };
    v->groups[0] = (group_row){ .name = "sex", .labels = { .names = labels, .count = 2 } };
    v->therapies[0] = (therapy_row){ .name = "fft", .sessions_per_week = 1.25 };
    v->file.sites.any = (map){ v->sites, 2 };
    v->file.cohorts.any = (map){ v->cohorts, 2 };
    v->file.people.bands.any = (map){ v->bands, 2 };
    v->file.people.groups.any = (map){ v->groups, 1 };
    v->file.therapies.any = (map){ v->therapies, 1 };
}

/** A term of the kind that counts every day out of care for 1,095 days from the start; tests change what they are about. */
static inline term_row *village_term(village *v, const char *unit)
{
    term_row *term = &v->terms[v->contract.terms.count++];
    *term = (term_row){ .name = "term", .window_from = FROM_START, .window_length_days = 1095, .counts_mask = NOT_IN_CARE, .site_mask = 3, .cohort_mask = 3,
                        .needs_start = true, .verified_share = FIXED(1.0), .deadweight = FIXED(0.0),
                        .price_gbp = FIXED(57.42), .per_child_limit_units = FIXED(-1.0), .per_child_limit_gbp = FIXED(-1.0),
                        .age_until = 25.0, .pays_from = DATE_NONE, .pays_until = DATE_NONE, .started_from = DATE_NONE, .started_until = DATE_NONE,
                        .index_per_year = FIXED(0.0), .index_from = DATE_NONE, .minimum_effect = FIXED(0.0), .controls = INDEX_NONE };
    term->unit.kind = kind_named(&term_family, unit);
    return term;
}

/** Gives a term a written baseline. */
static inline void village_baseline(term_row *term, double share)
{
    term->baseline = (kind_use){ .kind = kind_named(&baseline_family, "written"), .parameter = { FIXED(share) } };
}

static inline void village_families(families *people)
{
    const size_t n = VILLAGE_CHILDREN;
    uint16_t **words[] = { &people->site, &people->cohort, &people->locality, &people->band, &people->label[0], &people->first_state, &people->team };
    double **numbers[] = { &people->referred_at, &people->adult_at, &people->verification, &people->started_at, &people->received_days, &people->ready_at,
                           &people->age_years, &people->fund_at };
    bool **flags[] = { &people->accepted, &people->completed, &people->entered_waiting, &people->remote, &people->supervised };
    people->index_child = calloc(n, sizeof *people->index_child);
    people->unsafe_days = calloc(n, sizeof *people->unsafe_days);
    people->put_off = calloc(n, sizeof *people->put_off);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        *words[i] = calloc(n, sizeof **words[i]);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        *numbers[i] = calloc(n, sizeof **numbers[i]);
    }
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        *flags[i] = calloc(n, sizeof **flags[i]);
    }
}

static inline village *village_make(void)
{
    village *v = calloc(1, sizeof *v);
    v->file.starts = on(2019, 9, 17);
    v->file.reporting = (reporting_settings){ .window_days = 1095, .at_days = { v->at_days, 3 }, .as_of = DATE_NONE };
    v->at_days[0] = 365;
    v->at_days[1] = 97;
    v->at_days[2] = 730;
    village_states(v);
    village_places(v);
    v->contract = (contract_row){ .name = "bond", .starts = on(2019, 10, 1), .last_claimable = on(2025, 3, 31), .period_months = 3, .site_mask = 3, .per_child_limit_gbp = FIXED(-1.0),
                                  .terms = { .any = { v->terms, 0 } } };
    v->file.contracts.any = (map){ &v->contract, 1 };
    village_families(&v->people);
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        v->arm[arm].first = calloc(VILLAGE_CHILDREN + 1, sizeof(uint32_t));
        v->arm[arm].from = calloc(VILLAGE_SPELLS, sizeof(double));
        v->arm[arm].state = calloc(VILLAGE_SPELLS, 1);
        v->arm[arm].price_mark = calloc(VILLAGE_SPELLS, sizeof(float));
        v->subject.arm[arm] = &v->arm[arm];
    }
    v->subject.families = &v->people;
    v->subject.as_of_day = DAY_UNBOUNDED;
    return v;
}

static inline void village_free(village *v)
{
    families *people = &v->people;
    void *owned[] = { people->site, people->cohort, people->locality, people->band, people->label[0], people->first_state, people->referred_at,
                      people->adult_at, people->verification, people->started_at, people->received_days, people->ready_at, people->accepted,
                      people->completed, people->entered_waiting, people->team, people->age_years, people->fund_at, people->remote, people->supervised,
                      people->index_child, people->unsafe_days, people->put_off, people->delays };
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++) {
        free(owned[i]);
    }
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        free(v->arm[arm].first);
        free(v->arm[arm].from);
        free(v->arm[arm].state);
        free(v->arm[arm].price_mark);
    }
    measure_workspace_free(v->ws);
    claim_calendar_free(&v->calendar);
    scope_list_free(&v->scopes);
    arena_free(&v->memory);
    free(v);
}

static inline void village_career(village *v, int arm, const stay stays[], size_t count)
{
    careers *career = &v->arm[arm];
    for (size_t i = 0; i < count; i++, career->spells++) {
        expect_true(career->spells < VILLAGE_SPELLS);
        career->from[career->spells] = stays[i].from;
        career->state[career->spells] = (uint8_t)stays[i].state;
        career->price_mark[career->spells] = (float)stays[i].mark;
    }
    career->children++;
    career->first[career->children] = (uint32_t)career->spells;
}

/** A child of site 0, cohort 0 with evidence, referred 11.25 days before its start at `started`; 18 at noon of day `adult`. Its careers come next. */
static inline size_t village_child(village *v, double started, int adult)
{
    families *people = &v->people;
    const size_t i = people->count++;
    people->started_at[i] = started;
    people->referred_at[i] = (started < TIME_NEVER ? started : 100.0) - 11.25;
    people->adult_at[i] = adult + 0.5;
    people->verification[i] = 0.5;
    people->accepted[i] = true;
    people->received_days[i] = 120.0;
    people->supervised[i] = true;
    people->fund_at[i] = TIME_NEVER;
    people->index_child[i] = (uint32_t)i;
    people->index_children++;
    return i;
}

/** Notes an entry of the last child that was put off from one day to another. */
static inline void village_delay(village *v, int32_t from, int32_t until)
{
    families *people = &v->people;
    const uint32_t child = (uint32_t)people->count - 1;
    people->delays = realloc(people->delays, (people->delay_count + 1) * sizeof *people->delays);
    people->delays[people->delay_count++] = (entry_delay){ child, from, until };
    people->put_off[child]++;
}

/** A sibling of the family whose index child is in the last row, with the same dates; 18 at noon of day `adult`. Its careers come next. */
static inline size_t village_sibling(village *v, int adult)
{
    families *people = &v->people;
    const uint32_t index = people->index_child[people->count - 1];
    const size_t i = village_child(v, people->started_at[index], adult);
    people->index_children--;
    people->index_child[i] = index;
    people->referred_at[i] = people->referred_at[index];
    people->started_at[i] = people->started_at[index] < people->adult_at[i] ? people->started_at[index] : TIME_NEVER;
    people->received_days[i] = people->received_days[index];
    people->completed[i] = people->completed[index];
    people->accepted[i] = people->accepted[index];
    return i;
}

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))
#define CAREER(v, arm, ...) village_career(v, arm, (const stay[]){ __VA_ARGS__ }, COUNT_OF(((const stay[]){ __VA_ARGS__ })))
#define CAREERS_ALIKE(v, ...) \
    do { \
        CAREER(v, ARM_TREATED, __VA_ARGS__); \
        CAREER(v, ARM_UNTREATED_SHARED, __VA_ARGS__); \
        CAREER(v, ARM_UNTREATED_INDEPENDENT, __VA_ARGS__); \
    } while (0)

static inline void village_measure(village *v)
{
    quantities *wanted[ARM_COUNT];
    for (size_t s = 0; s < v->file.sites.count; s++) {
        v->people.closes_day[s] = v->sites[s].closes - v->file.starts;
    }
    if (!v->ws) {
        assert_true(claim_calendar_make(&v->file, &v->contract, &v->calendar));
        v->ws = measure_workspace_make(&v->file, &v->calendar);
        assert_non_null(v->ws);
        assert_true(scope_list_make(&v->file, &v->scopes));
        assert_true(measure_results_make(v->ws, &v->scopes, &v->memory, &v->result));
        for (size_t arm = 0; arm < ARM_COUNT; arm++) {
            assert_true(quantities_make(&v->contract, v->file.sites.count, v->calendar.count, &v->memory, &v->units[arm]));
        }
    }
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        wanted[arm] = &v->units[arm];
    }
    assert_true(measure_begin(v->ws, &v->subject));
    measure_contract(v->ws, &v->subject, 0, wanted);
    measure_tallies(v->ws, &v->subject, &v->scopes, &v->result);
}

#endif
