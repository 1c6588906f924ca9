#ifndef EDGECARE_TESTS_REFERENCE_UNIT_RULES_H
#define EDGECARE_TESTS_REFERENCE_UNIT_RULES_H

#include <stdbool.h>
#include <stdint.h>

/** What a rule knows of a day of a child, and what it remembers of the days before. */
typedef struct {
    int32_t day;
    bool counts;            /* in the window, and its state counts */
    bool in_window;
    double gbp;             /* what the term takes the day's placement to cost */
    int32_t last;           /* last day of the window */
    int32_t started_day;    /* INT32_MIN: never */
    int32_t completed_day;  /* INT32_MIN: never */
    int32_t run;            /* counted days without a break up to this day */
    bool done;              /* whether a unit that comes once has come */
} unit_day;

typedef double unit_rule(const double p[], unit_day *day);

/** The rule of the kind of term with this name; NULL for kinds that are paid by the period. Ends the program for one that is not known here. */
unit_rule *unit_rule_named(const char *kind);

#endif
