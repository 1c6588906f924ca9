#ifndef EDGECARE_TESTS_REFERENCE_COST_H
#define EDGECARE_TESTS_REFERENCE_COST_H

#include "reference/reference.h"

/** What a month of delivery takes, in all and by provider, and what the intermediary is paid. */
typedef struct {
    pence total, intermediary;
    pence provider[PROVIDERS_MAX];
} month_cost;

/** cost.c: month `m` of an account of so many months; the last one has what lies after it. */
void reference_month_cost(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar, size_t m, size_t months, month_cost *out);
/** The share of a team's staff that the contract's sites bear, by what is known before a day: all of their own teams', their part of shared ones. */
double cost_borne(const reference_replicate *all, const contract_row *contract, size_t number, int32_t until);
bool cost_has_site(const reference_replicate *all, const contract_row *contract, size_t site);

#endif
