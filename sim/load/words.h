#ifndef EDGECARE_LOAD_WORDS_H
#define EDGECARE_LOAD_WORDS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/text.h"
#include "records/setting.h"

/** How many words are compared when looking for the nearest. */
#define CANDIDATES_MAX 256

/** Words of which one was asked for. */
typedef struct {
    const char *items[CANDIDATES_MAX]; /* borrowed */
    size_t count;
} candidates;

/** Adds a word (borrowed); beyond CANDIDATES_MAX it is left out. */
void candidates_add(candidates *self, const char *word);
/** Appends `; did you mean "NEAREST"?`, or, where none is near, `; INTRODUCTIONa, b, c` (nothing without candidates). Of a word of
 *  digits alone, what a comma makes of a number, it says that. */
void words_suggest(text_buffer *text, const char *word, const candidates *among, const char *introduction);

/** The lowest and highest number that the row allows; infinite where it sets no limit. */
double row_lowest(const setting *row);
double row_highest(const setting *row);
/** Appends "0 .. 1", "0 or more" or nothing. */
void words_range(text_buffer *text, const setting *row);

/** What a setting of this type is, which is no single number: "a date"; NULL of those that are one. */
const char *words_no_number(setting_type type);

/** The words of spread_between, NULL-terminated. */
extern const char *const between_words[];

/** What is written in a file for the row, in words: "a number of days, 0 or more", "a date as \"2019-02-05\"", "one of a, b". */
void words_type(text_buffer *text, const setting *row);

/** The key by which a family's kinds are chosen at a row of type KIND; spreads and uncertain quantities have "spread" and "dist". */
#define KIND_KEY "kind"
#define DIST_KEY "dist"
#define SPREAD_KEY "spread"
/** The keys of a quantity that follows a mixture. */
#define BY_KEY "by"
#define COMPONENTS_KEY "components"
/** The keys of a quantity made of an input. */
#define OF_KEY "of"
#define TIMES_KEY "times"
#define PLUS_KEY "plus"

/** Keys that any object may carry and the engine ignores: "note", "source", "mark"; NULL-terminated. */
extern const char *const remark_keys[];
/** Whether `key` is one of remark_keys. */
bool is_remark(const char *key);

/** The row with this key, borrowed; NULL when there is none. */
const setting *row_of_key(const settings *rows, const char *key);
/** Whether each entry of the map is itself one value: its rows are one row with the key "". */
bool rows_are_inline(const settings *rows);
/** The row with the key "" and type KIND among others, where an object is a kind's and its rows stand beside the kind's own; NULL when there is none. */
const setting *row_of_kind(const settings *rows);

#endif
