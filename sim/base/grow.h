#ifndef EDGECARE_BASE_GROW_H
#define EDGECARE_BASE_GROW_H

#include <stdbool.h>
#include <stddef.h>

/** Room for `count` (> 0) elements of `size` bytes in an owned array; what was there is kept, the rest is not set. `array` is the address of the pointer
 *  to it (NULL: an array of none). False when memory runs out or the product overflows: the array is then as it was. Freed by free. */
bool array_grow(void *array, size_t count, size_t size);

/** array_grow of the array that the pointer `array` points to, by the size of its elements. */
#define GROW(array, count) array_grow(&(array), (count), sizeof *(array))

#endif
