#ifndef EDGECARE_TESTS_EXPECT_H
#define EDGECARE_TESTS_EXPECT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>

/** cmocka's own float assertions cast to float; these compare doubles and print both sides. */
#define expect_close(actual, expected, tolerance) expect_close_at((actual), (expected), (tolerance), #actual, __FILE__, __LINE__)
#define expect_relative(actual, expected, relative) expect_close_at((actual), (expected), fabs(expected) * (relative), #actual, __FILE__, __LINE__)
#define expect_text(actual, expected) assert_string_equal((actual), (expected))
#define expect_true(condition) assert_true(condition)

void expect_close_at(double actual, double expected, double tolerance, const char *what, const char *file, int line);

#endif
