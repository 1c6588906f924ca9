#ifndef EDGECARE_RECORDS_LEDGER_H
#define EDGECARE_RECORDS_LEDGER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/money.h"
#include "records/limits.h"

/** One claim period of a contract: inclusive dates, when it is claimed (its end), certified and paid. Set once per run. */
typedef struct {
    date start, end;
    date claimed, certified, paid;
    int32_t from_day, until_day; /* half open day numbers */
    int32_t paid_month;          /* months since the month of scenario.starts */
} claim_period;

typedef struct {
    size_t count;
    claim_period *items; /* owned by the run's plan */
} claim_calendar;

/** What a contract's careers come to, without money: by term and period, index term * periods + period. Days after the as-of date are not in it.
 *  Owned by a workspace. */
typedef struct {
    size_t terms, periods, sites;
    double *achieved;    /* units before deadweight and baseline, within per-child limits */
    double *worth;       /* the same weighted by the taper: units at the full price; `achieved` itself for a term without one */
    double *window_days; /* days of the windows elapsed (terms with a baseline) */
    double *baseline;    /* share of window days expected in care as known at the period's end; NaN: no baseline, or none known yet (nothing is saved or lost then) */
    double *child_saved; /* baseline terms floored by child: units saved of the children whose window ends in the period */
    double *assessed;    /* children who could succeed: eligible but for their success, whose window ends in the period */
    double *by_site;     /* [term][site][period] achieved; NULL where no payer pays for some sites only */
    double *months, *referrals, *planned_referrals, *starts, *planned_starts; /* [period]: calendar months that end in it; families of the contract's sites */
} quantities;

/** What a contract pays in one replicate. Whole pence; index payer * periods + period or term * periods + period. Owned by a workspace. */
typedef struct {
    size_t terms, payers, periods;
    int32_t stopped_day; /* last day of a contract that was ended early; INT32_MAX: runs its course */
    double *payable;         /* [term][period] units after deadweight or baseline, before caps; below 0 where units are taken back */
    pence *term_entitled;    /* [term][period] rounded once, before claw-back and caps; below 0 where units are taken back */
    pence *term_amount;      /* [term][period] after claw-back and the contract's limit */
    pence *cost_plus;        /* [period] entitled for delivery after an early end: the row after term_entitled's last */
    pence *cost_plus_amount; /* [period] the same after claw-back and limit: the row after term_amount's last */
    pence *accrued;          /* [period] sum of term_amount and cost_plus_amount */
    pence *by_payer;         /* [payer][period] what the payer pays in the end, disputed parts that it does pay included */
    pence *taken_back;       /* [period] clawed back: set off against what was entitled (positive) */
    pence *disputed;         /* [payer][period] part of by_payer that is paid dispute_days later */
    pence *dispute_lost;     /* [period] disputed and never paid; not in by_payer */
    pence claw_back_owed;    /* carried at the end: never recovered */
    pence *lost;             /* [period] entitled but over the contract's limit */
    pence *unpaid;           /* [period] within the limit, but over payers' own limits */
    double *paid_share;      /* [period] paid by the report date / entitled, 0 where nothing is entitled */
    pence entitled_total, accrued_total, claimed_total, certified_total, paid_total, lost_total, unpaid_total; /* as of the report date; entitled: after claw-back */
    pence taken_back_total, dispute_lost_total;
    pence payer_total[PAYERS_MAX];     /* paid by the report date: their sum is paid_total */
    int32_t limit_period;              /* period in which the contract's limit bound first; -1: never */
    int32_t payer_limit_period[PAYERS_MAX];
} ledger;

typedef enum { IRR_FOUND, IRR_NOTHING_DRAWN, IRR_TOTAL_LOSS, IRR_NONE, IRR_SEVERAL } irr_status;
#define IRR_STATUS_COUNT 5

/** What one tranche puts in and gets out. */
typedef struct {
    pence *drawn, *distributed; /* by month */
    pence drawn_total, distributed_total, commitment;
    irr_status irr;
    double irr_per_year;
    double moic, moic_on_commitment, npv_gbp, payback_months;
} tranche_cash;

/** Cash of a contract by month since the month of scenario.starts, and what its investors get. Owned by a workspace. */
typedef struct {
    size_t months, tranches, providers, payers; /* at least one tranche and one provider */
    pence *cost;         /* delivery: what it takes, without margin and intermediary */
    pence *receipt;      /* outcomes payments by cash date */
    pence *drawn;        /* capital in */
    pence *distributed;  /* capital out, with its return and the investors' part of surplus */
    pence *carried;      /* providers' own money in (+) or repaid (-), once the commitments are used up */
    pence *balance;      /* at the month's end: previous + drawn + receipt + carried - fees - intermediary - distributed - surplus */
    pence *fee;          /* what providers are paid: cost and margin */
    pence *intermediary; /* what the intermediary is paid */
    pence *surplus;      /* paid to payers and providers above the investors' dues and hurdle */
    pence *before_cap;   /* distributed and surplus: what investors would have, were nothing taken off above their hurdle and shares */
    pence *outstanding;  /* principal drawn and not repaid, at the month's end, all tranches */
    pence *payer_receipt;    /* [payer][month] receipt by payer */
    pence *provider_cost;    /* [provider][month] of scenario.providers: its part of cost */
    pence *provider_fee;     /* [provider][month] its part of fee */
    pence *provider_carried; /* [provider][month] its part of carried */
    pence *surplus_payer;    /* [payer][month] */
    pence *surplus_provider; /* [provider][month] */
    pence cost_total, receipt_total, drawn_total, distributed_total, carried_total, fee_total, intermediary_total, surplus_total;
    pence surplus_investors; /* the part of surplus that is in distributed_total, not in surplus_total */
    pence peak_funding;  /* largest drawn - distributed so far, plus what the providers carry */
    bool exhausted;      /* the commitments did not suffice */
    int32_t exhausted_month; /* first in which the providers carried; -1: never */
    size_t paused_months;    /* months whose starts were dropped for want of funding */
    irr_status irr;
    double irr_per_year;
    irr_status irr_before_cap;
    double irr_before_cap_per_year, moic_before_cap;
    double moic;             /* NaN when nothing was drawn */
    double moic_on_commitment;
    double npv_gbp;          /* of the investors' flows at capital.npv_rate_per_year, at the contract's start */
    double payback_months;   /* from the contract's start until distributions have for good reached what was drawn; NaN: never */
    tranche_cash tranche[TRANCHES_MAX]; /* their sums are drawn and distributed */
} cash;

/** Value, in pounds, of one horizon and one untreated arm. */
typedef struct {
    double days_averted;
    double care_cost_avoided;        /* nominal-free: price-year pounds, discounted, after haircut: the benefit side */
    double benefit_discounted;       /* = care_cost_avoided */
    double cost_discounted;          /* payer's view */
    double cost_society_discounted;
    double value_to_government;
    double cashable_saving;          /* nominal */
    double commissioner_net;         /* nominal, all councils */
    double commissioner_net_cashable;
    double commissioner_net_pv;
    double council_net[COUNCILS_MAX]; /* nominal, by scenario.councils */
    double home_support;             /* nominal */
    double top_up_admin;             /* nominal: administration that top-up payers bear */
    double net_by_year[FINANCIAL_YEARS_MAX]; /* commissioner_net by financial year index of the exposure */
    double net_cashable_by_year[FINANCIAL_YEARS_MAX]; /* commissioner_net_cashable likewise: savings in the year of their release */
    double avoided_by_year[FINANCIAL_YEARS_MAX];  /* nominal: what the councils need not pay for care; net_by_year and outlay_by_year add up to it */
    double released_by_year[FINANCIAL_YEARS_MAX]; /* cashable_saving: net_cashable_by_year and outlay_by_year */
    double outlay_by_year[FINANCIAL_YEARS_MAX];   /* nominal: the councils' payments by cash date less surplus, own cost, support at home */
} value;

#endif
