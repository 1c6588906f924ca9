#include "support/expect.h"
#include "support/scenario_text.h"

#include <stdlib.h>
#include <string.h>

#include "load/explain.h"
#include "load/schema.h"
#include "report/csv.h"
#include "report/result_json.h"
#include "report/tables.h"
#include "run/run.h"
#include "world/inputs.h"
#include "summarise/by_component.h"

/* What a world draws where numbers follow a mixture. */

static const char by_view[] =
    "{\"mixtures\": {\"view\": {\"components\": {\"trials\": 0.37, \"contract\": 0.63}}}, \"run\": {\"seed\": 53},"
    " \"people\": {\"prior_care_share\": {\"by\": \"view\", \"components\": {\"trials\": 0.13, \"contract\": {\"dist\": \"uniform\", \"min\": 0.4, \"max\": 0.7}}},"
    " \"start_share\": {\"by\": \"view\", \"components\": {\"contract\": {\"value\": 0.77, \"note\": \"as written\"}, \"trials\": 0.91}}}}";

/** The draws of one world; `world` has room for 16. */
static void draw(const scenario *self, uint32_t index, double world[])
{
    input_streams streams;
    double days[4];
    assert_true(self->draw_count <= 16 && input_streams_make(self, &streams));
    inputs_draw(&streams, index, world, days);
    input_streams_free(&streams);
}

static void every_number_of_a_mixture_takes_the_component_that_holds(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){by_view, NULL});
    const size_t choice = (size_t)self->mixtures.items[0].draw;
    int held[2] = {0, 0};
    for (uint32_t w = 0; w < 4000; w++) {
        double world[16];
        draw(self, w, world);
        const double prior = input_value(self->people.prior_care_share, world), share = input_value(self->people.start_share, world);
        held[(int)world[choice]]++;
        if (world[choice] > 0) {
            assert_true(prior >= 0.4 && prior <= 0.7);
            expect_close(share, 0.77, 0);
        } else {
            expect_close(prior, 0.13, 0);
            expect_close(share, 0.91, 0);
        }
    }
    /* 0.37 of 4,000 are 1,480, standard deviation sqrt(4000 x 0.37 x 0.63) = 30.5 */
    expect_close(held[0], 1480, 4 * 30.5);
    scenario_free(self);
}

static void a_component_of_weight_0_never_holds(void **state)
{
    (void)state;
    static const char *const weights[] = {"{\"mixtures\": {\"view\": {\"components\": {\"trials\": 0, \"contract\": 1}}}}",
                                          "{\"mixtures\": {\"view\": {\"components\": {\"trials\": 1, \"contract\": 0}}}}"};
    for (int only = 0; only < 2; only++) {
        scenario *self = scenario_patched(scenario_small, (const char *const[]){by_view, weights[only], NULL});
        for (uint32_t w = 0; w < 700; w++) {
            double world[16];
            draw(self, w, world);
            expect_close(world[self->mixtures.items[0].draw], only == 0 ? 1 : 0, 0);
        }
        scenario_free(self);
    }
}

static void a_component_may_itself_follow_another_mixture(void **state)
{
    (void)state;
    static const char nested[] = "{\"mixtures\": {\"era\": {\"components\": {\"before\": 0.5, \"after\": 0.5}}},"
                                 " \"people\": {\"start_share\": {\"components\": {\"trials\": {\"by\": \"era\", \"components\": {\"before\": 0.31, \"after\": 0.53}}}}}}";
    scenario *self = scenario_patched(scenario_small, (const char *const[]){by_view, nested, NULL});
    int seen[3] = {0, 0, 0};
    for (uint32_t w = 0; w < 500; w++) {
        double world[16];
        draw(self, w, world);
        const double share = input_value(self->people.start_share, world);
        const bool trials = !(world[self->mixtures.items[0].draw] > 0);
        const bool before = !(world[self->mixtures.items[1].draw] > 0);
        expect_close(share, trials ? (before ? 0.31 : 0.53) : 0.77, 0);
        seen[trials ? (before ? 0 : 1) : 2]++;
    }
    assert_true(seen[0] > 50 && seen[1] > 50 && seen[2] > 200);
    scenario_free(self);
}

static void inputs_in_common_are_of_the_common_seed(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){by_view, NULL});
    scenario *other = scenario_patched(scenario_small, (const char *const[]){by_view, "{\"run\": {\"seed\": 59}}", NULL});
    for (size_t d = 0; d < self->draw_count; d++) {
        self->draws[d].common = other->draws[d].common = true;
    }
    self->run.common_seed = other->run.common_seed = 71;
    int differ = 0;
    for (uint32_t w = 0; w < 60; w++) {
        double here[16], there[16];
        draw(self, w, here);
        draw(other, w, there);
        for (size_t d = 0; d < self->draw_count; d++) {
            expect_close(here[d], there[d], 0);
        }
        other->run.common_seed = 73;
        draw(other, w, there);
        other->run.common_seed = 71;
        differ += memcmp(here, there, self->draw_count * sizeof *here) != 0;
    }
    assert_true(differ > 30);
    scenario_free(self);
    scenario_free(other);
}

static void explain_and_the_schema_know_numbers_by_view(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){by_view, NULL});
    fault_list faults = {0};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_true(explain_write("/people/start_share", self, out, &faults));
    assert_true(explain_write("/people/prior_care_share/components/trials", self, out, &faults));
    fclose(out);
    assert_non_null(strstr(text, "by view (trials 0.91, contract 0.77)"));
    assert_non_null(strstr(text, "by view (trials 0.13, contract uniform(min 0.4, max 0.7))"));
    free(text);
    fault_list_free(&faults);
    scenario_free(self);
    json_value *schema = schema_make();
    expect_text(json_string(json_at(schema, "/$defs/scenario/properties/people/properties/start_share/anyOf/3/$ref")), "#/$defs/by_mixture");
    expect_text(json_string(json_at(schema, "/$defs/by_mixture/required/1")), "components");
    assert_non_null(json_at(schema, "/$defs/scenario/properties/mixtures"));
    json_free(schema);
}

static result *run_of(const scenario *self)
{
    result *out = NULL;
    assert_int_equal(run_scenario(self, &(run_options){.threads = 2}, &out), RUN_DONE);
    return out;
}

static const char effective[] =
    "{\"run\": {\"worlds\": 60}, \"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"constant\", \"hazard_ratio\":"
    "   {\"by\": \"view\", \"components\": {\"trials\": {\"dist\": \"uniform\", \"min\": 0.5, \"max\": 0.9}, \"contract\": 0.31}}}}}}}";

/** Whether the rows of a world are the same, whatever else the runs are. */
static void expect_same_world(const result *a, const result *b, size_t world)
{
    const size_t numbers = 2 * a->columns.count; /* two histories */
    assert_memory_equal(a->rows + world * numbers, b->rows + world * numbers, numbers * sizeof *a->rows);
}

static void a_component_is_the_run_in_which_it_alone_holds_world_by_world(void **state)
{
    (void)state;
    static const char *const alone[] = {"{\"mixtures\": {\"view\": {\"components\": {\"trials\": 1, \"contract\": 0}}}}",
                                        "{\"mixtures\": {\"view\": {\"components\": {\"trials\": 0, \"contract\": 1}}}}"};
    scenario *mixed = scenario_patched(scenario_small, (const char *const[]){by_view, effective, NULL});
    result *both = run_of(mixed);
    size_t seen = 0;
    for (size_t c = 0; c < 2; c++) {
        scenario *fixed = scenario_patched(scenario_small, (const char *const[]){by_view, effective, alone[c], NULL});
        result *only = run_of(fixed);
        for (uint32_t w = 0; w < 60; w++) {
            double world[16];
            draw(mixed, w, world);
            if ((size_t)world[mixed->mixtures.items[0].draw] == c) {
                expect_same_world(both, only, w);
                seen++;
            }
        }
        assert_int_equal(only->component_worlds[c], 60);
        const size_t paid = columns_find_named(&only->columns, "outcomes_payments_paid_gbp", NULL, "days");
        expect_close(component_told(only, c, paid).mean, result_told(only, paid).mean, 1e-9);
        result_free(only);
        scenario_free(fixed);
    }
    assert_int_equal(seen, 60);
    result_free(both);
    scenario_free(mixed);
}

/* 40 families start, each pays the price once: 40 x 713.5 = 28,540 or 40 x 1,291 = 51,640. Set-up of 40,000 is the only cost and all of it is capital, at a
 * rate of 0: the investor's value is -11,460 or 11,640. It is 0 at a weight of the first view of 11,640 / (11,640 + 11,460) = 194 / 385. */
static const char priced[] =
    "{\"mixtures\": {\"view\": {\"title\": \"Rival prices\", \"components\": {\"low\": 0.31, \"high\": 0.69}}}, \"run\": {\"seed\": 11, \"worlds\": 90},"
    " \"contracts\": {\"days\": {\"terms\": {\"day\": {\"unit\": {\"kind\": \"milestone_start\"},"
    "    \"price_gbp\": {\"by\": \"view\", \"components\": {\"low\": 713.5, \"high\": 1291}}}},"
    "   \"delivery\": {\"set_up_gbp\": 40000}, \"capital\": {\"commitment_gbp\": 60000, \"npv_rate_per_year\": 0}}}}";

static void a_deterministic_price_has_its_closed_form(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){priced, NULL});
    result *out = run_of(self);
    const size_t paid = columns_find_named(&out->columns, "outcomes_payments_paid_gbp", NULL, "days");
    const size_t npv = columns_find_named(&out->columns, "investor_npv_gbp", NULL, "days");
    expect_close(component_told(out, 0, paid).mean, 28540, 1e-9);
    expect_close(component_told(out, 1, paid).mean, 51640, 1e-9);
    expect_close(component_told(out, 1, paid).se, 0, 1e-6);
    expect_close(component_told(out, 0, npv).mean, -11460, 1e-6);
    expect_close(component_told(out, 1, npv).mean, 11640, 1e-6);
    expect_close(component_flip(out, 0, npv).weight, 194.0 / 385, 1e-9);
    expect_close(component_flip(out, 1, npv).weight, 191.0 / 385, 1e-9);
    /* P(loses) is 1 or 0: one half at one half. */
    const size_t loses = columns_find_named(&out->columns, "investor_loses", NULL, "days");
    expect_close(component_flip(out, 0, loses).weight, 0.5, 1e-12);
    result_free(out);
    scenario_free(self);
}

static void outputs_tell_of_each_view(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){priced, NULL});
    result *out = run_of(self);
    json_value *root = result_json(out, &(result_origin){.version = "9.9.9"});
    expect_text(json_string(json_at(root, "/mixtures/view/title")), "Rival prices");
    expect_close(json_number(json_at(root, "/mixtures/view/components/low/weight")), 0.31, 0);
    expect_close(json_number(json_at(root, "/mixtures/view/components/low/contracts/days/metrics/outcomes_payments_paid_gbp/mean")), 28540, 1e-9);
    expect_close(json_number(json_at(root, "/mixtures/view/components/low/contracts/days/flips_at_weight/investor_npv_gbp/weight")), 194.0 / 385, 1e-9);
    assert_int_equal(json_type_of(json_at(root, "/mixtures/view/components/low/contracts/days/flips_at_weight/investor_loses/se")), JSON_NUMBER);
    assert_non_null(json_at(root, "/contracts/days/metrics/investor_npv_gbp/conditional_value_at_risk_5_se"));
    assert_null(json_at(root, "/contracts/days/metrics/delivery_cost_gbp/conditional_value_at_risk_5"));
    expect_close(json_number(json_at(root, "/contracts/days/metrics/investor_npv_gbp/conditional_value_at_risk_5")), -11460, 1e-6);
    json_free(root);
    char *text = NULL;
    size_t size = 0;
    FILE *into = open_memstream(&text, &size);
    csv_mixtures(out, into);
    tables_write(out, into);
    fclose(into);
    assert_non_null(strstr(text, "view,high,0.69,"));
    assert_non_null(strstr(text, "contract,days,outcomes_payments_paid_gbp,GBP,,mean,51640\n"));
    assert_non_null(strstr(text, "If one view were right (view)                                     low           high\n"));
    assert_non_null(strstr(text, "  Investor's net present value                               -£11,460        £11,640\n"
                                 "    flips at a weight of                                       50.4 %         49.6 %\n"));
    free(text);
    result_free(out);
    scenario_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_of_a_mixture_takes_the_component_that_holds),
        cmocka_unit_test(a_component_of_weight_0_never_holds),
        cmocka_unit_test(a_component_may_itself_follow_another_mixture),
        cmocka_unit_test(inputs_in_common_are_of_the_common_seed),
        cmocka_unit_test(explain_and_the_schema_know_numbers_by_view),
        cmocka_unit_test(a_component_is_the_run_in_which_it_alone_holds_world_by_world),
        cmocka_unit_test(a_deterministic_price_has_its_closed_form),
        cmocka_unit_test(outputs_tell_of_each_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
