#include "support/expect.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static void text_grows_by_what_is_added(void **state)
{
    (void)state;
    text_buffer text = { 0 };
    assert_null(text.bytes);
    for (int i = 0; i < 1000; i++) {
        text_add(&text, "%d,", 10000 + i);
    }
    text_add_bytes(&text, "x\0y", 3);
    assert_int_equal(text.length, 6003);
    assert_memory_equal(text.bytes + 5994, "10999,x\0y", 10);
    assert_int_equal(text.out_of_memory, 0);
    text_free(&text);
    assert_null(text.bytes);
    text_free(&text);
}

static void a_length_beyond_memory_leaves_the_text_as_it_was(void **state)
{
    (void)state;
    text_buffer text = { 0 };
    text_add(&text, "%s", "kept");
    text_add_bytes(&text, "", SIZE_MAX / 2);
    assert_int_equal(text.out_of_memory, 1);
    expect_text(text.bytes, "kept");
    text_free(&text);
}

typedef struct {
    const char *word;
    const char *nearest; /* NULL: none is near */
} near_case;

/* Distances by hand: at most 1 + length / 3 is near. */
static const near_case near_cases[] = {
    { "shpae", "shape" },   { "scal", "scale" },   { "reunifcation", "reunification" }, { "zzzzzz", NULL }, { "shape", "shape" },
    { "shapescale", NULL }, { "entry_", "entry" }, { "", NULL },                        { "kase", NULL },
};

static void the_nearest_word_is_found_unless_it_is_far(void **state)
{
    (void)state;
    static const char *const candidates[] = { "entry", "shape", "scale", "reunification" };
    for (size_t i = 0; i < sizeof near_cases / sizeof near_cases[0]; i++) {
        const char *nearest = text_nearest(near_cases[i].word, candidates, 4);
        expect_text(nearest ? nearest : "none", near_cases[i].nearest ? near_cases[i].nearest : "none");
    }
    assert_null(text_nearest("shape", NULL, 0));
}

/* What stands as whole words in a longer name is meant before what differs by several letters; one letter comes first. */
static void a_part_of_a_name_means_the_name(void **state)
{
    (void)state;
    static const char *const candidates[] = { "contract.a.investor_irr_per_year", "investor_irr_per_year", "investor_moic", "investor_npv_gbp", "starts", "start_share" };
    expect_text(text_nearest("investor_irr", candidates, 6), "investor_irr_per_year");
    expect_text(text_nearest("irr", candidates, 6), "investor_irr_per_year");
    expect_text(text_nearest("npv_gbp", candidates, 6), "investor_npv_gbp");
    expect_text(text_nearest("start", candidates, 6), "starts");
    expect_text(text_nearest("investor_mioc", candidates, 6), "investor_moic");
    assert_null(text_nearest("ir", candidates + 1, 4));
}

static void very_long_words_have_no_neighbour(void **state)
{
    (void)state;
    char word[5001];
    memset(word, 'a', 5000);
    word[5000] = '\0';
    const char *const candidates[] = { word, "a" };
    assert_null(text_nearest(word, candidates, 2));
    expect_text(text_nearest("b", candidates, 2), "a");
}

static void numbers_are_read_whole_or_not_at_all(void **state)
{
    (void)state;
    const struct {
        const char *text;
        double number;
        size_t length; /* 0: none */
    } cases[] = {
        { "57.42", 57.42, 5 }, { "-3e2)", -300, 4 }, { "+5 x", 5, 2 },  { ".5..7", 0.5, 2 }, { "5.", 5, 2 },     { "012", 12, 3 },    { "20..80", 20, 3 }, { "60%", 60, 2 },  { "1, 2", 1, 1 },
        { "0x1F", 0, 0 },      { "1,000", 0, 0 },    { "5m", 0, 0 },    { "1e", 0, 0 },      { "1e999", 0, 0 },  { "nan", 0, 0 },     { "inf", 0, 0 },     { "", 0, 0 },      { " 1", 0, 0 },
        { "-", 0, 0 },         { ".", 0, 0 },        { "--1", 0, 0 },   { "\xc2\xa3" "5", 0, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *end = cases[i].text;
        double number = 0;
        assert_int_equal(text_number(cases[i].text, &end, &number), cases[i].length > 0);
        assert_int_equal(end - cases[i].text, cases[i].length);
        if (cases[i].length > 0) {
            expect_close(number, cases[i].number, 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_grows_by_what_is_added),
        cmocka_unit_test(a_length_beyond_memory_leaves_the_text_as_it_was),
        cmocka_unit_test(the_nearest_word_is_found_unless_it_is_far),
        cmocka_unit_test(a_part_of_a_name_means_the_name),
        cmocka_unit_test(numbers_are_read_whole_or_not_at_all),
        cmocka_unit_test(very_long_words_have_no_neighbour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
