#ifndef TESTS_MUTATION_HOLD_H
#define TESTS_MUTATION_HOLD_H

#include <stddef.h>

/* What is held against what the program says and writes: each gives NULL where all is as it must be, else what is wrong, static. */

/** A refused file: one line at least tells FILE:LINE:COLUMN: error. */
const char *hold_refusal(const char *said);

/** A refused goal: the place is one within the goal's text, or just behind its end. */
const char *hold_goal_refusal(const char *said, const char *goal);

/** Refused answers: their line is told, or a place in the draft. */
const char *hold_answers_refusal(const char *said);

/** A written result: it is JSON, its numbers are finite, money that flows one way is not negative, and probabilities are of 0 .. 1. `where` gets the name beside which it is
 *  wrong. */
const char *hold_result(const char *text, char where[100]);

#endif
