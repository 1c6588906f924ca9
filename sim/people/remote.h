#ifndef EDGECARE_PEOPLE_REMOTE_H
#define EDGECARE_PEOPLE_REMOTE_H

#include "records/scenario.h"

/** For how many days a remote course takes its place: those received, divided by how many more families a therapist sees. */
double place_days(const remote_row *period, double received_days);

#endif
