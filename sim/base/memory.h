#ifndef EDGECARE_BASE_MEMORY_H
#define EDGECARE_BASE_MEMORY_H

#include <stddef.h>

/** Memory that is freed all at once. A zeroed arena is empty and legal to use. */
typedef struct arena {
    struct arena_block *blocks; /* owned */
} arena;

/** Room for `count` objects of `size` bytes, zeroed and aligned for any type; NULL when memory runs out or the product overflows.
 *  Owned by the arena. */
void *arena_take(arena *memory, size_t count, size_t size);

/** A copy of `text` owned by the arena; NULL when memory runs out or `text` is NULL. */
char *arena_text(arena *memory, const char *text);

/** Frees everything that was taken and leaves the arena empty. */
void arena_free(arena *memory);

#endif
