#include <math.h>

#include "verify/verify.h"

#define TOLD_APART 3.0 /* nats of log density: odds of 20 to 1 */

static void account_line(const account *self, FILE *out)
{
    const verification *found = &self->found;
    fprintf(out, "  %-48s %-7s", self->title, found->best.figures == 0 ? "-" : found->best.passes ? "fits" : "fails");
    if (found->score.levels > 0) {
        fprintf(out, "  log error %.3f  log density %.1f", found->score.log_error, found->score.log_density);
    }
    fputs(found->absurd > 0 ? "  (absurd inputs)\n" : "\n", out);
}

/** Which foretells the series best, and whether the published figures tell it apart from the others. */
static void best_print(const account accounts[], size_t count, FILE *out)
{
    const account *best = NULL, *next = NULL;
    for (size_t i = 0; i < count; i++) {
        const double density = accounts[i].found.score.log_density;
        if (isnan(density)) {
            continue;
        }
        if (!best || density > best->found.score.log_density) {
            next = best;
            best = &accounts[i];
        } else if (!next || density > next->found.score.log_density) {
            next = &accounts[i];
        }
    }
    if (!best || !next) {
        return;
    }
    const double apart = best->found.score.log_density - next->found.score.log_density;
    fprintf(out, "\"%s\" foretells the series best, by %.1f in log density over \"%s\"%s\n", best->title, apart, next->title,
            apart > TOLD_APART ? "." : ": less than 3, so the figures cannot tell the two apart.");
}

void accounts_print(const account accounts[], size_t count, FILE *out)
{
    fputs("\nThe accounts of this programme side by side:\n", out);
    for (size_t i = 0; i < count; i++) {
        account_line(&accounts[i], out);
    }
    best_print(accounts, count, out);
    fputs("Claims and counts see treated children only. What they would have done without the programme, which decides what it is worth, is in none of these figures.\n",
          out);
}
