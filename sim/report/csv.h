#ifndef EDGECARE_REPORT_CSV_H
#define EDGECARE_REPORT_CSV_H

#include <stdbool.h>
#include <stdio.h>

#include "summarise/result.h"

/** Whether a spreadsheet would run a text as a formula. Source: OWASP, CSV injection. */
bool csv_is_formula(const char *text);

/** A field, quoted where it must be (RFC 4180) and where a spreadsheet could part it; NULL is empty. One that it would run as a formula has a ' before it. `last` ends the line, else a comma follows. */
void csv_text(FILE *out, const char *text, bool last);
/** A number that reads back as the same double; undefined is empty. */
void csv_number(FILE *out, double number, bool last);

/* The tidy tables of a result, each beginning with a line of headings. Whether writing failed is ferror's to tell. */
/** Every metric of every place, one line a statistic. */
void csv_metrics(const result *self, FILE *out);
/** Every contract by financial year. */
void csv_financial_years(const result *self, FILE *out);
/** The metrics told by component of the scenario's mixtures, one line a statistic; only headings where it has none. */
void csv_mixtures(const result *self, FILE *out);
/** The data dictionary: every metric, from the table of metrics. */
void csv_dictionary(const result *self, FILE *out);

/** A table of `run --csv`. */
typedef struct {
    const char *name; /* of its file in the folder */
    void (*write)(const result *self, FILE *out);
    bool of_mixtures; /* only where the scenario has some */
} csv_table;

/** All tables. */
extern const csv_table csv_tables[];
extern const size_t csv_table_count;

/** Whether a scenario's result has the table. */
bool csv_table_is_of(const csv_table *self, const scenario *of);

/** The end of the name of a column that stands apart. */
#define APART_ENDING ".independent"

/** The heading of a column of --draws: NAME, or its place, a point and NAME; APART_ENDING after one that stands apart. Cut at `size`. */
void draws_heading(const columns *self, size_t index, char text[], size_t size);

/** The last column of --draws: that before which all others stand, those aside that lack an investor, which are left out. */
size_t draws_last(const columns *self);

/** Every replicate's row: world, history and all columns but those that lack an investor (NAME, or LEVEL.OBJECT.NAME below the programme, APART_ENDING after one that stands apart).
 *  False when rows were not kept. */
bool draws_write(const result *self, FILE *out);

#endif
