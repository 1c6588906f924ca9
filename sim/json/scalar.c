#include "json/scalar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *word;
    scalar meaning;
} word_row;

static const word_row words[] = {
    { "null", { .type = JSON_NULL } },
    { "Null", { .type = JSON_NULL } },
    { "NULL", { .type = JSON_NULL } },
    { "~", { .type = JSON_NULL } },
    { "", { .type = JSON_NULL } },
    { "true", { .type = JSON_BOOLEAN, .truth = true } },
    { "True", { .type = JSON_BOOLEAN, .truth = true } },
    { "TRUE", { .type = JSON_BOOLEAN, .truth = true } },
    { "false", { .type = JSON_BOOLEAN } },
    { "False", { .type = JSON_BOOLEAN } },
    { "FALSE", { .type = JSON_BOOLEAN } },
    { ".nan", { .type = JSON_NUMBER, .status = NUMBER_NOT_FINITE } },
    { ".NaN", { .type = JSON_NUMBER, .status = NUMBER_NOT_FINITE } },
    { ".NAN", { .type = JSON_NUMBER, .status = NUMBER_NOT_FINITE } },
};

static size_t digits_of(const char *text, const char *digits)
{
    return strspn(text, digits);
}

#define DECIMAL "0123456789"

/** The length of the exponent that begins at `text`, 0 when there is none. */
static size_t exponent_length(const char *text)
{
    if (text[0] != 'e' && text[0] != 'E') {
        return 0;
    }
    const size_t sign = text[1] == '+' || text[1] == '-';
    const size_t digits = digits_of(text + 1 + sign, DECIMAL);
    return digits ? 1 + sign + digits : 0;
}

/** Whether `text` is [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?, and whether it is only an integer. */
static bool is_decimal(const char *text, bool *integer)
{
    text += *text == '+' || *text == '-';
    const size_t whole = digits_of(text, DECIMAL);
    text += whole;
    const bool point = *text == '.';
    const size_t fraction = point ? digits_of(text + 1, DECIMAL) : 0;
    text += point ? 1 + fraction : 0;
    const size_t exponent = exponent_length(text);
    *integer = !point && exponent == 0;
    return whole + fraction > 0 && text[exponent] == '\0';
}

static bool is_infinity(const char *word)
{
    word += *word == '+' || *word == '-';
    return strcmp(word, ".inf") == 0 || strcmp(word, ".Inf") == 0 || strcmp(word, ".INF") == 0;
}

/** Whether the decimal integer `text` is exactly `number`: its digits are compared with those of the double. */
static bool integer_is_exact(const char *text, double number)
{
    char digits[320]; /* the largest double has 309 */
    snprintf(digits, sizeof digits, "%.0f", fabs(number));
    text += *text == '+' || *text == '-';
    text += strspn(text, "0");
    return strcmp(*text ? text : "0", digits) == 0;
}

static bool has_zero_before(const char *word)
{
    word += *word == '+' || *word == '-';
    return word[0] == '0' && word[1] != '\0';
}

static scalar read_decimal(const char *word, bool integer)
{
    scalar read = { .type = JSON_NUMBER, .number = strtod(word, NULL) };
    if (!isfinite(read.number)) {
        read.status = NUMBER_NOT_FINITE;
    } else if (integer && has_zero_before(word)) {
        read.status = NUMBER_TWO_WAYS;
    } else if (integer && !integer_is_exact(word, read.number)) {
        read.status = NUMBER_NOT_HELD;
    }
    return read;
}

/** Reads 0x1f or 0o17; false when `word` is neither. Each digit is added exactly or the number counts as not held. */
static bool read_based(const char *word, scalar *read)
{
    const bool hexadecimal = strncmp(word, "0x", 2) == 0;
    if (!hexadecimal && strncmp(word, "0o", 2) != 0) {
        return false;
    }
    const char *digits = hexadecimal ? "0123456789abcdefABCDEF" : "01234567";
    const size_t count = digits_of(word + 2, digits);
    if (count == 0 || word[2 + count] != '\0') {
        return false;
    }
    const unsigned long long number = strtoull(word + 2, NULL, hexadecimal ? 16 : 8);
    const bool held = number <= 1ull << 53;
    *read = (scalar){ .type = JSON_NUMBER, .number = (double)number, .status = held ? NUMBER_GOOD : NUMBER_NOT_HELD };
    return true;
}

scalar scalar_read(const char *word)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(word, words[i].word) == 0) {
            return words[i].meaning;
        }
    }
    bool integer = false;
    if (is_decimal(word, &integer)) {
        return read_decimal(word, integer);
    }
    scalar read = { .type = JSON_STRING };
    if (is_infinity(word)) {
        read = (scalar){ .type = JSON_NUMBER, .status = NUMBER_NOT_FINITE };
    } else {
        read_based(word, &read);
    }
    return read;
}

/** The length of the number that JSON's grammar finds at `text`, 0 when there is none. */
static size_t json_number_length(const char *text)
{
    const size_t sign = *text == '-';
    const size_t whole = text[sign] == '0' ? 1 : digits_of(text + sign, DECIMAL);
    if (whole == 0) {
        return 0;
    }
    size_t length = sign + whole;
    if (text[length] == '.') {
        const size_t fraction = digits_of(text + length + 1, DECIMAL);
        length += fraction ? 1 + fraction : 0;
    }
    return length + exponent_length(text + length);
}

bool scalar_is_json(const char *word, size_t length)
{
    static const char *const literals[] = { "null", "true", "false" };
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++) {
        if (length == strlen(literals[i]) && strncmp(word, literals[i], length) == 0) {
            return true;
        }
    }
    return length > 0 && json_number_length(word) == length;
}
