#ifndef EDGECARE_TESTS_SCENARIO_TEXT_H
#define EDGECARE_TESTS_SCENARIO_TEXT_H

#include "records/scenario.h"
#include "run/replicate.h"

/** A small scenario, untreated by default, as JSON text: one site `here` with cohort `edge`, state `home` and others as given.
 *  Loading it must bring no fault; patches (merge patches, JSON texts, NULL-terminated list) are applied in order. The test fails with the faults shown otherwise. */
scenario *scenario_from_text(const char *json);
/** `json` with RFC 7396 patches applied in order; the list ends in NULL. */
scenario *scenario_patched(const char *json, const char *const patches[]);

/** The smallest useful programme: 40 families in the first month, home <-> care exponential, no therapy effect, one per-day contract. */
extern const char scenario_small[];

#endif
