#ifndef EDGECARE_REPORT_FUTURES_H
#define EDGECARE_REPORT_FUTURES_H

#include <stdbool.h>
#include <stddef.h>

/* How probabilities are told that were counted in simulated futures: what was never seen may still be, and has no standard error of 0. */

#define FUTURES_TEXT_SIZE 96

/** The largest probability that is left likely (95 %) where no future of any of `worlds` shows a thing: 1 - 0.05^(1/worlds), about 3/worlds.
 *
 *  Worlds are independent, the futures of one are not: it bounds the share of worlds in which the thing can be, and so that of futures.
 *  Source: Hanley & Lippman-Hand, If nothing goes wrong, is everything all right?, JAMA 249 (1983) 1743-1745. */
double unseen_at_most(size_t worlds);

/** Whether a share was seen nowhere or everywhere, so that its standard error says nothing. */
bool is_one_sided(double share);

/** "at most 1 in 17", or "at most 78 in 100" where there are few worlds: of unseen_at_most. */
void unseen_words(char text[FUTURES_TEXT_SIZE], size_t worlds);

/** "14 of 100 futures"; "none of 200 futures (95 % sure: at most 1 in 33)"; "all of 200 futures (95 % sure: all but at most 1 in 33)"; "fewer than 1 of 100 futures"; "more than 99
 *  of 100 futures". */
void futures_words(char text[FUTURES_TEXT_SIZE], double share, size_t futures, size_t worlds);

#endif
