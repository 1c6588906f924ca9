#ifndef EDGECARE_REPORT_RESULT_JSON_H
#define EDGECARE_REPORT_RESULT_JSON_H

#include <stdio.h>

#include "report/member.h"
#include "summarise/result.h"

struct account_list;

/** Where a result comes from: the program's version and the command line without --threads and the paths of outputs. Borrowed. */
typedef struct {
    const char *version;
    const char *const *command;
    size_t command_count;
    const struct account_list *accounts; /* the result's own first, then other accounts of the same programme; NULL: only itself */
} result_origin;

/** The form of stored results: RESULT_FORM alone or with a point and a number, which differ by what was added. */
#define RESULT_FORM "edgecare-result/2"
#define RESULT_SCHEMA RESULT_FORM ".1"

/** Adds what a result is of: version, schema, scenario, title, hash, seed, sizes and command. */
void result_head(members *made, json_value *root, const char *schema, const result *from, const result_origin *origin);

/** The result as JSON, of the shape that schema/result.schema.json fixes. Owned by the caller; NULL when memory runs out. */
json_value *result_json(const result *self, const result_origin *origin);

/** Writes it; false with errno set when memory runs out or writing fails. */
bool result_json_write(const result *self, const result_origin *origin, FILE *out);

/** What a flag says, in words: "The councils gain in 83 of 100 futures (separate luck: 74 of 100)." `luck` comes after the number where the flag is of a difference. Freed by
 *  the caller; NULL when memory runs out. */
char *probability_words(const result *self, size_t index, const char *luck);

#endif
