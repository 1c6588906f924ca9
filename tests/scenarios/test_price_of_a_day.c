#include "support/expect.h"

#include <math.h>
#include <string.h>

#include "load/load.h"
#include "run/run.h"
#include "world/inputs.h"

/* What an average day in care costs in a scenario, before avoidable shares: days by placement without the programme, at each placement's mean price with its extremes, in the prices of the file. */

static double parameter(const scenario *self, quantity input, size_t i, double otherwise)
{
    return input.draw < 0 ? otherwise : input_middle(self, self->draws[input.draw].distribution.parameter[i]);
}

/** The mean of a log-normal price: median exp(sigma^2 / 2); and of extreme ones with their share. */
static double mean_price(const scenario *self, const state_row *state)
{
    const double median = input_middle(self, state->day_cost_gbp);
    const double sigma = parameter(self, state->day_cost_gbp, 1, 0);
    const double plain = median * exp(sigma * sigma / 2);
    const double share = input_middle(self, state->extreme_share);
    const double extreme_sigma = input_middle(self, state->extreme_sigma);
    const double extreme = input_middle(self, state->extreme_median_gbp_per_week) / 7 * exp(extreme_sigma * extreme_sigma / 2);
    return share > 0 ? plain + share * (extreme - plain) : plain;
}

static double average_day(const char *path)
{
    static const document_override few[] = { { "/run/worlds", "60" } };
    fault_list faults = { 0 };
    scenario *self = scenario_load(path, few, 1, &faults);
    result *of = NULL;
    double days = 0, money = 0;
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    assert_non_null(self);
    assert_int_equal(run_scenario(self, &(run_options){ 0 }, &of), RUN_DONE);
    for (size_t s = 0; s < self->states.count; s++) {
        const state_row *state = &self->states.items[s];
        char name[192];
        snprintf(name, sizeof name, "care_days_by_placement_untreated_%s", state->name);
        if (state->class_of == CLASS_CARE) {
            const double here = result_told(of, columns_find(&of->columns, name, LEVEL_PROGRAMME, 0, 0)).mean;
            days += here;
            money += here * mean_price(self, state);
        }
    }
    result_free(of);
    scenario_free(self);
    return money / days;
}

/* Expected: docs/sources.md, "What a day in care costs"; within a twelfth, which is what mixes and extremes leave open at 60 worlds. */
static void an_average_day_costs_what_is_published_of_its_year(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        double pounds;
    } cases[] = {
        { "scenarios/essex-mst.json", 178 },                                /* the council's plan */
        { "scenarios/essex-mst-plan.json", 178 },
        { "scenarios/positive-families-partnership.json", 210 },            /* within the 129 to 685 that Sutton quoted */
        { "scenarios/positive-families-partnership-contract.json", 210 },
        { "scenarios/positive-families-partnership-trials.json", 210 },
        { "scenarios/stronger-families.json", 180 },
        { "scenarios/stronger-families-contract.json", 180 },
        { "scenarios/stronger-families-trials.json", 180 },
        { "scenarios/typical-edge-of-care.json", 273 },                     /* national mean 266 in 2023-24 */
        { "scenarios/designs.json", 273 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const double found = average_day(cases[i].path);
        print_message("%s %.1f\n", cases[i].path, found);
        expect_relative(found, cases[i].pounds, 1.0 / 12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_average_day_costs_what_is_published_of_its_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
