#include "support/expect.h"
#include "support/scenario_text.h"

#include <stdlib.h>
#include <string.h>

#include "load/explain.h"
#include "load/schema.h"
#include "report/csv.h"
#include "run/run.h"
#include "world/inputs.h"

/* Settings that are made of one number under "inputs". */

static const char made_of_one[] =
    "{\"inputs\": {\"price\": {\"dist\": \"uniform\", \"min\": 130, \"max\": 470}, \"share\": {\"by\": \"view\", \"components\": {\"low\": 0.31, \"high\": 0.52}}, \"sure\": 0.37},"
    " \"mixtures\": {\"view\": {\"components\": {\"low\": 0.4, \"high\": 0.6}}}, \"run\": {\"seed\": 23},"
    " \"states\": {\"care\": {\"day_cost_gbp\": {\"of\": \"price\"}, \"avoidable_share\": {\"of\": \"price\", \"times\": 0.004, \"plus\": -0.3}, \"cashable_share\": {\"of\": \"sure\", \"times\": 2}}},"
    " \"people\": {\"start_share\": {\"of\": \"share\", \"times\": 1.5}, \"wait_days\": {\"of\": \"price\", \"times\": 0.1, \"plus\": 3},"
    "   \"prior_care_share\": {\"by\": \"view\", \"components\": {\"low\": {\"of\": \"share\"}, \"high\": {\"of\": \"price\", \"times\": 0.001}}}}}";

/** The draws of one world; `world` has room for 16. */
static void draw(const scenario *self, uint32_t index, double world[])
{
    input_streams streams;
    double days[4];
    assert_true(self->draw_count <= 16 && input_streams_make(self, &streams));
    inputs_draw(&streams, index, world, days);
    input_streams_free(&streams);
}

static void settings_made_of_one_input_move_together_and_stay_in_their_ranges(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){made_of_one, NULL});
    const state_row *care = &self->states.items[1];
    const input_row *inputs = self->inputs.items;
    int lowest = 0, highest = 0;
    expect_close(care->cashable_share.draw, -1, 0); /* of a fixed input: fixed */
    expect_close(care->cashable_share.value, 0.74, 1e-15);
    for (uint32_t w = 0; w < 1000; w++) {
        double world[16];
        draw(self, w, world);
        const double price = input_value(inputs[0].number, world), share = input_value(inputs[1].number, world);
        assert_true(price >= 130 && price <= 470);
        expect_close(input_value(care->day_cost_gbp, world), price, 0);
        expect_close(input_value(care->avoidable_share, world), fmin(fmax(0.004 * price - 0.3, 0), 1), 1e-15);
        expect_close(input_value(self->people.start_share, world), 1.5 * share, 1e-15);
        expect_close(input_value(self->people.wait_days.constant, world), 0.1 * price + 3, 1e-12);
        expect_close(input_value(self->people.prior_care_share, world), share < 0.4 ? share : 0.001 * price, 1e-15);
        lowest += input_value(care->avoidable_share, world) <= 0.25;
        highest += input_value(care->avoidable_share, world) >= 1;
    }
    /* price below 137.5: 7.5 / 340 = 2.2 %; at 325 and above the share is 1: 145 / 340 = 42.6 % */
    expect_close(lowest, 22, 4 * sqrt(1000 * 0.022 * 0.978));
    expect_close(highest, 426, 4 * sqrt(1000 * 0.426 * 0.574));
    scenario_free(self);
}

/* The numbers of worlds are those of the input's own pointer: made of it or not, elsewhere in the file or not. */
static void an_input_is_drawn_at_its_own_pointer(void **state)
{
    (void)state;
    static const char alone[] = "{\"inputs\": {\"price\": {\"dist\": \"uniform\", \"min\": 130, \"max\": 470}}, \"run\": {\"seed\": 23}}";
    scenario *self = scenario_patched(scenario_small, (const char *const[]){made_of_one, NULL});
    scenario *other = scenario_patched(scenario_small, (const char *const[]){alone, NULL});
    const input_row *price = self->inputs.items, *same = other->inputs.items;
    expect_text(self->draws[price->number.draw].pointer, "/inputs/price");
    for (uint32_t w = 0; w < 50; w++) {
        double world[16], there[16];
        draw(self, w, world);
        draw(other, w, there);
        expect_close(input_value(price->number, world), input_value(same->number, there), 0);
        const double u = rng_draw_words(rng_stream_of(23, "", "input:/inputs/price"), w, 0, 0, 0).u[0];
        expect_close(input_value(price->number, world), 130 + 340 * u, 1e-9);
    }
    scenario_free(self);
    scenario_free(other);
}

/* Results can be regressed on what each world was set to. */
static void draws_have_a_column_for_each_input(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){made_of_one, "{\"run\": {\"worlds\": 7, \"histories\": 2}}", NULL});
    result *out = NULL;
    assert_int_equal(run_scenario(self, &(run_options){.threads = 2}, &out), RUN_DONE);
    char *text = NULL;
    size_t size = 0;
    FILE *csv = open_memstream(&text, &size);
    assert_true(draws_write(out, csv));
    fclose(csv);
    char *rest = text;
    const char *line = strsep(&rest, "\n");
    for (size_t d = 0; d < self->draw_count; d++) {
        assert_non_null(strstr(line, self->draws[d].pointer));
    }
    for (uint32_t r = 0; r < 14; r++) {
        double row[16];
        char *field = strsep(&rest, "\n");
        draw(self, r / 2, row);
        assert_int_equal(strtol(strsep(&field, ","), NULL, 10), r / 2);
        assert_int_equal(strtol(strsep(&field, ","), NULL, 10), r % 2);
        for (size_t d = 0; d < self->draw_count; d++) {
            expect_close(strtod(strsep(&field, ","), NULL), row[d], 0);
        }
    }
    free(text);
    result_free(out);
    scenario_free(self);
}

static double mean_of(const scenario *self, const char *name, const char *contract)
{
    result *out = NULL;
    assert_int_equal(run_scenario(self, &(run_options){.threads = 2}, &out), RUN_DONE);
    const double mean = result_told(out, columns_find_named(&out->columns, name, NULL, contract)).mean;
    result_free(out);
    return mean;
}

static void a_fixed_input_is_as_if_its_number_stood_in_every_setting(void **state)
{
    (void)state;
    static const char by_input[] = "{\"inputs\": {\"price\": {\"value\": 41.5, \"source\": \"nobody\"}}, \"states\": {\"care\": {\"day_cost_gbp\": {\"of\": \"price\", \"times\": 8}}},"
                                   " \"contracts\": {\"days\": {\"terms\": {\"day\": {\"price_gbp\": {\"of\": \"price\", \"plus\": -2.25}}}}}}";
    static const char written[] = "{\"states\": {\"care\": {\"day_cost_gbp\": 332}}, \"contracts\": {\"days\": {\"terms\": {\"day\": {\"price_gbp\": 39.25}}}}}";
    scenario *made = scenario_patched(scenario_small, (const char *const[]){by_input, NULL});
    scenario *plain = scenario_patched(scenario_small, (const char *const[]){written, NULL});
    expect_close(mean_of(made, "outcomes_payments_paid_gbp", "days"), mean_of(plain, "outcomes_payments_paid_gbp", "days"), 0);
    expect_close(mean_of(made, "commissioner_net_gbp", "days"), mean_of(plain, "commissioner_net_gbp", "days"), 0);
    scenario_free(made);
    scenario_free(plain);
}

static void explain_the_schema_and_medians_know_inputs(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){made_of_one, NULL});
    fault_list faults = {0};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_true(explain_write("/states/care/avoidable_share", self, out, &faults));
    assert_true(explain_write("/states/care/avoidable_share/times", self, out, &faults));
    assert_true(explain_write("/inputs/share", self, out, &faults));
    assert_true(explain_write("/inputs", self, out, &faults));
    fclose(out);
    assert_non_null(strstr(text, "price x 0.004 - 0.3, drawn once for all that is made of it: uniform(min 130, max 470)"));
    assert_non_null(strstr(text, "by view (low 0.31, high 0.52)"));
    assert_non_null(strstr(text, "price, share, sure"));
    free(text);
    fault_list_free(&faults);
    const state_row *care = &self->states.items[1];
    expect_close(input_middle(self, care->day_cost_gbp), 300, 1e-9);
    expect_close(input_middle(self, care->avoidable_share), 0.9, 1e-12);
    assert_true(isnan(input_middle(self, self->people.start_share)));
    scenario_free(self);
    json_value *schema = schema_make();
    expect_text(json_string(json_at(schema, "/$defs/scenario/properties/people/properties/start_share/anyOf/4/$ref")), "#/$defs/of_input");
    expect_text(json_string(json_at(schema, "/$defs/of_input/required/0")), "of");
    assert_non_null(json_at(schema, "/$defs/scenario/properties/inputs/additionalProperties/anyOf"));
    json_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_made_of_one_input_move_together_and_stay_in_their_ranges),
        cmocka_unit_test(an_input_is_drawn_at_its_own_pointer),
        cmocka_unit_test(draws_have_a_column_for_each_input),
        cmocka_unit_test(a_fixed_input_is_as_if_its_number_stood_in_every_setting),
        cmocka_unit_test(explain_the_schema_and_medians_know_inputs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
