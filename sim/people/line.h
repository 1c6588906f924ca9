#ifndef EDGECARE_PEOPLE_LINE_H
#define EDGECARE_PEOPLE_LINE_H

#include <stddef.h>
#include <stdint.h>

/** A family in line. */
typedef struct {
    double ready_at;
    uint32_t family;
} line_entry;

/** Stable merge sort by time; `line` is in the order that settles ties. Both arrays have room for one more, and the result is in either. */
const line_entry *sort_by_readiness(line_entry line[], line_entry merged[], size_t count);

/** A therapist's place: it is free from `free_at`. Places are numbered therapist by therapist. */
typedef struct {
    double free_at;
    uint32_t number;
} team_place;

/* A heap of places: first the one that is free the longest, of those the lowest number. */

/** Adds a place to `count` of them, with room for one more. */
void places_push(team_place heap[], size_t count, team_place place);
/** Moves the first of `count` places down to where it belongs. */
void places_settle(team_place heap[], size_t count);

#endif
