#include "support/expect.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"

typedef struct {
    const char *text;
    const char *shown;       /* on a line of its own */
    const char *over_lines;  /* where line ends and tabs are meant */
} shown_case;

/* U+009B (C2 9B) begins an escape sequence as ESC [ does; U+202E turns what follows. Hebrew, and a mark of no direction, are letters like others. */
static const shown_case cases[] = {
    { "plain £ ü ✓ 𝄞", "plain £ ü ✓ 𝄞", NULL },
    { "\x1b[31mred\x1b]0;evil\x07\x7f", "\\x1b[31mred\\x1b]0;evil\\x07\\x7f", NULL },
    { "a\nb\tc\rd", "a\\x0ab\\x09c\\x0dd", "a\nb\tc\\x0dd" },
    { "\xc2\x9b""2J \xc2\x85", "\\u009b2J \\u0085", NULL },
    { "\xe2\x80\xae""100\xe2\x81\xa6 \xd8\x9c \xe2\x80\xa8", "\\u202e100\\u2066 \\u061c \\u2028", NULL },
    { "\xd7\xa2\xd7\x91\xd7\xa8\xd7\x99\xd7\xaa", "\xd7\xa2\xd7\x91\xd7\xa8\xd7\x99\xd7\xaa", NULL },
    { "\xff \xc0\xaf \xed\xa0\x80 \xe2\x82", "\\xff \\xc0\\xaf \\xed\\xa0\\x80 \\xe2\\x82", NULL },
};

static void what_steers_a_terminal_only_shows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int lines = 0; lines < 2; lines++) {
            char *text = NULL;
            size_t size = 0;
            FILE *out = open_memstream(&text, &size);
            utf8_write_visible(cases[i].text, strlen(cases[i].text), lines, out);
            fclose(out);
            expect_text(text, lines && cases[i].over_lines ? cases[i].over_lines : cases[i].shown);
            free(text);
        }
    }
}

/* Cut at every byte: a character in two pieces is one. */
static void a_stream_shows_the_same_in_whatever_pieces(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const size_t length = strlen(cases[i].text);
        for (size_t cut = 0; cut <= length; cut++) {
            char found[200] = "";
            int ends[2];
            assert_int_equal(pipe(ends), 0);
            utf8_visible held;
            FILE *out = utf8_visible_stream(&held, ends[1]);
            assert_non_null(out);
            fwrite(cases[i].text, 1, cut, out);
            fflush(out);
            fwrite(cases[i].text + cut, 1, length - cut, out);
            assert_int_equal(fclose(out), 0);
            close(ends[1]);
            assert_true(read(ends[0], found, sizeof found - 1) > 0);
            close(ends[0]);
            expect_text(found, cases[i].over_lines ? cases[i].over_lines : cases[i].shown);
        }
    }
}

static void a_full_disk_is_an_error_of_the_stream(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    utf8_visible held;
    FILE *out = utf8_visible_stream(&held, fileno(full));
    fputs("no room for this", out);
    assert_int_not_equal(fflush(out), 0);
    expect_true(ferror(out));
    fclose(out);
    fclose(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_steers_a_terminal_only_shows),
        cmocka_unit_test(a_stream_shows_the_same_in_whatever_pieces),
        cmocka_unit_test(a_full_disk_is_an_error_of_the_stream),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
