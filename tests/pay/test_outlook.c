#include "pay/delivery_bench.h"

#include "pay/outlook.h"
#include "intake/intake.h"

/* What is foreseen of delivery, by hand. East alone: from 11 April 2020 to 20 August, courses of 40 days, so until 29 September by plan; two therapists, one more from
 * 16 May to 30 June. 300.00 a month fixed, 1,000.00 a therapist and month, 100.00 training. Months 0 .. 6 are April to October. */

#define APRIL 0
#define MAY 1
#define JUNE 2
#define AUGUST 4

typedef struct {
    bench b;
    therapy_row therapies[1];
    hire_row hires[2];
    site_cohort_row intake[1];
    double course_days[FAMILIES];
    outlook ahead;
} view;

static void view_make(view *v)
{
    bench_make(&v->b);
    bench *b = &v->b;
    v->therapies[0] = (therapy_row){ .name = "fft", .course_days = { .constant = fixed(40) } };
    v->hires[0] = (hire_row){ .name = "more", .from = day_of_text("2020-05-16"), .therapists = 1 };
    v->hires[1] = (hire_row){ .name = "fewer", .from = day_of_text("2020-07-01"), .therapists = -1 };
    b->self.therapies.any = (map){ v->therapies, 1 };
    b->self.people.start_share = fixed(0.5);
    b->teams[0] = (team_row){ .name = "east", .therapists = 2, .hires = { .any = { v->hires, 2 } } };
    b->contract.delivery.fixed_gbp_per_month = fixed(300);
    b->contract.delivery.therapist_gbp_per_year = fixed(12000);
    b->contract.delivery.training_gbp_per_therapist = fixed(100);
    b->people.course_days = v->course_days;
}

static void view_look(view *v, int32_t stopped_day)
{
    pence cost[MONTHS];
    const delivery_subject subject = { .people = &v->b.people, .staff = &v->b.staff };
    bench_count(&v->b, AS_OF_EVERYTHING);
    delivery_cost(&v->b.plan, AS_OF_EVERYTHING, &(delivery_amounts){ .cost = cost });
    expect_true(outlook_make(&v->b.plan, &v->ahead));
    outlook_look(&v->ahead, &subject, stopped_day);
}

/** The months from the one after `now` on. */
static void expect_foreseen(const view *v, size_t now, const pence expected[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(outlook_outgo(&v->ahead, now, now + 1 + i), expected[i]);
    }
}

static void staff_in_post_stay_and_others_come_and_go_by_date(void **state)
{
    (void)state;
    view v = { 0 };
    view_make(&v);
    view_look(&v, INT32_MAX);
    /* May: 2,000 + 1,000 x 16 / 31 + 100 + 300; September: 2,000 x 29 / 30 + 300 */
    expect_foreseen(&v, APRIL, (pence[]){ 291613, 330000, 230000, 230000, 223333, 0 }, 6);
    expect_foreseen(&v, JUNE, (pence[]){ 230000, 230000, 223333, 0 }, 4);
    assert_int_equal(outlook_last_delivery(&v.ahead, APRIL), 5);
    delivery_plan_free(&v.b.plan);
}

static void vacant_posts_are_planned_and_more_staff_than_posts_stay(void **state)
{
    (void)state;
    view v = { 0 };
    view_make(&v);
    v.b.members[0].until = 30; /* one leaves on 11 May */
    view_look(&v, INT32_MAX);
    expect_foreseen(&v, MAY, (pence[]){ 330000, 230000 }, 2);
    v.b.members[0].until = TIME_NEVER;
    v.b.members[3] = (staff_member){ .from = 33, .until = 100, .team = 0 }; /* hired by rule on 14 May: four are in post, of three posts */
    view_look(&v, INT32_MAX);
    expect_foreseen(&v, MAY, (pence[]){ 430000, 330000 }, 2);
    delivery_plan_free(&v.b.plan);
}

static void after_the_closing_only_courses_begun_count(void **state)
{
    (void)state;
    view v = { 0 };
    view_make(&v);
    view_look(&v, INT32_MAX);
    expect_foreseen(&v, AUGUST, (pence[]){ 0, 0 }, 2); /* closed, and nobody in a course */
    v.course_days[family_add(&v.b, 0, 120.3, 30, false)] = 60; /* 9 August: to 8 October as planned, in fact to 8 September */
    view_look(&v, INT32_MAX);
    expect_foreseen(&v, AUGUST, (pence[]){ 230000, 81613 }, 2); /* October: 2,000 x 8 / 31 + 300 */
    assert_int_equal(outlook_last_delivery(&v.ahead, AUGUST), 6);
    expect_foreseen(&v, AUGUST + 1, (pence[]){ 0 }, 1); /* in September the course has ended */
    delivery_plan_free(&v.b.plan);
}

/* 72 families a year are 6 a service month (11th to 10th), of which half start: in May 10 x 3 / 30 + 21 x 3 / 31 = 3.032258, in June 10 x 3 / 31 + 20 x 3 / 30; completions come 40
 * days later: in May 11 x 3 / 30, from 21 May on. */
static void starts_and_completions_are_those_of_the_plan(void **state)
{
    (void)state;
    view v = { 0 };
    view_make(&v);
    v.intake[0] = (site_cohort_row){ .name = "edge", .intake = { .kind = kind_named(&intake_family, "poisson"), .parameter = { fixed(72) } },
                                     .first_year_volume = fixed(0.3), .later_volume = fixed(0.3), .opens = DATE_NONE, .closes = DATE_NONE };
    v.b.sites[0].cohorts.any = (map){ v.intake, 1 };
    v.b.contract.delivery.therapist_gbp_per_year = fixed(0);
    v.b.contract.delivery.training_gbp_per_therapist = fixed(0);
    v.b.contract.delivery.per_start_gbp = fixed(1000);
    view_look(&v, INT32_MAX);
    expect_foreseen(&v, APRIL, (pence[]){ 333226, 326774 }, 2); /* + 2.967742 x 1,000 */
    view_look(&v, 15); /* ended early on 26 April */
    expect_foreseen(&v, APRIL, (pence[]){ 30000, 30000 }, 2);
    v.b.contract.delivery.per_start_gbp = fixed(0);
    v.b.contract.delivery.per_completion_gbp = fixed(1000);
    view_look(&v, INT32_MAX);
    expect_foreseen(&v, APRIL, (pence[]){ 140000 }, 1);
    delivery_plan_free(&v.b.plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(staff_in_post_stay_and_others_come_and_go_by_date),
        cmocka_unit_test(vacant_posts_are_planned_and_more_staff_than_posts_stay),
        cmocka_unit_test(after_the_closing_only_courses_begun_count),
        cmocka_unit_test(starts_and_completions_are_those_of_the_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
