#include <math.h>
#include <string.h>

#include "base/date.h"
#include "report/tables.h"

/** Digits of a whole number in threes. */
static void thousands(char text[], size_t size, double whole)
{
    char digits[40];
    const int count = snprintf(digits, sizeof digits, "%.0f", whole);
    size_t used = 0;
    for (int i = 0; i < count && used + 2 < size; i++) {
        if (i > 0 && (count - i) % 3 == 0) {
            text[used++] = ',';
        }
        text[used++] = digits[i];
    }
    text[used] = '\0';
}

static void whole_number(char text[48], const char *before, double number)
{
    char digits[40];
    const double whole = round(fabs(number));
    thousands(digits, sizeof digits, whole);
    snprintf(text, 48, "%s%s%s", number < 0 && whole > 0 ? "-" : "", before, digits);
}

static void as_pounds(char text[48], double number)
{
    whole_number(text, "£", number);
}

static void as_share(char text[48], double number)
{
    snprintf(text, 48, "%.1f %%", 100 * number);
}

static void as_ratio(char text[48], double number)
{
    snprintf(text, 48, "%.2f", number);
}

static void as_date(char text[48], double number)
{
    date_write((date)lround(number), text);
}

static void as_few(char text[48], double number)
{
    if (fabs(number) < 100) {
        snprintf(text, 48, "%.1f", number);
    } else {
        whole_number(text, "", number);
    }
}

void plain_number(char text[48], const char *unit, double number)
{
    static const struct {
        const char *unit;
        void (*write)(char text[48], double number);
    } writers[] = {{"GBP", as_pounds},      {"share", as_share}, {"probability", as_share},
                   {"per year", as_share}, {"ratio", as_ratio}, {"date", as_date}};
    if (!isfinite(number)) {
        strcpy(text, "-");
        return;
    }
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
        if (strcmp(writers[i].unit, unit) == 0) {
            writers[i].write(text, number);
            return;
        }
    }
    as_few(text, number);
}
