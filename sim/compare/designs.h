#ifndef EDGECARE_COMPARE_DESIGNS_H
#define EDGECARE_COMPARE_DESIGNS_H

#include <stdio.h>

#include "compare/sides.h"
#include "json/document.h"
#include "run/run.h"

#define DESIGNS_MAX 16

/** The text of scenarios/designs.json, put into the program when it is built (cmake/Template.cmake). Ends in NUL. */
extern const char designs_text[];

/** What the price of a design was made. */
typedef struct {
    const char *name;  /* borrowed from the document */
    double factor;     /* of the prices shipped */
    double target_gbp; /* the expected payment that was asked for */
    double paid_gbp;   /* what it pays */
} design_price;

/** The shipped designs on a scenario of one's own. A zeroed one is empty. */
typedef struct {
    document *doc; /* owned; borrows from the scenario's */
    design_price prices[DESIGNS_MAX];
    size_t count;
} designs;

/** Puts the shipped designs (scenarios/designs.json, built in) as rivals in the place of the scenario's one contract: on its families, sites and dates, with its councils as payers (and
 *  central government where a design has it), its delivery cost and its own cost. Limits and capital keep their proportion to the payment; an own team is paid what it costs, a fee for
 *  service 3 % more, and the prices of all others are scaled until they pay what the scenario's contract is expected to, on the same futures.
 *  RUN_STOPPED with faults where the scenario has not one contract or a council does not pay. To be freed with designs_free, before `doc`. */
run_status designs_make(const document *doc, const scenario *base, const run_options *options, designs *out, fault_list *faults);
void designs_free(designs *self); /* legal on a zeroed one */

/** Says what the prices were made, and where the parties disagree on the best design. */
void designs_write(const designs *self, const comparison *sides, FILE *out);

#endif
