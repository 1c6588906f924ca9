#ifndef EDGECARE_TESTS_REFERENCE_CONTRACT_H
#define EDGECARE_TESTS_REFERENCE_CONTRACT_H

#include "reference/reference.h"

/* One contract: what is measured, what is paid for it, how it ends. */

/** What is measured of a contract: on which people, and up to which day. Borrowed. */
typedef struct {
    const reference_replicate *all; /* the programme's, or the contract's own view of it */
    const contract_row *contract;
    const claim_calendar *calendar;
    int32_t known;                  /* last day of which units are known */
} reference_measure;

/** An early end. */
typedef struct {
    bool ended;
    int32_t last_day;
} reference_end;

/** entitle.c: whether a name means a term: the one of that name, and the versions that variations made of it. */
bool reference_means(const char *name, const term_row *term);
/** The term of which term `version` is a version; itself where it is none. */
size_t reference_origin(const contract_row *contract, size_t version);
/** Whether two terms are the same, or versions of the same. */
bool reference_alike(const contract_row *contract, const term_row *a, const term_row *b);
/** units.c: all that quantities hold, in one arm. Freed with reference_quantities_free. */
quantities reference_units(const reference_measure *what, career_arm arm);
void reference_quantities_free(quantities *self);
/** baseline.c: the share of window days that term `t` expects in care, as known at each period's end; NaN: not known, or no baseline. */
void reference_expect(const reference_measure *what, size_t t, double expected[]);
/** periods.c: months, families referred and started, and planned, by period. */
void reference_periods(const reference_measure *what, quantities *out);

/** Whole years from a day to another, by anniversaries; 0 where it has not come. */
int reference_anniversaries(date from, date day);

/** Splits whole pence in proportion: everyone's whole pence first, the odd ones to the largest remainders, the first of equals. Equal parts where all
 *  weights are 0. `carry` may be NULL. */
void reference_split(pence amount, const double weight[], double carry[], pence part[], size_t count);
pence reference_limit(const reference_case *at, quantity limit_gbp);

/** What is settled: units and the days known, and how the contract ended. Borrowed. */
typedef struct {
    const reference_case *at;
    const contract_row *contract;
    const claim_calendar *calendar;
    const quantities *units;
    int32_t units_known; /* last day of which units are known */
    reference_end end;
    const pence *cost; /* of delivery, by month */
    size_t months;
} reference_claim;

/** entitle.c: the price of a term, or of a version, in a period, in pounds. */
double reference_price(const reference_claim *claim, const term_row *term, size_t period);
/** entitle.c: steps 1 to 4 of every period, into the ledger's payable, entitled and cost_plus. */
void reference_entitle(const reference_claim *claim, ledger *out);
/** payers.c: step 7 of every period, into by_payer and unpaid. */
void reference_payers_pay(const reference_claim *claim, ledger *out);
/** settle.c: all steps. Freed with reference_ledger_free. */
ledger reference_settle(const reference_claim *claim);
void reference_ledger_free(ledger *self);

/** All that became of one contract. */
typedef struct {
    const contract_row *contract;
    const claim_calendar *calendar;
    reference_replicate view; /* the contract's own; its people, careers and days are only owned where some were dropped */
    bool dropped_any;
    size_t dropped;           /* families */
    quantities treated, untreated;
    ledger paid;
    pence non_additional;
    cash book;
} reference_outcome;

/** endings.c: settles a contract, ends it early and drops families as it says. Freed with reference_outcome_free. */
reference_outcome reference_contract(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar);
void reference_outcome_free(reference_outcome *self);

/** view.c: the same replicate with families of some sites, whose first session is on days from .. until - 1, never started. */
reference_replicate reference_view_make(const reference_replicate *all);
size_t reference_view_drop(reference_replicate *view, const contract_row *contract, int32_t from, int32_t until);
void reference_view_refresh(reference_replicate *view);
void reference_view_free(reference_replicate *view);

#endif
