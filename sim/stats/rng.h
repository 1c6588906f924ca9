#ifndef EDGECARE_STATS_RNG_H
#define EDGECARE_STATS_RNG_H

#include <gsl/gsl_rng.h>
#include <stddef.h>
#include <stdint.h>

/** The random numbers of one purpose at one place: a Philox4x32-10 key.
 *
 *  A number is a function of (seed, place, purpose) through the key and of rng_place through the counter, never of the order of drawing
 *  (Salmon et al., Parallel random numbers: as easy as 1, 2, 3, SC11). Each purpose has a key of its own, so adding one changes no other. */
typedef struct {
    uint32_t key[2];
} rng_stream;

/** The stream for a place ("norfolk", "edge_of_care" joined by "/"; "" for inputs) and a purpose ("transition:entry", "input:/sites/...") under a seed below 2^53. */
rng_stream rng_stream_of(uint64_t seed, const char *place, const char *purpose);

/** Coordinates of one draw within a stream. Ranges: world and history all of 32 bits; month below 4,096; ordinal below 65,536; sibling below 16;
 *  spell below 4,096; move below 4,096; lane below 256. Packed by rng_person and rng_occasion. */
typedef struct {
    uint32_t world;
    uint32_t history;
    uint32_t month;
    uint32_t ordinal;
    uint32_t sibling;
    uint32_t spell;
    uint32_t move;
    uint32_t lane;
} rng_place;

/** Counter words 2 and 3: person = month 12 bits | ordinal 16 | sibling 4; occasion = spell 12 | move 12 | lane 8. Words 0 and 1 are world and history. */
static inline uint32_t rng_person(uint32_t month, uint32_t ordinal, uint32_t sibling)
{
    return (month << 20) | (ordinal << 4) | sibling;
}

static inline uint32_t rng_occasion(uint32_t spell, uint32_t move, uint32_t lane)
{
    return (spell << 20) | (move << 8) | lane;
}

/** One block: two uniforms in (0, 1), each (k + 0.5) / 2^52 with k of 52 bits: the odd multiples of 2^-53, every one of them a double, so neither 0 nor 1
 *  ever, and 1 - u is as exact as u. (A k of 53 bits would be rounded in the upper half, up to 1 itself.) */
typedef struct {
    double u[2];
} rng_pair;

/** The block at `place`. */
rng_pair rng_draw(rng_stream stream, rng_place place);
/** The same from packed counter words. */
rng_pair rng_draw_words(rng_stream stream, uint32_t world, uint32_t history, uint32_t person, uint32_t occasion);

/** rng_draw_words for `count` draws of one stream, world and history: first[i] and second[i] from person[i], occasion[i]. Either output may be NULL.
 *  The same bits on every vector width. */
void rng_draw_many(rng_stream stream, uint32_t world, uint32_t history, const uint32_t person[], const uint32_t occasion[], double first[],
                   double second[], size_t count);

/** The bare function, for its known answers. */
void rng_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

/** Where a sampler stands: the counter words of its next block, and the second uniform of the last one while it is unused. */
typedef struct {
    rng_stream stream;
    uint32_t words[4];
    double spare;
    int has_spare;
} rng_sampler_state;

/** A GSL generator over the stream whose lane counts up with each block, for samplers that need an unknown number of uniforms (gamma).
 *  Lives on the caller's stack and must not be moved after the seek; `&sampler.rng` goes to gsl_ran_* functions. More than 512 uniforms run into the
 *  lanes of the next move. */
typedef struct {
    gsl_rng rng;
    rng_sampler_state state;
} rng_sampler;

/** Stands `sampler` at `place` of `stream`: the first uniforms are those of rng_draw there. GSL's own seeding does nothing on it. */
void rng_sampler_seek(rng_sampler *sampler, rng_stream stream, rng_place place);

#endif
