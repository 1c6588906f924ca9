#ifndef EDGECARE_RECORDS_LIMITS_H
#define EDGECARE_RECORDS_LIMITS_H

#include "base/mask.h"

/* The most that a scenario may have of each; load refuses more (load/check_scenario.c), so everything after it may rely on them.
 * States, transitions, sites, cohorts and terms are also bits of 32-bit masks. */

#define STATES_MAX 32
#define TRANSITIONS_MAX 32
#define BANDS_MAX 32
#define GROUPS_MAX 8
#define LABELS_MAX 32          /* of one group */
#define COHORTS_MAX 32
#define THERAPIES_MAX 16
#define SHOCKS_MAX 16
#define SITES_MAX 16
#define COUNCILS_MAX 16        /* each site has one */
#define LOCALITIES_MAX 64      /* of one site */
#define PLACES_MAX 256         /* pairs of a site and a cohort */
#define STARTER_MIXES_MAX 256  /* pairs of a place's hazard ratio and a band, over which a share of starters is reckoned */
#define TERMS_MAX 32           /* of one contract */
#define PAYERS_MAX 16          /* of one contract */
#define TEAMS_MAX 32           /* of all sites */
#define PROVIDERS_MAX 16
#define TRANCHES_MAX 8         /* of one contract */
#define SURPLUS_MAX 34          /* names that share in surplus: payers, providers, "payers", "investors" */
#define MIXTURES_MAX 8
#define COMPONENTS_MAX 8       /* of one mixture */
#define DESTINATIONS_MAX 64    /* of all cohorts */
#define SIBLINGS_MAX 5         /* children of a family besides the index child */
#define CAREER_SPELLS_MAX 4095 /* of a child in one arm; then it stays where it is */
#define CONTROLS_MAX 8         /* terms of all contracts with a baseline made of children */
#define AT_DAYS_MAX 8
#define FINANCIAL_YEARS_MAX 40 /* from the scenario's start to the last child's 18th birthday */

_Static_assert(COUNCILS_MAX >= SITES_MAX, "every site's council has its place");

#endif
