#ifndef EDGECARE_RECORDS_SETTING_H
#define EDGECARE_RECORDS_SETTING_H

#include <stddef.h>
#include <stdint.h>

/** A number that a scenario gives, fixed or drawn once per world. Every number is known in a world (world/world.h), whose copy of the scenario has it in `value`. */
typedef struct {
    double value; /* in a scenario NaN where draw >= 0; in a world what holds there */
    int32_t draw; /* index into the world's draws, or -1: fixed */
} quantity;

typedef enum {
    SETTING_NUMBER,   /* double: a plain number (never uncertain); where the row has `choices`, such a word instead of a number gives NaN */
    SETTING_QUANTITY, /* quantity: a number, {"value": ...} or {"dist": ...}, each with optional "source", "mark", "note" */
    SETTING_INTEGER,  /* int64_t */
    SETTING_BOOLEAN,  /* bool */
    SETTING_DATE,     /* date; an absent optional one is DATE_NONE */
    SETTING_TEXT,     /* const char * */
    SETTING_CHOICE,   /* int: index into `choices` */
    SETTING_NUMBERS,  /* number_list: an array of numbers */
    SETTING_DATES,    /* date_list: an array of dates */
    SETTING_NAMES,    /* name_list: an array of names; what they must name is checked by load */
    SETTING_OBJECT,   /* a struct in place, described by `rows` */
    SETTING_MAP,      /* map: structs keyed by name, each described by `rows`; each struct begins with `const char *name`. Where `rows` has one row
                         with the key "", the entry itself is that row's value */
    SETTING_KIND,     /* kind_use: {"kind": NAME, ...} with the rows of that kind of `family` */
    SETTING_SHARES,   /* share_map: {NAME: quantity}, or {"dist": "dirichlet", "alpha": {NAME: a}}; the sum must be 1 within 1e-9 */
    SETTING_PATCH,    /* nothing is kept: an object that load merges (RFC 7396) over another before anything is read; what is wrong in it is told of the whole */
    SETTING_SPREAD    /* spread: a number, or {"spread": KIND, "between": WHOM, ...}: differs between children, families ... within a world */
} setting_type;

struct kind_family;

/** A fallback: the name under which the entry stands in its map (`base` of the row is the struct that begins with that name). */
#define FALLBACK_NAME "@name"

/** One setting: a row from which come parsing, the range check, `edgecare explain`, the JSON Schema and the scenario reference. */
typedef struct setting {
    const char *key;
    setting_type type;
    size_t offset;                /* within the struct that the rows describe; unused for the parameters of a kind */
    const char *unit;             /* "days", "GBP", "share", ...; NULL where there is none */
    double minimum, maximum;      /* of numbers, inclusive; both 0: unbounded */
    const char *fallback;         /* the default as JSON text; NULL: must be given; FALLBACK_NAME;
                                     "": may be absent, the field then is zero (quantity, spread and parameters of kinds: value -1 and draw -1;
                                     date: DATE_NONE; text: NULL) */
    const char *otherwise;        /* what holds where the fallback is "" and nothing is given, in words; NULL where plain */
    const char *doc;              /* what it is, one sentence */
    const char *usual;            /* a usual value and its source; NULL where none */
    const char *moves;            /* which figure it moves; NULL where plain */
    const struct settings *rows;  /* OBJECT, MAP */
    const struct kind_family *family; /* KIND */
    const char *const *choices;   /* CHOICE: NULL-terminated; SPREAD: between whom it may differ; NUMBER: words that give NaN */
} setting;

/** The rows of one struct. */
typedef struct settings {
    const char *title; /* "site", "contract term": for messages and pages */
    const char *doc;
    const setting *rows;
    size_t count;
    size_t size; /* of the struct, for MAP entries */
} settings;

typedef struct {
    double *items;
    size_t count;
} number_list;

typedef struct {
    int32_t *items;
    size_t count;
} date_list;

typedef struct {
    const char **items;
    size_t count;
} name_list;

/** Structs keyed by name, in the order of the file. */
typedef struct {
    void *items; /* array of structs of the rows' `size` */
    size_t count;
} map;

/** A map whose entries have the type `row`; `any` is what fills it by its rows. */
#define MAP_OF(row)          \
    union {                  \
        map any;             \
        struct {             \
            row *items;      \
            size_t count;    \
        };                   \
    }

typedef struct {
    const char **names;
    quantity *shares;
    size_t count;
} share_map;

#define KIND_PARAMETERS_MAX 12

/** A kind as a scenario uses it: which, and its numbers in the order of the kind's rows. */
typedef struct {
    const struct kind *kind; /* first member of every kind struct; cast to hazard_kind, effect_kind ... by family; NULL: absent */
    quantity parameter[KIND_PARAMETERS_MAX];
    number_list list; /* for the one row of type SETTING_NUMBERS that a kind may have (last row), or empty */
} kind_use;

/** What every kind of every family begins with. Its rows have type SETTING_QUANTITY or SETTING_NUMBER (both fill `parameter`), the last may be SETTING_NUMBERS. */
typedef struct kind {
    const char *name; /* as in scenarios */
    const char *doc;  /* one sentence, and the source */
    settings parameters;
    /** Says what is wrong with a combination of fixed parameters that each are in range (mean beyond max, ...); NULL when nothing is, or when not needed. */
    const char *(*fault)(const double parameter[], const number_list *list);
} kind;

/** All kinds of one sort: hazards, effects, intakes, terms, distributions. */
typedef struct kind_family {
    const char *title; /* "hazard" */
    const kind *const *kinds;
    size_t count;
} kind_family;

#define DATE_NONE INT32_MIN

/** Differences between children, families, therapists or site-years within one world: a distribution kind drawn by its quantile. */
typedef enum { BETWEEN_CHILDREN, BETWEEN_FAMILIES, BETWEEN_THERAPISTS, BETWEEN_SITE_YEARS } spread_between;

typedef struct {
    kind_use distribution; /* kind NULL: everyone has `constant` */
    quantity constant;
    spread_between between;
    double minimum, maximum; /* values are held within the setting's range */
} spread;

#define SETTINGS(title_, doc_, rows_, struct_) \
    { .title = (title_), .doc = (doc_), .rows = (rows_), .count = sizeof(rows_) / sizeof((rows_)[0]), .size = sizeof(struct_) }

#endif
