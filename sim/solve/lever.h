#ifndef EDGECARE_SOLVE_LEVER_H
#define EDGECARE_SOLVE_LEVER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "base/memory.h"
#include "json/document.h"
#include "records/scenario.h"
#include "run/variants.h"

/** One number of a scenario that is varied. */
typedef struct {
    const char *pointer;     /* owned by the arena */
    double low, high;        /* the range looked at */
    bool has_range;          /* it was written */
    size_t steps;            /* of a grid; 0: not written */
    const char *title;       /* what the setting is: its row's sentence; static */
    const char *unit;        /* NULL where it has none; static */
    bool whole;              /* takes whole numbers only */
    bool was_uncertain;      /* the scenario draws it; a fixed number takes its place */
    bool has_present;
    double present;          /* the value in the scenario: of an uncertain one its median */
} lever;

/** Reads `/json/pointer`, `/json/pointer=LOW..HIGH` or, where `grid`, `/json/pointer=LOW..HIGH:STEPS` (2 .. 101 steps). Faults name the column; then false. */
bool lever_parse(const char *text, bool grid, arena *memory, lever *out, fault_list *faults);

/** Finds the setting in a loaded scenario, whose merged document is `merged`: its limits, title, unit and present value.
 *
 *  Without a written range: a quarter to four times the present value, within the setting's limits. Faults: no such setting; a setting that is no number (a date,
 *  a word, a list ...: said); no present value, or 0, and no range; a range beyond the limits or upside down. */
bool lever_resolve(lever *self, const scenario *loaded, const json_value *merged, fault_list *faults);

/** The nearest value that the lever can take: whole where it must be. */
double lever_rounded(const lever *self, double at);

/** A scenario file with its overrides, of which variants are made. */
typedef struct {
    const char *file;                   /* borrowed, as are the overrides */
    const document_override *overrides;
    size_t count;
    size_t worlds, histories;           /* of the scenario so overridden */
    const char *const *what_ifs;        /* what-ifs that it is asked with, after the overrides and the levers; borrowed */
    size_t what_if_count;
} lever_source;

/** The scenario with `count` levers at the values `at`; the variant's scenario is the caller's (lever_variant_free). False with faults when it cannot be loaded so. */
bool lever_variant(const lever_source *source, const lever levers[], const double at[], size_t count, variant *out, fault_list *faults);

/** Frees the scenario of a variant that lever_variant made; legal on a zeroed one. */
void lever_variant_free(variant *self);

#endif
