#ifndef EDGECARE_REPORT_LUCK_H
#define EDGECARE_REPORT_LUCK_H

#include "summarise/result.h"

/** What is said wherever a range or a probability of a difference is told. */
#define LUCK_WORDS "same luck with and without; how far luck would have differed no data can tell"

/** The mark of such a range or probability in a table, and what stands under the table for it. */
#define LUCK_MARK " *"
#define LUCK_FOOT "  * " LUCK_WORDS "\n"

/** LUCK_WORDS, or what is true instead where results are asked for by separate luck alone. */
const char *luck_words(const scenario *self);

#define LUCK_TEXT_SIZE 128

/** "separate luck: £1 to £5", P5 to P95 (of a probability: "separate luck: 74 of 100"), of a difference where that was run; else nothing. */
void luck_apart(char text[LUCK_TEXT_SIZE], const told *of);

#endif
