#include "support/expect.h"

#include <string.h>

#include "json/scalar.h"

typedef struct {
    const char *word;
    json_type type;
    double number; /* a truth value as 0 or 1 */
    number_status status;
} word_case;

/* Source: YAML 1.2.2, section 10.3.2; 2^53 = 9007199254740992, and the next double is 2 more. */
static const word_case word_cases[] = {
    { "null", JSON_NULL, 0, NUMBER_GOOD },      { "~", JSON_NULL, 0, NUMBER_GOOD },          { "", JSON_NULL, 0, NUMBER_GOOD },
    { "True", JSON_BOOLEAN, 1, NUMBER_GOOD },   { "false", JSON_BOOLEAN, 0, NUMBER_GOOD },   { "yes", JSON_STRING, 0, NUMBER_GOOD },
    { "-41.75", JSON_NUMBER, -41.75, 0 },       { "+12", JSON_NUMBER, 12, 0 },               { "012", JSON_NUMBER, 12, NUMBER_TWO_WAYS },
    { "1.", JSON_NUMBER, 1, 0 },                { ".5", JSON_NUMBER, 0.5, 0 },               { "2.5e-1", JSON_NUMBER, 0.25, 0 },
    { "0x1f", JSON_NUMBER, 31, 0 },             { "0o17", JSON_NUMBER, 15, 0 },              { "0x", JSON_STRING, 0, 0 },
    { ".", JSON_STRING, 0, 0 },                 { "1e", JSON_STRING, 0, 0 },                 { "1_000", JSON_STRING, 0, 0 },
    { "2020-01-01", JSON_STRING, 0, 0 },        { "nan", JSON_STRING, 0, 0 },                { "-", JSON_STRING, 0, 0 },
    { "-.inf", JSON_NUMBER, 0, NUMBER_NOT_FINITE }, { ".NaN", JSON_NUMBER, 0, NUMBER_NOT_FINITE },
    { "9007199254740992", JSON_NUMBER, 9007199254740992.0, 0 }, { "-9007199254740994", JSON_NUMBER, -9007199254740994.0, 0 },
    { "0", JSON_NUMBER, 0, 0 },                 { "-0", JSON_NUMBER, 0, 0 },
};

static void unquoted_words_mean_what_yaml_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof word_cases / sizeof word_cases[0]; i++) {
        const scalar read = scalar_read(word_cases[i].word);
        assert_int_equal(read.type, word_cases[i].type);
        assert_int_equal(read.status, word_cases[i].status);
        expect_close(read.type == JSON_BOOLEAN ? (double)read.truth : read.number, word_cases[i].number, 0);
    }
}

static void integers_that_no_double_holds_are_told(void **state)
{
    (void)state;
    static const char *const words[] = { "9007199254740993", "-9007199254740995", "12345678901234567890", "0x20000000000001", "0xffffffffffffffffffff" };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_int_equal(scalar_read(words[i]).status, NUMBER_NOT_HELD);
    }
    assert_int_equal(scalar_read("-1e999").status, NUMBER_NOT_FINITE);
}

static void json_writes_numbers_in_one_way(void **state)
{
    (void)state;
    static const char *const good[] = { "0", "-0", "10", "-1.5e+3", "0.1", "1E5", "null", "true", "false" };
    static const char *const bad[] = { "01", "+1", ".5", "1.", "1e", "-", "", "nul", "True", "0x1" };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        expect_true(scalar_is_json(good[i], strlen(good[i])));
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(scalar_is_json(bad[i], strlen(bad[i])));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unquoted_words_mean_what_yaml_says),
        cmocka_unit_test(integers_that_no_double_holds_are_told),
        cmocka_unit_test(json_writes_numbers_in_one_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
