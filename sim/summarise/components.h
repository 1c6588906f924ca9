#ifndef EDGECARE_SUMMARISE_COMPONENTS_H
#define EDGECARE_SUMMARISE_COMPONENTS_H

#include "summarise/columns.h"
#include "summarise/sums.h"

/* Results by component: what a few columns come to in the worlds in which one component of a mixture holds. Components of all mixtures are numbered one
 * after the other, in order of mixtures; columns told by component (columns.by_component) likewise. Without mixtures all is empty and costs nothing. */

/** Sums over the worlds of each component. */
typedef struct {
    moments *of_column;   /* [component][column told by component] */
    ratio_sums *of_ratio; /* the same */
    uint64_t *worlds;     /* [component] */
} component_sums;

/** Chooses the columns that are told by component and counts the components; false when memory runs out. */
bool components_lay_out(columns *out);

/** Room for the sums, empty; false when memory runs out. */
bool component_sums_make(const columns *layout, component_sums *out);
void component_sums_free(component_sums *self);
/** Empties the sums of a block; `of_column` are those of the block's columns, whose shifts they share. */
void component_sums_clear(component_sums *self, const columns *layout, const moments of_column[]);
/** Adds a world: its inputs, its `histories` rows and its parts. */
void component_sums_add(component_sums *self, const columns *layout, const double inputs[], const double rows[], const double parts[], size_t histories);
/** Joins the sums of the next block. */
void component_sums_join(component_sums *self, const component_sums *block, const columns *layout);

#endif
