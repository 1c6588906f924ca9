#ifndef EDGECARE_COMPARE_RANKING_H
#define EDGECARE_COMPARE_RANKING_H

#include "compare/sides.h"

/** The sides that know a question's answer, best first (or in the order of the question that orders all). */
typedef struct {
    const question *asked;
    size_t count;
    size_t order[SIDES_MAX];        /* indices of sides */
    bool paired[SIDES_MAX];         /* by rank: compared with the first replicate by replicate */
    double difference[SIDES_MAX];   /* by rank: this less the first */
    double difference_se[SIDES_MAX];
    double better[SIDES_MAX][SIDES_MAX]; /* [a][b] by rank: share of replicates in which a is better than b, a tie counting one half; NaN: not paired */
    double best[SIDES_MAX];         /* by rank: share of replicates in which it is best, ties shared; NaN unless all are paired */
} ranking;

/** Ranks the sides by one question.
 *
 *  The difference of two paired sides is the mean over replicates of the difference of their numbers (by shared draws where the metric subtracts the arms), its
 *  standard error that of world means; replicates in which either is undefined are left out. Elsewhere it is the difference of what is told, with the errors
 *  combined: sqrt(se^2 + se^2). Probabilities are of the same replicates. */
ranking ranking_of(const comparison *self, size_t asked);

/** Whether a ranking says anything: not where no side knows, where it is a risk (told apart), or where nobody pays what is ranked. */
bool ranking_is_told(const comparison *self, const ranking *of);

#endif
