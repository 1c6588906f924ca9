#include "summarise/figure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define NEARLY 1e-9 /* so that 0.1 / 100 is a power of ten in spite of its binary form */

static double power_above(double number)
{
    return pow(10, ceil(log10(number) - NEARLY));
}

/** The next 1, 2 or 5 times a power of ten from `number` on. */
static double round_above(double number)
{
    const double ten = power_above(number);
    return number <= ten / 5 * (1 + NEARLY) ? ten / 5 : number <= ten / 2 * (1 + NEARLY) ? ten / 2 : ten;
}

/** The step of two significant digits, of the number as it is when rounded: 9.96 is 10. */
static double two_digits(double number)
{
    const double step = pow(10, floor(log10(number)) - 1);
    return round(number / step) * step >= 100 * step * (1 - NEARLY) ? 10 * step : step;
}

double figure_step(double number, double low, double high, double error)
{
    double step = 0;
    if (isfinite(number) && number != 0) {
        step = two_digits(fabs(number));
    }
    if (isfinite(high - low) && high > low) {
        step = fmax(step, power_above((high - low) / 100));
    }
    if (isfinite(error) && error > 0) {
        step = fmax(step, round_above(error));
    }
    return step > 0 ? step : 1;
}

/** Decimals with which numbers of a step are written. */
static int decimals_of(double step)
{
    const double decimals = ceil(-log10(step) - NEARLY);
    return decimals > 0 ? (int)fmin(decimals, 12) : 0;
}

/** Digits in threes before the point. */
static void with_commas(char text[FIGURE_TEXT_SIZE], double number, int decimals)
{
    char digits[FIGURE_TEXT_SIZE];
    snprintf(digits, sizeof digits, "%.*f", decimals, number);
    const size_t whole = strcspn(digits, "."), length = strlen(digits);
    size_t used = 0;
    for (size_t i = 0; i < length && used + 2 < FIGURE_TEXT_SIZE; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) {
            text[used++] = ',';
        }
        text[used++] = digits[i];
    }
    text[used] = '\0';
}

void figure_write(char text[FIGURE_TEXT_SIZE], const char *unit, double number, double step, double largest)
{
    const bool pounds = strcmp(unit, "GBP") == 0, percent = strcmp(unit, "share") == 0 || strcmp(unit, "per year") == 0 || strcmp(unit, "probability") == 0;
    const bool millions = pounds && fabs(largest) >= 1e6 * (1 - NEARLY), thousands = pounds && !millions && fabs(largest) >= 1e5 * (1 - NEARLY);
    const double to = fmax(step, pounds ? 1 : 0), scale = millions ? 1e-6 : thousands ? 1e-3 : percent ? 100 : 1;
    if (!isfinite(number)) {
        strcpy(text, "-");
        return;
    }
    const double rounded = round(fabs(number) / to) * to * scale;
    char digits[FIGURE_TEXT_SIZE];
    with_commas(digits, fmin(rounded, 1e15), decimals_of(to * scale));
    if (pounds && rounded == 0) {
        strcpy(text, "£0");
        return;
    }
    snprintf(text, FIGURE_TEXT_SIZE, "%s%s%.24s%s", number < 0 && rounded > 0 ? "-" : "", pounds ? "£" : "", digits, millions ? "m" : thousands ? "k" : percent ? " %" : "");
}

void figure_chance(char text[FIGURE_TEXT_SIZE], double chance)
{
    if (!isfinite(chance)) {
        strcpy(text, "-");
    } else if (chance < 0.01 * (1 - NEARLY)) {
        strcpy(text, "fewer than 1");
    } else if (chance > 0.99 * (1 + NEARLY)) {
        strcpy(text, "more than 99");
    } else {
        snprintf(text, FIGURE_TEXT_SIZE, "%.0f", 100 * chance);
    }
}

static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xc0u) != 0x80u;
}

size_t figure_width(const char *text)
{
    size_t width = 0;
    for (const char *c = text; *c; c++) {
        width += begins_character(*c);
    }
    return width;
}

void figure_cut(char out[], size_t size, const char *text, size_t width)
{
    const bool whole = figure_width(text) <= width;
    const size_t keep = whole ? width : width - 3;
    size_t bytes = 0, characters = 0;
    while (text[bytes] && characters + begins_character(text[bytes]) <= keep) {
        characters += begins_character(text[bytes++]);
    }
    snprintf(out, size, "%.*s%s", (int)bytes, text, whole ? "" : "...");
}
