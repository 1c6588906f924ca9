#include "support/expect.h"

#include <stdlib.h>
#include <string.h>

#include "advise/benchmarks.h"
#include "load/load.h"

/** What is said of the typical programme with one value set. To be freed. */
static char *said_with(const char *pointer, const char *json)
{
    fault_list faults = { 0 };
    const document_override set[] = { { pointer, json } };
    scenario *self = scenario_load("scenarios/typical-edge-of-care.json", set, 1, &faults);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    fault_list_free(&faults);
    assert_non_null(self);
    assert_true(benchmarks_print(self, out));
    fclose(out);
    scenario_free(self);
    return text;
}

static bool asks(const char *text, const char *title, const char *question)
{
    const char *row = strstr(text, title);
    const char *asked = row ? strstr(row, question) : NULL;
    return asked && asked - row < 400;
}

/* At 45 pounds a payable day lies within the 20 to 73 that have been published, at 145 above them: the question comes then, and only then. */
static void a_price_outside_what_is_published_is_asked_about(void **state)
{
    (void)state;
    char *usual = said_with("/contracts/per_day_saved/terms/edge_of_care/price_gbp", "45");
    char *dear = said_with("/contracts/per_day_saved/terms/edge_of_care/price_gbp", "145");
    assert_non_null(strstr(usual, "Price of a payable day"));
    assert_false(asks(usual, "Price of a payable day", "what does the council save on a day"));
    assert_true(asks(dear, "Price of a payable day", "what does the council save on a day"));
    free(usual);
    free(dear);
}

/* Nobody would invest where the limit is a tenth of what delivery costs. */
static void a_limit_that_decides_and_a_loss_are_asked_about(void **state)
{
    (void)state;
    char *text = said_with("/contracts/per_day_saved/limit_gbp", "250000");
    assert_true(asks(text, "Limit by expected payments", "who bears what is above") || asks(text, "Investor's rate of return", "would anyone invest"));
    free(text);
}

static void nothing_is_said_of_a_programme_without_a_contract(void **state)
{
    (void)state;
    char *text = said_with("/contracts/per_day_saved", "null");
    expect_text(text, "");
    free(text);
}

/* A file in which nobody is referred has nothing to tell: no heading stands alone. */
static void nothing_is_said_of_a_contract_whose_numbers_are_all_undefined(void **state)
{
    (void)state;
    char *text = said_with("", "{\"sites\": {\"county\": {\"cohorts\": {\"edge_of_care\": {\"intake\": {\"per_year\": {\"value\": 0}}},"
                               " \"in_care\": {\"intake\": {\"per_year\": {\"value\": 0}}}}}},"
                               " \"contracts\": {\"per_day_saved\": {\"capital\": null}}}");
    expect_text(text, "");
    free(text);
}

static void lines_fit_a_terminal(void **state)
{
    (void)state;
    char *text = said_with("/run/seed", "1");
    for (const char *line = text; *line; line = strchr(line, '\n') + 1) {
        assert_true(strcspn(line, "\n") <= 120);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_price_outside_what_is_published_is_asked_about),
        cmocka_unit_test(a_limit_that_decides_and_a_loss_are_asked_about),
        cmocka_unit_test(nothing_is_said_of_a_programme_without_a_contract),
        cmocka_unit_test(nothing_is_said_of_a_contract_whose_numbers_are_all_undefined),
        cmocka_unit_test(lines_fit_a_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
