#ifndef TESTS_MUTATION_DAMAGE_H
#define TESTS_MUTATION_DAMAGE_H

#include <stddef.h>
#include <stdint.h>

/** Numbers that follow from a case's own; the same on every machine. */
typedef struct {
    uint64_t state;
} dice;

/** A number below `sides` (above 0). */
size_t dice_below(dice *self, size_t sides);

/** The JSON `text` damaged one to three times: keys deleted, doubled, renamed, types swapped, extreme numbers, dates and names, hundreds of sites and contracts;
 *  at times cut off or with a byte changed. Owned by the caller; `how` (room for 200) is told in words. */
char *damage_json(const char *text, dice *luck, char how[200]);

/** Answers to the questions of `new`, by the line, some of them absurd. Owned by the caller. */
char *damage_answers(dice *luck);

/** A goal, some of its words absurd. Owned by the caller. */
char *damage_goal(dice *luck);

#endif
