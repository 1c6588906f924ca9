#ifndef EDGECARE_ADVISE_ADVISE_H
#define EDGECARE_ADVISE_ADVISE_H

#include "json/document.h"
#include "records/scenario.h"

/** Adds what a good adviser would warn of, as warnings at their places in the document that the scenario was read from; some of it from a small simulation:
 *
 *  - families whose children would, without the programme, be more than half of the area's entries to care (sites.local_entries_per_year);
 *  - contracts that pay for the same children while the file does not say whether they are rivals;
 *  - a share_by that no level of its hazard reaches;
 *  - a term where one day decides over a sum worth more than DELAY_DAYS days of care: it rewards putting an entry off;
 *  - bands of success whose rates are of days or weeks;
 *  - a limit that binds in most futures as the file plans them;
 *  - a baseline, or a deadweight read as one, beyond what care episodes give even if every child entered on the first day;
 *  - what a written baseline that is exactly right would pay for no effect, by its floor alone;
 *  - a benefit haircut on top of contracts and arms that have taken off what would have happened anyway;
 *  - more fitted inputs than fitted figures;
 *  - settings that another leaves nothing to act on.
 *
 *  Running out of memory is noted in `faults`. */
void advise(scenario *self, const document *doc, fault_list *faults);

#endif
