#include "stats/rng.h"

#include "base/hash.h"

#include <Random123/philox.h>
#include <string.h>

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

/* Many blocks: the same function over lanes of 32-bit words, written out so that compilers turn the loop over lanes into vector multiplies. */

#define LANES 32

typedef struct {
    uint32_t word[4];
} philox_words;

#define ALWAYS_INLINE static inline __attribute__((always_inline))

ALWAYS_INLINE philox_words philox_round(philox_words in, uint32_t key0, uint32_t key1)
{
    const uint64_t product0 = (uint64_t)in.word[0] * PHILOX_M4x32_0;
    const uint64_t product1 = (uint64_t)in.word[2] * PHILOX_M4x32_1;
    return (philox_words){ { (uint32_t)(product1 >> 32) ^ in.word[1] ^ key0, (uint32_t)product1, (uint32_t)(product0 >> 32) ^ in.word[3] ^ key1,
                      (uint32_t)product0 } };
}

ALWAYS_INLINE philox_words philox_two_rounds(philox_words in, uint32_t key0, uint32_t key1)
{
    return philox_round(philox_round(in, key0, key1), key0 + PHILOX_W32_0, key1 + PHILOX_W32_1);
}

ALWAYS_INLINE philox_words philox_ten_rounds(philox_words in, uint32_t key0, uint32_t key1)
{
    in = philox_two_rounds(in, key0, key1);
    in = philox_two_rounds(in, key0 + 2 * PHILOX_W32_0, key1 + 2 * PHILOX_W32_1);
    in = philox_two_rounds(in, key0 + 4 * PHILOX_W32_0, key1 + 4 * PHILOX_W32_1);
    in = philox_two_rounds(in, key0 + 6 * PHILOX_W32_0, key1 + 6 * PHILOX_W32_1);
    return philox_two_rounds(in, key0 + 8 * PHILOX_W32_0, key1 + 8 * PHILOX_W32_1);
}

/* What all lanes share. */
typedef struct {
    rng_stream stream;
    uint32_t world;
    uint32_t history;
} common_words;

ALWAYS_INLINE void draw_lanes(common_words all, const uint32_t *restrict person, const uint32_t *restrict occasion, double *restrict first,
                              double *restrict second)
{
    for (int i = 0; i < LANES; i++) {
        const philox_words in = { { all.world, all.history, person[i], occasion[i] } };
        const philox_words out = philox_ten_rounds(in, all.stream.key[0], all.stream.key[1]);
        first[i] = uniform_of(out.word[0], out.word[1]);
        second[i] = uniform_of(out.word[2], out.word[3]);
    }
}

typedef void lanes_function(common_words all, const uint32_t person[], const uint32_t occasion[], double first[], double second[]);

#define DRAW_LANES(name, target_)                                                                                                           \
    target_ static void name(common_words all, const uint32_t person[], const uint32_t occasion[], double first[], double second[])         \
    {                                                                                                                                        \
        draw_lanes(all, person, occasion, first, second);                                                                                   \
    }

DRAW_LANES(draw_lanes_plain, )
#ifdef __x86_64__
DRAW_LANES(draw_lanes_256, __attribute__((target("avx2"))))
DRAW_LANES(draw_lanes_512, __attribute__((target("avx512f,avx512dq"))))
#endif

static lanes_function *widest_lanes(void)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) {
        return draw_lanes_512;
    }
    if (__builtin_cpu_supports("avx2")) {
        return draw_lanes_256;
    }
#endif
    return draw_lanes_plain;
}

static void draw_one(common_words all, uint32_t person, uint32_t occasion, double *first, double *second)
{
    const rng_pair pair = rng_draw_words(all.stream, all.world, all.history, person, occasion);
    *first = pair.u[0];
    *second = pair.u[1];
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
    for (; i < count; i++) {
        draw_one(all, person[i], occasion[i], first != NULL ? first + i : unwanted_first, second != NULL ? second + i : unwanted_second);
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
