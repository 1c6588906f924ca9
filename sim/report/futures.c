#include "report/futures.h"

#include <math.h>
#include <stdio.h>

#define UNLIKELY 0.05
#define FEW 0.1 /* above this a bound is told of 100, below as 1 in so many */

double unseen_at_most(size_t worlds)
{
    return 1 - pow(UNLIKELY, 1 / (double)worlds);
}

bool is_one_sided(double share)
{
    return share <= 0 || share >= 1;
}

void unseen_words(char text[FUTURES_TEXT_SIZE], size_t worlds)
{
    const double most = unseen_at_most(worlds);
    if (most > FEW) {
        snprintf(text, FUTURES_TEXT_SIZE, "at most %.0f in 100", ceil(100 * most));
    } else {
        snprintf(text, FUTURES_TEXT_SIZE, "at most 1 in %.0f", floor(1 / most));
    }
}

void futures_words(char text[FUTURES_TEXT_SIZE], double share, size_t futures, size_t worlds)
{
    char unseen[FUTURES_TEXT_SIZE];
    if (is_one_sided(share)) {
        unseen_words(unseen, worlds);
        snprintf(text, FUTURES_TEXT_SIZE, "%s of %zu futures (95 %% sure: %s%.30s)", share <= 0 ? "none" : "all", futures, share <= 0 ? "" : "all but ", unseen);
    } else if (share < 0.005) {
        snprintf(text, FUTURES_TEXT_SIZE, "fewer than 1 of 100 futures");
    } else if (share >= 0.995) {
        snprintf(text, FUTURES_TEXT_SIZE, "more than 99 of 100 futures");
    } else {
        snprintf(text, FUTURES_TEXT_SIZE, "%.0f of 100 futures", 100 * share);
    }
}
