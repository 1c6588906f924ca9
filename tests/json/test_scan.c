#include "support/expect.h"

#include <string.h>

#include "json/scan.h"

typedef struct {
    const char *text;
    size_t bad; /* offset of the first bad byte; the length where all is good */
} utf8_case;

/* Source: The Unicode Standard, table 3-7: well-formed byte sequences, and their neighbours that are not. */
static const utf8_case utf8_cases[] = {
    { "plain", 5 },        { "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 9 }, { "a\x80", 1 },         { "ab\xc1\xbf", 2 },     { "\xe0\x9f\xbf", 0 },
    { "\xed\x9f\xbf", 3 }, { "\xed\xa0\x80", 0 },                         { "\xf0\x8f\xbf\xbf", 0 }, { "\xf4\x90\x80\x80", 0 }, { "x\xe2\x82", 1 },
    { "\xf5\x80\x80\x80", 0 }, { "\xe2\x82\x41", 0 },
};

static void bytes_that_are_no_utf8_are_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof utf8_cases / sizeof utf8_cases[0]; i++) {
        text_spot spot;
        const size_t length = strlen(utf8_cases[i].text);
        assert_int_equal(scan_utf8(utf8_cases[i].text, length, &spot), utf8_cases[i].bad == length);
        assert_int_equal(spot.offset, utf8_cases[i].bad);
    }
    text_spot spot;
    assert_false(scan_utf8("a\nb\0", 4, &spot));
    assert_int_equal(spot.line, 2);
    assert_int_equal(spot.column, 2);
}

static void brackets_inside_texts_do_not_nest(void **state)
{
    (void)state;
    text_spot spot;
    const char *text = "[\"[[\\\"[[\\\\\", [1], {\n  \"{\": [2]}]";
    expect_true(scan_nesting(text, strlen(text), 3, &spot));
    assert_false(scan_nesting(text, strlen(text), 2, &spot));
    assert_int_equal(spot.line, 2);
    assert_int_equal(spot.column, 8);
    assert_int_equal(scan_open_brackets(text, strlen(text)), 0);
    assert_int_equal(scan_open_brackets(text, spot.offset), 2);
}

static void a_line_and_column_beyond_the_end_is_the_end(void **state)
{
    (void)state;
    const text_spot spot = scan_spot("ab\r\n\xc3\xa9z", 7, 9, 9);
    assert_int_equal(spot.offset, 7);
    assert_int_equal(spot.line, 2);
    assert_int_equal(spot.column, 3);
    assert_int_equal(scan_spot("ab\r\n\xc3\xa9z", 7, 2, 2).offset, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_that_are_no_utf8_are_found),
        cmocka_unit_test(brackets_inside_texts_do_not_nest),
        cmocka_unit_test(a_line_and_column_beyond_the_end_is_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
