#include "support/expect.h"

#include <math.h>

#include "summarise/figure.h"

/* Two significant digits, no finer than a hundredth of the range, no finer than the error. */
static void digits_are_those_that_range_and_error_bear(void **state)
{
    (void)state;
    static const struct {
        double number, low, high, error, step;
    } cases[] = {
        {-362525, -2.1e6, 1.5e6, 4100, 1e5},          /* see the width: 36,000, so hundreds of thousands */
        {2832021, 2832021, 2832021, 0, 1e5},          /* two digits alone */
        {2832021, 1485619, 3826368, 163000, 2e5},     /* the error is coarser */
        {2832021, 1485619, 3826368, 263000, 5e5},
        {2832021, 1485619, 3826368, 613000, 1e6},
        {11634, 9000, 16342, 131, 1000},
        {0.2217, 0.2217, 0.2217, 0.0021, 0.01},
        {1.234, 0.30, 2.20, 0.04, 0.1},
        {9.96, 9.96, 9.96, (double)NAN, 1},           /* 10, not 10.0 */
        {99.6, (double)NAN, (double)NAN, 0, 10},
        {0, -513, 726, 3, 100},                       /* a mean of nothing has the digits of its range */
        {0, 0, 0, 0, 1},
        {(double)NAN, (double)NAN, (double)NAN, (double)NAN, 1},
        {0.26, 0, 10, 0.001, 0.1},                    /* a hundredth of 10 is itself a power of ten */
        {1e-7, 0, 0, 0, 1e-8},
        {-2e12, -2e12, -2e12, 2.5e11, 5e11},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_close(figure_step(cases[i].number, cases[i].low, cases[i].high, cases[i].error), cases[i].step, cases[i].step * 1e-9);
    }
}

static void figures_are_written_for_their_unit(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        double number, step, largest;
        const char *text;
    } cases[] = {
        {"GBP", 2832021, 1e5, 3826368, "£2.8m"},   {"GBP", -362525, 1e5, 2.1e6, "-£0.4m"},   {"GBP", 12345678, 1e6, 2e7, "£12m"},     {"GBP", 2832021, 2e5, 3e6, "£2.8m"},
        {"GBP", 640210, 1e4, 712000, "£640k"},     {"GBP", 11634, 1000, 16342, "£12,000"},   {"GBP", -26.34, 0.1, 30, "-£26"},         {"GBP", -40000, 1e5, 3e6, "£0"},
        {"GBP", 999999.9999999, 1e5, 1e6, "£1.0m"}, {"days", 5752, 100, 15158, "5,800"},      {"days", -3241, 1000, 15158, "-3,000"},   {"families", 231, 10, 309, "230"},
        {"ratio", 0.4512, 0.01, 1, "0.45"},        {"per year", -0.308, 0.01, 1, "-31 %"},   {"share", 0.04912, 0.001, 1, "4.9 %"},    {"share", -0.0004, 0.01, 1, "0 %"},
        {"GBP", (double)NAN, 1, 1, "-"},           {"days", (double)INFINITY, 1, 1, "-"},    {"days", 1e30, 1e28, 1e30, "1,000,000,000,000,000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[FIGURE_TEXT_SIZE];
        figure_write(text, cases[i].unit, cases[i].number, cases[i].step, cases[i].largest);
        expect_text(text, cases[i].text);
    }
}

static void chances_are_futures_of_100(void **state)
{
    (void)state;
    static const struct {
        double chance;
        const char *text;
    } cases[] = {{0.3777, "38"}, {0, "fewer than 1"}, {0.0099, "fewer than 1"}, {0.01, "1"}, {0.99, "99"}, {0.9901, "more than 99"}, {1, "more than 99"}, {(double)NAN, "-"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[FIGURE_TEXT_SIZE];
        figure_chance(text, cases[i].chance);
        expect_text(text, cases[i].text);
    }
}

static void texts_are_cut_by_characters(void **state)
{
    (void)state;
    char text[40];
    figure_cut(text, sizeof text, "Größe £5 für alle", 17);
    expect_text(text, "Größe £5 für alle");
    figure_cut(text, sizeof text, "Größe £5 für alle", 9);
    expect_text(text, "Größe ...");
    assert_int_equal(figure_width("Größe £5"), 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_those_that_range_and_error_bear),
        cmocka_unit_test(figures_are_written_for_their_unit),
        cmocka_unit_test(chances_are_futures_of_100),
        cmocka_unit_test(texts_are_cut_by_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
