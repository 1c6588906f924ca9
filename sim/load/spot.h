#ifndef EDGECARE_LOAD_SPOT_H
#define EDGECARE_LOAD_SPOT_H

#include <stdbool.h>

#include "load/words.h"

/** Where a walk along a pointer, by the rows, stands. Borrows all. */
typedef struct {
    const setting *row;   /* NULL: at a struct, `rows` */
    const settings *rows; /* the struct stood in, or NULL */
    const char *base;     /* the struct's, or the row's field in the loaded scenario; NULL without one */
    const char *name;     /* of the map's entry stood in, or NULL */
    bool by_component;    /* inside a number's "components": the next token is a component's name */
} spot;

/** Goes on by one token, its escapes undone, and adds to `known` what could stand there; false when there is nothing of that name. Without a base the names of a map's
 *  entries may be any. */
bool spot_step(spot *at, const char *token, candidates *known);

#endif
