#ifndef EDGECARE_COMPARE_DIFFERENCES_H
#define EDGECARE_COMPARE_DIFFERENCES_H

#include "base/memory.h"
#include "compare/sides.h"
#include "json/value.h"

/** One input that is not the same on all sides. */
typedef struct {
    const char *pointer;
    const json_value *values[SIDES_MAX]; /* by side; NULL: not given; borrowed from the list */
} input_difference;

typedef struct {
    input_difference *items; /* owned */
    size_t count, capacity;
    json_value *compared[SIDES_MAX]; /* the values without their remarks; owned */
    arena memory;            /* owns the pointers */
    bool out_of_memory;
} difference_list;

/** Lists what differs between `count` values, in order of their members. Titles, remarks, published figures and sources are no inputs, at any depth. An
 *  object that one side lacks is told of as a whole; {"value": x} is x. Nothing of the values is borrowed. */
void differences_find(const json_value *const values[], size_t count, difference_list *out);
void difference_list_free(difference_list *self);

#endif
