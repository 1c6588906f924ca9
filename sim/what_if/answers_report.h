#ifndef EDGECARE_WHAT_IF_ANSWERS_REPORT_H
#define EDGECARE_WHAT_IF_ANSWERS_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "what_if/answers.h"

/** Writes what each party has as the scenario stands, and by how much each what-if changes it. */
void what_ifs_write(const what_if_answers *self, FILE *out);
/** The same as JSON; false with errno set when memory runs out or writing fails. */
bool what_ifs_json_write(const what_if_answers *self, FILE *out);
/** The same as CSV: a line for each subject, what-if and party. */
void what_ifs_csv_write(const what_if_answers *self, FILE *out);

#endif
