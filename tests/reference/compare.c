#include "reference/compare.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/** Counts a difference; true when it is the first of its quantity. */
static bool is_first(comparison *seen, const char *what)
{
    for (size_t i = 0; i < seen->kinds; i++) {
        if (strcmp(seen->differs[i].what, what) == 0) {
            seen->differs[i].count++;
            return false;
        }
    }
    if (seen->kinds < DIFFERENCES_MAX) {
        seen->differs[seen->kinds].what = what;
        seen->differs[seen->kinds++].count = 1;
    }
    return true;
}

bool compare_numbers(comparison *seen, const char *what, double engine, double reference, double tolerance)
{
    if (engine == reference || fabs(engine - reference) <= tolerance || (isnan(engine) && isnan(reference))) {
        return true;
    }
    if (is_first(seen, what)) {
        fprintf(stderr, "%s: world %u, history %u", seen->scenario, seen->world, seen->history);
        fprintf(stderr, "%s%s, row %ld, column %ld: ", seen->contract ? ", contract " : "", seen->contract ? seen->contract : "", seen->row, seen->column);
        fprintf(stderr, "%s: engine %.17g, reference %.17g\n", what, engine, reference);
    }
    return false;
}

bool compare_pence(comparison *seen, const char *what, pence engine, pence reference)
{
    return compare_numbers(seen, what, (double)engine, (double)reference, 0);
}

bool compare_relative(comparison *seen, const char *what, double engine, double reference, double relative)
{
    return compare_numbers(seen, what, engine, reference, relative * fmax(1, fabs(reference)));
}

bool compare_finish(const comparison *seen)
{
    for (size_t i = 0; i < seen->kinds; i++) {
        fprintf(stderr, "%s: %s differs %zu times\n", seen->scenario, seen->differs[i].what, seen->differs[i].count);
    }
    return seen->kinds == 0;
}
