#ifndef EDGECARE_RUN_EFFECT_SIZES_H
#define EDGECARE_RUN_EFFECT_SIZES_H

#include "json/document.h"
#include "records/scenario.h"

/** How many worlds are looked at to tell what an effect's number becomes. */
#define EFFECT_SIZE_WORLDS 20

/** What the number of one effect becomes, as hazard ratio of families who complete, over the first worlds (one where nothing is uncertain). */
typedef struct {
    const therapy_row *therapy;     /* borrowed, as is the next */
    const therapy_effect_row *row;
    double lowest, highest;
    size_t worlds;
    size_t unreached;               /* worlds in which no hazard ratio gives the number, so that the nearest bound is taken */
} effect_conversion;

/** Fills `found` with the effects that are stated in another measure than the hazard ratio of completers, at most `room`. Returns their number; 0 also
 *  when memory runs out. */
size_t effect_sizes_find(const scenario *self, effect_conversion found[], size_t room);

/** Adds a warning for every effect whose number no hazard ratio gives in some of the first worlds, at its place in the document. */
void effect_sizes_warn(const scenario *self, const document *doc, fault_list *faults);

#endif
