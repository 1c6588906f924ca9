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
    bool band_acts, frailty_acts, place_acts; /* multipliers of band, family frailty, site and locality */
    uint32_t from_mask;         /* resolved: bit s set when it leaves state s */
    int32_t *to_index;          /* resolved: state of to.names[i] */
} transition_row;

typedef struct {
    const char *name;
    quantity ratio;             /* hazard ratio of the band on transitions where bands act */
    quantity effect_multiplier; /* on the log hazard ratio of therapy */
} band_row;

/** Free labels on children, for slices: {"sex": {"labels": {"female": 0.5, "male": 0.5}}}. They change no draw of anything else. */
typedef struct {
    const char *name;
    share_map labels;
} group_row;

typedef struct {
    spread age_years;           /* at referral, years */
    double age_reference_years;
    map bands;                  /* band_row; may be empty */
    share_map band_shares;
    quantity prior_care_share;
    quantity frailty_variance;  /* gamma frailty by family, mean 1; 0: none */
    quantity start_share;       /* share of referrals that are accepted and start if they can */
    spread wait_days;           /* from referral to readiness for the first session, families */
    double nominal_wait_days;   /* the wait on which share_by is conditional */
    map groups;                 /* group_row */
} people_settings;

typedef struct {
    const char *name;
    share_map begins_in;        /* states */
    int32_t *begins_index;      /* resolved */
    spread elapsed_days;        /* time already spent in that state (and class) at referral, children */
    bool leaves_queue_on_entry; /* a family whose child enters care while waiting leaves the queue (never starts) */
} cohort_row;

typedef struct {
    const char *name;           /* of a cohort */
    kind_use intake;            /* families a month as planned */
    quantity first_year_volume; /* actual / planned in the first 12 months */
    quantity later_volume;
    int64_t ramp_months;        /* volume rises in equal monthly steps to full over these first months; 0: none */
    spread site_year_ratio;     /* between site_years: multiplies the mean of all months of a service year */
    int32_t cohort_index;       /* resolved */
} site_cohort_row;

typedef struct {
    const char *name;
    quantity share;             /* of the site's families */
    quantity ratio;             /* hazard ratio where place acts */
} locality_row;

typedef struct {
    const char *name;
    date from;
    int64_t therapists;         /* joining (negative: leaving) on that date */
} hire_row;

typedef struct {
    const char *name;
    const char *title;
    const char *council;        /* the body that pays for its children's care */
    const char *therapy;
    date starts;                /* first day of referrals */
    date closes;                /* last day of referrals and of first sessions */
    quantity ratio;             /* hazard ratio where place acts */
    map localities;             /* locality_row; may be empty */
    map cohorts;                /* site_cohort_row */
    int64_t therapists;         /* at `starts`; 0 with no hires: capacity never binds */
    int64_t caseload;           /* families a therapist sees at a time */
    map hires;                  /* hire_row */
    int32_t therapy_index;      /* resolved */
    int32_t council_index;      /* resolved: into scenario.councils */
} site_row;

typedef struct {
    const char *name;           /* of a transition */
    kind_use effect;
    int32_t transition_index;   /* resolved */
} therapy_effect_row;

typedef struct {
    const char *name;
    const char *title;
    spread course_days;         /* families */
    quantity completion_share;  /* of starters; the others drop out at a uniform time of the course */
    double sessions_per_week;
    spread adherence;           /* between therapists: multiplies the log hazard ratio */
    map effects;                /* therapy_effect_row */
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

typedef struct {
    const char *name;
    const char *title;
    kind_use unit;              /* term kind: what earns a unit */
    int window_from;            /* window_from */
    int64_t window_delay_days;  /* day 1 is this many days later than the day after the event */
    int64_t window_length_days;
    name_list counts;           /* states that count; empty: every state not of class care */
    name_list shortens;         /* states that end the window for good; empty: none */
    name_list sites, cohorts, localities; /* filters; empty: all of the contract */
    bool needs_start;           /* eligible_if */
    bool needs_completion;
    int64_t needs_sessions;
    int64_t needs_home_at_day;  /* days after the window's event; 0: not asked */
    quantity verified_share;
    quantity deadweight;        /* payable = (1 - deadweight) x achieved */
    quantity baseline_share;    /* draw -1 and value < 0: none. saved = baseline x window days - days not counted, cumulative, never below 0 */
    quantity price_gbp;         /* per unit */
    quantity per_child_limit_units; /* payable units a child; value < 0: none */
    quantity per_child_limit_gbp;   /* value < 0: none */
    uint32_t counts_mask, shortens_mask; /* resolved: states */
    uint32_t site_mask, cohort_mask;     /* resolved */
} term_row;

typedef enum { CAPPED_LOST, CAPPED_OTHERS } when_capped;

typedef struct {
    const char *name;           /* a council or another body */
    int64_t rank;               /* the order in which payers take over what others could not pay; lowest first */
    quantity share;             /* value < 0: the remainder */
    quantity limit_gbp;         /* value < 0: none */
    int when_capped;
    name_list terms;            /* the terms it pays for; empty: all */
    uint32_t term_mask;         /* resolved */
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
} delivery_settings;

typedef struct {
    const char *investor;
    quantity commitment_gbp;
    quantity buffer_gbp;        /* capital is drawn so that cash does not fall below this */
    date recycle_until;         /* receipts stay in the programme until then; later what exceeds the buffer is distributed monthly */
    quantity npv_rate_per_year; /* nominal */
} capital_settings;

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
    map terms;                  /* term_row */
    quantity limit_gbp;         /* value < 0: none */
    map payers;                 /* payer_row */
    delivery_settings delivery;
    capital_settings capital;
    quantity own_cost_gbp_per_year;   /* the commissioner's own */
    quantity top_up_admin_gbp_per_year;
    uint32_t site_mask;         /* resolved */
} contract_row;

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
    const char *comparator_name;
    quantity comparator_cost_per_family_gbp;
    const char *comparator_source;
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
    map readings;               /* reading_row */
} figure_row;

typedef struct {
    const char *name;
    const char *title;
    const char *address;
    const char *seen;
} source_row;

/** An uncertain number: `{"dist": ...}` at `pointer`, drawn once per world. */
typedef struct {
    const char *pointer;        /* its coordinates: the stream is rng_stream_of(seed, "", "input:" pointer) */
    kind_use distribution;      /* of distribution_family; NULL kind: a part of a Dirichlet group */
    double alpha;               /* Dirichlet: the part's */
    int32_t group;              /* Dirichlet: index of the group's first draw; else INDEX_NONE */
    int32_t group_count;
    double minimum, maximum;    /* draws are clamped to the setting's range */
} world_draw;

typedef struct {
    const char *schema;         /* "edgecare/1" */
    const char *name;
    const char *title;
    const char *note;
    name_list left_out;         /* what the file does not model, in words */
    date starts;                /* day 0 of all times; no site starts earlier */
    run_settings run;
    reporting_settings reporting;
    map states;                 /* state_row */
    map transitions;            /* transition_row */
    people_settings people;
    map cohorts;                /* cohort_row */
    map therapies;              /* therapy_row */
    map sites;                  /* site_row */
    map shocks;                 /* shock_row */
    map contracts;              /* contract_row */
    appraisal_settings appraisal;
    map published;              /* figure_row */
    int64_t fitted_inputs;      /* how many inputs were set to meet fitted figures */
    map sources;                /* source_row */

    /* resolved by load */
    name_list councils;         /* names of the sites' councils, each once */
    world_draw *draws;
    size_t draw_count;
    uint64_t hash;              /* of the merged document's text */
    char hash_text[17];
    arena memory;
} scenario;

#define MAP_ITEM(type, map_, index) (&((type *)(map_).items)[index])

/** Frees a scenario and all it owns; NULL is legal. */
void scenario_free(scenario *self);

#endif
