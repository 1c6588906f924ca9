#include "village.h"

/* Clauses of terms on children of one site, days by hand as in test_contract.c: day 0 is 2019-09-17; quarters begin on days 14, 106, 197, 288, 380 ... */

static double sum_of(const village *v, const double row[], size_t term)
{
    double sum = 0.0;
    for (size_t p = 0; p < v->calendar.count; p++) {
        sum += row[term * v->calendar.count + p];
    }
    return sum;
}

static double achieved_of(const village *v)
{
    return sum_of(v, v->units[ARM_TREATED].achieved, 0);
}

/** A child started on day 93 who is at home and turns 18 on day 3001. */
static void child_at_home(village *v)
{
    village_child(v, 93.4, 3001);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
}

/* Window days 94 .. 133. By hand: the first ten days at 1, days 11 .. 25 at 0.6, 26 .. 40 at 0.25: 10 + 9 + 3.75 = 22.75. */
static void a_taper_lowers_worth_and_not_what_is_achieved(void **state)
{
    (void)state;
    static double after[] = { 10.0, 25.0 }, pays[] = { 0.6, 0.25 };
    village *v = village_make();
    term_row *term = village_term(v, "per_day");
    term->window_length_days = 40;
    term->taper_after_days = (number_list){ after, 2 };
    term->taper_pays = (number_list){ pays, 2 };
    child_at_home(v);
    village_measure(v);
    expect_close(achieved_of(v), 40.0, 1e-12);
    expect_close(sum_of(v, v->units[ARM_TREATED].worth, 0), 22.75, 1e-12);
    expect_close(v->units[ARM_TREATED].worth[0], 10.0 + 2.0 * 0.6, 1e-12); /* days 94 .. 105 */
    village_free(v);
}

/* The same with 71.3 a day and at most 1,000 pounds a child, deadweight 0.2: 1,250 before deadweight; ten days at 71.3 are 713, and the 537 left are 537 / 42.78 =
 * 12.5526 days at 0.6. */
static void a_limit_in_pounds_counts_worth(void **state)
{
    (void)state;
    static double after[] = { 10.0, 25.0 }, pays[] = { 0.6, 0.25 };
    village *v = village_make();
    term_row *term = village_term(v, "per_day");
    term->window_length_days = 40;
    term->taper_after_days = (number_list){ after, 2 };
    term->taper_pays = (number_list){ pays, 2 };
    term->price_gbp = FIXED(71.3);
    term->deadweight = FIXED(0.2);
    term->per_child_limit_gbp = FIXED(1000.0);
    child_at_home(v);
    village_measure(v);
    expect_close(achieved_of(v), 10.0 + 537.0 / 42.78, 1e-9);
    expect_close(71.3 * 0.8 * sum_of(v, v->units[ARM_TREATED].worth, 0), 1000.0, 1e-9);
    village_free(v);
}

/** When a milestone of 31 days (earned on day 124) is taken back. */
static const struct {
    const char *says;
    int64_t days;
    double entry;  /* to foster care */
    double units;  /* in all */
    double before; /* in the quarter of day 124: days 106 .. 196 */
} claw_backs[] = {
    { "never in care", 200, 2500.0, 1.0, 1.0 },
    { "in care on the last day that counts", 99, 223.6, 0.0, 1.0 }, /* day 223 = 124 + 99 */
    { "in care a day later", 98, 223.6, 1.0, 1.0 },
    { "in the same quarter", 99, 151.2, 0.0, 0.0 },
    { "not asked", 0, 151.2, 1.0, 1.0 },
};

static void a_milestone_is_taken_back_on_the_first_day_that_does_not_count(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(claw_backs); i++) {
        village *v = village_make();
        term_row *term = village_term(v, "stable_for");
        term->unit.parameter[0] = FIXED(31.0);
        term->window_length_days = 60; /* taken back beyond the window too */
        term->claw_back_days = claw_backs[i].days;
        village_child(v, 93.4, 3001);
        CAREERS_ALIKE(v, { 82.15, HOME, 0.5 }, { claw_backs[i].entry, FOSTER, 0.5 });
        village_measure(v);
        expect_close_at(achieved_of(v), claw_backs[i].units, 0.0, claw_backs[i].says, __FILE__, __LINE__);
        expect_close_at(v->units[ARM_TREATED].achieved[1], claw_backs[i].before, 0.0, claw_backs[i].says, __FILE__, __LINE__);
        village_free(v);
    }
}

/** A filter, and whether the child (older, a boy, 13.2, referred with a sibling, started on 2019-12-19) passes it. */
typedef struct {
    const char *says;
    void (*ask)(term_row *term);
    double children; /* of index child and sibling */
} filter_case;

static void ask_nothing(term_row *term)
{
    term->children = COUNTS_INDEX_CHILD;
}

static void ask_every_child(term_row *term)
{
    term->children = COUNTS_EVERY_CHILD;
}

static const char *words[] = { "one" };

static void ask_older(term_row *term)
{
    term->bands = (name_list){ words, 1 };
    term->band_mask = 2;
}

static void ask_younger(term_row *term)
{
    term->bands = (name_list){ words, 1 };
    term->band_mask = 1;
}

static void ask_boys(term_row *term)
{
    term->labels = (name_list){ words, 1 };
    term->label_mask[0] = 2;
}

static void ask_girls(term_row *term)
{
    term->labels = (name_list){ words, 1 };
    term->label_mask[0] = 1;
}

static void ask_from_13_2(term_row *term)
{
    term->age_from = 13.2;
}

static void ask_below_13_2(term_row *term)
{
    term->age_until = 13.2;
}

static void ask_started_that_day(term_row *term)
{
    term->started_from = term->started_until = on(2019, 12, 19);
}

static void ask_started_before(term_row *term)
{
    term->started_until = on(2019, 12, 18);
}

static const filter_case filters[] = {
    { "the index child", ask_nothing, 1.0 },         { "every child named", ask_every_child, 2.0 }, { "its band", ask_older, 1.0 },
    { "another band", ask_younger, 0.0 },            { "its label", ask_boys, 1.0 },                { "another label", ask_girls, 0.0 },
    { "its age is the youngest", ask_from_13_2, 1.0 }, { "its age is too high", ask_below_13_2, 0.0 }, { "its first session's day", ask_started_that_day, 1.0 },
    { "an earlier first session", ask_started_before, 0.0 },
};

static void filters_choose_children(void **state)
{
    (void)state;
    static const char *siblings[] = { "1" };
    for (size_t i = 0; i < COUNT_OF(filters); i++) {
        village *v = village_make();
        term_row *term = village_term(v, "per_day");
        term->window_length_days = 10;
        v->file.people.siblings = (share_map){ .names = siblings, .count = 1 };
        filters[i].ask(term);
        child_at_home(v);
        village_sibling(v, 4003);
        CAREERS_ALIKE(v, { 82.15, KIN, 0.5 });
        for (size_t row = 0; row < 2; row++) {
            v->people.band[row] = 1;
            v->people.label[0][row] = 1;
            v->people.age_years[row] = 13.2;
        }
        village_measure(v);
        expect_close_at(achieved_of(v), 10.0 * filters[i].children, 0.0, filters[i].says, __FILE__, __LINE__);
        village_free(v);
    }
}

/* Days 94 .. 133 paid from day 100 (2019-12-26) to day 109 (2020-01-04): ten days; blocks of seven days from day 94 on end on 100, 107, 114: two. */
static void units_outside_their_dates_do_not_count(void **state)
{
    (void)state;
    village *v = village_make();
    for (size_t t = 0; t < 2; t++) {
        term_row *term = village_term(v, t == 0 ? "per_day" : "per_block");
        term->unit.parameter[0] = FIXED(7.0);
        term->window_length_days = 40;
        term->pays_from = on(2019, 12, 26);
        term->pays_until = on(2020, 1, 4);
    }
    child_at_home(v);
    village_measure(v);
    expect_close(achieved_of(v), 10.0, 0.0);
    expect_close(v->units[ARM_TREATED].achieved[0], 6.0, 0.0); /* 100 .. 105 */
    expect_close(sum_of(v, v->units[ARM_TREATED].achieved, 1), 2.0, 0.0);
    village_free(v);
}

/* Windows of 100 days, 94 .. 193, b 0.6: one child at home throughout saves 100 - 0.4 x 100 = 60; one in care from day 104 on saves 10 - 40 < 0: nothing; both windows end
 * in the second quarter. */
static void what_children_save_is_floored_by_child(void **state)
{
    (void)state;
    village *v = village_make();
    term_row *term = village_term(v, "per_day");
    village_baseline(term, 0.6);
    term->baseline_floor = FLOOR_CHILD;
    term->window_length_days = 100;
    child_at_home(v);
    village_child(v, 93.4, 3001);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 }, { 104.2, FOSTER, 0.5 });
    village_measure(v);
    expect_close(v->units[ARM_TREATED].child_saved[1], 60.0, 1e-12);
    expect_close(sum_of(v, v->units[ARM_TREATED].child_saved, 0), 60.0, 1e-12);
    expect_close(achieved_of(v), 110.0, 0.0);
    village_free(v);
}

/** Two control children of the village: referred on day 78; nominal wait 15.4 days, so that their windows open after day 93. One is at home; the other is in care from
 *  day 110 on, and 18 on day 133. */
static void controls_make(village *v, control_group *group)
{
    static double referred[] = { 78.3, 78.3 }, adult[] = { 3001.5, 133.5 }, from[] = { 78.3, 78.3, 110.4 };
    static uint16_t zero[] = { 0, 0 };
    static uint32_t first[] = { 0, 1, 3 };
    static uint8_t states[] = { HOME, HOME, FOSTER };
    *group = (control_group){ .families = { .count = 2, .site = zero, .cohort = zero, .locality = zero, .band = zero, .referred_at = referred, .adult_at = adult },
                              .career = { .children = 2, .spells = 3, .first = first, .from = from, .state = states } };
    v->file.people.nominal_wait_days = 15.4;
    v->subject.controls = group;
}

static term_row *term_with_controls(village *v, const char *name)
{
    term_row *term = village_term(v, "per_day");
    term->baseline = (kind_use){ .kind = kind_named(&baseline_family, name), .parameter = { FIXED(2.0), FIXED(1.0), FIXED(1.0), FIXED(3.0) } };
    term->controls = 0;
    term->window_length_days = 100;
    return term;
}

/* Windows: days 94 .. 193 (100 days) and 94 .. 132 (39 days: 18 at noon of day 133, whose ending midnight it does not reach). In care on 110 .. 132: 23 days. */
static void a_historical_cohort_is_known_beforehand(void **state)
{
    (void)state;
    village *v = village_make();
    control_group group;
    term_with_controls(v, "historical_cohort");
    controls_make(v, &group);
    child_at_home(v);
    village_measure(v);
    for (size_t p = 0; p < v->calendar.count; p++) {
        expect_close(v->units[ARM_TREATED].baseline[p], 23.0 / 139.0, 1e-12);
        expect_close(v->units[ARM_UNTREATED_INDEPENDENT].baseline[p], 23.0 / 139.0, 1e-12);
    }
    village_free(v);
}

/* By the end of the first quarter (day 105): 12 + 12 window days, none in care; by that of the second, all 139 and 23. Known to day 119 only: 26 + 26, 10 in care. */
static void live_controls_are_seen_as_time_goes_on(void **state)
{
    (void)state;
    village *v = village_make();
    control_group group;
    term_with_controls(v, "live_control");
    controls_make(v, &group);
    child_at_home(v);
    village_measure(v);
    expect_close(v->units[ARM_TREATED].baseline[0], 0.0, 0.0);
    expect_close(v->units[ARM_TREATED].baseline[1], 23.0 / 139.0, 1e-12);
    expect_close(v->units[ARM_TREATED].baseline[7], 23.0 / 139.0, 1e-12);
    v->subject.as_of_day = 119;
    village_measure(v);
    expect_close(v->units[ARM_TREATED].baseline[1], 10.0 / 52.0, 1e-12);
    village_free(v);
}

static void before_any_control_was_seen_no_baseline_is_known(void **state)
{
    (void)state;
    village *v = village_make();
    control_group group;
    term_row *term = term_with_controls(v, "live_control");
    term->window_delay_days = 40; /* from day 134 on: only the first child is left, from the second quarter on */
    controls_make(v, &group);
    child_at_home(v);
    village_measure(v);
    expect_true(isnan(v->units[ARM_TREATED].baseline[0]));
    expect_close(v->units[ARM_TREATED].baseline[1], 0.0, 0.0);
    village_free(v);
}

static void units_are_told_by_site_where_a_payer_asks(void **state)
{
    (void)state;
    static const char *north[] = { "north" };
    payer_row payer = { .name = "north council", .sites = { north, 1 } };
    village *v = village_make();
    village_term(v, "per_day")->window_length_days = 31;
    v->contract.payers.any = (map){ &payer, 1 };
    child_at_home(v);
    village_child(v, 91.2, 3001);
    v->people.site[1] = 1;
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 }, { 111.9, FOSTER, 0.5 }); /* counts on 92 .. 110: 19 days, 14 of them before day 106 */
    village_measure(v);
    const size_t periods = v->calendar.count;
    const double *by_site = v->units[ARM_TREATED].by_site;
    assert_non_null(by_site);
    expect_close(by_site[0], 12.0, 0.0); /* 94 .. 105 */
    expect_close(by_site[1], 19.0, 0.0);
    expect_close(by_site[periods], 14.0, 0.0);
    expect_close(by_site[periods + 1], 5.0, 0.0);
    expect_close(v->units[ARM_TREATED].achieved[0], 26.0, 0.0);
    expect_close(v->units[ARM_TREATED].achieved[1], 24.0, 0.0);
    village_free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_taper_lowers_worth_and_not_what_is_achieved),
        cmocka_unit_test(a_limit_in_pounds_counts_worth),
        cmocka_unit_test(a_milestone_is_taken_back_on_the_first_day_that_does_not_count),
        cmocka_unit_test(filters_choose_children),
        cmocka_unit_test(units_outside_their_dates_do_not_count),
        cmocka_unit_test(what_children_save_is_floored_by_child),
        cmocka_unit_test(a_historical_cohort_is_known_beforehand),
        cmocka_unit_test(live_controls_are_seen_as_time_goes_on),
        cmocka_unit_test(before_any_control_was_seen_no_baseline_is_known),
        cmocka_unit_test(units_are_told_by_site_where_a_payer_asks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
