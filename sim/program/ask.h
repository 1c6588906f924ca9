#ifndef EDGECARE_PROGRAM_ASK_H
#define EDGECARE_PROGRAM_ASK_H

#include <stdbool.h>
#include <stdio.h>

#include "base/date.h"
#include "base/memory.h"

/** Questions and answers, line by line. Where nobody sits at the other end (no terminal), a wrong answer ends the asking, and lines that are missing are
 *  answered by their defaults. */
typedef struct {
    FILE *in;        /* borrowed */
    FILE *out;       /* borrowed: questions */
    bool terminal;   /* a wrong answer is asked for again */
    bool ended;      /* no more lines */
    bool wrong;      /* a line was wrong and nobody could be asked again */
    int line;        /* lines read */
    arena *memory;   /* borrowed: owns answers in words */
} asking;

/** Each asks one question and gives the answer, or the default after an empty line. */
double ask_number(asking *self, const char *question, double usual, double lowest, double highest);
/** In percent; gives a share. */
double ask_percent(asking *self, const char *question, double usual_share);
date ask_date(asking *self, const char *question, date usual);
/** An index into `words`, which end in NULL. */
int ask_choice(asking *self, const char *question, const char *const words[], int usual);
/** `usual` NULL: an empty answer gives NULL. A text needs a letter or a digit. */
const char *ask_text(asking *self, const char *question, const char *usual);

#endif
