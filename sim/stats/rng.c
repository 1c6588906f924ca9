#include "stats/rng.h"

#include "base/hash.h"

#include <Random123/philox.h>
#include <string.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

rng_stream rng_stream_of(uint64_t seed, const char *place, const char *purpose)
{
    const uint64_t name = hash_text(hash_text(HASH_START, place), purpose);
    const uint64_t key = hash_mix(hash_mix(seed) ^ name);
    return (rng_stream){ .key = { (uint32_t)key, (uint32_t)(key >> 32) } };
}

void rng_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
    const philox4x32_ctr_t in = { { counter[0], counter[1], counter[2], counter[3] } };
    const philox4x32_key_t bare = { { key[0], key[1] } };
    const philox4x32_ctr_t block = philox4x32_R(10, in, bare);
    memcpy(out, block.v, sizeof block.v);
}

/* The 52 bits become the fraction of a double in [1, 2), from which 1 - 2^-53 is taken away: exact, and two cheap operations on any vector unit. */
static inline double uniform_of(uint32_t high, uint32_t low)
{
    const uint64_t bits = UINT64_C(0x3ff0000000000000) | ((uint64_t)high << 20) | (low >> 12);
    double one_and_more;
    memcpy(&one_and_more, &bits, sizeof bits);
    return one_and_more - (1.0 - 0x1p-53);
}

rng_pair rng_draw_words(rng_stream stream, uint32_t world, uint32_t history, uint32_t person, uint32_t occasion)
{
    uint32_t out[4];
    rng_philox((const uint32_t[4]){ world, history, person, occasion }, stream.key, out);
    return (rng_pair){ .u = { uniform_of(out[0], out[1]), uniform_of(out[2], out[3]) } };
}

rng_pair rng_draw(rng_stream stream, rng_place place)
{
    return rng_draw_words(stream, place.world, place.history, rng_person(place.month, place.ordinal, place.sibling),
                          rng_occasion(place.spell, place.move, place.lane));
}

/* Many blocks: the same function over vectors of 64-bit lanes, each with a word in its lower half. Vector units multiply lower halves to whole lanes, so
 * upper halves need no clearing until the end. */

#define LANES 32 /* a multiple of every width */
#define FEW 4    /* up to here one by one is quicker than a full set */

/* What all lanes share. */
typedef struct {
    rng_stream stream;
    uint32_t world;
    uint32_t history;
} common_words;

typedef void lanes_function(common_words all, const uint32_t person[], const uint32_t occasion[], double first[], double second[]);

static void draw_one(common_words all, uint32_t person, uint32_t occasion, double *first, double *second)
{
    const rng_pair pair = rng_draw_words(all.stream, all.world, all.history, person, occasion);
    *first = pair.u[0];
    *second = pair.u[1];
}

static void draw_lanes_plain(common_words all, const uint32_t person[], const uint32_t occasion[], double first[], double second[])
{
    for (int i = 0; i < LANES; i++) {
        draw_one(all, person[i], occasion[i], first + i, second + i);
    }
}

#ifdef __x86_64__

typedef uint32_t words_of_4 __attribute__((vector_size(16)));
typedef uint64_t lanes_of_4 __attribute__((vector_size(32)));
typedef double doubles_of_4 __attribute__((vector_size(32)));
typedef uint32_t words_of_8 __attribute__((vector_size(32)));
typedef uint64_t lanes_of_8 __attribute__((vector_size(64)));
typedef double doubles_of_8 __attribute__((vector_size(64)));

#define PRODUCT_OF_4(a, b) (lanes_of_4) _mm256_mul_epu32((__m256i)(a), (__m256i)(b))
#define PRODUCT_OF_8(a, b) (lanes_of_8) _mm512_mul_epu32((__m512i)(a), (__m512i)(b))

/* uniform_of in every lane. */
#define STORE_UNIFORMS(to, high, low, doubles)                                                                                                 \
    do {                                                                                                                                       \
        const doubles u = (doubles)(UINT64_C(0x3ff0000000000000) | ((high) & UINT32_MAX) << 20 | ((low) & UINT32_MAX) >> 12) - (1.0 - 0x1p-53); \
        memcpy((to), &u, sizeof u);                                                                                                            \
    } while (0)

#define DRAW_LANES(name, target_, width, words, lanes, doubles, product)                                                                    \
    __attribute__((target(target_))) static void name(common_words all, const uint32_t person[], const uint32_t occasion[], double first[], \
                                                      double second[])                                                                      \
    {                                                                                                                                        \
        const lanes none = { 0 };                                                                                                            \
        for (int i = 0; i < LANES; i += (width)) {                                                                                           \
            words persons, occasions;                                                                                                        \
            memcpy(&persons, person + i, sizeof persons);                                                                                    \
            memcpy(&occasions, occasion + i, sizeof occasions);                                                                              \
            lanes w0 = none + all.world, w1 = none + all.history;                                                                            \
            lanes w2 = __builtin_convertvector(persons, lanes), w3 = __builtin_convertvector(occasions, lanes);                              \
            for (uint32_t round = 0; round < 10; round++) {                                                                                  \
                const lanes product0 = product(w0, none + PHILOX_M4x32_0);                                                                   \
                const lanes product1 = product(w2, none + PHILOX_M4x32_1);                                                                   \
                w0 = (product1 >> 32) ^ w1 ^ (all.stream.key[0] + round * PHILOX_W32_0);                                                     \
                w2 = (product0 >> 32) ^ w3 ^ (all.stream.key[1] + round * PHILOX_W32_1);                                                     \
                w1 = product1;                                                                                                               \
                w3 = product0;                                                                                                               \
            }                                                                                                                                \
            STORE_UNIFORMS(first + i, w0, w1, doubles);                                                                                      \
            STORE_UNIFORMS(second + i, w2, w3, doubles);                                                                                     \
        }                                                                                                                                    \
    }

DRAW_LANES(draw_lanes_256, "avx2", 4, words_of_4, lanes_of_4, doubles_of_4, PRODUCT_OF_4)
DRAW_LANES(draw_lanes_512, "avx512f", 8, words_of_8, lanes_of_8, doubles_of_8, PRODUCT_OF_8)

#endif

static lanes_function *widest_lanes(void)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f")) {
        return draw_lanes_512;
    }
    if (__builtin_cpu_supports("avx2")) {
        return draw_lanes_256;
    }
#endif
    return draw_lanes_plain;
}

/** The last few, fewer than LANES: padded to a full set of lanes. */
static void draw_last(lanes_function *lanes, common_words all, const uint32_t person[], const uint32_t occasion[], double first[], double second[],
                      size_t count)
{
    if (count <= FEW) {
        for (size_t i = 0; i < count; i++) {
            draw_one(all, person[i], occasion[i], first + i, second + i);
        }
        return;
    }
    uint32_t persons[LANES] = { 0 };
    uint32_t occasions[LANES] = { 0 };
    double firsts[LANES];
    double seconds[LANES];
    memcpy(persons, person, count * sizeof *person);
    memcpy(occasions, occasion, count * sizeof *occasion);
    lanes(all, persons, occasions, firsts, seconds);
    memcpy(first, firsts, count * sizeof *first);
    memcpy(second, seconds, count * sizeof *second);
}

void rng_draw_many(rng_stream stream, uint32_t world, uint32_t history, const uint32_t person[], const uint32_t occasion[], double first[],
                   double second[], size_t count)
{
    lanes_function *const lanes = widest_lanes();
    const common_words all = { stream, world, history };
    double unwanted_first[LANES];
    double unwanted_second[LANES];
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        lanes(all, person + i, occasion + i, first != NULL ? first + i : unwanted_first, second != NULL ? second + i : unwanted_second);
    }
    if (i < count) {
        draw_last(lanes, all, person + i, occasion + i, first != NULL ? first + i : unwanted_first, second != NULL ? second + i : unwanted_second, count - i);
    }
}

/* The generator that GSL sees. */

static double sampler_uniform(void *state)
{
    rng_sampler_state *const at = state;
    if (at->has_spare) {
        at->has_spare = 0;
        return at->spare;
    }
    const rng_pair pair = rng_draw_words(at->stream, at->words[0], at->words[1], at->words[2], at->words[3]);
    at->words[3]++;
    at->spare = pair.u[1];
    at->has_spare = 1;
    return pair.u[0];
}

static unsigned long sampler_integer(void *state)
{
    return (unsigned long)(sampler_uniform(state) * 0x1p32);
}

static void sampler_seed(void *state, unsigned long seed)
{
    (void)state;
    (void)seed;
}

static const gsl_rng_type sampler_type = {
    .name = "philox4x32-10",
    .max = UINT32_MAX,
    .min = 0,
    .size = sizeof(rng_sampler_state),
    .set = sampler_seed,
    .get = sampler_integer,
    .get_double = sampler_uniform,
};

void rng_sampler_seek(rng_sampler *sampler, rng_stream stream, rng_place place)
{
    sampler->rng = (gsl_rng){ .type = &sampler_type, .state = &sampler->state };
    sampler->state = (rng_sampler_state){
        .stream = stream,
        .words = { place.world, place.history, rng_person(place.month, place.ordinal, place.sibling), rng_occasion(place.spell, place.move, place.lane) },
    };
}
