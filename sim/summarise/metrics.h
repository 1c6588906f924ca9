#ifndef EDGECARE_SUMMARISE_METRICS_H
#define EDGECARE_SUMMARISE_METRICS_H

#include "records/replicate.h"

/** Where a metric is told of; a metric has the sum of its levels. */
typedef enum {
    LEVEL_PROGRAMME = 1,
    LEVEL_SITE = 2,
    LEVEL_GROUP = 4,
    LEVEL_CONTRACT = 8,
    LEVEL_PAYER = 16,  /* of a contract */
    LEVEL_BODY = 32,   /* councils, under a contract */
    LEVEL_PERIOD = 64, /* claim periods of a contract */
    LEVEL_YEAR = 128,  /* financial years of a contract */
    LEVEL_TRANCHE = 256, /* of a contract that writes tranches */
    LEVEL_PROVIDER = 512 /* of a contract */
} metric_level;

#define LEVELS_PEOPLE (LEVEL_PROGRAMME | LEVEL_SITE | LEVEL_GROUP)
#define LEVELS_PLACES (LEVEL_PROGRAMME | LEVEL_SITE)
#define LEVELS_VALUE (LEVEL_PROGRAMME | LEVEL_CONTRACT)
#define LEVELS_OUTCOME (LEVEL_PROGRAMME | LEVEL_SITE | LEVEL_GROUP | LEVEL_CONTRACT)

/** What may be said of a metric. */
typedef enum {
    NATURE_AMOUNT, /* a number of its unit: all statistics */
    NATURE_COUNT,  /* a whole number: all statistics */
    NATURE_SHARE,  /* a share known per replicate that no ratio gives (Kaplan-Meier): all statistics */
    NATURE_RATIO,  /* ratio of means with its interval; percentiles where defined */
    NATURE_FLAG,   /* 0 or 1: the mean is a probability */
    NATURE_STATUS, /* percentiles and statuses, never averaged (rates of return, payback) */
    NATURE_DATE    /* as status; the value is a date */
} metric_nature;

/** Which arms a metric reads: the treated one, the untreated one, or the difference of both. ARMS_SHARED is the lesser of the two, which says something by shared draws
 *  only: the lesser of two lives of separate luck is too low even where both are alike. */
typedef enum { ARMS_TREATED, ARMS_UNTREATED, ARMS_BOTH, ARMS_SHARED } metric_arms;

/** What a metric is repeated over: nothing, the N of reporting.at_days (NAME_N), the care states (NAME_STATE), the comparators (NAME_COMPARATOR), or the contract's payers
 *  (NAME_PAYER). */
typedef enum { EACH_ONCE, EACH_AT_DAY, EACH_PLACEMENT, EACH_COMPARATOR, EACH_PAYER } metric_each;

#define METRIC_STATUSES 5

/** What a metric function sees of one replicate at one place. All borrowed. */
typedef struct {
    const scenario *scenario;
    const replicate *replicate;
    const tally *tally;               /* of the scope; NULL at contract levels */
    const tally *site_tallies;        /* tallies of the sites, by site */
    metric_level level;
    size_t site;                      /* of a site scope; SIZE_MAX elsewhere */
    const contract_row *row;          /* contract levels; else NULL */
    const contract_outcome *contract; /* contract levels; else NULL */
    const claim_calendar *calendar;   /* contract levels; else NULL */
    size_t at;                        /* payer, council, period, financial year, tranche or provider, counted from 0 */
    int32_t year;                     /* LEVEL_YEAR: the financial year */
    bool year_is_last;                /* LEVEL_YEAR: nothing is told of later ones */
    int64_t month_from, month_until;  /* LEVEL_YEAR: its months, counted from the month of scenario.starts, half open */
    career_arm untreated;
    coupling how;
} metric_source;

/** A metric of one replicate; `each` indexes reporting.at_days, or is the state. NaN where undefined. Pure. */
typedef double metric_function(const metric_source *from, size_t each);

/** One row of metrics.def. */
typedef struct metric {
    const char *name;
    const char *unit;
    unsigned levels;
    metric_nature nature;
    metric_arms arms;
    metric_each each;
    metric_function *value;       /* the numerator of a ratio */
    metric_function *denominator; /* ratios; else NULL */
    metric_function *status;      /* index into `statuses` of an undefined value; NULL: always 0 */
    const char *const *statuses;  /* words for why a value is undefined, ended by NULL */
    bool headline;                /* comes with a histogram */
    bool summed;                  /* at the programme it is the sum over contracts */
    const char *title;            /* plain words */
    const char *doc;              /* what it is exactly, one sentence */
} metric;

/** The same source, looking at a contract of the same families. */
metric_source metric_beside(const metric_source *from, size_t contract);

/** What a metric that is no ratio is of a replicate at a place. */
double metric_value(const metric *self, const metric_source *from, size_t each);

/** All metrics, in the order of metrics.def. */
extern const metric metric_table[];
extern const size_t metric_count;

/** Whether a metric says what the programme changes: it holds the arms against each other, so that its range is one of coupled lives. */
bool metric_is_difference(const metric *of);

/** The metric of that name at one of `levels`; NULL when there is none. */
const metric *metric_find(const char *name, unsigned levels);

/** Whether `name` is a metric's full name in this scenario (`never_in_care_share_at_days_365`, `care_days_by_placement_foster`); writes which one it
 *  repeats. NULL when there is none at `levels`. */
const metric *metric_find_full(const scenario *self, const char *name, unsigned levels, size_t *each);

/** The names of the metrics at one of the levels `among`, in the order of the table, at most `most`; how many. Borrowed. */
size_t metric_names(unsigned among, const char *names[], size_t most);

/** Whether what is told of the programme is a sum over its contracts: money, which rivals do not have. */
bool metric_sums_contracts(const metric *self);

/** "programme", "site", "group", "contract", "payer", "body", "period", "financial_year",
 *  "tranche", "provider". */
const char *level_words(metric_level level);
/** "amount", "count", "share", "ratio of means", "probability", "percentiles and statuses", "date". */
const char *nature_words(metric_nature nature);

#endif
