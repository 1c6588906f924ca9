#include "draft/spoken.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define TEXT_BYTES 120
#define POUND "\xC2\xA3"

/* Map: a text is made plain (small letters, plain blanks); its numeral is read by itself; then what follows it; then both are held against what is asked for. */

static bool refuse(char why[SPOKEN_WHY_BYTES], const char *words)
{
    snprintf(why, SPOKEN_WHY_BYTES, "%s", words);
    return false;
}

/** Blanks and minus signs that are typed on purpose or by a word processor, and what they mean. */
static const struct {
    const char *from, *to;
} plain_forms[] = { { "\xC2\xA0", " " }, { "\xE2\x80\x89", " " }, { "\xE2\x80\xAF", " " }, { "\xE2\x88\x92", "-" }, { "\xE2\x80\x99", "'" } };

/** Copies a text in small letters, its blanks plain and single; false where it is too long. */
static bool make_plain(const char *from, char to[TEXT_BYTES])
{
    size_t length = 0;
    while (*from) {
        size_t taken = 1;
        char letter = (char)tolower((unsigned char)*from);
        for (size_t i = 0; i < sizeof plain_forms / sizeof plain_forms[0]; i++) {
            if (strncmp(from, plain_forms[i].from, strlen(plain_forms[i].from)) == 0) {
                taken = strlen(plain_forms[i].from);
                letter = plain_forms[i].to[0];
            }
        }
        letter = letter == '\t' ? ' ' : letter;
        from += taken;
        if (letter != ' ' || (length > 0 && to[length - 1] != ' ')) {
            if (length + 1 >= TEXT_BYTES) {
                return false;
            }
            to[length++] = letter;
        }
    }
    while (length > 0 && to[length - 1] == ' ') {
        length--;
    }
    to[length] = '\0';
    return true;
}

/** Takes `word` off the beginning of `*text` and blanks after it; whether it stood there. */
static bool take(const char **text, const char *word)
{
    const size_t length = strlen(word);
    if (strncmp(*text, word, length) != 0) {
        return false;
    }
    *text += length;
    *text += **text == ' ';
    return true;
}

static size_t digits_at(const char *text)
{
    return strspn(text, "0123456789");
}

/** Cuts the numeral off the beginning: digits, points, commas, and blanks or apostrophes between digits. */
static size_t numeral_length(const char *text)
{
    size_t length = 0;
    while (isdigit((unsigned char)text[length]) || text[length] == '.' || text[length] == ',' ||
           ((text[length] == ' ' || text[length] == '\'') && length > 0 && isdigit((unsigned char)text[length - 1]) && isdigit((unsigned char)text[length + 1]))) {
        length++;
    }
    return length;
}

/** Whether thousands are parted, all in the same way: 1 to 3 digits, then groups of 3, then perhaps a point and digits. `digits` gets the number without them. */
static bool has_thousands(const char *numeral, char digits[TEXT_BYTES])
{
    const size_t head = digits_at(numeral);
    const char mark = numeral[head];
    size_t length = head;
    if (head < 1 || head > 3 || !mark || !strchr(", '", mark)) {
        return false;
    }
    memcpy(digits, numeral, head);
    numeral += head;
    while (*numeral == mark && digits_at(numeral + 1) == 3) {
        memcpy(digits + length, numeral + 1, 3);
        length += 3;
        numeral += 4;
    }
    const size_t fraction = *numeral == '.' ? 1 + digits_at(numeral + 1) : 0;
    memcpy(digits + length, numeral, fraction);
    digits[length + fraction] = '\0';
    return numeral[fraction] == '\0' && fraction != 1;
}

/** Whether a numeral has digits, and at most a point between or before them. */
static bool is_decimal(const char *numeral)
{
    const size_t whole = digits_at(numeral);
    const size_t fraction = numeral[whole] == '.' ? digits_at(numeral + whole + 1) : 0;
    const bool point = numeral[whole] == '.';
    return numeral[whole + point + fraction] == '\0' && (point ? fraction > 0 : whole > 0);
}

/** Whether a point may part thousands as on the Continent: one to three digits, not all 0, a point, three digits. `as_thousands` gets what it would then be. */
static bool may_be_thousands(const char *numeral, double *as_thousands)
{
    const size_t head = digits_at(numeral);
    const bool fits = head >= 1 && head <= 3 && numeral[0] != '0' && numeral[head] == '.' && digits_at(numeral + head + 1) == 3 && numeral[head + 4] == '\0';
    *as_thousands = fits ? 1000 * strtod(numeral, NULL) : 0;
    return fits;
}

/** Reads the numeral; `ambiguous` is what else it could be, 0 where nothing. */
static bool read_numeral(const char *numeral, double *number, double *ambiguous, char why[SPOKEN_WHY_BYTES])
{
    char digits[TEXT_BYTES];
    *ambiguous = 0;
    if (is_decimal(numeral)) {
        *number = strtod(numeral, NULL);
        may_be_thousands(numeral, ambiguous);
        return true;
    }
    if (has_thousands(numeral, digits)) {
        *number = strtod(digits, NULL);
        return true;
    }
    if (*numeral == '\0') {
        return refuse(why, "a number");
    }
    return refuse(why, strchr(numeral, ',') ? "a number: a comma only parts thousands, as in 1,250; a fraction has a point, as in 57.42"
                                            : "a number: write digits, with a point before a fraction, as in 57.42, and commas between thousands, as in 1,250");
}

static const struct {
    const char *word;
    double factor;
} multiples[] = { { "thousand", 1e3 }, { "million", 1e6 }, { "billion", 1e9 }, { "mn", 1e6 }, { "bn", 1e9 }, { "k", 1e3 }, { "m", 1e6 } };

/** Takes a multiple off what follows a number of pounds. */
static double take_multiple(const char **rest)
{
    for (size_t i = 0; i < sizeof multiples / sizeof multiples[0]; i++) {
        const char *after = *rest;
        if (take(&after, multiples[i].word) && !isalpha((unsigned char)*after)) {
            *rest = after;
            return multiples[i].factor;
        }
        if (strncmp(*rest, multiples[i].word, strlen(multiples[i].word)) == 0 && (*rest)[strlen(multiples[i].word)] == ' ') {
            *rest += strlen(multiples[i].word) + 1;
            return multiples[i].factor;
        }
    }
    return 1;
}

/** Takes "in 100", "of 100", "out of 40", "/100", "%" and the like; how many there are in all, -1 where nothing of the kind follows. */
static double take_hundred(const char **rest)
{
    static const char *const percents[] = { "%", "percent", "per cent", "pc" };
    static const char *const ofs[] = { "in ", "of ", "out of ", "/ ", "/" };
    for (size_t i = 0; i < sizeof percents / sizeof percents[0]; i++) {
        if (strcmp(*rest, percents[i]) == 0) {
            *rest += strlen(*rest);
            return 100;
        }
    }
    for (size_t i = 0; i < sizeof ofs / sizeof ofs[0]; i++) {
        const char *after = *rest;
        const size_t digits = strncmp(after, ofs[i], strlen(ofs[i])) == 0 ? digits_at(after + strlen(ofs[i])) : 0;
        if (digits > 0 && digits < 7 && after[strlen(ofs[i]) + digits] == '\0') {
            *rest += strlen(*rest);
            return strtod(after + strlen(ofs[i]), NULL);
        }
    }
    return -1;
}

static bool takes_unit(const char *rest, const char *const units[])
{
    for (size_t i = 0; units && units[i]; i++) {
        if (strcmp(rest, units[i]) == 0 || (rest[0] == '/' && strncmp(units[i], "a ", 2) == 0 && strcmp(rest + 1 + (rest[1] == ' '), units[i] + 2) == 0)) {
            return true;
        }
    }
    return *rest == '\0';
}

void spoken_plain(double number, char text[48])
{
    char digits[40];
    snprintf(digits, sizeof digits, fabs(number) < 1e15 && number != floor(number) ? "%.10g" : "%.0f", number);
    const size_t first = digits[0] == '-', whole = digits_at(digits + first);
    size_t length = 0;
    for (size_t i = 0; digits[i]; i++) {
        if (i > first && i < first + whole && (first + whole - i) % 3 == 0) {
            text[length++] = ',';
        }
        text[length++] = digits[i];
    }
    text[length] = '\0';
}

static bool refuse_range(const spoken_form *form, char why[SPOKEN_WHY_BYTES])
{
    char lowest[48], highest[48];
    spoken_plain(form->lowest, lowest);
    spoken_plain(form->highest, highest);
    snprintf(why, SPOKEN_WHY_BYTES, "a%s number from %s to %s", form->whole ? " whole" : "", lowest, highest);
    return false;
}

static bool is_within(const spoken_form *form, double number)
{
    return number >= form->lowest && number <= form->highest;
}

/** Holds a number against what is asked for. */
static bool check_number(const spoken_form *form, const char *numeral, double number, double ambiguous, bool of_100, char why[SPOKEN_WHY_BYTES])
{
    char one[48], other[48];
    if (ambiguous > 0 && is_within(form, ambiguous)) {
        spoken_plain(ambiguous, other);
        snprintf(why, SPOKEN_WHY_BYTES, "clear: it could be %s or %.1f; write %s, or fewer digits behind the point", other, number, other);
        return false;
    }
    if (form->kind == SPOKEN_OF_100 && !of_100 && strchr(numeral, '.') && number > 0 && number <= 1) {
        spoken_plain(100 * number, other);
        spoken_plain(number, one);
        snprintf(why, SPOKEN_WHY_BYTES, "clear, for a number of 100 is asked for: write %s, or \"%s %%\" if less than one of 100 is meant", other, one);
        return false;
    }
    if (!is_within(form, number) || (form->whole && number != floor(number))) {
        return refuse_range(form, why);
    }
    return true;
}

bool spoken_number(const char *text, const spoken_form *form, double *number, char why[SPOKEN_WHY_BYTES])
{
    char plain[TEXT_BYTES], numeral[TEXT_BYTES];
    double value = 0, ambiguous = 0;
    if (!make_plain(text, plain)) {
        return refuse(why, "a number");
    }
    const char *rest = plain;
    const bool pounds = form->kind == SPOKEN_AMOUNT && (take(&rest, POUND) || take(&rest, "gbp"));
    const bool negative = take(&rest, "-");
    const size_t length = numeral_length(rest);
    memcpy(numeral, rest, length);
    numeral[length] = '\0';
    rest += length;
    rest += *rest == ' ';
    if (!read_numeral(numeral, &value, &ambiguous, why)) {
        return false;
    }
    const double hundred = form->kind == SPOKEN_OF_100 ? take_hundred(&rest) : -1;
    const double factor = form->kind == SPOKEN_AMOUNT ? take_multiple(&rest) : 1;
    if (form->kind == SPOKEN_AMOUNT && !pounds && !take(&rest, "pounds") && !take(&rest, "gbp")) {
        take(&rest, POUND);
    }
    if (!takes_unit(rest, form->units)) {
        snprintf(why, SPOKEN_WHY_BYTES, "clear: what is \"%.60s\"? Write the number alone", rest);
        return false;
    }
    value = (negative ? -value : value) * factor * (hundred >= 0 ? 100 / hundred : 1);
    if (!check_number(form, numeral, value, factor == 1 ? ambiguous : 0, hundred >= 0, why)) {
        return false;
    }
    *number = value;
    return true;
}

/* ---- Days ---- */

static const char *const month_names[] = { "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december" };

/** 1 .. 12 for a month's name or three letters of it and more; 0. */
static int month_of(const char *word)
{
    const size_t length = strlen(word);
    for (int i = 0; length >= 3 && i < 12; i++) {
        if (strncmp(month_names[i], word, length) == 0) {
            return i + 1;
        }
    }
    return 0;
}

/** A part of a date. */
typedef struct {
    int number; /* -1: a month's name */
    size_t digits;
    int month;
    bool ordinal; /* "1st" */
} date_word;

static bool read_date_word(const char *word, date_word *out)
{
    const size_t digits = digits_at(word);
    const char *tail = word + digits;
    const bool ordinal = strcmp(tail, "st") == 0 || strcmp(tail, "nd") == 0 || strcmp(tail, "rd") == 0 || strcmp(tail, "th") == 0;
    *out = (date_word){ .number = digits && digits < 5 ? (int)strtol(word, NULL, 10) : -1, .digits = digits, .month = digits ? 0 : month_of(word), .ordinal = ordinal };
    return (digits && digits < 5 && (*tail == '\0' || ordinal)) || out->month;
}

#define DATE_WORDS 3

/** Cuts a date into its three parts; "of" and marks between them are passed over. */
static bool read_date_words(char *text, date_word words[DATE_WORDS])
{
    size_t count = 0;
    for (char *rest = text, *word = strsep(&rest, " ,./-"); word; word = strsep(&rest, " ,./-")) {
        if (*word == '\0' || strcmp(word, "of") == 0) {
            continue;
        }
        if (count == DATE_WORDS || !read_date_word(word, &words[count])) {
            return false;
        }
        count++;
    }
    return count == DATE_WORDS;
}

#define A_DATE "a day such as 1 April 2027 or 2027-04-01"

/** Day, month and year of three parts; false where they could be others. */
static bool order_words(const date_word w[DATE_WORDS], date_parts *out, char why[SPOKEN_WHY_BYTES])
{
    if (w[0].digits == 4 && !w[0].month) {
        *out = (date_parts){ w[0].number, w[1].month ? w[1].month : w[1].number, w[2].number };
        return !w[2].month || refuse(why, A_DATE);
    }
    if (w[2].digits != 4) {
        return refuse(why, "a day with its year in four digits, such as 1 April 2027");
    }
    if (w[0].month || w[1].month) {
        *out = (date_parts){ w[2].number, w[0].month ? w[0].month : w[1].month, w[0].month ? w[1].number : w[0].number };
        return !(w[0].month && w[1].month) || refuse(why, A_DATE);
    }
    const int a = w[0].number, b = w[1].number;
    if (a <= 12 && b <= 12 && a != b) {
        const bool real = a >= 1 && b >= 1;
        snprintf(why, SPOKEN_WHY_BYTES, "clear: either number could be the month; write %d %c%s %d if that is meant", real ? a : 1, real ? toupper(month_names[b - 1][0]) : 'A',
                 real ? month_names[b - 1] + 1 : "pril", w[2].number);
        return false;
    }
    *out = (date_parts){ w[2].number, a > 12 ? b : a, a > 12 ? a : b };
    return true;
}

bool spoken_date(const char *text, date *day, char why[SPOKEN_WHY_BYTES])
{
    char plain[TEXT_BYTES], iso[32];
    date_word words[DATE_WORDS];
    date_parts parts;
    if (!make_plain(text, plain) || !read_date_words(plain, words)) {
        return refuse(why, A_DATE);
    }
    if (!order_words(words, &parts, why)) {
        return false;
    }
    snprintf(iso, sizeof iso, "%04d-%02d-%02d", parts.year, parts.month, parts.day);
    return date_read(iso, day) || refuse(why, "a day that exists, from " DATES_READ);
}
