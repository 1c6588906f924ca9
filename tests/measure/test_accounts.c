#include "village.h"

/* What a child may bring: limits over a term's days, over its versions, and over all terms of a contract. The contract's first day is 14 (2019-10-01), its periods are quarters
 * from then on: 14..105, 106..196, 197..287, 288..379, ... */

static double sum_of(const village *v, const double rows[], size_t term)
{
    double sum = 0.0;
    for (size_t k = 0; k < v->calendar.count; k++) {
        sum += rows[term * v->calendar.count + k];
    }
    return sum;
}

static double achieved_of(const village *v, size_t term)
{
    return sum_of(v, v->units[ARM_TREATED].achieved, term);
}

static double window_of(const village *v, size_t term)
{
    return sum_of(v, v->units[ARM_TREATED].window_days, term);
}

/* Started on day 93, window of days 94 to 1188, in care on days 193 to 392. At b = 0.6 a day out saves 0.6, one in care costs 0.4:
 * 59.4 by day 192, -20.6 by day 392, then 0.6 a day again.
 * 60.5 units: not before the stay; from -20.6 on it takes 81.1 / 0.6 = 135.1667 days: achieved 99 + 135.1667, window 99 + 200 + 135.1667.
 * 59.1 units are reached after 98.5 days, and both stop for good. */
static const struct {
    const char *says;
    double units, achieved, window;
} savings[] = {
    { "no limit", -1.0, 895.0, 1095.0 },
    { "reached after a stay in care", 60.5, 99.0 + 81.1 / 0.6, 299.0 + 81.1 / 0.6 },
    { "reached before it, so that the stay costs nothing", 59.1, 98.5, 98.5 },
    { "never reached", 900.0, 895.0, 1095.0 },
};

static void with_a_baseline_days_and_window_stop_together(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(savings); i++) {
        village *v = village_make();
        term_row *term = village_term(v, "per_day");
        village_baseline(term, 0.6);
        term->per_child_limit_units = FIXED(savings[i].units);
        village_child(v, 93.4, 3001);
        CAREERS_ALIKE(v, { 82.15, HOME, 0.5 }, { 193.2, FOSTER, 0.5 }, { 393.2, HOME, 0.5 });
        village_measure(v);
        expect_close_at(achieved_of(v, 0), savings[i].achieved, 1e-9, savings[i].says, __FILE__, __LINE__);
        expect_close_at(window_of(v, 0), savings[i].window, 1e-9, savings[i].says, __FILE__, __LINE__);
        village_free(v);
    }
}

/* The child is out of care throughout. A start on day 93 brings 613; days from 94 on bring 57.42 each; a block of 31 days 301.7 on days 124, 155, 186, ...
 * By day 124 there are 613 + 31 x 57.42 = 2,393.02; the block of that day comes after its day: 2,694.72.
 * A limit of 2,500: of the block 106.98 / 301.7; and nothing more. Of 2,300: 1,687 / 57.42 days, no block. Of 600: 600 / 613 of the start. */
static const struct {
    double gbp, starts, days, blocks;
} overall[] = {
    { 2500.0, 1.0, 31.0, 106.98 / 301.7 },
    { 2300.0, 1.0, 1687.0 / 57.42, 0.0 },
    { 600.0, 600.0 / 613.0, 0.0, 0.0 },
    { 2694.72, 1.0, 31.0, 1.0 },
};

static void the_contracts_limit_is_over_all_terms_in_order_of_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(overall); i++) {
        village *v = village_make();
        village_term(v, "per_day");
        term_row *block = village_term(v, "per_block");
        block->unit.parameter[0] = FIXED(31.0);
        block->price_gbp = FIXED(301.7);
        village_term(v, "milestone_start")->price_gbp = FIXED(613.0);
        v->contract.per_child_limit_gbp = FIXED(overall[i].gbp);
        village_child(v, 93.4, 3001);
        CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
        village_measure(v);
        expect_close(achieved_of(v, 0), overall[i].days, 1e-9);
        expect_close(achieved_of(v, 1), overall[i].blocks, 1e-9);
        expect_close(achieved_of(v, 2), overall[i].starts, 1e-9);
        village_free(v);
    }
}

/* A term's own limit, in units, comes before the contract's: of 20 days 11 bring 11 x 57.42 = 631.62; the rest of 1,000 pounds is 368.38 / 100 of the other term's days. Half of
 * its units are deadweight, so that two days bring what one is paid. */
static void a_terms_own_limit_comes_first(void **state)
{
    (void)state;
    village *v = village_make();
    term_row *first = village_term(v, "per_day");
    first->per_child_limit_units = FIXED(11.0);
    first->window_length_days = 20;
    term_row *second = village_term(v, "per_day");
    second->window_delay_days = 20;
    second->deadweight = FIXED(0.5);
    second->price_gbp = FIXED(100.0);
    v->contract.per_child_limit_gbp = FIXED(1000.0);
    village_child(v, 93.4, 3001);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
    village_measure(v);
    expect_close(achieved_of(v, 0), 11.0, 1e-9);
    expect_close(achieved_of(v, 1), 2.0 * 3.6838, 1e-9);
    village_free(v);
}

/* What is known late comes late: the days of a term that asks the child to be at home on day 60 fall due on day 153, when the other term's 59 and the half of a day that
 * 3,416.49 pounds still hold have come. */
static void a_limit_is_reached_in_the_order_in_which_units_fall_due(void **state)
{
    (void)state;
    village *v = village_make();
    village_term(v, "per_day")->needs_home_at_day = 60;
    village_term(v, "per_day");
    v->contract.per_child_limit_gbp = FIXED(59.5 * 57.42);
    village_child(v, 93.4, 3001);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 });
    village_measure(v);
    expect_close(achieved_of(v, 0), 0.5, 1e-9);
    expect_close(achieved_of(v, 1), 59.0, 1e-9);
    village_free(v);
}

/** A term of days with a version from 2020-02-01 (day 137) on. */
static village *versions(void (*set)(term_row *term))
{
    village *v = village_make();
    for (uint32_t i = 0; i < 2; i++) {
        term_row *term = village_term(v, "per_day");
        set(term);
        term->origin_back = i;
    }
    v->terms[0].pays_until = on(2020, 1, 31);
    v->terms[1].pays_from = on(2020, 2, 1);
    village_child(v, 93.4, 3001);
    CAREERS_ALIKE(v, { 82.15, HOME, 0.5 }, { 393.2, FOSTER, 0.5 });
    village_measure(v);
    return v;
}

static void set_limit(term_row *term)
{
    term->per_child_limit_units = FIXED(70.3);
}

static void set_floor(term_row *term)
{
    village_baseline(term, 0.6);
    term->baseline_floor = FLOOR_CHILD;
    term->window_length_days = 400;
}

static void set_end(term_row *term)
{
    term->unit.kind = kind_named(&term_family, "still_out");
    term->window_length_days = 40;
}

/* Days 94 to 136 are 43 of the 70.3; the version has the rest. Floored by child, the window of days 94 to 493 holds 299 days out: 299 - 0.4 x 400 = 139, told by the version in
 * force on its last day. A window that ends on day 133 is the first version's; one longer under the second does not bring the milestone again. */
static void versions_share_a_childs_account(void **state)
{
    (void)state;
    village *v = versions(set_limit);
    expect_close(achieved_of(v, 0), 43.0, 1e-9);
    expect_close(achieved_of(v, 1), 27.3, 1e-9);
    village_free(v);
    v = versions(set_floor);
    expect_close(sum_of(v, v->units[ARM_TREATED].child_saved, 0), 0.0, 0.0);
    expect_close(sum_of(v, v->units[ARM_TREATED].child_saved, 1), 139.0, 1e-9);
    village_free(v);
    v = versions(set_end);
    v->terms[1].window_length_days = 90;
    village_measure(v);
    expect_close(achieved_of(v, 0), 1.0, 0.0);
    expect_close(achieved_of(v, 1), 0.0, 0.0);
    village_free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_a_baseline_days_and_window_stop_together),
        cmocka_unit_test(the_contracts_limit_is_over_all_terms_in_order_of_days),
        cmocka_unit_test(a_terms_own_limit_comes_first),
        cmocka_unit_test(a_limit_is_reached_in_the_order_in_which_units_fall_due),
        cmocka_unit_test(versions_share_a_childs_account),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
