#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)64 * 1024)
#define ALIGNMENT _Alignof(max_align_t)

/** A piece of an arena; what is taken from it follows it in memory. The newest block is the first of the list. */
struct arena_block {
    struct arena_block *next; /* owned */
    size_t used;              /* bytes */
    size_t capacity;          /* bytes */
    _Alignas(max_align_t) unsigned char bytes[];
};

/** Puts a zeroed block with room for at least `size` bytes at the head; NULL when memory runs out. */
static struct arena_block *block_add(arena *memory, size_t size)
{
    const size_t capacity = size > BLOCK_BYTES ? size : BLOCK_BYTES;
    struct arena_block *block = calloc(1, sizeof *block + capacity);
    if (!block) {
        return NULL;
    }
    block->capacity = capacity;
    block->next = memory->blocks;
    memory->blocks = block;
    return block;
}

void *arena_take(arena *memory, size_t count, size_t size)
{
    size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX / 2) {
        return NULL;
    }
    bytes = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct arena_block *block = memory->blocks;
    if (!block || block->capacity - block->used < bytes) {
        block = block_add(memory, bytes);
    }
    if (!block) {
        return NULL;
    }
    void *taken = block->bytes + block->used;
    block->used += bytes;
    return taken;
}

char *arena_text(arena *memory, const char *text)
{
    if (!text) {
        return NULL;
    }
    const size_t size = strlen(text) + 1;
    char *copy = arena_take(memory, size, 1);
    return copy ? memcpy(copy, text, size) : NULL;
}

void arena_free(arena *memory)
{
    while (memory->blocks) {
        struct arena_block *next = memory->blocks->next;
        free(memory->blocks);
        memory->blocks = next;
    }
}
