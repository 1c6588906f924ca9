#ifndef EDGECARE_LOAD_SEARCH_H
#define EDGECARE_LOAD_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "records/setting.h"

#define SEARCH_POINTER_BYTES 256

/** A setting that a search found. */
typedef struct {
    char pointer[SEARCH_POINTER_BYTES]; /* "NAME" stands for a name that the file gives */
    const setting *row;                 /* borrowed */
    int rank;                           /* how well it fits, the more the better: search_rank */
} search_hit;

/** How well words (in small letters, `count` of them) fit a name and what is said of it: 4 the name is the words, 3 it holds all as whole words, 2 it holds all, 1 name and
 *  doc together hold all; 0 they do not. */
int search_rank(const char *const words[], size_t count, const char *name, const char *doc);

/** All settings and parameters of kinds that the words fit, in the order of the rows; a kind's parameters once, where they are met first. How many there are; the first
 *  `most` are written. */
size_t search_settings(const char *const words[], size_t count, search_hit hits[], size_t most);

#endif
