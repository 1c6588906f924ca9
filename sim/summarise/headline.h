#ifndef EDGECARE_SUMMARISE_HEADLINE_H
#define EDGECARE_SUMMARISE_HEADLINE_H

#include "summarise/figure.h"
#include "summarise/result.h"

/* The answer first: what a result says in a few sentences and a dozen numbers. It is data, worked out once, so that the screen, pages and workbooks say the same. */

/** Whom a number is for. */
typedef enum { PARTY_COUNCIL, PARTY_PROVIDER, PARTY_INVESTOR, PARTY_GOVERNMENT, PARTY_RESEARCH, HEADLINE_PARTIES } headline_party;

/** "council", "provider", "investor", "government", "research". */
extern const char *const headline_party_words[HEADLINE_PARTIES];

/** Whether the councils gain from a contract (net, nominal, reporting window). */
typedef enum {
    VERDICT_GAINS,        /* in more than VERDICT_SURE of all futures, by VERDICT_ERRORS standard errors */
    VERDICT_LIKELY_GAINS, /* in more than half, by as many */
    VERDICT_CLOSE,        /* too close to call */
    VERDICT_LIKELY_LOSES,
    VERDICT_LOSES,
    VERDICT_NOTHING,      /* no family starts in any future */
    VERDICT_UNTOLD,       /* separate luck alone: differences of the arms have no headline */
    VERDICTS
} verdict;

#define VERDICT_SURE 0.9
#define VERDICT_ERRORS 2
#define FUTURES_FEW 200 /* below so many, words may turn with the seed */

/** "gains", "likely_gains", "too_close_to_call", "likely_loses", "loses", "nothing_starts", "untold". */
extern const char *const verdict_words[VERDICTS];

/** The verdict of a chance of gaining with its standard error (not finite: nothing is sure), from so many worlds: where all agree the error is no less than 1.5 / worlds,
 *  of which two are the "rule of three" (Hanley and Lippman-Hand, JAMA 249 (1983), 1743). */
verdict verdict_of(double chance, double error, size_t worlds);

/** One of the numbers that decide. */
typedef struct {
    headline_party for_whom;
    const char *metric;  /* full name in metrics.def */
    const char *title;   /* plain words; begins with two blanks where it is part of the one before */
    const char *basis;   /* "nominal", "present value" or "" */
    const char *unit;
    bool difference;     /* holds the arms against each other: same luck */
    bool median;         /* `number` is the median; else the mean, or a ratio of means */
    double number, low, high, error; /* low, high: P5, P95; NaN where undefined */
    double step;         /* to which all of them are told */
    uint64_t undefined, futures; /* in so many of `futures` it has no number */
    char text[FIGURE_TEXT_SIZE], range[2 * FIGURE_TEXT_SIZE + 4]; /* "£2.8m", "£1.5m to £3.8m"; range empty where there is none */
} headline_number;

#define HEADLINE_NUMBERS 12
#define HEADLINE_SENTENCES 5
#define SENTENCE_SIZE 240

/** What is said of a contract, or of the programme (then no sentences). */
typedef struct {
    size_t contract; /* COLUMN_NONE: the programme */
    verdict says;
    double chance, chance_error; /* that the councils gain */
    double loses;                /* chance that the investor loses money; NaN without one */
    bool has_investor;
    char sentence[HEADLINE_SENTENCES][SENTENCE_SIZE]; /* verdict; the councils' gain; what is paid; delivery; the investor */
    char risks[SENTENCE_SIZE];   /* what could go wrong; empty where nothing did */
    headline_number number[HEADLINE_NUMBERS]; /* in the order of parties; those of an investor only where has_investor */
    size_t numbers;
} headline_part;

/** What a whole result says. */
typedef struct {
    const result *of;      /* borrowed */
    headline_part *items;  /* by contract; owned by `memory` */
    size_t count;
    bool has_programme;    /* rivals have none */
    headline_part programme;
    arena memory;
} headline;

/** Works it out; false when memory runs out (then it is empty). */
bool headline_make(const result *of, headline *out);
void headline_free(headline *self); /* legal on a zeroed one */

/** The number of a part by its metric; NULL where it has none. */
const headline_number *headline_find(const headline_part *self, const char *name);

#endif
