#ifndef EDGECARE_BASE_MASK_H
#define EDGECARE_BASE_MASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sets of at most 32 things by number. Asking for a number past the last is allowed: it is in no set. */

static inline bool mask_has(uint32_t mask, size_t number)
{
    return number < 32 && (mask >> number & 1u) != 0;
}

static inline uint32_t mask_of(size_t number)
{
    return number < 32 ? UINT32_C(1) << number : 0;
}

#endif
