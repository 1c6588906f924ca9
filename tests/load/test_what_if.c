#include "load/load_support.h"
#include "load/what_if.h"
#include "load/what_if_shipped.h"

#include <math.h>
#include <string.h>

#include "world/inputs.h"

/* Made by hand on the tiny scenario: one site, one contract, with numbers of every form. */

#define FORMS "{\"extends\": \"scenarios/invalid/base/tiny.json\"," \
              "\"mixtures\": {\"view\": {\"components\": {\"low\": 0.4, \"high\": 0.6}}}," \
              "\"inputs\": {\"wage\": {\"dist\": \"uniform\", \"min\": 40000, \"max\": 60000}}," \
              "\"people\": {\"start_share\": {\"dist\": \"uniform\", \"min\": 0.4, \"max\": 0.8}," \
              "  \"wait_days\": {\"spread\": \"lognormal\", \"between\": \"families\", \"median\": 28, \"sigma\": 0.5}}," \
              "\"states\": {\"foster\": {\"day_cost_gbp\": {\"by\": \"view\", \"components\": {\"low\": 100, \"high\": {\"dist\": \"uniform\", \"min\": 200, \"max\": 260}}}}}," \
              "\"sites\": {\"suffolk\": {\"therapy\": \"fft\", \"starts\": \"2019-02-05\", \"closes\": \"2024-01-31\", \"therapists\": 5," \
              "  \"cohorts\": {\"edge\": {\"intake\": {\"kind\": \"poisson\", \"per_year\": 20}, \"later_volume\": {\"value\": 0.9, \"mark\": \"A\"}}}}}," \
              "\"contracts\": {\"main\": {\"delivery\": {\"therapist_gbp_per_year\": {\"of\": \"wage\", \"times\": 1.1, \"plus\": 500}}," \
              "  \"capital\": {\"investor\": \"fund\", \"commitment_gbp\": 400000, \"npv_rate_per_year\": 0.05}}}, \"what_if\": {\"asked\": %s}}"

typedef struct {
    document *doc, *changed; /* owned */
    scenario *base, *other;  /* owned */
    fault_list faults;
} asked;

static asked ask(const char *what)
{
    asked out = { 0 };
    char *text = NULL;
    assert_true(asprintf(&text, FORMS, what) > 0);
    out.doc = document_read_text("forms.json", text, strlen(text), &out.faults);
    free(text);
    assert_non_null(out.doc);
    out.base = scenario_from_document(out.doc, &out.faults);
    const char *why = NULL;
    out.changed = what_if_apply(out.doc, "asked", 1, &why, &out.faults);
    out.other = out.changed ? scenario_from_document(out.changed, &out.faults) : NULL;
    return out;
}

static void asked_free(asked *self)
{
    scenario_free(self->base);
    scenario_free(self->other);
    document_free(self->changed);
    document_free(self->doc);
    fault_list_free(&self->faults);
}

/** The number of a setting in one world of the scenario. */
static double in_world(const scenario *self, quantity of, uint32_t world)
{
    input_streams streams;
    double row[16], as_of[4];
    assert_true(input_streams_make(self, &streams));
    inputs_draw(&streams, world, row, as_of);
    input_streams_free(&streams);
    return input_value(of, row);
}

static void factors_and_sums_act_on_every_form_of_a_number(void **state)
{
    (void)state;
    asked all = ask("{\"times\": {\"/states/foster/day_cost_gbp\": 1.25, \"/sites/*/cohorts/*/later_volume\": 0.6, \"/contracts/main/delivery/therapist_gbp_per_year\": 1.2},"
                    "\"plus\": {\"/contracts/*/claims/paid_after_days\": 183, \"/states/foster/day_cost_gbp\": 7.5, \"/people/start_share\": 0.05}}");
    assert_non_null(all.base);
    assert_non_null(all.other);
    const double volumes[] = { all.other->sites.items[0].cohorts.items[0].later_volume.value, all.other->sites.items[1].cohorts.items[0].later_volume.value };
    expect_close(volumes[0], 0.6, 0); /* 1 where nothing is written */
    expect_close(volumes[1], 0.54, 1e-12);
    assert_int_equal(all.other->contracts.items[0].paid_after_days, 213);
    for (uint32_t world = 0; world < 40; world++) {
        const double day = in_world(all.base, all.base->states.items[1].day_cost_gbp, world);
        expect_relative(in_world(all.other, all.other->states.items[1].day_cost_gbp, world), 1.25 * day + 7.5, 1e-12);
        const double share = in_world(all.base, all.base->people.start_share, world);
        expect_relative(in_world(all.other, all.other->people.start_share, world), share + 0.05, 1e-12);
        const double wage = in_world(all.base, all.base->contracts.items[0].delivery.therapist_gbp_per_year, world);
        expect_relative(in_world(all.other, all.other->contracts.items[0].delivery.therapist_gbp_per_year, world), 1.2 * wage, 1e-12);
    }
    asked_free(&all);
}

static void a_changed_draw_is_held_within_the_range_of_its_setting(void **state)
{
    (void)state;
    asked all = ask("{\"times\": {\"/people/start_share\": 1.5}}");
    assert_non_null(all.other);
    size_t held = 0;
    for (uint32_t world = 0; world < 200; world++) {
        const double share = in_world(all.base, all.base->people.start_share, world);
        expect_relative(in_world(all.other, all.other->people.start_share, world), fmin(1, 1.5 * share), 1e-12);
        held += 1.5 * share > 1;
    }
    assert_in_range(held, 40, 100); /* a third of 0.4 .. 0.8 lies above 2/3 */
    asked_free(&all);
}

static void values_are_set_taken_away_and_added_by_any_name(void **state)
{
    (void)state;
    asked all = ask("{\"set\": {\"/sites/*/therapists\": 7, \"/contracts/*/capital\": null, \"/cohorts/edge/ratio\": {\"dist\": \"uniform\", \"min\": 1, \"max\": 2},"
                    "\"/sites/suffolk/hires\": {\"second\": {\"from\": \"2020-04-01\", \"therapists\": 2}}}}");
    assert_non_null(all.other);
    assert_int_equal(all.other->sites.items[0].therapists, 7);
    assert_int_equal(all.other->sites.items[1].therapists, 7);
    assert_int_equal(all.other->sites.items[1].hires.count, 1);
    assert_false(capital_is_written(&all.other->contracts.items[0].capital));
    assert_true(capital_is_written(&all.base->contracts.items[0].capital));
    assert_true(all.other->cohorts.items[0].ratio.draw >= 0);
    asked_free(&all);
}

static void what_cannot_be_changed_is_told_where_it_is_written(void **state)
{
    (void)state;
    static const struct {
        const char *what, *says;
    } cases[] = {
        { "{\"times\": {\"/people/wait_days\": 2}}", "/people/wait_days: this differs between children, families or years" },
        { "{\"times\": {\"/sites/*/therapist\": 2}}", "/sites/*/therapist meets nothing: there is no \"therapist\" in /sites/suffolk; did you mean \"therapists\"?" },
        { "{\"times\": {\"/cohorts/edge/begins_in\": 2}}", "shares must sum to 1" },
        { "{\"times\": {\"/sites/suffolk/therapists\": 0.5}}", "2.5 is no whole number" },
        { "{\"set\": {\"/sites/essex/therapists\": 2}}", "there is no \"essex\" in /sites; known: norfolk, suffolk" },
        { "{\"set\": {\"/contracts/*/limit_gbp\": null}}", "/contracts/*/limit_gbp meets nothing" },
        { "{\"times\": {\"/sites/*/psychology_fund/uptake\": 2}}", "meets nothing" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        asked all = ask(cases[i].what);
        assert_null(all.other);
        char *text = printed(&all.faults);
        if (!strstr(text, cases[i].says)) {
            print_message("%s\n", text);
        }
        assert_non_null(strstr(text, cases[i].says));
        assert_non_null(strstr(text, "forms.json:1:"));
        free(text);
        asked_free(&all);
    }
}

static void a_part_of_a_what_if_is_so_much_of_its_factors(void **state)
{
    (void)state;
    asked all = ask("{\"times\": {\"/sites/*/cohorts/*/later_volume\": 0.6}, \"plus\": {\"/contracts/main/claims/paid_after_days\": 40}}");
    const char *why = NULL;
    document *half = what_if_apply(all.doc, "asked", 0.5, &why, &all.faults);
    scenario *other = half ? scenario_from_document(half, &all.faults) : NULL;
    assert_non_null(other);
    expect_close(other->sites.items[0].cohorts.items[0].later_volume.value, 0.8, 1e-12);
    assert_int_equal(other->contracts.items[0].paid_after_days, 50);
    assert_true(what_if_has_steps(all.doc, "asked"));
    assert_false(what_if_has_steps(all.doc, "own_team"));
    scenario_free(other);
    document_free(half);
    asked_free(&all);
}

static void several_are_asked_one_after_the_other(void **state)
{
    (void)state;
    static const char *const names[] = { "asked", "late_6_months", "contract_effect" };
    char *text = NULL;
    assert_true(asprintf(&text, FORMS, "{\"plus\": {\"/contracts/main/claims/paid_after_days\": 40}}") > 0);
    fault_list faults = { 0 };
    document *doc = what_if_apply_all(document_read_text("forms.json", text, strlen(text), &faults), names, 3, &faults);
    scenario *other = doc ? scenario_from_document(doc, &faults) : NULL;
    assert_non_null(other);
    assert_int_equal(other->contracts.items[0].paid_after_days, 30 + 40 + 183);
    assert_int_equal(other->what_if.count, 0);
    char *told = printed(&faults);
    assert_non_null(strstr(told, "warning: the what-if \"contract_effect\" does not apply"));
    free(told);
    free(text);
    scenario_free(other);
    document_free(doc);
    fault_list_free(&faults);
}

/** A what-if of its own in an extending file keeps its nulls, and so do variations beside it. */
static void nulls_of_extending_files_are_kept(void **state)
{
    (void)state;
    static const char text[] =
        "{\"extends\": \"scenarios/invalid/base/tiny.json\", \"contracts\": {\"main\": {\"limit_gbp\": 90000, \"terms\": {\"days\": {\"deadweight\": 0.25}},"
        "\"variations\": {\"later\": {\"from\": \"2021-07-01\", \"terms\": {\"days\": {\"deadweight\": null}}}}}}, \"what_if\": {\"free\": {\"set\": {\"/contracts/main/limit_gbp\": null}}}}";
    fault_list faults = { 0 };
    const char *why = NULL;
    document *doc = document_read_text("nulls.json", text, sizeof text - 1, &faults);
    document *changed = doc ? what_if_apply(doc, "free", 1, &why, &faults) : NULL;
    scenario *other = changed ? scenario_from_document(changed, &faults) : NULL;
    char *told = printed(&faults);
    expect_text(told, "");
    assert_non_null(other);
    expect_close(other->contracts.items[0].limit_gbp.value, -1, 0);
    assert_int_equal(other->contracts.items[0].terms.count, 2);
    expect_close(other->contracts.items[0].terms.items[0].deadweight.value, 0.25, 0);
    expect_close(other->contracts.items[0].terms.items[1].deadweight.value, 0, 0);
    free(told);
    scenario_free(other);
    document_free(changed);
    document_free(doc);
    fault_list_free(&faults);
}

static void the_shipped_set_fits_every_scenario(void **state)
{
    (void)state;
    static const char *const files[] = { "dn2", "essex-mst", "essex-mst-plan", "designs", "positive-families-partnership", "positive-families-partnership-contract", "stronger-families",
                                         "stronger-families-norfolk", "stronger-families-contract", "stronger-families-trials", "typical-edge-of-care" };
    for (size_t f = 0; f < sizeof files / sizeof files[0]; f++) {
        for (size_t i = 0; i < what_ifs_shipped_count; i++) {
            char path[128];
            snprintf(path, sizeof path, "scenarios/%s.json", files[f]);
            fault_list faults = { 0 };
            const char *why = NULL;
            document *doc = document_read(path, NULL, 0, &faults);
            document *changed = what_if_apply(doc, what_ifs_shipped[i].name, 1, &why, &faults);
            scenario *other = changed ? scenario_from_document(changed, &faults) : NULL;
            if (!other && !why) {
                print_message("%s of %s\n", what_ifs_shipped[i].name, files[f]);
                fault_print(&faults, stderr);
            }
            assert_true(other || (why && strcmp(what_ifs_shipped[i].name, "contract_effect") == 0));
            assert_int_equal(fault_errors(&faults), 0);
            scenario_free(other);
            document_free(changed);
            document_free(doc);
            fault_list_free(&faults);
        }
    }
}

/** What the contract takes for granted of the therapy, in the place of the central account's. */
static void an_accounts_values_are_taken_whole(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    const char *why = NULL;
    document *doc = document_read("scenarios/stronger-families.json", NULL, 0, &faults);
    document *changed = what_if_apply(doc, "contract_effect", 1, &why, &faults);
    assert_non_null(changed);
    const json_value *entry = json_at(document_value(changed), "/therapies/fft/effects/entry");
    expect_text(json_string(json_get(entry, "kind")), "constant");
    expect_close(json_number(json_get(entry, "hazard_ratio")), 0.015, 0);
    assert_null(json_get(entry, "half_life_days"));
    document_free(changed);
    document_free(doc);
    fault_list_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(factors_and_sums_act_on_every_form_of_a_number),
        cmocka_unit_test(a_changed_draw_is_held_within_the_range_of_its_setting),
        cmocka_unit_test(values_are_set_taken_away_and_added_by_any_name),
        cmocka_unit_test(what_cannot_be_changed_is_told_where_it_is_written),
        cmocka_unit_test(a_part_of_a_what_if_is_so_much_of_its_factors),
        cmocka_unit_test(several_are_asked_one_after_the_other),
        cmocka_unit_test(nulls_of_extending_files_are_kept),
        cmocka_unit_test(the_shipped_set_fits_every_scenario),
        cmocka_unit_test(an_accounts_values_are_taken_whole),
    };
    return cmocka_run_group_tests(tests, in_sources, NULL);
}
