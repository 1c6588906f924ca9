#ifndef EDGECARE_MODELS_BASELINE_H
#define EDGECARE_MODELS_BASELINE_H

#include <stdbool.h>

#include "records/setting.h"

/** What a baseline says of a window day: which share of such days is in care, what they cost, or whatever the term asks, which untreated children can tell. */
typedef enum { EXPECTS_EITHER, EXPECTS_DAYS, EXPECTS_COST } baseline_expects;

/** What share of a window's days a contract expects in care without the programme (or what it expects placements to cost in a window day), and where it has that
 *  from: written down, or from untreated children. */
typedef struct baseline_kind {
    kind base;
    /** The written share, or pounds a window day; NaN for kinds that look at children. `p` are parameters in row order. Pure, as all here. */
    double (*share)(const double p[]);
    /** How many untreated children it looks at; 0 where written. */
    double (*children)(const double p[]);
    /** Hazard ratio on entries to care of those children against the programme's; 1: alike. */
    double (*entry_ratio)(const double p[]);
    baseline_expects expects;
    bool live; /* children are drawn anew in each history and seen as time goes on; otherwise drawn once a world and known in full beforehand */
} baseline_kind;

extern const kind_family baseline_family;

#endif
