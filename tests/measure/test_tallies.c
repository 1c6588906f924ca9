#include "village.h"

/* Kaplan-Meier by hand. Five children out of care at the start, all started on day 100.3; entries on day numbers 41 and 97, a birthday on day number 97,
 * another entry on day number 200, and one observed throughout:
 *   S(97)  = (1 - 1/5) (1 - 1/4) = 0.6         the birthday on day 97 is censored after the entry
 *   S(365) = 0.6 (1 - 1/2) = S(730) = 0.3      after day 97 two are left */
static void never_in_care_shares_are_those_of_the_hand_table(void **state)
{
    (void)state;
    const double entries[] = { 141.5, 197.5, 0.0, 300.5, 0.0 };
    const int adults[] = { 3001, 3001, 197, 3001, 3001 };
    village *v = village_make();
    village_term(v, "per_day");
    for (size_t i = 0; i < 5; i++) {
        village_child(v, 100.3, adults[i]);
        if (entries[i] > 0.0) {
            CAREERS_ALIKE(v, { 89.05, HOME, 0.5 }, { entries[i], FOSTER, 0.5 });
        } else {
            CAREERS_ALIKE(v, { 89.05, HOME, 0.5 });
        }
    }
    village_child(v, 100.3, 3001); /* in care at the start: not in the table */
    CAREERS_ALIKE(v, { 89.05, FOSTER, 0.5 });
    village_measure(v);
    const tally *t = v->result.tallies;
    expect_close(t[0].never_at[1], 0.6, 1e-15); /* day 97 is the second of the list */
    expect_close(t[0].never_at[0], 0.3, 1e-15);
    expect_close(t[0].never_at[2], 0.3, 1e-15);
    expect_close(t[1].never_at[0], 0.3, 1e-15);
    assert_true(isnan(t[2].never_at[0])); /* nobody in the other site */
    v->subject.as_of_day = 100 + 364;
    village_measure(v);
    assert_true(isnan(t[0].never_at[0])); /* nobody at risk on day 365 any more */
    expect_close(t[0].never_at[1], 0.6, 1e-15);
    village_free(v);
}

static void days_in_all_states_are_the_days_available(void **state)
{
    (void)state;
    village *v = village_make();
    village_term(v, "per_day");
    village_child(v, 93.4, 1000);
    CAREER(v, ARM_TREATED, { 82.15, HOME, 0.5 }, { 400.5, FOSTER, 0.5 }, { 500.25, PARENTS, 0.5 }, { 601.75, KIN, 0.5 });
    CAREER(v, ARM_UNTREATED_SHARED, { 82.15, HOME, 0.5 }, { 300.5, FOSTER, 0.5 }, { 700.5, CUSTODY, 0.5 });
    CAREER(v, ARM_UNTREATED_INDEPENDENT, { 82.15, HOME, 0.5 });
    village_measure(v);
    const exposure *days = &v->result.exposure;
    for (int arm = 0; arm < ARM_COUNT; arm++) {
        double sum = 0.0;
        for (size_t s = 0; s < VILLAGE_STATES; s++) {
            for (size_t y = 0; y < days->years; y++) {
                sum += days->days[exposure_at(days, 0, (career_arm)arm, 0, s, y)];
            }
        }
        expect_close(sum, 906.0, 0.0); /* 94 .. 999 */
    }
    const tally *t = &v->result.tallies[0];
    expect_close(t->window_days, 906.0, 0.0);
    expect_close(t->arm[ARM_TREATED].care_days[FOSTER], 100.0, 0.0);  /* 400 .. 499 */
    expect_close(t->arm[ARM_TREATED].care_days[PARENTS], 101.0, 0.0); /* 500 .. 600 */
    expect_close(t->arm[ARM_TREATED].family_days, 906.0 - 100.0, 0.0); /* placed with parents is with family */
    expect_close(t->arm[ARM_UNTREATED_SHARED].care_days_total, 400.0, 0.0);
    expect_close(t->arm[ARM_UNTREATED_SHARED].entered_care, 1.0, 0.0);
    village_free(v);
}

/* Financial years from day 0, 2019-09-17: 2019 ends before day 197 (2020-04-01), 2020 before day 562 (2021-04-01). */
static void days_fall_into_their_financial_years_with_the_leap_day(void **state)
{
    (void)state;
    village *v = village_make();
    village_term(v, "per_day");
    village_child(v, 93.4, 600);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
    village_measure(v);
    const exposure *days = &v->result.exposure;
    const double expected[] = { 103.0, 365.0, 38.0, 0.0 };
    for (size_t y = 0; y < COUNT_OF(expected); y++) {
        expect_close(days->days[exposure_at(days, 1, ARM_UNTREATED_SHARED, 0, HOME, y)], expected[y], 0.0);
    }
    village_free(v);
}

/* extra a day = min(limit, median exp(sigma z)) / 7 - day cost, z the normal quantile of mark / share. The mark is 0.004 of 0.016, so the quantile of 0.25,
 * -0.6744897501960817 (standard table). Days in foster care 400 .. 561 are of 2020, 562 .. 599 of 2021. */
static void an_extreme_price_is_told_above_the_day_cost_by_year(void **state)
{
    (void)state;
    const double extra = 12500.0 * exp(0.4 * -0.6744897501960817) / 7.0 - 130.0;
    village *v = village_make();
    v->states[FOSTER].extreme_share = FIXED(0.016);
    v->states[FOSTER].extreme_median_gbp_per_week = FIXED(12500.0);
    v->states[FOSTER].extreme_sigma = FIXED(0.4);
    v->states[FOSTER].extreme_limit_gbp_per_week = FIXED(63000.0);
    village_term(v, "per_day");
    village_child(v, 93.4, 600);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 }, { 400.5, FOSTER, 0.004 });
    village_child(v, 93.4, 600);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 }, { 400.5, FOSTER, 0.017 });
    village_measure(v);
    const exposure *days = &v->result.exposure;
    expect_relative(days->extreme_gbp[exposure_at(days, 0, ARM_TREATED, 0, FOSTER, 1)], 162.0 * extra, 1e-6); /* marks are floats */
    expect_relative(days->extreme_gbp[exposure_at(days, 1, ARM_UNTREATED_INDEPENDENT, 0, FOSTER, 2)], 38.0 * extra, 1e-6);
    expect_close(days->extreme_gbp[exposure_at(days, 0, ARM_TREATED, 0, FOSTER, 0)], 0.0, 0.0);
    village_free(v);
}

static void the_way_to_therapy_is_counted_up_to_the_as_of_day(void **state)
{
    (void)state;
    village *v = village_make();
    village_term(v, "per_day");
    v->people.completed[village_child(v, 93.4, 3001)] = true; /* referred 82.15, completed on day 213 */
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
    v->people.entered_waiting[village_child(v, TIME_NEVER, 3001)] = true; /* referred 88.75, in care from day 131 */
    CAREERS_ALIKE(v, { 88.75, HOME, 0.5 }, { 131.5, FOSTER, 0.5 });
    village_child(v, 233.7, 3001);
    CAREERS_ALIKE(v, { 222.45, HOME, 0.5 });
    const tally *t = v->result.tallies;
    v->subject.as_of_day = 130;
    village_measure(v);
    t = v->result.tallies;
    expect_close(t->referrals, 2.0, 0.0);
    expect_close(t->starts, 1.0, 0.0);
    expect_close(t->completions, 0.0, 0.0);
    expect_close(t->entered_care_while_waiting, 0.0, 0.0);
    expect_close(t->therapy_days, 131.0 - 93.4, 1e-12);
    v->subject.as_of_day = DAY_UNBOUNDED;
    village_measure(v);
    expect_close(t->referrals, 3.0, 0.0);
    expect_close(t->completions, 1.0, 0.0);
    expect_close(t->entered_care_while_waiting, 1.0, 0.0);
    expect_close(t->waiting_days, 2.0 * 11.25, 1e-12);
    expect_close(t->therapy_days, 240.0, 1e-12);
    /* month ends: 2019-12-31 is day 105, 2020-01-31 day 136; the second family leaves the line with the entry to care on day 131 */
    expect_close(v->result.monthly.waiting[3], 1.0, 0.0);
    expect_close(v->result.monthly.waiting[4], 0.0, 0.0);
    expect_close(v->result.monthly.caseload[3], 1.0, 0.0);
    expect_close(v->result.monthly.starts[3], 1.0, 0.0);
    village_free(v);
}

static void a_child_in_care_is_home_and_stable_once_it_stays_home(void **state)
{
    (void)state;
    village *v = village_make();
    village_term(v, "per_day");
    village_child(v, 100.3, 3001);
    CAREERS_ALIKE(v, { 89.05, FOSTER, 0.5 }, { 150.5, HOME, 0.5 }); /* by day 97, and for good */
    village_child(v, 100.3, 3001);
    CAREERS_ALIKE(v, { 89.05, FOSTER, 0.5 }, { 150.5, KIN, 0.5 }, { 300.5, FOSTER, 0.5 }, { 310.5, HOME, 0.5 }); /* back in care on day 200 */
    village_measure(v);
    const tally *t = v->result.tallies;
    expect_close(t->in_care_started, 2.0, 0.0);
    expect_close(t->stable_at[1], 2.0, 0.0);
    expect_close(t->stable_at[0], 1.0, 0.0);
    expect_close(t->stable_seen_at[0], 2.0, 0.0);
    village_free(v);
}

/* Day N of these children is 458: who is back in care on that day is not home and stable on it, who comes back the day after is. */
static void a_return_to_care_on_day_n_itself_is_not_stable(void **state)
{
    (void)state;
    const double returns[] = { 458.2, 459.2 };
    for (size_t i = 0; i < COUNT_OF(returns); i++) {
        village *v = village_make();
        village_term(v, "per_day");
        village_child(v, 93.4, 3001);
        CAREERS_ALIKE(v, { 82.05, FOSTER, 0.5 }, { 150.5, HOME, 0.5 }, { returns[i], FOSTER, 0.5 });
        village_measure(v);
        expect_close(v->result.tallies->stable_seen_at[0], 1.0, 0.0);
        expect_close(v->result.tallies->stable_at[0], (double)i, 0.0);
        village_free(v);
    }
}

static void scopes_stand_in_order_of_programme_sites_and_groups(void **state)
{
    (void)state;
    static const struct {
        scope_kind sort;
        const char *group, *label;
    } expected[] = {
        { SCOPE_PROGRAMME, NULL, NULL },          { SCOPE_SITE, NULL, "north" },         { SCOPE_SITE, NULL, "south" },
        { SCOPE_GROUP, "cohort", "edge" },        { SCOPE_GROUP, "cohort", "in_care" },  { SCOPE_GROUP, "band", "younger" },
        { SCOPE_GROUP, "band", "older" },         { SCOPE_GROUP, "locality", "north/coast" }, { SCOPE_GROUP, "locality", "north/fens" },
        { SCOPE_GROUP, "sex", "girl" },           { SCOPE_GROUP, "sex", "boy" },
    };
    village *v = village_make();
    assert_true(scope_list_make(&v->file, &v->scopes));
    assert_int_equal(v->scopes.count, COUNT_OF(expected));
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        assert_int_equal(v->scopes.items[i].kind, expected[i].sort);
        assert_true(!expected[i].group == !v->scopes.items[i].group);
        if (expected[i].group) {
            expect_text(v->scopes.items[i].group, expected[i].group);
        }
        if (expected[i].label) {
            expect_text(v->scopes.items[i].label, expected[i].label);
        }
    }
    assert_int_equal(v->scopes.locality_from[0], 7);
    assert_int_equal(v->scopes.locality_from[1], 0);
    village_free(v);
}

/* A family of three, of whom the eldest is 18 before the start, and a family of one. Day 93 is the start's, so that days 94 .. 293 of the second child in care are
 * 200 and those of the first 100 (from 300 to 399); put off 12.5 and 7 days. */
static void families_are_counted_by_index_children_and_children_by_all(void **state)
{
    (void)state;
    village *v = village_make();
    village_term(v, "per_day");
    village_child(v, 93.4, 3001);
    v->people.completed[0] = true;
    v->people.remote[0] = true;
    v->people.supervised[0] = false;
    v->people.fund_at[0] = 213.4;
    village_delay(v, 100, 112);
    village_delay(v, 201, 202);
    village_delay(v, 1180, 1201); /* the window's last day is 93 + 1095 = 1188: 9 days of it */
    village_delay(v, 1189, 1200); /* after the window */
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 }, { 300.5, FOSTER, 0.5 }, { 400.5, HOME, 0.5 });
    const size_t second = village_sibling(v, 3001);
    village_delay(v, 295, 302);
    v->people.remote[second] = true;
    v->people.fund_at[second] = 213.4;
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 }, { 94.5, FOSTER, 0.5 }, { 294.5, HOME, 0.5 });
    village_sibling(v, 90);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
    village_child(v, 120.3, 3001);
    CAREERS_ALIKE(v, { 109.05, FOSTER, 0.5 });
    village_measure(v);
    const tally *t = &v->result.tallies[0];
    const struct { double found, expected; } counts[] = {
        { t->referrals, 2 },         { t->accepted, 2 },         { t->starts, 2 },        { t->completions, 1 },       { t->children_referred, 4 },
        { t->children_started, 3 },  { t->edge_started, 2 },     { t->in_care_started, 1 }, { t->remote_starts, 1 },   { t->unsupervised_starts, 1 },
        { t->fund_uses, 1 },         { t->entries_put_off, 4 },  { t->unsafe_days, 12 + 1 + 9 + 7 }, { t->therapy_days, 240 },
        { t->arm[ARM_TREATED].care_days_to_18, 100 + 200 + (3001 - 121) },
    };
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        expect_close(counts[i].found, counts[i].expected, 0.0);
    }
    expect_close(t->waiting_days, 2 * 11.25, 1e-12);
    double referrals = 0, starts = 0;
    for (size_t m = 0; m < v->result.monthly.months; m++) {
        referrals += v->result.monthly.referrals[m];
        starts += v->result.monthly.starts[m];
    }
    expect_close(referrals, 2, 0);
    expect_close(starts, 2, 0);
    expect_close(v->result.monthly.caseload[5], 2, 0); /* both families on 29 February 2020, day 165: courses of 120 days from days 93 and 120 */
    v->subject.as_of_day = 212; /* the fund was used a day later */
    village_measure(v);
    expect_close(v->result.tallies[0].fund_uses, 0, 0);
    village_free(v);
}

/* An accepted family that never starts waits until its site has closed: here on day 150, not on that of the file. */
static void nobody_waits_when_a_site_has_closed_early(void **state)
{
    (void)state;
    village *v = village_make();
    village_term(v, "per_day");
    village_child(v, TIME_NEVER, 3001);
    CAREERS_ALIKE(v, { 88.75, HOME, 0.5 });
    village_measure(v);
    expect_close(v->result.monthly.waiting[5], 1, 0); /* 29 February 2020 */
    v->sites[0].closes = v->file.starts + 150;
    village_measure(v);
    expect_close(v->result.monthly.waiting[4], 1, 0); /* 31 January 2020, day 136 */
    expect_close(v->result.monthly.waiting[5], 0, 0);
    village_free(v);
}

/* The report date is the day of the start of three children: one at home at its end, one in care by then, one who turns 18 on it; a fourth started the day before. */
static void who_starts_on_the_report_date_is_seen_on_it(void **state)
{
    (void)state;
    village *v = village_make();
    village_term(v, "per_day");
    village_child(v, 150.4, 3001);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
    village_child(v, 150.4, 3001);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 }, { 150.7, FOSTER, 0.5 });
    village_child(v, 150.4, 150);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
    village_child(v, 149.4, 3001);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
    v->subject.as_of_day = 150;
    village_measure(v);
    expect_close(v->result.tallies[0].seen_as_of, 3, 0);
    expect_close(v->result.tallies[0].out_as_of, 2, 0);
    village_free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(never_in_care_shares_are_those_of_the_hand_table),
        cmocka_unit_test(days_in_all_states_are_the_days_available),
        cmocka_unit_test(days_fall_into_their_financial_years_with_the_leap_day),
        cmocka_unit_test(an_extreme_price_is_told_above_the_day_cost_by_year),
        cmocka_unit_test(the_way_to_therapy_is_counted_up_to_the_as_of_day),
        cmocka_unit_test(who_starts_on_the_report_date_is_seen_on_it),
        cmocka_unit_test(a_child_in_care_is_home_and_stable_once_it_stays_home),
        cmocka_unit_test(a_return_to_care_on_day_n_itself_is_not_stable),
        cmocka_unit_test(scopes_stand_in_order_of_programme_sites_and_groups),
        cmocka_unit_test(families_are_counted_by_index_children_and_children_by_all),
        cmocka_unit_test(nobody_waits_when_a_site_has_closed_early),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
