#ifndef EDGECARE_COMPARE_DIFFERENCES_H
#define EDGECARE_COMPARE_DIFFERENCES_H

#include "base/memory.h"
#include "compare/sides.h"
#include "json/value.h"

/** One input that is not the same on all sides. */
typedef struct {
    const char *pointer;
    const json_value *values[SIDES_MAX]; /* by side; NULL: not given; borrowed */
} input_difference;

typedef struct {
    input_difference *items; /* owned */
    size_t count, capacity;
    arena memory;            /* owns the pointers */
    bool out_of_memory;
} difference_list;

/** Lists what differs between `count` values, in order of their members. Titles, remarks, published figures and sources are no inputs. An object that one
 *  side lacks is told of as a whole; {"value": x} is x. The values must outlive the list. */
void differences_find(const json_value *const values[], size_t count, difference_list *out);
void difference_list_free(difference_list *self);

#endif
