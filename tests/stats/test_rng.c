#include "stats/rng.c" /* the source itself, so that every vector width can be run and not only the widest of this CPU */

#include "support/expect.h"

#include <gsl/gsl_randist.h>

#define DRAWS 1003 /* not a multiple of any width */

/* From the known-answer file of Random123, lines "philox4x32 10": the third is made of digits of pi. */
typedef struct {
    uint32_t counter[4];
    uint32_t key[2];
    uint32_t out[4];
} known_answer;

static const known_answer known_answers[] = {
    { { 0, 0, 0, 0 }, { 0, 0 }, { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 } },
    { { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff }, { 0xffffffff, 0xffffffff }, { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd } },
    { { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 }, { 0xa4093822, 0x299f31d0 }, { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 } },
};

static void philox_gives_the_published_answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known_answers / sizeof known_answers[0]; i++) {
        uint32_t out[4];
        rng_philox(known_answers[i].counter, known_answers[i].key, out);
        assert_memory_equal(out, known_answers[i].out, sizeof out);
    }
}

static void uniforms_are_the_top_bits_of_the_known_answers(void **state)
{
    (void)state;
    const rng_stream bare = { { 0xa4093822, 0x299f31d0 } };
    const rng_pair pair = rng_draw_words(bare, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344);
    /* 0xd16cfe09|94fdc and 0x5001e420|24126 as 52-bit fractions, and half a step. */
    expect_close(pair.u[0], (double)0xd16cfe0994fdc * 0x1p-52 + 0x1p-53, 0);
    expect_close(pair.u[1], (double)0x5001e42024126 * 0x1p-52 + 0x1p-53, 0);
}

static void uniforms_never_reach_their_ends(void **state)
{
    (void)state;
    expect_close(uniform_of(0, 0), 0x1p-53, 0);
    expect_close(uniform_of(0xffffffff, 0xffffffff), 1 - 0x1p-53, 0);
    expect_true(uniform_of(0xffffffff, 0xffffffff) < 1);
}

static void places_are_packed_as_documented(void **state)
{
    (void)state;
    const rng_stream stream = rng_stream_of(41, "norfolk", "transition:entry");
    const rng_place place = { .world = 7, .history = 3, .month = 0xabc, .ordinal = 0x1234, .sibling = 5, .spell = 0x0d1, .move = 0x0e2, .lane = 0x9f };
    const rng_pair here = rng_draw(stream, place);
    const rng_pair same = rng_draw_words(stream, 7, 3, 0xabc12345, 0x0d10e29f);
    assert_memory_equal(&here, &same, sizeof here);
}

static void streams_differ_by_seed_place_and_purpose(void **state)
{
    (void)state;
    const rng_stream streams[] = { rng_stream_of(1, "a", "b"),  rng_stream_of(2, "a", "b"), rng_stream_of(1, "ab", ""), rng_stream_of(1, "", "ab"),
                                   rng_stream_of(1, "b", "a"),  rng_stream_of(0, "", ""),   rng_stream_of((UINT64_C(1) << 53) - 1, "a", "b") };
    const size_t count = sizeof streams / sizeof streams[0];
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            assert_memory_not_equal(&streams[i], &streams[j], sizeof streams[i]);
        }
    }
}

static void fill_places(uint32_t person[], uint32_t occasion[])
{
    for (uint32_t i = 0; i < DRAWS; i++) {
        person[i] = rng_person(i % 4096, i * 31 % 65536, i % 16);
        occasion[i] = rng_occasion(i % 7, i % 5, i % 256);
    }
}

static void many_draws_have_the_bits_of_single_ones(void **state)
{
    (void)state;
    static uint32_t person[DRAWS], occasion[DRAWS];
    static double first[DRAWS], second[DRAWS];
    const rng_stream stream = rng_stream_of(20261, "leicester/edge", "transition:exit");
    fill_places(person, occasion);
    rng_draw_many(stream, 11, 29, person, occasion, first, second, DRAWS);
    for (size_t i = 0; i < DRAWS; i++) {
        const rng_pair one = rng_draw_words(stream, 11, 29, person[i], occasion[i]);
        assert_memory_equal(&first[i], &one.u[0], sizeof(double));
        assert_memory_equal(&second[i], &one.u[1], sizeof(double));
    }
}

static void either_output_may_be_left_out(void **state)
{
    (void)state;
    static uint32_t person[DRAWS], occasion[DRAWS];
    static double both[2][DRAWS], alone[2][DRAWS];
    const rng_stream stream = rng_stream_of(5, "x", "y");
    fill_places(person, occasion);
    rng_draw_many(stream, 1, 2, person, occasion, both[0], both[1], DRAWS);
    rng_draw_many(stream, 1, 2, person, occasion, alone[0], NULL, DRAWS);
    rng_draw_many(stream, 1, 2, person, occasion, NULL, alone[1], DRAWS);
    assert_memory_equal(both, alone, sizeof both);
}

static void expect_width(lanes_function *lanes)
{
    uint32_t person[DRAWS], occasion[DRAWS];
    double first[LANES], second[LANES];
    const rng_stream stream = rng_stream_of(99, "place", "purpose");
    fill_places(person, occasion);
    lanes((common_words){ stream, 3, 8 }, person, occasion, first, second);
    for (size_t i = 0; i < LANES; i++) {
        const rng_pair one = rng_draw_words(stream, 3, 8, person[i], occasion[i]);
        assert_memory_equal(&first[i], &one.u[0], sizeof(double));
        assert_memory_equal(&second[i], &one.u[1], sizeof(double));
    }
}

static void every_vector_width_gives_the_same_bits(void **state)
{
    (void)state;
    expect_width(draw_lanes_plain);
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2")) {
        expect_width(draw_lanes_256);
    }
    if (__builtin_cpu_supports("avx512f")) {
        expect_width(draw_lanes_512);
    }
#endif
}

static void the_sampler_walks_up_the_lanes(void **state)
{
    (void)state;
    const rng_stream stream = rng_stream_of(8, "norfolk", "frailty");
    rng_place place = { .world = 2, .history = 6, .month = 13, .ordinal = 4, .sibling = 1, .spell = 3, .move = 2, .lane = 17 };
    rng_sampler sampler;
    rng_sampler_seek(&sampler, stream, place);
    for (int i = 0; i < 5; i++, place.lane++) {
        const rng_pair pair = rng_draw(stream, place);
        expect_close(gsl_rng_uniform(&sampler.rng), pair.u[0], 0);
        gsl_rng_set(&sampler.rng, 77); /* must change nothing */
        expect_close(gsl_rng_uniform(&sampler.rng), pair.u[1], 0);
    }
}

static void the_samplers_integers_are_top_bits_of_its_uniforms(void **state)
{
    (void)state;
    const rng_stream stream = rng_stream_of(8, "norfolk", "frailty");
    rng_sampler sampler;
    rng_sampler_seek(&sampler, stream, (rng_place){ .world = 5 });
    const rng_pair pair = rng_draw(stream, (rng_place){ .world = 5 });
    assert_int_equal(gsl_rng_get(&sampler.rng), (unsigned long)floor(pair.u[0] * 4294967296.0));
}

static void gamma_sampling_through_gsl_has_its_mean(void **state)
{
    (void)state;
    const rng_stream stream = rng_stream_of(3, "", "gamma");
    double sum = 0;
    for (uint32_t i = 0; i < 20000; i++) {
        rng_sampler sampler;
        rng_sampler_seek(&sampler, stream, (rng_place){ .world = i });
        sum += gsl_ran_gamma(&sampler.rng, 2.3, 1.7);
    }
    /* Mean shape scale, variance shape scale^2. */
    expect_close(sum / 20000, 2.3 * 1.7, 5 * sqrt(2.3) * 1.7 / sqrt(20000));
}

static void uniforms_fill_the_unit_interval_evenly(void **state)
{
    (void)state;
    enum { CELLS = 64, N = 64000 };
    double count[CELLS] = { 0 };
    const rng_stream stream = rng_stream_of(12, "a", "b");
    for (uint32_t i = 0; i < N / 2; i++) {
        const rng_pair pair = rng_draw_words(stream, 0, 0, i, 0);
        count[(int)(pair.u[0] * CELLS)]++;
        count[(int)(pair.u[1] * CELLS)]++;
    }
    double chi_squared = 0;
    for (int i = 0; i < CELLS; i++) {
        chi_squared += (count[i] - N / CELLS) * (count[i] - N / CELLS) / (N / CELLS);
    }
    /* 63 degrees of freedom: mean 63, sd 11.2. */
    expect_close(chi_squared, 63, 5 * sqrt(2 * 63.0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(philox_gives_the_published_answers),
        cmocka_unit_test(uniforms_are_the_top_bits_of_the_known_answers),
        cmocka_unit_test(uniforms_never_reach_their_ends),
        cmocka_unit_test(places_are_packed_as_documented),
        cmocka_unit_test(streams_differ_by_seed_place_and_purpose),
        cmocka_unit_test(many_draws_have_the_bits_of_single_ones),
        cmocka_unit_test(either_output_may_be_left_out),
        cmocka_unit_test(every_vector_width_gives_the_same_bits),
        cmocka_unit_test(the_sampler_walks_up_the_lanes),
        cmocka_unit_test(the_samplers_integers_are_top_bits_of_its_uniforms),
        cmocka_unit_test(gamma_sampling_through_gsl_has_its_mean),
        cmocka_unit_test(uniforms_fill_the_unit_interval_evenly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
