#ifndef EDGECARE_BASE_HASH_H
#define EDGECARE_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_START UINT64_C(0xcbf29ce484222325)

/** FNV-1a of `size` bytes, continued from `hash` (HASH_START for a first call). */
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size);

/** FNV-1a of a text with its closing NUL, so that ("ab", "c") and ("a", "bc") differ. */
uint64_t hash_text(uint64_t hash, const char *text);

/** A bijection of 64 bits that spreads every input bit over all output bits (the finaliser of SplitMix64). */
uint64_t hash_mix(uint64_t value);

#endif
