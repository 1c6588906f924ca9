#ifndef EDGECARE_PROGRAM_NEW_QUESTIONS_H
#define EDGECARE_PROGRAM_NEW_QUESTIONS_H

#include "draft/draft.h"
#include "program/ask.h"

/** One question of `edgecare new`. */
typedef struct {
    void (*ask)(asking *io, draft_answers *out);
    const char *pointer; /* of what it decides in the draft, "*" standing for any name; what stands below it too */
} new_question;

/** All questions, in the order of the answers in a file. */
extern const new_question new_questions[];
extern const size_t new_question_count;

/** The question that decides what stands at a pointer of the draft, or that in which the pointer lies; -1: none does. */
int new_question_of(const char *pointer);

#endif
