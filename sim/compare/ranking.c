#include "compare/ranking.h"

#include <math.h>

static const answer *answer_at(const comparison *self, size_t asked, size_t which)
{
    return &self->sides[which].answers[asked];
}

/** Whether two sides have the same replicates. */
static bool same_replicates(const side *a, const side *b)
{
    return !(a->seed < b->seed || a->seed > b->seed || a->worlds < b->worlds || a->worlds > b->worlds || a->histories < b->histories ||
             a->histories > b->histories);
}

static size_t replicates_of(const side *self)
{
    return (size_t)(self->worlds * self->histories);
}

/** Whether two sides are of the same seed, worlds and histories and both know the numbers of every replicate. */
static bool sides_are_paired(const comparison *self, size_t asked, size_t a, size_t b)
{
    return same_replicates(&self->sides[a], &self->sides[b]) && answer_at(self, asked, a)->values && answer_at(self, asked, b)->values;
}

/** More of this is better. */
static double merit(const question *asked, double number)
{
    return asked->lower_is_better ? -number : number;
}

/** Whether side a stands before side b: better, known before unknown. */
static bool stands_before(const comparison *self, size_t asked, size_t a, size_t b)
{
    const double of_a = merit(&self->questions[asked], answer_at(self, asked, a)->mean), of_b = merit(&self->questions[asked], answer_at(self, asked, b)->mean);
    return of_a > of_b || (!isnan(of_a) && isnan(of_b));
}

static void put_in_order(const comparison *self, size_t asked, ranking *out)
{
    const size_t by = self->by == QUESTION_NONE ? asked : self->by;
    for (size_t i = 0; i < self->side_count; i++) {
        if (!answer_at(self, asked, i)->known) {
            continue;
        }
        size_t at = out->count++;
        while (at > 0 && stands_before(self, by, i, out->order[at - 1])) {
            out->order[at] = out->order[at - 1];
            at--;
        }
        out->order[at] = i;
    }
}

/** Mean and error of the differences of two sides' replicates. */
static void pair_difference(const comparison *self, size_t asked, size_t first, size_t other, double *difference, double *se)
{
    const double *of_first = answer_at(self, asked, first)->values, *of_other = answer_at(self, asked, other)->values;
    const size_t histories = (size_t)self->sides[first].histories;
    moments sums = {0};
    summary found = {0};
    double apart[1024];
    for (size_t from = 0; from < replicates_of(&self->sides[first]); from += histories) {
        for (size_t h = 0; h < histories; h++) {
            apart[h] = of_other[from + h] - of_first[from + h];
        }
        moments_add_world(&sums, apart, histories, 1);
    }
    moments_finish(&sums, &found);
    *difference = found.mean;
    *se = found.se;
}

static void difference_to_first(const comparison *self, size_t asked, ranking *out, size_t rank)
{
    const size_t first = out->order[0], other = out->order[rank];
    const answer *a = answer_at(self, asked, first), *b = answer_at(self, asked, other);
    out->paired[rank] = sides_are_paired(self, asked, first, other) && is_mean_of_replicates(out->asked->metric);
    if (out->paired[rank]) {
        pair_difference(self, asked, first, other, &out->difference[rank], &out->difference_se[rank]);
    } else {
        out->difference[rank] = b->mean - a->mean;
        out->difference_se[rank] = rank == 0 ? 0 : hypot(a->se, b->se);
    }
}

/** Share of replicates in which side a is better than side b. */
static double share_better(const comparison *self, size_t asked, size_t a, size_t b)
{
    if (!sides_are_paired(self, asked, a, b)) {
        return (double)NAN;
    }
    const double *of_a = answer_at(self, asked, a)->values, *of_b = answer_at(self, asked, b)->values;
    double better = 0, compared = 0;
    for (size_t r = 0; r < replicates_of(&self->sides[a]); r++) {
        const double apart = merit(&self->questions[asked], of_a[r]) - merit(&self->questions[asked], of_b[r]);
        if (!isnan(apart)) {
            better += apart > 0 ? 1 : apart < 0 ? 0 : 0.5;
            compared++;
        }
    }
    return compared > 0 ? better / compared : (double)NAN;
}

/** Shares one replicate among the sides that are best in it; false where one is undefined. */
static bool share_best(const comparison *self, size_t asked, ranking *out, size_t at, double won[])
{
    double top = -HUGE_VAL, winners = 0;
    double merits[SIDES_MAX];
    for (size_t i = 0; i < out->count; i++) {
        merits[i] = merit(out->asked, answer_at(self, asked, out->order[i])->values[at]);
        if (isnan(merits[i])) {
            return false;
        }
        winners = merits[i] > top ? 1 : winners + !(merits[i] < top);
        top = fmax(top, merits[i]);
    }
    for (size_t i = 0; i < out->count; i++) {
        won[i] += merits[i] < top ? 0 : 1 / winners;
    }
    return true;
}

static void fill_best(const comparison *self, size_t asked, ranking *out)
{
    bool paired = true;
    for (size_t i = 0; i < out->count; i++) {
        paired = paired && sides_are_paired(self, asked, out->order[0], out->order[i]);
    }
    double won[SIDES_MAX] = {0}, compared = 0;
    for (size_t r = 0; paired && out->count > 0 && r < replicates_of(&self->sides[out->order[0]]); r++) {
        compared += share_best(self, asked, out, r, won);
    }
    for (size_t i = 0; i < out->count; i++) {
        out->best[i] = compared > 0 ? won[i] / compared : (double)NAN;
    }
}

ranking ranking_of(const comparison *self, size_t asked)
{
    ranking out = {.asked = &self->questions[asked]};
    put_in_order(self, asked, &out);
    for (size_t a = 0; a < out.count; a++) {
        difference_to_first(self, asked, &out, a);
        for (size_t b = 0; b < out.count; b++) {
            out.better[a][b] = share_better(self, asked, out.order[a], out.order[b]);
        }
    }
    fill_best(self, asked, &out);
    return out;
}

bool ranking_is_told(const comparison *self, const ranking *of)
{
    const size_t asked = (size_t)(of->asked - self->questions);
    bool anyone = !of->asked->needs_any;
    for (size_t rank = 0; rank < of->count; rank++) {
        anyone = anyone || answer_at(self, asked, of->order[rank])->mean != 0;
    }
    return of->count > 0 && anyone && !of->asked->is_risk;
}
