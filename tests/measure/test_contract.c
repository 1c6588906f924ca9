#include "village.h"

/* One child and one per-day term unless said otherwise. Day 0 is 2019-09-17; the contract counts from 2019-10-01 (day 14) to 2025-03-31 (day 2022); its
 * periods are calendar quarters: 2019-10-01 is day 14, 2020-01-01 day 106, 2020-04-01 day 197 (the quarter has a leap day: 91 days), 2020-07-01 day 288,
 * 2020-10-01 day 380, 2021-01-01 day 472, 2021-04-01 day 562. Expected values are differences of these by hand. */

static double units_in(const village *v, int arm, size_t period)
{
    return v->units[arm].achieved[period];
}

static double units_of(const village *v, int arm)
{
    double sum = 0.0;
    for (size_t p = 0; p < v->calendar.count; p++) {
        sum += v->units[arm].achieved[p];
    }
    return sum;
}

static double window_days_of(const village *v, int arm)
{
    double sum = 0.0;
    for (size_t p = 0; p < v->calendar.count; p++) {
        sum += v->units[arm].window_days[p];
    }
    return sum;
}

static void the_18th_birthday_ends_the_window(void **state)
{
    (void)state;
    village *v = village_make();
    village_term(v, "per_day");
    village_child(v, 93.4, 391); /* window from day 94; last day 390 */
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
    village_measure(v);
    expect_close(units_in(v, ARM_TREATED, 0), 12.0, 0.0); /* 94 .. 105 */
    expect_close(units_in(v, ARM_TREATED, 1), 91.0, 0.0); /* with 29 February */
    expect_close(units_in(v, ARM_TREATED, 2), 91.0, 0.0);
    expect_close(units_in(v, ARM_TREATED, 3), 92.0, 0.0);
    expect_close(units_in(v, ARM_TREATED, 4), 11.0, 0.0); /* 380 .. 390 */
    expect_close(units_in(v, ARM_TREATED, 5), 0.0, 0.0);
    village_free(v);
}

static void the_day_of_entry_does_not_count_and_the_day_of_leaving_does(void **state)
{
    (void)state;
    village *v = village_make();
    term_row *term = village_term(v, "per_day");
    term->window_length_days = 40; /* days 94 .. 133 */
    village_child(v, 93.4, 3001);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 }, { 100.6, FOSTER, 0.5 }, { 117.2, KIN, 0.5 }); /* in care on 100 .. 116 */
    village_measure(v);
    expect_close(units_of(v, ARM_TREATED), 40.0 - 17.0, 0.0);
    village_free(v);
}

static void untreated_careers_are_measured_in_the_treated_windows(void **state)
{
    (void)state;
    village *v = village_make();
    term_row *term = village_term(v, "per_day");
    term->window_from = FROM_RETURN_HOME;
    term->window_length_days = 57;
    village_child(v, 93.4, 3001);
    CAREER(v, ARM_TREATED, { 82.15, HOME, 0.5 }, { 120.3, FOSTER, 0.5 }, { 166.8, HOME, 0.5 }); /* window 167 .. 223 */
    CAREER(v, ARM_UNTREATED_SHARED, { 82.15, HOME, 0.5 }, { 104.3, FOSTER, 0.5 }, { 203.1, HOME, 0.5 }); /* home again from day 203 */
    CAREER(v, ARM_UNTREATED_INDEPENDENT, { 82.15, HOME, 0.5 });
    village_measure(v);
    expect_close(units_of(v, ARM_TREATED), 57.0, 0.0);
    expect_close(units_of(v, ARM_UNTREATED_SHARED), 21.0, 0.0); /* 203 .. 223 */
    expect_close(units_of(v, ARM_UNTREATED_INDEPENDENT), 57.0, 0.0);
    village_free(v);
}

/** Where a window of 31 days opens, by its event. */
static const struct {
    int from;
    int64_t delay;
    double in_first; /* units before day 106 */
    double in_all;
} windows[] = {
    { FROM_REFERRAL, 0, 23.0, 31.0 },    /* referred on day 82: 83 .. 113 */
    { FROM_START, 0, 12.0, 31.0 },       /* started on day 93: 94 .. 124 */
    { FROM_START, 98, 0.0, 31.0 },       /* 192 .. 222 */
    { FROM_COMPLETION, 0, 0.0, 31.0 },   /* day 93.4 + 120 = 213: 214 .. 244 */
    { FROM_RETURN_HOME, 0, 0.0, 0.0 },   /* never in care */
};

static void a_window_opens_the_day_after_its_event(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(windows); i++) {
        village *v = village_make();
        term_row *term = village_term(v, "per_day");
        term->window_from = windows[i].from;
        term->window_delay_days = windows[i].delay;
        term->window_length_days = 31;
        v->people.completed[village_child(v, 93.4, 3001)] = true;
        CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
        village_measure(v);
        expect_close(units_in(v, ARM_TREATED, 0), windows[i].in_first, 0.0);
        expect_close(units_of(v, ARM_TREATED), windows[i].in_all, 0.0);
        village_free(v);
    }
}

static void a_shortening_state_ends_the_window_for_good_in_all_arms(void **state)
{
    (void)state;
    village *v = village_make();
    term_row *term = village_term(v, "per_day");
    term->shortens_mask = BIT(CUSTODY);
    village_child(v, 93.4, 3001);
    CAREER(v, ARM_TREATED, { 82.15, HOME, 0.5 }, { 130.5, CUSTODY, 0.5 }, { 140.5, HOME, 0.5 }); /* custody from day 130 */
    CAREER(v, ARM_UNTREATED_SHARED, { 82.15, HOME, 0.5 }, { 125.5, CUSTODY, 0.5 });              /* counted all the same */
    CAREER(v, ARM_UNTREATED_INDEPENDENT, { 82.15, HOME, 0.5 }, { 125.5, FOSTER, 0.5 });
    village_measure(v);
    expect_close(units_of(v, ARM_TREATED), 36.0, 0.0); /* 94 .. 129 */
    expect_close(units_of(v, ARM_UNTREATED_SHARED), 36.0, 0.0);
    expect_close(units_of(v, ARM_UNTREATED_INDEPENDENT), 31.0, 0.0); /* 94 .. 124 */
    village_free(v);
}

static void a_limit_is_reached_in_mid_period_by_a_fraction(void **state)
{
    (void)state;
    village *v = village_make();
    term_row *term = village_term(v, "per_day");
    term->deadweight = FIXED(0.36);
    term->per_child_limit_units = FIXED(75.0); /* 75 / 0.64 = 117.1875 achieved units */
    village_child(v, 93.4, 3001);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
    village_measure(v);
    expect_close(units_in(v, ARM_TREATED, 0), 12.0, 0.0);
    expect_close(units_in(v, ARM_TREATED, 1), 91.0, 0.0);
    expect_close(units_in(v, ARM_TREATED, 2), 14.1875, 1e-12);
    expect_close(units_in(v, ARM_TREATED, 3), 0.0, 0.0);
    village_free(v);
}

static void a_limit_in_pounds_cuts_blocks(void **state)
{
    (void)state;
    village *v = village_make();
    term_row *term = village_term(v, "per_block");
    term->unit.parameter[0] = FIXED(7.0);
    term->price_gbp = FIXED(400.0);
    term->per_child_limit_gbp = FIXED(1300.0); /* 3.25 blocks: the 4th, on day 121, by a quarter */
    village_child(v, 93.4, 3001);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
    village_measure(v);
    expect_close(units_in(v, ARM_TREATED, 0), 1.0, 0.0);  /* blocks end on days 100, 107, 114, 121 */
    expect_close(units_in(v, ARM_TREATED, 1), 2.25, 1e-12);
    expect_close(units_of(v, ARM_TREATED), 3.25, 1e-12);
    village_free(v);
}

static void a_baseline_has_window_days_up_to_the_as_of_day(void **state)
{
    (void)state;
    village *v = village_make();
    term_row *term = village_term(v, "per_day");
    village_baseline(term, 0.55);
    v->subject.as_of_day = 131;
    village_child(v, 93.4, 3001);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 }, { 110.5, FOSTER, 0.5 });
    village_measure(v);
    expect_close(window_days_of(v, ARM_TREATED), 38.0, 0.0); /* 94 .. 131 */
    expect_close(units_of(v, ARM_TREATED), 16.0, 0.0);       /* 94 .. 109 */
    village_free(v);
}

/** One way in which a child is not eligible, and what is measured then. */
typedef struct {
    const char *says;
    void (*change)(village *v, term_row *term);
    double units; /* of 40 */
} eligibility;

static void no_evidence(village *v, term_row *term)
{
    v->people.verification[0] = 0.8125;
    term->verified_share = FIXED(0.8125);
}

static void evidence(village *v, term_row *term)
{
    v->people.verification[0] = 0.8125;
    term->verified_share = FIXED(0.8126);
}

static void other_site(village *v, term_row *term)
{
    (void)v;
    term->site_mask = 2;
}

static void site_outside_the_contract(village *v, term_row *term)
{
    (void)term;
    v->contract.site_mask = 2;
}

static void other_cohort(village *v, term_row *term)
{
    (void)v;
    term->cohort_mask = 2;
}

static void no_completion(village *v, term_row *term)
{
    (void)v;
    term->needs_completion = true;
}

static void twenty_one_sessions(village *v, term_row *term)
{
    v->people.received_days[0] = 120.0; /* 120 / 7 x 1.25 = 21.4 sessions */
    term->needs_sessions = 21;
}

static void not_twenty_two_sessions(village *v, term_row *term)
{
    (void)v;
    term->needs_sessions = 22;
}

static void at_home_on_day_seven(village *v, term_row *term)
{
    (void)v;
    term->needs_home_at_day = 7; /* day 100 */
}

static void in_care_on_day_forty_two(village *v, term_row *term)
{
    (void)v;
    term->needs_home_at_day = 42; /* day 135 */
}

static const eligibility rules[] = {
    { "a mark at the share is not below it", no_evidence, 0.0 },
    { "a mark below the share", evidence, 40.0 },
    { "another site's term", other_site, 0.0 },
    { "another site's contract", site_outside_the_contract, 0.0 },
    { "another cohort's term", other_cohort, 0.0 },
    { "not completed", no_completion, 0.0 },
    { "enough sessions", twenty_one_sessions, 40.0 },
    { "one session too few", not_twenty_two_sessions, 0.0 },
    { "home on the day asked", at_home_on_day_seven, 40.0 },
    { "in care on the day asked", in_care_on_day_forty_two, 0.0 },
};

static void only_eligible_children_are_measured(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rules); i++) {
        village *v = village_make();
        term_row *term = village_term(v, "per_day");
        term->window_length_days = 40;
        village_child(v, 93.4, 3001);
        CAREERS_ALIKE(v, { 82.15, HOME, 0.5 }, { 134.5, FOSTER, 0.5 });
        rules[i].change(v, term);
        village_measure(v);
        expect_close_at(units_of(v, ARM_TREATED), rules[i].units, 0.0, rules[i].says, __FILE__, __LINE__);
        village_free(v);
    }
}

static void the_as_of_day_brings_no_last_day_forward(void **state)
{
    (void)state;
    village *v = village_make();
    village_term(v, "still_out")->window_length_days = 60; /* last day 153 */
    village_child(v, 93.4, 3001);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
    v->subject.as_of_day = 152;
    village_measure(v);
    expect_close(units_of(v, ARM_TREATED), 0.0, 0.0);
    v->subject.as_of_day = 153;
    village_measure(v);
    expect_close(units_in(v, ARM_TREATED, 1), 1.0, 0.0);
    village_free(v);
}

static void a_start_before_the_contract_is_no_milestone_of_it(void **state)
{
    (void)state;
    village *v = village_make();
    village_term(v, "milestone_start");
    village_child(v, 13.9, 3001); /* 2019-09-30 */
    CAREERS_ALIKE(v, { 2.65, HOME, 0.5 });
    village_child(v, 14.0, 3001); /* 2019-10-01 */
    CAREERS_ALIKE(v, { 2.75, HOME, 0.5 });
    village_measure(v);
    expect_close(units_of(v, ARM_TREATED), 1.0, 0.0);
    village_free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_18th_birthday_ends_the_window),
        cmocka_unit_test(the_day_of_entry_does_not_count_and_the_day_of_leaving_does),
        cmocka_unit_test(untreated_careers_are_measured_in_the_treated_windows),
        cmocka_unit_test(a_window_opens_the_day_after_its_event),
        cmocka_unit_test(a_shortening_state_ends_the_window_for_good_in_all_arms),
        cmocka_unit_test(a_limit_is_reached_in_mid_period_by_a_fraction),
        cmocka_unit_test(a_limit_in_pounds_cuts_blocks),
        cmocka_unit_test(a_baseline_has_window_days_up_to_the_as_of_day),
        cmocka_unit_test(only_eligible_children_are_measured),
        cmocka_unit_test(the_as_of_day_brings_no_last_day_forward),
        cmocka_unit_test(a_start_before_the_contract_is_no_milestone_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
