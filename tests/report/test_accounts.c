#include "support/expect.h"

#include <stdlib.h>
#include <string.h>

#include "load/load.h"
#include "report/accounts.h"
#include "run/run.h"

static void pounds_have_two_digits(void **state)
{
    (void)state;
    static const struct {
        double pounds;
        const char *text;
    } cases[] = {
        { 23400000, "£23m" }, { 8937000, "£8.9m" },  { 9960000, "£10m" }, { 995001, "£1.0m" }, { -640400, "-£640k" }, { 12345, "£12k" },
        { 9949, "£9900" },    { 143.2, "£140" },     { 93.8, "£94" },     { 0, "£0" },         { -0.2, "£0" },        { (double)NAN, "-" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[32];
        short_pounds(text, cases[i].pounds);
        expect_text(text, cases[i].text);
    }
}

static result *ran(const char *path, const document_override overrides[], size_t count, scenario **of)
{
    fault_list faults = { 0 };
    result *out = NULL;
    *of = scenario_load(path, overrides, count, &faults);
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    assert_non_null(*of);
    assert_int_equal(run_scenario(*of, &(run_options){ 0 }, &out), RUN_DONE);
    return out;
}

static double column_mean(const result *of, const char *name, metric_level level)
{
    return result_told(of, columns_find(&of->columns, name, level, 0, 0)).mean;
}

/* By hand from the means that are told: payments, own cost and home support are what value lacks of the cost of care avoided. */
static void the_break_even_is_cost_a_family_by_the_value_of_a_day(void **state)
{
    (void)state;
    static const document_override few[] = { { "/run/worlds", "400" } };
    scenario *of;
    result *from = ran("scenarios/typical-edge-of-care.json", few, 1, &of);
    const account_result own = { "this", "typical", from, 0 };
    const account_numbers found = account_numbers_of(&own, 0);
    const double starts = column_mean(from, "starts", LEVEL_CONTRACT);
    const double avoided = column_mean(from, "care_cost_avoided_gbp", LEVEL_CONTRACT);
    const double worth = column_mean(from, "value_to_government_gbp", LEVEL_CONTRACT);
    expect_relative(found.days_per_family, column_mean(from, "days_averted", LEVEL_CONTRACT) / starts, 1e-12);
    expect_relative(found.value_of_day_gbp * found.days_per_family, avoided / starts, 1e-12);
    /* At exactly that many days a family, each worth what it is, the value is nothing. */
    expect_close(found.break_even_days * found.value_of_day_gbp * starts - (avoided - worth), 0, 1e-6);
    assert_true((found.break_even_days > found.days_per_family) == (worth < 0));
    result_free(from);
    scenario_free(of);
}

/** What is printed of one account: its break-even, then its value. */
static char *printed_of(const account_result *own)
{
    const account_list all = { own, 1 };
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    break_even_print(&all, 0, out);
    accounts_value_print(&all, out);
    fclose(out);
    return text;
}

static void a_therapy_that_does_nothing_has_no_value_of_a_day_and_says_so(void **state)
{
    (void)state;
    static const document_override few[] = { { "/run/worlds", "50" } };
    scenario *of;
    result *from = ran("scenarios/designs-sceptic.json", few, 1, &of);
    const account_result own = { "this", "sceptic", from, 0 };
    char *text = printed_of(&own);
    assert_true(isnan(account_numbers_of(&own, 0).value_of_day_gbp));
    assert_non_null(strstr(text, "No days in care are averted on average"));
    free(text);
    result_free(from);
    scenario_free(of);
}

/* Two accounts of one programme: 1 % of belief in the second adds a hundredth of the difference of their values; the word stands above the numbers of absurd inputs. */
static void values_stand_on_one_scale_by_account(void **state)
{
    (void)state;
    static const document_override few[] = { { "/run/worlds", "50" }, { "/contracts_stand", "\"together\"" } };
    scenario *of[2];
    result *from[2] = { ran("scenarios/designs.json", few, 2, &of[0]), ran("scenarios/designs-optimist-effect.json", few, 2, &of[1]) };
    const account_result accounts[] = { { "this", "own", from[0], 0 }, { "optimist", "a therapy that works well", from[1], 2 } };
    const account_list all = { accounts, 2 };
    char *text = NULL, worth[32];
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    accounts_value_print(&all, out);
    fclose(out);
    const double difference = account_numbers_of(&accounts[1], COLUMN_NONE).value_gbp - account_numbers_of(&accounts[0], COLUMN_NONE).value_gbp;
    short_pounds(worth, difference / 100);
    assert_non_null(strstr(text, worth));
    assert_non_null(strstr(text, "a therapy that works well (absurd inputs)\n"));
    for (const char *line = text; *line; line = strchr(line, '\n') + 1) {
        assert_true(strcspn(line, "\n") <= 100);
    }
    free(text);
    for (size_t i = 0; i < 2; i++) {
        result_free(from[i]);
        scenario_free(of[i]);
    }
}

/* By separate luck alone there is no value to put on a scale, and no break-even. */
static void separate_luck_alone_has_no_value_and_no_break_even(void **state)
{
    (void)state;
    static const document_override apart[] = { { "/run/worlds", "5" }, { "/reporting/coupling", "\"independent\"" } };
    scenario *of;
    result *from = ran("scenarios/stronger-families.json", apart, 2, &of);
    const account_result own = { "this", "own", from, 0 };
    char *text = printed_of(&own);
    expect_text(text, "By separate luck alone no days averted are told, and so no break-even.\n");
    free(text);
    result_free(from);
    scenario_free(of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pounds_have_two_digits),
        cmocka_unit_test(the_break_even_is_cost_a_family_by_the_value_of_a_day),
        cmocka_unit_test(a_therapy_that_does_nothing_has_no_value_of_a_day_and_says_so),
        cmocka_unit_test(values_stand_on_one_scale_by_account),
        cmocka_unit_test(separate_luck_alone_has_no_value_and_no_break_even),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
