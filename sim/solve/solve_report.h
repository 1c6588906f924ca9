#ifndef EDGECARE_SOLVE_SOLVE_REPORT_H
#define EDGECARE_SOLVE_SOLVE_REPORT_H

#include <stdio.h>

#include "solve/solve.h"
#include "solve/zone.h"

/** Tells in words what was found, and the tries as a small table. */
void solution_write(const solve_request *asked, const solution *found, FILE *out);

/** The same as JSON, of the shape that schema/solution.schema.json fixes; false when memory runs out or writing fails. */
bool solution_json_write(const solve_request *asked, const solution *found, FILE *out);

/** The grid in letters, one line a value of the second lever, the highest first; what the letters mean; which limit excludes most. */
void zone_write(const zone *found, FILE *out);

/** One line a cell: both levers, each limit's measure with its error and whether it holds, each side, all. RFC 4180. */
void zone_csv_write(const zone *found, FILE *out);

/** Levers, sides, limits and cells as JSON, of the shape that schema/zone.schema.json fixes; false when memory runs out or writing fails. */
bool zone_json_write(const zone *found, FILE *out);

/** A gnuplot script that draws the zone into `image` (.svg or .png), its data inline: each side's area and boundary, and where all hold. */
void zone_plot_write(const zone *found, const char *image, FILE *out);

/** "undefined in 3 to 12 of 200 futures, which are left out", of `count` estimates, `stride` apart; false, and nothing written, where none is undefined anywhere. */
bool undefined_words(char text[160], const goal *of, const goal_estimate estimates[], size_t stride, size_t count);

/** A number with its unit, to so many significant digits; "-" where undefined. */
void measure_words(char text[64], const char *unit, double number, int digits);

#endif
