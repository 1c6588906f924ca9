#include "support/expect.h"

#include <stdlib.h>
#include <string.h>

#include "draft/draft.h"
#include "load/load.h"

static draft_answers some_answers(void)
{
    date starts = 0;
    assert_true(date_read("2027-09-15", &starts));
    return (draft_answers){ .title = "Homeward, phase 2", .council = "Nether Wallop Borough Council", .starts = starts, .years = 2.5, .families_per_year = 67,
                            .in_care_share = 0.2, .age_from = 9, .age_until = 16.5, .therapy = 1, .therapists = 7, .entry_share = 0.19, .paid_by = 0,
                            .price_gbp = 41.5, .window_months = 18, .not_paid_share = 0.31, .limit_gbp = 1234567, .other_payer = "Life Chances Fund",
                            .other_share = 0.17, .commitment_gbp = 300001 };
}

/** Loads a draft as a file would be; the test fails with the faults shown. */
static scenario *loaded_draft(const draft_answers *answers)
{
    fault_list faults = { 0 };
    json_value *draft = draft_make(answers);
    assert_non_null(draft);
    char *text = json_text(draft);
    document *doc = document_read_text("draft.json", text, strlen(text), &faults);
    scenario *self = doc ? scenario_from_document(doc, &faults) : NULL;
    fault_print(&faults, stderr);
    assert_non_null(self);
    assert_int_equal(faults.count, 0);
    document_free(doc);
    free(text);
    json_free(draft);
    fault_list_free(&faults);
    return self;
}

static void every_unit_and_therapy_gives_a_scenario_that_loads(void **state)
{
    (void)state;
    for (int therapy = 0; draft_therapies[therapy]; therapy++) {
        for (int unit = 0; draft_units[unit]; unit++) {
            draft_answers answers = some_answers();
            answers.therapy = therapy;
            answers.paid_by = unit;
            scenario_free(loaded_draft(&answers));
        }
    }
}

/* By hand from the answers above. */
static void answers_stand_where_they_belong(void **state)
{
    (void)state;
    const draft_answers answers = some_answers();
    scenario *self = loaded_draft(&answers);
    const site_row *site = &self->sites.items[0];
    const contract_row *contract = &self->contracts.items[0];
    const term_row *term = &contract->terms.items[0];
    date day = 0;
    expect_text(self->name, "homeward_phase_2");
    expect_text(site->council, "nether_wallop_borough_council");
    assert_int_equal(self->starts, answers.starts);
    assert_true(date_read("2030-03-14", &day)); /* 30 months from 15 September 2027 */
    assert_int_equal(site->closes, day);
    assert_true(date_read("2031-10-31", &day)); /* 18 months later and one more, to the month's end */
    assert_int_equal(contract->last_claimable, day);
    assert_int_equal(site->therapists, 7);
    assert_int_equal(site->caseload, 4);
    assert_int_equal(self->contracts.count, 1);
    expect_close(term->price_gbp.value, 41.5, 0);
    expect_close(term->deadweight.value, 0.31, 0);
    assert_int_equal(term->window_length_days, 548); /* 18 x 365.25 / 12 = 547.875 */
    expect_close(contract->limit_gbp.value, 1234567, 0);
    expect_close(contract->payers.items[1].share.value, 0.17, 0);
    expect_text(contract->payers.items[1].name, "life_chances_fund");
    expect_close(contract->capital.commitment_gbp.value, 300001, 0);
    scenario_free(self);
}

static void no_children_in_care_no_limit_and_no_other_payer_are_left_out(void **state)
{
    (void)state;
    draft_answers answers = some_answers();
    answers.in_care_share = 0;
    answers.limit_gbp = 0;
    answers.other_payer = NULL;
    scenario *self = loaded_draft(&answers);
    const contract_row *contract = &self->contracts.items[0];
    assert_int_equal(self->sites.items[0].cohorts.count, 1);
    assert_true(contract->limit_gbp.value < 0);
    assert_int_equal(contract->payers.count, 1);
    scenario_free(self);
}

/* families x price x units a family at most: 167.5 families over 2.5 years. */
static void the_largest_payment_counts_every_child_out_of_care_every_day(void **state)
{
    (void)state;
    const struct {
        int unit;
        double units;
    } cases[] = { { 0, 548 * 0.69 }, { 1, 78 * 0.69 }, { 2, 548 * 0.31 }, { 3, 1 }, { 4, 1 } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        draft_answers answers = some_answers();
        answers.paid_by = cases[i].unit;
        expect_close(draft_largest_payment(&answers), 167.5 * 41.5 * cases[i].units, 1e-6);
    }
}

static void names_of_keys_have_no_blanks_and_stops(void **state)
{
    (void)state;
    const struct {
        const char *words, *name;
    } cases[] = { { "Norfolk County Council", "norfolk_county_council" }, { "  St. Helens (MBC)! ", "st_helens_mbc" }, { "Ynys Môn", "ynys_môn" }, { "A/B~C", "a_b_c" } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char name[61];
        draft_name(cases[i].words, name, sizeof name);
        expect_text(name, cases[i].name);
    }
    char cut[5];
    draft_name("abcdefgh", cut, sizeof cut);
    expect_text(cut, "abcd");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_unit_and_therapy_gives_a_scenario_that_loads), cmocka_unit_test(answers_stand_where_they_belong),
        cmocka_unit_test(no_children_in_care_no_limit_and_no_other_payer_are_left_out),
        cmocka_unit_test(the_largest_payment_counts_every_child_out_of_care_every_day), cmocka_unit_test(names_of_keys_have_no_blanks_and_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
