#ifndef EDGECARE_MEASURE_MEASURE_H
#define EDGECARE_MEASURE_MEASURE_H

#include "records/replicate.h"

/* Measure turns careers into quantities: units of contract terms by claim period, and what results are told of. It draws nothing and knows no money but
 * the extra price of placements. Order of calls for a replicate: measure_begin, then measure_contract for any contracts and measure_tallies, in any order. */

/** The as-of day of a subject about which everything is known. */
#define DAY_UNBOUNDED INT32_MAX

/** What is measured. Everything is borrowed. */
typedef struct {
    const families *families;
    const careers *arm[ARM_COUNT]; /* the treated arm always; NULL for an arm that was not simulated: its results are 0 */
    int32_t as_of_day;             /* the last day that is known, or DAY_UNBOUNDED */
    const control_group *controls; /* by term_row.controls: the children behind baselines; NULL where no baseline looks at children */
} measure_subject;

/** Tables and scratch room of one worker. */
typedef struct measure_workspace measure_workspace;

/** A workspace for a scenario and the claim calendars of its contracts (in the order of scenario.contracts); both are borrowed and must outlive it. The periods of
 *  a calendar follow each other without gaps. NULL when memory runs out. Free it with measure_workspace_free. */
measure_workspace *measure_workspace_make(const scenario *self, const claim_calendar calendars[]);

/** Frees a workspace; NULL is legal. */
void measure_workspace_free(measure_workspace *ws);

/** The scenario's own as-of date as a day number, DAY_UNBOUNDED where it has none. */
int32_t measure_as_of_day(const scenario *self);

/** Room in `memory` for everything measure_tallies fills: out->tallies (by scope), out->exposure, out->monthly; all zero. False when memory runs out. */
bool measure_results_make(const measure_workspace *ws, const scope_list *scopes, arena *memory, replicate *out);

/** Room in `memory` for the quantities of a contract in a scenario of so many sites, all zero. Where no term has a taper, `worth` is `achieved` itself; `by_site`
 *  has room only where a payer pays for some sites only. False when memory runs out. */
bool quantities_make(const contract_row *contract, size_t sites, size_t periods, arena *memory, quantities *out);

/** Reads the day numbers of a replicate's families and careers into the workspace. To be called first for every replicate, and again when its careers
 *  change; a change of as_of_day alone needs no new call. Allocates only where a replicate has more families or longer careers than any before;
 *  false when memory runs out. */
bool measure_begin(measure_workspace *ws, const measure_subject *subject);

/** Units and window days of one contract by term and claim period, by arm, into by_arm[arm] (NULL: not wanted). Windows and eligibility come from the treated
 *  careers and are the same for all arms; what counts, and being home at a day, from each arm's own. Days after as_of_day are not counted. */
void measure_contract(measure_workspace *ws, const measure_subject *subject, size_t contract, quantities *const by_arm[ARM_COUNT]);

/** Fills out->tallies, out->exposure and out->monthly, which measure_results_make made for the same workspace and scopes.
 *
 *  Referrals, starts, completions and days are those up to the as-of day, whatever the horizon. Monthly series are those up to its month, of which the last day
 *  is it; what they hold of later months is of no meaning. */
void measure_tallies(measure_workspace *ws, const measure_subject *subject, const scope_list *scopes, replicate *out);

#endif
