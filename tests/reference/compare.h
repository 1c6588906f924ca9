#ifndef EDGECARE_TESTS_REFERENCE_COMPARE_H
#define EDGECARE_TESTS_REFERENCE_COMPARE_H

#include "records/replicate.h"
#include "reference/reference.h"

#define DIFFERENCES_MAX 192

/** Where a comparison stands, and what has differed so far: the first case of each quantity is printed, all are counted. A zeroed one has seen nothing. */
typedef struct {
    const char *scenario; /* borrowed */
    const char *contract; /* borrowed, or NULL */
    uint32_t world, history;
    long row, column;     /* family and day, term and period, month ...; -1: none */
    size_t kinds;
    struct {
        const char *what;
        size_t count;
    } differs[DIFFERENCES_MAX];
} comparison;

/** Notes a difference beyond the tolerance; two NaN are equal. False when they differ. */
bool compare_numbers(comparison *seen, const char *what, double engine, double reference, double tolerance);
bool compare_pence(comparison *seen, const char *what, pence engine, pence reference);
bool compare_relative(comparison *seen, const char *what, double engine, double reference, double relative);
/** Prints how often each quantity differed; true when none did. */
bool compare_finish(const comparison *seen);

/** Families, careers of all arms on every day, and use of teams. False when there are not the same families, so that nothing else can be compared. */
bool compare_people(comparison *seen, const replicate *engine, const reference_replicate *reference);
/** Counts of all scopes; days and prices by financial year; monthly series. */
void compare_tallies(comparison *seen, const replicate *engine, const reference_replicate *reference, const scope_list *scopes);
void compare_exposure(comparison *seen, const replicate *engine, const reference_replicate *reference);
void compare_monthly(comparison *seen, const replicate *engine, const reference_replicate *reference);

/** Units, payments, cash and value of all contracts, the people of their own views, and the value of the programme. */
void compare_contracts(comparison *seen, const replicate *engine, const reference_replicate *reference, const claim_calendar calendars[],
                       const scope_list *scopes);

#endif
