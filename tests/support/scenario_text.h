#ifndef EDGECARE_TESTS_SCENARIO_TEXT_H
#define EDGECARE_TESTS_SCENARIO_TEXT_H

#include "records/scenario.h"
#include "replicate/engine.h"

/** A small scenario, untreated by default, as JSON text: one site `here` with cohort `edge`, state `home` and others as given.
 *  Loading it must bring no fault; patches (merge patches, JSON texts, NULL-terminated list) are applied in order. The test fails with the faults shown otherwise. */
scenario *scenario_from_text(const char *json);
/** `json` with RFC 7396 patches applied in order; the list ends in NULL. */
scenario *scenario_patched(const char *json, const char *const patches[]);
/** The scenario in `path` under the project's folder. */
scenario *scenario_of_file(const char *path);

/** The smallest useful programme: 40 families in the first month, home <-> care exponential, no therapy effect, one per-day contract. */
extern const char scenario_small[];

/** A patch that makes the small programme busy: 900 families of whom some wait too long, drop out, enter care or are in it already; bands, frailty,
 *  spreads everywhere, two placements with moves and extreme prices, therapists whose capacity binds. Therapy still does nothing. */
extern const char scenario_busy[];

/** A scenario that can be run replicate by replicate. Must not be moved between make and free. */
typedef struct {
    scenario *self; /* owned */
    replicate_plan plan;
    replicate_engine *engine; /* owned */
} test_engine;

/** Makes an engine of a scenario, which it then owns. */
void test_engine_of(test_engine *out, scenario *self);
/** Makes an engine of `json` with patches (a list that ends in NULL). */
void test_engine_make(test_engine *out, const char *json, const char *const patches[]);
void test_engine_free(test_engine *self);
/** The replicate, valid until the next call; the test fails where there is none. */
const replicate *test_engine_run(test_engine *self, uint32_t world, uint32_t history);

/** The index of a state; the test fails where there is none. */
size_t state_named(const scenario *self, const char *name);
/** The state of a child at `time`, which is not before its referral. */
size_t career_state_at(const careers *self, size_t child, double time);
/** When a child first enters a state of a class after its first spell; TIME_NEVER. */
double career_first_entry(const scenario *self, const careers *arm, size_t child, int class_of);

#endif
