#ifndef EDGECARE_TESTS_REFERENCE_CHILD_TERM_H
#define EDGECARE_TESTS_REFERENCE_CHILD_TERM_H

#include "reference/reference.h"

/** What one term asks of one child; or of a child behind its baseline. Borrowed. */
typedef struct {
    const reference_replicate *all;
    const contract_row *contract;
    const term_row *term;
    const reference_family *family;
    const reference_days *treated;  /* for dates */
    const reference_days *measured; /* for states */
    bool is_control;                /* an untreated child of the baseline: no start, and no days of the contract */
    bool is_split;                  /* term_is_split_by_start; of no control */
    int32_t event;
    int32_t first, last; /* days of the window, inclusive; last < first: none */
    int32_t over;        /* the day on which it is known that `last` is the last */
} child_term;

/** Whether variations alone, and not the term itself, say when its families start: its first version ends the day before one, and its last goes on. Families who
 *  never start then stay under the first, and the term asks for no start. */
bool term_is_split_by_start(const contract_row *contract, const term_row *term);
/** Whether the child is one of those the term is about: place, band, labels, age, place in the family. */
bool child_is_covered(const child_term *child);
/** Whether it started, completed, had its sessions, within the dates and with the evidence that the term asks for. */
bool child_is_eligible(const child_term *child);
/** Sets the event's day and the window; false when the event does not happen. */
bool child_window_set(child_term *child);
/** After child_window_set: whether it is at home on the day on which the term asks for it. */
bool child_is_home(const child_term *child);
/** After child_window_set: the day on which all is known by which it counts or does not, but for what happens in the window. */
int32_t child_known_day(const child_term *child);
/** The first day on which a version by start holds for the child; INT32_MIN: it holds from the beginning. And whether it holds on a day: of a term that asks for no
 *  start, days before it are the first version's, whenever the child starts. */
int32_t child_holds_from(const child_term *child);
bool child_holds_on(const child_term *child, int32_t day);
/** Whether a day in a state counts for a term. */
bool term_counts(const scenario *file, const term_row *term, size_t state);
/** What a term takes a day in a state to cost: its own price of the placement, else the day cost; 0 out of care. */
double term_gbp(const reference_case *at, const term_row *term, int state);
/** Whether it pays for placement cost saved. */
bool term_is_priced(const term_row *term);
/** Whether a term's units on a day (of the scenario's calendar of days) exist by pays_from and pays_until. */
bool term_pays_on(const term_row *term, date day);
/** The period that holds a day; the number of periods where none does. */
size_t period_of_day(const claim_calendar *calendar, int32_t day);

#endif
