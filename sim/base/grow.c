#include "base/grow.h"

#include <stdlib.h>
#include <string.h>

bool array_grow(void *array, size_t count, size_t size)
{
    size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        return false;
    }
    void *there; /* copied out and in: the pointer may be to any type */
    memcpy(&there, array, sizeof there);
    void *grown = realloc(there, bytes);
    if (grown == NULL) {
        return false;
    }
    memcpy(array, &grown, sizeof grown);
    return true;
}
