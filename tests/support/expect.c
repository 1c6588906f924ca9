#include "support/expect.h"

#include <stdio.h>

void expect_close_at(double actual, double expected, double tolerance, const char *what, const char *file, int line)
{
    if (actual == expected || fabs(actual - expected) <= tolerance) {
        return;
    }
    print_error("%s: %.17g, expected %.17g within %.3g\n", what, actual, expected, tolerance);
    _fail(file, line);
}
