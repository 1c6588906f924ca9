#include "village.h"

/* What is not known yet does not count yet. Days by hand as in test_contract.c: day 0 is 2019-09-17; quarters begin on days 14, 106, 197, 288, 380 ... The child is
 * referred on day 82, starts on day 93, completes on day 213 (93.4 + 120) and has a session each 5.6 days. Its window is days 94 .. 133 unless the case says otherwise. */

#define QUARTERS 4

/** One case: what it changes, and what falls due by quarter. */
typedef struct {
    const char *says;
    const char *unit;
    void (*change)(village *v, term_row *term);
    double due[QUARTERS];
    int32_t known; /* as of the day before nothing of the first lot counts; as of this day it does; 0: never */
    double then;   /* units as of that day */
} known_case;

static void nothing(village *v, term_row *term)
{
    (void)v;
    (void)term;
}

static void completed(village *v, term_row *term)
{
    v->people.completed[0] = true;
    term->needs_completion = true;
}

static void dropped_out(village *v, term_row *term)
{
    completed(v, term);
    v->people.completed[0] = false;
}

static void twenty_sessions(village *v, term_row *term)
{
    (void)v;
    term->needs_sessions = 20; /* 93.4 + 112 */
}

static void five_sessions(village *v, term_row *term)
{
    (void)v;
    term->needs_sessions = 5; /* 93.4 + 28 */
}

static void home_later(village *v, term_row *term)
{
    (void)v;
    term->needs_home_at_day = 60; /* day 153 */
}

static void window_from_referral(village *v, term_row *term)
{
    (void)v;
    term->window_from = FROM_REFERRAL; /* 83 .. 122 */
}

static void started_by_a_date(village *v, term_row *term)
{
    window_from_referral(v, term);
    term->needs_start = false;
    term->started_until = on(2022, 1, 1);
}

static void blocks(village *v, term_row *term)
{
    completed(v, term);
    term->unit.parameter[0] = FIXED(7.0);
    term->window_length_days = 200; /* 94 .. 293: blocks on days 93 + 7 j, the 17th on 212 */
}

static void thirty_days(village *v, term_row *term)
{
    completed(v, term);
    term->unit.parameter[0] = FIXED(30.0);
}

static void custody(village *v, term_row *term)
{
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        v->arm[arm].from[1] = 106.2;
    }
    term->shortens_mask = BIT(CUSTODY);
}

static void last_claim_before(village *v, term_row *term)
{
    completed(v, term);
    v->contract.last_claimable = on(2020, 4, 16); /* day 212 */
}

static void last_claim_on(village *v, term_row *term)
{
    completed(v, term);
    v->contract.last_claimable = on(2020, 4, 17);
}

static void paid_until_before(village *v, term_row *term)
{
    completed(v, term);
    term->pays_until = on(2020, 1, 2); /* day 107: what is earned by then is paid when it is known */
}

static void limited(village *v, term_row *term)
{
    five_sessions(v, term);
    term->per_child_limit_units = FIXED(29.5);
}

static const known_case cases[] = {
    { "nothing to wait for", "per_day", nothing, { 12.0, 28.0 }, 94, 1.0 },
    { "completed", "per_day", completed, { 0.0, 0.0, 40.0 }, 213, 40.0 },
    { "dropped out", "per_day", dropped_out, { 0.0 }, 0, 0.0 },
    { "twenty sessions", "per_day", twenty_sessions, { 0.0, 0.0, 40.0 }, 205, 40.0 },
    { "five sessions", "per_day", five_sessions, { 0.0, 40.0 }, 121, 28.0 },
    { "home on a later day", "per_day", home_later, { 0.0, 40.0 }, 153, 40.0 },
    { "from referral, started", "per_day", window_from_referral, { 23.0, 17.0 }, 93, 11.0 },
    { "from referral, started by a date", "per_day", started_by_a_date, { 23.0, 17.0 }, 93, 11.0 },
    { "blocks", "per_block", blocks, { 0.0, 0.0, 27.0, 1.0 }, 213, 17.0 },
    { "a start", "milestone_start", completed, { 0.0, 0.0, 1.0 }, 213, 1.0 },
    { "a completion", "milestone_completion", completed, { 0.0 }, 0, 0.0 }, /* after the window */
    { "still out", "still_out", completed, { 0.0, 0.0, 1.0 }, 213, 1.0 },
    { "stable", "stable_for", thirty_days, { 0.0, 0.0, 1.0 }, 213, 1.0 },
    { "still out on the last day before custody", "still_out", custody, { 0.0, 1.0 }, 106, 1.0 },
    { "days before custody", "per_day", custody, { 12.0 }, 94, 1.0 },
    { "known after the last claim", "per_day", last_claim_before, { 0.0 }, 0, 0.0 },
    { "known on the day of the last claim", "per_day", last_claim_on, { 0.0, 0.0, 40.0 }, 213, 40.0 },
    { "paid until a day before it is known", "per_day", paid_until_before, { 0.0, 0.0, 14.0 }, 213, 14.0 },
    { "with a limit", "per_day", limited, { 0.0, 29.5 }, 121, 28.0 },
};

/** A village with the one child, who goes into custody long after all that is looked at. */
static village *one_child(const known_case *from)
{
    village *v = village_make();
    term_row *term = village_term(v, from->unit);
    term->window_length_days = 40;
    v->contract.early_end.trigger = END_SUCCESS_BELOW;
    village_child(v, 93.4, 3001);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 }, { 2000.0, CUSTODY, 0.5 });
    from->change(v, term);
    return v;
}

static double sum_of(const village *v, const double row[])
{
    double sum = 0.0;
    for (size_t p = 0; p < v->calendar.count; p++) {
        sum += row[p];
    }
    return sum;
}

static double units_as_of(village *v, int32_t day)
{
    v->subject.as_of_day = day;
    village_measure(v);
    return sum_of(v, v->units[ARM_TREATED].achieved);
}

static void units_fall_due_in_the_period_in_which_it_is_known_that_they_count(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        village *v = one_child(&cases[i]);
        village_measure(v);
        double sum = 0.0;
        for (size_t p = 0; p < QUARTERS && p < v->calendar.count; p++) {
            expect_close_at(v->units[ARM_TREATED].achieved[p], cases[i].due[p], 0.0, cases[i].says, __FILE__, __LINE__);
            sum += cases[i].due[p];
        }
        expect_close_at(sum_of(v, v->units[ARM_TREATED].achieved), sum, 0.0, cases[i].says, __FILE__, __LINE__);
        village_free(v);
    }
}

static void as_of_the_day_before_it_is_known_nothing_counts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        village *v = one_child(&cases[i]);
        if (cases[i].known > 0) {
            expect_close_at(units_as_of(v, cases[i].known - 1), 0.0, 0.0, cases[i].says, __FILE__, __LINE__);
            expect_close_at(units_as_of(v, cases[i].known), cases[i].then, 0.0, cases[i].says, __FILE__, __LINE__);
        } else {
            expect_close_at(units_as_of(v, DAY_UNBOUNDED), 0.0, 0.0, cases[i].says, __FILE__, __LINE__);
        }
        village_free(v);
    }
}

/* Who could succeed is counted with what it achieves: not on the window's last day, 133, but on that of completion. */
static void a_child_is_assessed_when_it_is_known_to_be_eligible(void **state)
{
    (void)state;
    village *v = one_child(&(known_case){ .unit = "still_out", .change = completed });
    village_measure(v);
    expect_close(v->units[ARM_TREATED].assessed[1], 0.0, 0.0);
    expect_close(v->units[ARM_TREATED].assessed[2], 1.0, 0.0);
    village_free(v);
    v = one_child(&(known_case){ .unit = "still_out", .change = custody });
    village_measure(v);
    expect_close(v->units[ARM_TREATED].assessed[0], 0.0, 0.0);
    expect_close(v->units[ARM_TREATED].assessed[1], 1.0, 0.0);
    village_free(v);
}

/* A start on day 93: who turns 18 on that day, or whose contract ends by it, could not succeed, not even on the day of the event. */
static void a_window_that_ends_by_its_event_assesses_nobody(void **state)
{
    (void)state;
    const struct {
        int last, adult; /* day numbers of the contract's last day and of the 18th birthday */
        double assessed;
    } ends[] = { { 92, 3001, 0.0 }, { 93, 3001, 0.0 }, { 94, 3001, 1.0 }, { 2000, 93, 0.0 }, { 2000, 95, 1.0 } };
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        village *v = one_child(&(known_case){ .unit = "still_out", .change = nothing });
        v->people.adult_at[0] = ends[i].adult + 0.5;
        v->contract.last_claimable = v->file.starts + ends[i].last;
        village_measure(v);
        expect_close(sum_of(v, v->units[ARM_TREATED].assessed), ends[i].assessed, 0.0);
        village_free(v);
    }
}

/* A milestone earned on day 123 and lost on day 150, both known from day 213 on, has never been worth anything; lost on day 230 it is paid and taken back. */
static void a_milestone_lost_before_it_is_known_is_never_paid(void **state)
{
    (void)state;
    const struct {
        double entry, then;
    } lost[] = { { 150.2, 0.0 }, { 230.2, 1.0 } };
    for (size_t i = 0; i < COUNT_OF(lost); i++) {
        village *v = one_child(&(known_case){ .unit = "stable_for", .change = thirty_days });
        v->terms[0].claw_back_days = 200;
        for (size_t arm = 0; arm < ARM_COUNT; arm++) {
            v->arm[arm].from[1] = lost[i].entry;
            v->arm[arm].state[1] = FOSTER;
        }
        expect_close(units_as_of(v, 213), lost[i].then, 0.0);
        expect_close(units_as_of(v, DAY_UNBOUNDED), 0.0, 0.0);
        expect_close(v->units[ARM_TREATED].achieved[1], 0.0, 0.0);
        village_free(v);
    }
}

/* A taper goes by the day of the window: 10 + 15 x 0.6 + 15 x 0.25 = 22.75, whenever that falls due. */
static void worth_is_that_of_the_day_of_the_window(void **state)
{
    (void)state;
    static double after[] = { 10.0, 25.0 }, pays[] = { 0.6, 0.25 };
    village *v = one_child(&(known_case){ .unit = "per_day", .change = completed });
    v->terms[0].taper_after_days = (number_list){ after, 2 };
    v->terms[0].taper_pays = (number_list){ pays, 2 };
    village_measure(v);
    expect_close(v->units[ARM_TREATED].worth[2], 22.75, 1e-12);
    expect_close(sum_of(v, v->units[ARM_TREATED].worth), 22.75, 1e-12);
    village_free(v);
}

/* The price, 50, doubles on 2020-04-01, in the quarter of completion: 40 days at 100 are £4,000, so that a limit of £3,000 leaves 30 of them. */
static void the_price_is_that_of_the_period_in_which_units_fall_due(void **state)
{
    (void)state;
    village *v = one_child(&(known_case){ .unit = "per_day", .change = completed });
    v->terms[0].price_gbp = FIXED(50.0);
    v->terms[0].index_per_year = FIXED(1.0);
    v->terms[0].index_from = on(2019, 4, 1);
    v->terms[0].per_child_limit_gbp = FIXED(3000.0);
    village_measure(v);
    expect_close(v->units[ARM_TREATED].achieved[2], 30.0, 1e-12);
    village_free(v);
}

/* Window days and days achieved of a child enter together; floored by child it saves 40 - 0.4 x 40 = 24, in the period of completion. */
static void a_baselines_window_days_enter_with_what_is_achieved(void **state)
{
    (void)state;
    village *v = one_child(&(known_case){ .unit = "per_day", .change = completed });
    village_baseline(&v->terms[0], 0.6);
    v->terms[0].baseline_floor = FLOOR_CHILD;
    village_measure(v);
    expect_close(v->units[ARM_TREATED].window_days[2], 40.0, 0.0);
    expect_close(sum_of(v, v->units[ARM_TREATED].window_days), 40.0, 0.0);
    expect_close(v->units[ARM_TREATED].child_saved[2], 24.0, 1e-12);
    expect_close(sum_of(v, v->units[ARM_TREATED].child_saved), 24.0, 1e-12);
    village_free(v);
}

/* A live control child referred on day 78 counts from the day on which it must be at home, 93 + 60: all its days of before then, none earlier. */
static void a_control_child_counts_when_it_is_known_to(void **state)
{
    (void)state;
    static double referred[] = { 78.3 }, adult[] = { 3001.5 }, from[] = { 78.3, 100.4, 140.4 };
    static uint16_t zero[] = { 0 };
    static uint32_t first[] = { 0, 3 };
    static uint8_t states[] = { HOME, FOSTER, HOME };
    control_group group = { .families = { .count = 1, .site = zero, .cohort = zero, .locality = zero, .band = zero, .referred_at = referred, .adult_at = adult },
                            .career = { .children = 1, .spells = 3, .first = first, .from = from, .state = states } };
    village *v = one_child(&(known_case){ .unit = "per_day", .change = home_later });
    v->terms[0].baseline = (kind_use){ .kind = kind_named(&baseline_family, "live_control"), .parameter = { FIXED(1.0), FIXED(1.0) } };
    v->terms[0].controls = 0;
    v->file.people.nominal_wait_days = 15.4;
    v->subject.controls = &group;
    village_measure(v);
    expect_true(isnan(v->units[ARM_TREATED].baseline[0]));
    expect_close(v->units[ARM_TREATED].baseline[1], 34.0 / 40.0, 1e-12); /* in care on days 100 .. 139 of 94 .. 133 */
    v->subject.as_of_day = 152;
    village_measure(v);
    expect_true(isnan(v->units[ARM_TREATED].baseline[1]));
    village_free(v);
}

/* A variation by start from day 89 on, of a term that asks for no start: of window days 83 .. 122 those before the first session, on day 93, are the first version's. */
static void until_a_family_starts_it_is_under_the_first_version(void **state)
{
    (void)state;
    village *v = one_child(&(known_case){ .unit = "per_day", .change = window_from_referral });
    term_row *newer = village_term(v, "per_day");
    *newer = v->terms[0];
    newer->origin_back = 1;
    newer->started_from = on(2019, 12, 15);
    v->terms[0].started_until = on(2019, 12, 14);
    for (size_t t = 0; t < 2; t++) {
        v->terms[t].needs_start = false;
        v->terms[t].split_by_start = true;
    }
    expect_close(units_as_of(v, 92), 10.0, 0.0);
    units_as_of(v, DAY_UNBOUNDED);
    const double *newest = v->units[ARM_TREATED].achieved + v->calendar.count;
    expect_close(sum_of(v, v->units[ARM_TREATED].achieved), 10.0, 0.0);
    expect_close(sum_of(v, newest), 30.0, 0.0);
    v->people.started_at[0] = TIME_NEVER;
    expect_close(units_as_of(v, DAY_UNBOUNDED), 40.0, 0.0);
    expect_close(sum_of(v, newest), 0.0, 0.0);
    village_free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_fall_due_in_the_period_in_which_it_is_known_that_they_count),
        cmocka_unit_test(as_of_the_day_before_it_is_known_nothing_counts),
        cmocka_unit_test(a_child_is_assessed_when_it_is_known_to_be_eligible),
        cmocka_unit_test(a_window_that_ends_by_its_event_assesses_nobody),
        cmocka_unit_test(a_milestone_lost_before_it_is_known_is_never_paid),
        cmocka_unit_test(worth_is_that_of_the_day_of_the_window),
        cmocka_unit_test(the_price_is_that_of_the_period_in_which_units_fall_due),
        cmocka_unit_test(a_baselines_window_days_enter_with_what_is_achieved),
        cmocka_unit_test(a_control_child_counts_when_it_is_known_to),
        cmocka_unit_test(until_a_family_starts_it_is_under_the_first_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
