#ifndef EDGECARE_RECORDS_TEAM_H
#define EDGECARE_RECORDS_TEAM_H

#include "records/scenario.h"

/** Whether supervision is modelled: there is ever a supervisor. */
bool team_is_supervised(const team_row *team);

/** The therapy's remote period that holds the day of a first session; NULL: there is none. */
const remote_row *remote_period(const therapy_row *therapy, date day);

#endif
