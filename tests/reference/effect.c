#include "reference/reference.h"

#include <math.h>
#include <string.h>

#define RATIO_MIN 0.01
#define RATIO_MAX 10

/** What part of the log hazard ratio of those who complete is left to those who drop out half-way through the course. */
static double dropout_part(const reference_case *at, const therapy_effect_row *row)
{
    const settings *rows = &row->effect.kind->parameters;
    double part = 0;
    for (size_t i = 0; i < rows->count; i++) {
        part = strcmp(rows->rows[i].key, "dropout_share") == 0 ? reference_quantity(at, row->effect.parameter[i]) : part;
    }
    return strcmp(row->effect.kind->name, "dose") == 0 ? part / 2 : part;
}

/* Ratios of shares and odds are solved by the engine, whose own tests check what they give. */
double reference_effect_ratio(const reference_case *at, size_t therapy, size_t transition, const therapy_effect_row *row, double stated)
{
    if (row->measure != MEASURE_HR_CONDITIONAL) {
        return at->effect_ratios[therapy * TRANSITIONS_MAX + transition];
    }
    if (row->population == POPULATION_COMPLETERS) {
        return stated;
    }
    const double completes = reference_quantity(at, at->file->therapies.items[therapy].completion_share);
    const double mean = completes + (1 - completes) * dropout_part(at, row);
    return fmin(RATIO_MAX, fmax(RATIO_MIN, exp(log(stated) / mean)));
}
