#ifndef EDGECARE_RECORDS_SCENARIO_H
#define EDGECARE_RECORDS_SCENARIO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/memory.h"
#include "records/limits.h"
#include "records/setting.h"

/* What a scenario file says, as structs that the rows of load/rows_*.c fill. All strings and arrays are owned by the scenario's arena.
 * References by name are resolved by load into indices (fields ending in _index). Times are days unless a name says otherwise. */

#define INDEX_NONE (-1)

typedef enum { CLASS_HOME, CLASS_KIN, CLASS_CARE, CLASS_ELSEWHERE } state_class;
#define CLASS_COUNT 4

/** A state of a career; placements in care are states of class care. */
typedef struct {
    const char *name;
    const char *title;
    int class_of;               /* state_class */
    bool with_family;           /* counts in days_with_family; home and kin always do */
    quantity day_cost_gbp;      /* care: price of a day, prices of appraisal.price_year */
    quantity real_growth_per_year;
    quantity avoidable_share;   /* share of the day cost that falls away when a day in care is avoided */
    quantity cashable_share;    /* share that becomes cash, of the nominal day cost; not multiplied by avoidable_share */
    quantity extreme_share;     /* share of spells in this placement at an extreme price */
    quantity extreme_median_gbp_per_week;
    quantity extreme_sigma;
    quantity extreme_limit_gbp_per_week;
    bool extreme_keeps_mean;    /* day_cost_gbp is the mean with stays at an extreme price: the others cost less (placement_usual_day_cost) */
} state_row;

/** From when a transition's hazard counts its time. */
typedef enum { CLOCK_STATE, CLOCK_CLASS, CLOCK_REFERRAL, CLOCK_CALENDAR } hazard_clock;
#define CLOCKS 4

typedef struct {
    const char *name;
    name_list from;             /* states */
    share_map to;               /* states and the share of moves that goes there */
    kind_use hazard;
    int clock;                  /* hazard_clock; CLOCK_CLASS: since entering the class of the state, kept over moves within the class */
    double share_by_days;       /* 0: the hazard stands as given */
    quantity share_by_share;
    bool share_by_conditional;  /* true: for a child with all multipliers 1; false: over the mix of starters */
    quantity age_ratio_per_year; /* hazard ratio per year of age at referral above people.age_reference_years */
    quantity prior_care_ratio;
    quantity drift_per_year;    /* the hazard is multiplied by drift^k in the k-th year (of 365.25 days) after scenario.starts, k = 0 the first; both arms */
    bool band_acts, frailty_acts, place_acts; /* multipliers of band, family frailty, site and locality */
    uint32_t from_mask;         /* resolved: bit s set when it leaves state s */
    int32_t *to_index;          /* resolved: state of to.names[i] */
} transition_row;

typedef struct {
    const char *name;
    quantity ratio;             /* hazard ratio of the band on transitions where bands act */
    quantity effect_multiplier; /* on the log hazard ratio of therapy */
} band_row;

/** How families differ in unobserved risk; mean 1. */
typedef enum { FRAILTY_GAMMA, FRAILTY_LOG_NORMAL } frailty_distribution;

/** Free labels on children, for slices: {"sex": {"labels": {"female": 0.5, "male": 0.5}}}. They change no draw of anything else. */
typedef struct {
    const char *name;
    share_map labels;
} group_row;

typedef struct {
    spread age_years;           /* at referral, years */
    double age_reference_years;
    MAP_OF(band_row) bands;     /* may be empty */
    share_map band_shares;
    quantity prior_care_share;
    int frailty_distribution;   /* frailty_distribution */
    quantity frailty_variance;  /* frailty by family, mean 1; 0: none */
    share_map siblings;         /* children besides the index child that a referral names: "0" .. "5"; count 0: none ever */
    quantity start_share;       /* share of referrals that are accepted and start if they can */
    spread wait_days;           /* from referral to readiness for the first session, families */
    double nominal_wait_days;   /* the wait on which share_by is conditional */
    MAP_OF(group_row) groups;
} people_settings;

/** Where a transition leads for the children of one cohort, in place of the transition's own `to`. */
typedef struct {
    const char *name;           /* of a transition */
    share_map to;
    int32_t transition_index;   /* resolved */
    int32_t *to_index;          /* resolved */
} destination_row;

typedef struct {
    const char *name;
    share_map begins_in;        /* states */
    int32_t *begins_index;      /* resolved */
    spread age_years;           /* at referral; kind NULL and constant.value < 0: as people.age_years */
    quantity ratio;             /* hazard ratio on entries (transitions from states out of care into care), beside the mix on which share_by is solved */
    MAP_OF(destination_row) destinations;
    spread elapsed_days;        /* time already spent in that state (and class) at referral, children */
    bool leaves_queue_on_entry; /* a family whose child enters care while waiting leaves the queue (never starts) */
} cohort_row;

typedef struct {
    const char *name;           /* of a cohort */
    kind_use intake;            /* families a month as planned */
    quantity first_year_volume; /* actual / planned in the first 12 months */
    quantity later_volume;
    date opens, closes;         /* first and last day of its referrals; DATE_NONE: the site's */
    number_list seasons;        /* 12 factors, January first, on the month's mean; empty: none */
    int64_t ramp_months;        /* volume rises in equal monthly steps to full over these first months; 0: none */
    spread site_year_ratio;     /* between site_years: multiplies the mean of all months of a service year */
    int32_t cohort_index;       /* resolved */
} site_cohort_row;

typedef struct {
    const char *name;
    quantity share;             /* of the site's families */
    quantity ratio;             /* hazard ratio where place acts */
    quantity completion_ratio;  /* multiplies the therapy's completion share here (at most 1 in all) */
} locality_row;

typedef struct {
    const char *name;
    date from;
    int64_t therapists;         /* joining (negative: leaving) on that date */
    int64_t supervisors;        /* likewise */
} hire_row;

typedef MAP_OF(hire_row) hire_map;

/** Therapists who offer one therapy, with their provider: in a site, or shared by several. A site's row that names a shared team has a share and bands of its own;
 *  load fills in the rest from the shared team's row. */
typedef struct {
    const char *name;
    const char *title;
    const char *shared;         /* the shared team that it is; NULL: the site's own */
    const char *therapy;
    const char *provider;       /* the body that employs them and keeps an account of its own */
    quantity share;             /* of the families whose bands it takes; several teams: normalised over those that take the child's band */
    name_list bands;            /* people.bands that it takes; empty: all */
    int64_t therapists;         /* at the site's start; 0 with no hires: capacity never binds */
    int64_t caseload;           /* families a therapist sees at a time */
    int64_t supervisors;        /* at the site's start; 0 with none hired: supervision is not modelled */
    quantity supervision_ratio; /* therapists a supervisor can carry */
    quantity unsupervised_effect; /* multiplies the log hazard ratio of courses begun while there are more therapists than that */
    quantity turnover_per_year; /* rate at which a therapist leaves */
    quantity vacancy_days;      /* until someone who left is replaced */
    quantity ramp_days;         /* over which a new therapist's places open one by one, evenly */
    hire_map hires;
    int64_t hiring_above;       /* families waiting at a month's begin above which the rule hires; 0: no rule */
    int64_t hiring_adds;        /* therapists at a time */
    int64_t hiring_lead_days;   /* until they join */
    int64_t hiring_at_most;     /* therapists hired by the rule in all */
    share_map cost_shares;      /* of a shared team: which site bears which share of its staff; count 0: by families started */
    int32_t shared_index;       /* resolved: into scenario.shared_teams; INDEX_NONE: the site's own */
    uint32_t lead;              /* resolved: the number, among all sites' teams, of the row in which its line and its staff are kept: its own, or the shared team's first */
    uint32_t site_mask;         /* resolved: the sites that it serves */
    int32_t *cost_index;        /* resolved: site of cost_shares.names[i] */
    uint32_t band_mask;         /* resolved */
    int32_t therapy_index;      /* resolved */
    int32_t provider_index;     /* resolved: into scenario.providers */
} team_row;

typedef struct {
    const char *name;
    const char *title;
    const char *council;        /* the body that pays for its children's care */
    const char *therapy;
    date starts;                /* first day of referrals */
    date closes;                /* last day of referrals and of first sessions */
    quantity ratio;             /* hazard ratio where place acts */
    MAP_OF(locality_row) localities; /* may be empty */
    MAP_OF(site_cohort_row) cohorts;
    int64_t therapists;         /* at `starts`; 0 with no hires: capacity never binds */
    int64_t caseload;           /* families a therapist sees at a time */
    hire_map hires;
    const char *provider;       /* of the site's only team */
    MAP_OF(team_row) teams;     /* resolved: a site that writes none has one, named after the site, of its own therapy, therapists ... */
    date support_from;          /* targeted support of the weakest locality; DATE_NONE: none */
    const char *support_locality; /* NULL: the locality with the lowest completion_ratio in the world (ties: the first) */
    quantity support_referral_ratio;   /* multiplies that locality's referrals from then on */
    quantity support_completion_ratio; /* multiplies its completion share likewise (families referred from then on) */
    date fund_from;             /* psychology fund: individual therapy after the course; DATE_NONE: none */
    quantity fund_uptake;       /* share of families who complete from then on and ask for it */
    quantity fund_gbp_per_use;
    int64_t fund_uses_per_month; /* at most, first come first served; 0: no limit */
    quantity fund_half_life_ratio; /* multiplies the half-life of waning effects of families who had it */
    quantity local_entries_per_year; /* children of the cohort's ages who enter care in the area a year; value < 0: not said */
    quantity volume_walk_sd_per_year; /* of the log volume's step from one service year to the next, drawn once a world */
    quantity closure_per_year;  /* rate at which the site closes early, drawn once a history */
    uint32_t team_from;         /* resolved: number of its first team among all sites' teams */
    int32_t therapy_index;      /* resolved */
    int32_t council_index;      /* resolved: into scenario.councils */
    int32_t support_index;      /* resolved: locality, or INDEX_NONE: the weakest */
} site_row;

/** What the number of an effect was measured as. */
typedef enum { MEASURE_HR_CONDITIONAL, MEASURE_RR_12M, MEASURE_OR_18M } effect_measure;
typedef enum { POPULATION_COMPLETERS, POPULATION_STARTERS } effect_population;

typedef struct {
    const char *name;           /* of a transition */
    kind_use effect;
    int measure;                /* effect_measure */
    int population;             /* effect_population */
    int32_t transition_index;   /* resolved */
} therapy_effect_row;

/** Courses by telephone or online, from .. until. */
typedef struct {
    const char *name;
    date from, until;           /* of the first session; inclusive; until DATE_NONE: for good */
    quantity share;             /* of families who start then */
    quantity effect_multiplier; /* on the log hazard ratio */
    quantity caseload_ratio;    /* how many more families a therapist sees: a remote course takes its place for 1 / ratio of its days */
} remote_row;

typedef struct {
    const char *name;
    const char *title;
    spread course_days;         /* families */
    quantity completion_share;  /* of starters; the others drop out at a uniform time of the course */
    double sessions_per_week;
    spread adherence;           /* between therapists: multiplies the log hazard ratio */
    quantity effect_multiplier; /* on the log hazard ratio of all its effects */
    MAP_OF(therapy_effect_row) effects;
    MAP_OF(remote_row) remote;  /* periods must not overlap */
} therapy_row;

/** A multiplier on transitions between two dates, in both arms. */
typedef struct {
    const char *name;
    date from;
    date until;                 /* inclusive */
    quantity ratio;
    name_list transitions;
    uint32_t transition_mask;   /* resolved */
} shock_row;

typedef enum { FROM_REFERRAL, FROM_START, FROM_COMPLETION, FROM_RETURN_HOME } window_from;

/** What a careless or dishonest delivery would do; all 0: nothing. */
typedef struct {
    quantity select_low_risk;   /* share of families, those who look riskiest, that are turned away; so many more are looked at that volumes stay */
    quantity delay_share;       /* share of entries to care of treated children (after the start) that are put off */
    int64_t delay_days;         /* by so many days */
    quantity widen_share;       /* share of families taken on below the threshold of need */
    quantity widen_ratio;       /* their hazard ratio on entries */
} gaming_settings;

typedef enum { COUNTS_INDEX_CHILD, COUNTS_EVERY_CHILD } counts_children;
typedef enum { BAND_STEP, BAND_LINEAR } band_between;
typedef enum { OVER_PERIOD, OVER_ALL } band_over;
/** Where what a baseline term saved is floored at zero. */
typedef enum { FLOOR_CUMULATIVE, FLOOR_PERIOD, FLOOR_CHILD, FLOOR_CLAW_BACK } baseline_floor;

/** What a contract takes a placement to cost. */
typedef struct {
    const char *name;           /* of a state */
    quantity gbp_per_day;
    int32_t state_index;        /* resolved */
} placement_price_row;

typedef struct {
    const char *name;
    const char *title;
    kind_use unit;              /* term kind: what earns a unit */
    int window_from;            /* window_from */
    int64_t window_delay_days;  /* day 1 is this many days later than the day after the event */
    int64_t window_length_days;
    name_list counts;           /* states that count; empty: every state not of class care */
    name_list shortens;         /* states that end the window for good; empty: none */
    MAP_OF(placement_price_row) placement_prices; /* of a unit that is priced; states of class care without one cost their day_cost_gbp */
    name_list sites, cohorts, localities; /* filters; empty: all of the contract */
    bool needs_start;           /* eligible_if */
    bool needs_completion;
    int64_t needs_sessions;
    int64_t needs_home_at_day;  /* days after the window's event; 0: not asked */
    quantity verified_share;
    quantity deadweight;        /* payable = (1 - deadweight) x achieved */
    quantity price_gbp;         /* per unit */
    int children;               /* counts_children */
    name_list bands;            /* filters, as sites, cohorts and localities: people.bands; "GROUP/LABEL" */
    name_list labels;
    double age_from, age_until; /* filter: years at referral, half open */
    date pays_from, pays_until; /* units on these days only, inclusive; DATE_NONE: open */
    date started_from, started_until; /* families whose first session is on these days only; DATE_NONE: open (and families who never start where not asked) */
    const char *by;             /* the term whose units and success it looks at; NULL: itself */
    number_list taper_after_days; /* rising: from the day after so many days of the window, a unit is worth ... */
    number_list taper_pays;     /* ... this share of the price */
    quantity index_per_year;    /* nominal growth of the price on each anniversary of index_from */
    date index_from;            /* DATE_NONE: the contract's start */
    number_list success_rates;  /* bands: rising success rates ... */
    number_list success_pays;   /* ... and the share of the amount that is paid from each on; below the first: nothing */
    int success_between;        /* band_between */
    int success_over;           /* band_over: of each period alone, or cumulative with what was paid set off */
    kind_use baseline;          /* baseline kind; kind NULL: none */
    int baseline_floor;         /* baseline_floor */
    quantity minimum_effect;    /* pays nothing until cumulative savings reach this share of the days expected in care */
    int64_t claw_back_days;     /* a milestone's unit is taken back on the first uncounted day within so many days after it; 0: never */
    quantity per_child_limit_units; /* payable units a child; value < 0: none */
    quantity per_child_limit_gbp;   /* value < 0: none */
    uint32_t counts_mask, shortens_mask; /* resolved: states */
    uint32_t site_mask, cohort_mask;     /* resolved */
    uint32_t band_mask;                  /* resolved */
    uint32_t label_mask[GROUPS_MAX];     /* resolved: bit of each label that counts; all bits where the group is not asked for */
    int32_t by_index;                    /* resolved: its own index where `by` is absent */
    uint32_t by_mask;                    /* resolved: terms; bits of the term that `by` names and of its versions; those of its own term where absent */
    uint32_t origin_back;                /* resolved: so many terms before it stands the one of which a variation made it a version; 0: it is none */
    bool split_by_start;                 /* resolved: variations, and not the term, say when its families start; those who never do stay under the first version */
    int32_t controls;                    /* resolved: number of its control group among all contracts' (baselines made of children); INDEX_NONE */
} term_row;

/** Whether the term in row `at` of a contract is that of row `origin`, or a version of it. */
static inline bool term_is_of(const term_row *row, size_t at, size_t origin)
{
    return at == origin + row->origin_back;
}

typedef enum { CAPPED_LOST, CAPPED_OTHERS } when_capped;

typedef struct {
    const char *name;           /* a council or another body */
    int64_t rank;               /* the order in which payers take over what others could not pay; lowest first */
    quantity share;             /* value < 0: the remainder */
    quantity limit_gbp;         /* value < 0: none */
    int when_capped;
    name_list terms;            /* the terms it pays for; empty: all */
    name_list sites;            /* the sites it pays for; empty: all */
    date from, until;           /* period ends for which it pays, inclusive; DATE_NONE: open */
    quantity limit_gbp_per_year; /* financial year of the period's end; value < 0: none */
    uint32_t term_mask, site_mask; /* resolved */
    int32_t council_index;      /* resolved: INDEX_NONE where the payer is no council */
} payer_row;

typedef struct {
    quantity set_up_gbp;        /* in the month of the contract's start */
    quantity fixed_gbp_per_month;
    quantity per_start_gbp;
    quantity per_completion_gbp;
    quantity therapist_gbp_per_year;
    quantity overhead_share;    /* on all of the above but set-up */
    quantity wage_growth_per_year; /* nominal, from the contract's start */
    quantity supervisor_gbp_per_year;
    quantity licence_gbp_per_year;     /* for each team with a therapist, by months */
    quantity training_gbp_per_therapist; /* on joining, at the start too */
    quantity remote_start_gbp;         /* added to per_start_gbp (devices; negative: travel saved) */
    quantity intermediary_gbp_per_year; /* while fixed cost runs; an account of its own; no overhead */
    quantity provider_margin_share;    /* on what providers are paid */
    const char *intermediary;          /* the body's name */
    quantity after_delivery_gbp_per_month; /* from the month after delivery ends to that of the last payment */
} delivery_settings;

/** Money that waits for outcomes, with its place in the waterfall. */
typedef struct {
    const char *name;
    const char *title;
    const char *investor;       /* the body */
    kind_use kind;              /* tranche kind */
    quantity commitment_gbp;
    int64_t draws_rank;         /* lowest is drawn first; the same rank: in proportion to commitments left */
    int64_t repaid_rank;        /* lowest is repaid first; the same rank: in proportion to what is due */
} tranche_row;

typedef enum { SURPLUS_ALL_PAYERS, SURPLUS_ALL_PROVIDERS, SURPLUS_INVESTORS, SURPLUS_PAYER, SURPLUS_PROVIDER } surplus_sort;

/** One that gets a share of surplus. */
typedef struct {
    surplus_sort sort;
    size_t index;               /* payer of the contract, or of scenario.providers */
} surplus_party;

typedef enum { EXHAUSTED_PROVIDER_CARRIES, EXHAUSTED_PAUSE_STARTS, EXHAUSTED_STOP } on_exhaustion;

typedef enum { DISTRIBUTE_ABOVE_RESERVE, DISTRIBUTE_AT_END } distribute_when;
typedef enum { DRAW_NEEDED, DRAW_SCHEDULED } draw_when;

/** Capital drawn on a day of the schedule. */
typedef struct {
    const char *name;           /* the date as written */
    quantity share;             /* of all commitments */
    date when;                  /* resolved */
} draw_row;

typedef struct {
    const char *investor;
    quantity commitment_gbp;
    quantity buffer_gbp;        /* capital is drawn so that cash does not fall below this */
    int distribute_when;        /* distribute_when */
    date distribute_from;       /* nothing is distributed in a month that ends by that day */
    int64_t reserve_months;     /* for so many months to come planned cost, less certified receipts, stays in the account */
    int64_t every_months;       /* from one distribution to the next */
    int draw_when;              /* draw_when */
    MAP_OF(draw_row) draw_dates;
    quantity npv_rate_per_year; /* nominal */
    MAP_OF(tranche_row) tranches; /* empty: one of kind equity with commitment_gbp, which is the contract's investor */
    quantity irr_cap_per_year;  /* the investors' hurdle account grows at this rate; value < 0: no cap */
    bool irr_cap_is_assumed;    /* resolved: its mark, or that of the input it is made of, is "A" */
    share_map surplus;          /* who gets what is left above tranches' dues and the hurdle: payers' or providers' names, "payers" (as they paid), "investors" */
    surplus_party *surplus_to;  /* resolved: whom surplus.names[i] names */
    int on_exhaustion;          /* on_exhaustion */
} capital_settings;

/** Whether money waits for outcomes: there are tranches, or a commitment. */
static inline bool capital_is_written(const capital_settings *self)
{
    return self->tranches.count > 0 || self->commitment_gbp.draw >= 0 || self->commitment_gbp.value > 0;
}

/** Whether the investors' rate of return has a cap. */
static inline bool capital_has_return_cap(const capital_settings *self)
{
    return self->irr_cap_per_year.draw >= 0 || self->irr_cap_per_year.value >= 0;
}

/** Ends a contract early. */
typedef enum { END_NEVER, END_REFERRALS_BELOW, END_STARTS_BELOW, END_SUCCESS_BELOW } end_trigger;
typedef enum { END_TAIL_PAID, END_COST_PLUS, END_UNPAID } end_payment;

typedef struct {
    int trigger;                /* end_trigger; looked at on each period's end */
    quantity below;             /* share of planned referrals or starts so far; success rate so far */
    const char *term;           /* whose success; NULL: the first term's */
    int64_t after_months;       /* from the contract's start; not looked at before */
    int64_t notice_days;        /* from the period's end to the contract's stop */
    int payment;                /* end_payment: of units after the stop */
    quantity cost_plus_share;   /* margin on delivery cost after the stop */
    uint32_t term_mask;         /* resolved: bits of the term and of its variations */
} early_end_settings;

/** From a period's end on, another limit in total. */
typedef struct {
    const char *name;
    date from;
    quantity limit_gbp;
} limit_row;

/** For which units the terms of a variation hold: of families who start from its date on, or of days from its date on. */
typedef enum { IN_FORCE_START, IN_FORCE_CLAIM } variation_in_force;

/** A term that a variation changes; its patch is merged before anything is read. */
typedef struct {
    const char *name;           /* of a term */
} varied_term;

/** A change to a contract that runs: load writes it out as further terms, named "TERM from VARIATION". */
typedef struct {
    const char *name;
    date from;
    int in_force;               /* variation_in_force */
    MAP_OF(varied_term) terms;
    quantity limit_gbp;         /* value < 0: as before */
} variation_row;

typedef struct {
    const char *name;
    const char *title;
    name_list sites;            /* empty: all */
    date starts;                /* first day that counts */
    date last_claimable;        /* last day that counts */
    date_list period_ends;      /* of the claim calendar, inclusive, ascending; may be empty */
    int64_t period_months;      /* afterwards one period every so many months, up to last_claimable */
    int64_t certified_after_days; /* after the period's end */
    int64_t paid_after_days;      /* after certification */
    MAP_OF(term_row) terms;
    quantity disputed_share;    /* of each claim */
    int64_t dispute_days;       /* later than the rest is a disputed part paid */
    quantity dispute_lost_share; /* of the disputed part that is never paid */
    quantity per_child_limit_gbp; /* of one child over all terms; value < 0: none */
    quantity limit_gbp;         /* value < 0: none */
    quantity limit_gbp_per_year; /* financial year of the period's end; value < 0: none */
    MAP_OF(limit_row) limits_from; /* what limit_gbp becomes; resolved: with those of variations */
    MAP_OF(variation_row) variations; /* written out in terms and limits_from */
    early_end_settings early_end;
    MAP_OF(payer_row) payers;
    delivery_settings delivery;
    capital_settings capital;
    quantity own_cost_gbp_per_year;   /* the commissioner's own */
    quantity top_up_admin_gbp_per_year;
    uint32_t site_mask;         /* resolved */
} contract_row;

/** What a cost per family is compared with: a number, or another contract on the same families. */
typedef struct {
    const char *name;
    const char *title;
    quantity cost_per_family_gbp; /* value < 0 and no draw: the contract's */
    const char *contract;       /* or NULL */
    int32_t contract_index;     /* resolved; or INDEX_NONE */
    const char *source;
} comparator_row;

typedef struct {
    int64_t price_year;         /* financial year (its first calendar year) of all day costs */
    date base_date;             /* present values are as of this date's financial year */
    quantity discount_rate_per_year; /* real */
    quantity deflator_per_year; /* general prices */
    quantity benefit_haircut;
    quantity cost_uplift;
    quantity home_support_gbp_per_week; /* for each extra week at home */
    quantity release_lag_days;  /* from day avoided to cash saved */
    quantity evaluation_gbp;    /* society's view */
    MAP_OF(comparator_row) comparator;
} appraisal_settings;

typedef enum { COUPLING_BOTH, COUPLING_INDEPENDENT, COUPLING_SHARED } coupling_choice;

typedef struct {
    int64_t window_days;        /* the reporting window from start */
    number_list at_days;        /* the N of metrics at day N */
    date as_of;                 /* DATE_NONE: everything */
    int coupling;               /* coupling_choice */
} reporting_settings;

typedef struct {
    int64_t seed;
    int64_t worlds;
    int64_t histories;
    int64_t common_seed;        /* of inputs that a portfolio's members have in common; the seed itself elsewhere */
} run_settings;

typedef enum { ROLE_FITTED, ROLE_CHECK, ROLE_CLAIM, ROLE_CONTEXT } figure_role;
typedef enum { EXPECT_FITS, EXPECT_DIFFERS } figure_expect;

/** How one reading understands one figure: a metric at a scope, as of the figure's date. */
typedef struct {
    const char *name;           /* of the reading */
    const char *metric;         /* of summarise/metrics.def */
    const char *site;           /* scope; both NULL: programme */
    const char *contract;
    quantity times;             /* the metric is multiplied by this (net of deadweight 0.67, ...) */
    date period_end;            /* of a claim period: for metrics of one period; DATE_NONE otherwise */
} reading_row;

typedef struct {
    const char *name;
    const char *title;
    double value;               /* NaN: not rendered by the source */
    double low, high;           /* what rounding leaves open; both 0: the value itself */
    const char *unit;
    const char *source;
    const char *mark;
    date as_of, as_of_latest;   /* DATE_NONE: at the scenario's own as-of date; a range is drawn uniformly per world */
    int role;                   /* figure_role */
    int expect;                 /* figure_expect */
    const char *reason;
    const char *series;         /* figures of one series follow one another by as_of; NULL: it stands alone */
    const char *inconsistent_with; /* another figure that cannot hold with it; or NULL */
    MAP_OF(reading_row) readings;
} figure_row;

typedef struct {
    const char *name;
    const char *title;
    const char *address;
    const char *seen;
} source_row;

/** Another account of the same programme, in a file of its own. */
typedef struct {
    const char *name;
    const char *title;          /* what it takes to be true: "what the contract takes for granted" */
    const char *scenario;       /* the file, relative to the file in which this is written */
    const char *path;           /* resolved: the file as the program can open it */
} view_row;

/** A question to the scenario: some of its values changed. */
typedef struct {
    const char *name;
    const char *title;
    char changes;               /* nothing is kept of them: load makes another document of them (load/what_if.h) */
} what_if_row;

/** Rival views of the world: in each world one component holds, and every number that says {"by": MIXTURE, "components": {...}} takes that one's. */
typedef struct {
    const char *name;
    const char *title;
    share_map components;       /* and their weights */
    int32_t draw;               /* resolved: the world draw that holds the component's index */
} mixture_row;

typedef MAP_OF(mixture_row) mixture_map;

/** A number with a name of its own, for settings that say {"of": NAME, "times": 1, "plus": 0}. */
typedef struct {
    const char *name;
    quantity number;
    bool used;                  /* resolved: a setting is made of it */
} input_row;

typedef MAP_OF(input_row) input_map;

/** An uncertain number: `{"dist": ...}` at `pointer`, drawn once per world. */
typedef struct {
    const char *pointer;        /* its coordinates: the stream is rng_stream_of(seed, "", "input:" pointer) */
    kind_use distribution;      /* of distribution_family; NULL kind: a part of a Dirichlet group */
    double alpha;               /* Dirichlet: the part's */
    int32_t group;              /* Dirichlet: index of the group's first draw; else INDEX_NONE */
    int32_t group_count;
    double minimum, maximum;    /* draws are clamped to the setting's range */
    int32_t mixture;            /* {"by": ...}: index of the mixture; or INDEX_NONE */
    const quantity *component;  /* then: its value by component; draws among them have lower indices */
    size_t component_count;
    const input_row *of;        /* {"of": INPUT, ...}: the input, whose draws have lower indices; NULL where it is not */
    double times, plus;         /* of an input, and of a distribution's draw: times x it + plus */
    bool chooses;               /* this draw is the choice of mixture `mixture` itself */
    bool common;                /* a portfolio draws it once for all its members: its stream is of run.common_seed */
} world_draw;

/** How the contracts of a scenario stand to each other: all in force at once, or each a proposal in place of the others. */
typedef enum { STAND_TOGETHER, STAND_RIVALS } contracts_stand;

typedef struct {
    const char *schema;         /* "edgecare/3" */
    const char *name;
    const char *title;
    const char *note;
    name_list left_out;         /* what the file does not model, in words */
    date starts;                /* day 0 of all times; no site starts earlier */
    run_settings run;
    reporting_settings reporting;
    input_map inputs;
    MAP_OF(state_row) states;
    MAP_OF(transition_row) transitions;
    people_settings people;
    MAP_OF(cohort_row) cohorts;
    MAP_OF(therapy_row) therapies;
    MAP_OF(team_row) shared_teams;
    MAP_OF(site_row) sites;
    MAP_OF(shock_row) shocks;
    mixture_map mixtures;
    gaming_settings gaming;
    MAP_OF(contract_row) contracts;
    int contracts_stand;        /* contracts_stand */
    appraisal_settings appraisal;
    MAP_OF(figure_row) published;
    MAP_OF(view_row) views;
    MAP_OF(what_if_row) what_if;
    int64_t fitted_inputs;      /* how many inputs were set to meet fitted figures */
    MAP_OF(source_row) sources;

    /* resolved by load */
    name_list councils;         /* names of the sites' councils, each once */
    name_list providers;        /* names of the teams' providers, each once */
    size_t team_count;          /* of all sites */
    size_t control_count;       /* terms with a baseline made of children, all contracts */
    world_draw *draws;
    size_t draw_count;
    name_list files;            /* that it was read from, the file and those that it extends; and those of its views */
    uint64_t hash;              /* of the merged document's text */
    char hash_text[17];
    arena memory;
} scenario;

/** The most that a contract pays in all, as it stands on a day: limit_gbp, or the latest of limits_from that is in force. */
quantity contract_limit_on(const contract_row *contract, date day);

/** Whether the scenario has contracts of which only one would come into force: then nothing may be summed over them. */
static inline bool has_rivals(const scenario *self)
{
    return self->contracts_stand == STAND_RIVALS && self->contracts.count > 1;
}


/** Frees a scenario and all it owns; NULL is legal. */
void scenario_free(scenario *self);

#endif
