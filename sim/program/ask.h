#ifndef EDGECARE_PROGRAM_ASK_H
#define EDGECARE_PROGRAM_ASK_H

#include <stdbool.h>
#include <stdio.h>

#include "base/memory.h"
#include "base/text.h"
#include "draft/spoken.h"

#define ASK_QUESTIONS_MAX 64

/** Questions and answers, line by line. At a terminal a wrong answer is asked for again. Where nobody sits at the other end all that is wrong is noted, each with its line, the
 *  asking goes on with the default, and lines that are missing are answered by their defaults. */
typedef struct {
    FILE *in;              /* borrowed */
    FILE *out;             /* borrowed: questions */
    bool terminal;
    bool ended;            /* no more lines, or the program was asked to end */
    int line;              /* lines read */
    size_t question;       /* the one that is asked: the caller's to set, below ASK_QUESTIONS_MAX */
    size_t wrong;          /* answers that were wrong where nobody could be asked again */
    bool refused[ASK_QUESTIONS_MAX]; /* which: the default stands in for the answer */
    text_buffer faults;    /* owned: what was wrong with them, a line each */
    char *kept[ASK_QUESTIONS_MAX]; /* owned: the answers so far, as they were typed; NULL: not asked */
    text_buffer resumed;   /* owned: lines of an earlier session that come before those of `in` */
    size_t resumed_length; /* bytes of them that were read */
    bool live;             /* an answer of the earlier session was wrong: this question is asked of `in` */
    bool defaulted;        /* the last answer was the default */
    arena *memory;         /* borrowed: owns answers in words */
    const char *save_path; /* borrowed: where the answers so far are kept; NULL: nowhere */
} asking;

/** Frees what the asking owns. */
void asking_free(asking *self);

/** What an answer in words may not be, such as the name of a party that is there: NULL when it is fine, else what would be right. */
typedef const char *text_check(const char *text, const void *context);

/** Each asks one question and gives the answer, or the default after an empty line and where the default itself is typed. */
double ask_number(asking *self, const char *question, double usual, const spoken_form *form);
date ask_date(asking *self, const char *question, date usual, date lowest, date highest);
/** An index into `words`, which end in NULL. */
int ask_choice(asking *self, const char *question, const char *const words[], int usual);
/** `usual` NULL: nobody is meant by default. A text needs a letter or a digit, and what `check` (may be NULL) asks for. */
const char *ask_text(asking *self, const char *question, const char *usual, text_check *check, const void *context);

/** Whether a text means that there is nobody. */
bool ask_means_nobody(const char *text);

/** Notes the lines that no question was asked for. */
void ask_nothing_more(asking *self);

/** Whether anything was answered. */
bool asking_has_answers(const asking *self);
/** Writes the answers so far into the file for them, a line each, as a file of answers has them; false with errno set when that fails. */
bool asking_save(const asking *self);

#endif
