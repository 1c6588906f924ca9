#include "pay/delivery_bench.h"

/* What delivery costs by provider, and what only some programmes have: supervisors, licences, training, remote starts, a psychology fund, an intermediary. */

/** Two teams in the east, of the providers "ours" and "theirs"; a third provider works in the west, which is not in the contract.
 *
 *  Ours: a therapist and a supervisor from the start; starts on days 3 (April, completed on 3 May) and 62 (June, dropped out).
 *  Theirs: a therapist from 16 May; a remote start on day 60 (June), completed on day 90 (July) and then helped by the fund. */
static void bench_of_two_providers(bench *b)
{
    bench_make(b);
    b->providers[0] = "ours";
    b->providers[1] = "theirs";
    b->providers[2] = "elsewhere";
    b->self.providers.count = 3;
    b->teams[1].provider_index = 1;
    b->teams[2].provider_index = 2;
    b->sites[0].teams.count = 2;
    b->sites[1].teams.any = (map){ b->teams + 2, 1 };
    b->sites[1].team_from = 2;
    b->sites[0].fund_from = b->self.starts;
    b->sites[0].fund_gbp_per_use = fixed(91.37);
    b->staff.count = 0;
    staff_add(b, 0, 0, TIME_NEVER, false);
    staff_add(b, 0, 0, TIME_NEVER, true);
    staff_add(b, 1, 35.5, TIME_NEVER, false);
    staff_add(b, 2, 60, TIME_NEVER, false);
    b->contract.delivery = (delivery_settings){
        .set_up_gbp = fixed(1000.03), .fixed_gbp_per_month = fixed(310.5), .per_start_gbp = fixed(47.11), .per_completion_gbp = fixed(20.2),
        .therapist_gbp_per_year = fixed(41000), .overhead_share = fixed(0.1), .wage_growth_per_year = fixed(0), .supervisor_gbp_per_year = fixed(52000),
        .licence_gbp_per_year = fixed(2400), .training_gbp_per_therapist = fixed(633.1), .remote_start_gbp = fixed(13.4),
        .intermediary_gbp_per_year = fixed(3333), .provider_margin_share = fixed(0), .after_delivery_gbp_per_month = fixed(0)
    };
}

static void families_of_two_providers(bench *b)
{
    family_add(b, 0, 3.2, 20.5, true);
    const size_t remote = family_add(b, 0, 60.3, 30.1, true);
    b->team[remote] = 1;
    b->remote[remote] = true;
    b->fund_at[remote] = 90.4;
    family_add(b, 0, 62.0, 15.5, false);
    family_add(b, 1, 63.0, 15.5, true);
    b->team[3] = 2;
}

typedef struct {
    pence cost[MONTHS], provider_cost[3 * MONTHS], intermediary[MONTHS];
} amounts_found;

static amounts_found amounts_of(bench *b, int32_t as_of_day)
{
    amounts_found found;
    bench_count(b, as_of_day);
    delivery_cost(&b->plan, as_of_day, &(delivery_amounts){ found.cost, found.provider_cost, found.intermediary });
    return found;
}

static void expect_pence(const pence found[], const pence expected[MONTHS])
{
    for (size_t m = 0; m < MONTHS; m++) {
        assert_int_equal(found[m], expected[m]);
    }
}

/* By hand, in pounds, overhead 1.1 on all but set-up and fund. Ours in April: 310.50 fixed + 47.11 start + 41,000 / 12 x 20 / 30 + 52,000 / 12 x 20 / 30 + 633.10
 * training + 200 licence, and 1,000.03 set-up: before June only ours has started anyone. Theirs in May: 41,000 / 12 x 16 / 31 + 633.10 + 200. From June on fixed
 * cost is divided 2 : 1; theirs in June: 47.11 + 13.40 + 41,000 / 12 + 200 + 103.50; in July 20.20 + 41,000 / 12 + 200 + 103.50, and 91.37 of the fund. */
static void each_provider_bears_what_its_teams_take(void **state)
{
    (void)state;
    bench b;
    bench_of_two_providers(&b);
    families_of_two_providers(&b);
    const amounts_found found = amounts_of(&b, AS_OF_EVERYTHING);
    expect_pence(found.cost, (pence[MONTHS]){ 799314, 1196496, 1318327, 1317847, 870628 });
    expect_pence(found.provider_cost, (pence[MONTHS]){ 799314, 910877, 902452, 897270, 594770 });
    expect_pence(found.provider_cost + MONTHS, (pence[MONTHS]){ 0, 285619, 415875, 420577, 275858 });
    expect_pence(found.provider_cost + 2 * MONTHS, (pence[MONTHS]){ 0 });
    expect_pence(found.intermediary, (pence[MONTHS]){ 27775, 27775, 27775, 27775, 27775 });
    delivery_plan_free(&b.plan);
}

/* A use on day 95 is paid from that day on, 91.37 more than where a use costs nothing. */
static void the_funds_use_is_known_on_its_own_day(void **state)
{
    (void)state;
    for (int32_t day = 94; day <= 95; day++) {
        pence july[2];
        for (int free = 0; free < 2; free++) {
            bench b;
            bench_of_two_providers(&b);
            families_of_two_providers(&b);
            b.fund_at[1] = 95.4;
            b.sites[0].fund_gbp_per_use = fixed(free ? 0 : 91.37);
            july[free] = amounts_of(&b, day).cost[3];
            delivery_plan_free(&b.plan);
        }
        assert_int_equal(july[0] - july[1], day == 95 ? 9137 : 0);
    }
}

static void before_any_start_providers_bear_fixed_cost_equally(void **state)
{
    (void)state;
    bench b;
    bench_of_two_providers(&b);
    b.staff.count = 0;
    const amounts_found found = amounts_of(&b, AS_OF_EVERYTHING);
    /* 1,000.03 + 341.55 = 1,341.58; no licence is due without staff or courses. */
    expect_pence(found.cost, (pence[MONTHS]){ 134158, 34155, 34155, 34155, 34155 });
    expect_pence(found.provider_cost, (pence[MONTHS]){ 67079, 17078, 17078, 17078, 17078 });
    expect_pence(found.provider_cost + MONTHS, (pence[MONTHS]){ 67079, 17077, 17077, 17077, 17077 });
    delivery_plan_free(&b.plan);
}

static void a_course_alone_takes_a_licence_in_each_of_its_months(void **state)
{
    (void)state;
    bench b;
    bench_of_two_providers(&b);
    b.staff.count = 0;
    family_add(&b, 0, 49.2, 40.1, false); /* 30 May to 9 July */
    bench_count(&b, AS_OF_EVERYTHING);
    expect_months(b.plan.licences, (double[MONTHS]){ 0, 1, 1, 1 });
    bench_count(&b, 60);
    expect_months(b.plan.licences, (double[MONTHS]){ 0, 1, 1 });
    delivery_plan_free(&b.plan);
}

static void families_who_are_dropped_take_nothing(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    const bool dropped[FAMILIES] = { false, true };
    family_add(&b, 0, 19.97, 0.5, true);
    family_add(&b, 0, 130.2, 15.4, true);        /* would have kept the site going until 3 September */
    b.dropped = dropped;
    bench_count(&b, AS_OF_EVERYTHING);
    expect_months(b.plan.starts, (double[MONTHS]){ 1 });
    assert_int_equal(b.plan.until_day, 132);
    delivery_plan_free(&b.plan);
}

static void siblings_take_nothing_more(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    uint32_t index_child[FAMILIES] = { 0, 0, 2 };
    share_map numbers = { .count = 2 };
    b.self.people.siblings = numbers;
    b.people.index_child = index_child;
    for (int i = 0; i < 3; i++) {
        family_add(&b, 0, 19.97, 0.5, true);
    }
    bench_count(&b, AS_OF_EVERYTHING);
    expect_months(b.plan.starts, (double[MONTHS]){ 2 });
    expect_months(b.plan.completions, (double[MONTHS]){ 0, 2 });
    delivery_plan_free(&b.plan);
}

static void training_falls_due_on_joining(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    bench_count(&b, AS_OF_EVERYTHING);
    expect_months(b.plan.trained, (double[MONTHS]){ 2, 1 });
    bench_count(&b, 34);
    expect_months(b.plan.trained, (double[MONTHS]){ 2 });
    delivery_plan_free(&b.plan);
}

static void a_remote_start_never_costs_less_than_nothing(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.delivery.per_start_gbp = fixed(47.11);
    b.contract.delivery.remote_start_gbp = fixed(-60);
    b.remote[family_add(&b, 0, 19.97, 0.5, true)] = true;
    family_add(&b, 0, 18.1, 0.5, true);
    const amounts_found found = amounts_of(&b, AS_OF_EVERYTHING);
    expect_pence(found.cost, (pence[MONTHS]){ 4711 });
    b.contract.delivery.remote_start_gbp = fixed(-40.05);
    expect_pence(amounts_of(&b, AS_OF_EVERYTHING).cost, (pence[MONTHS]){ 4711 + 706 });
    delivery_plan_free(&b.plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_provider_bears_what_its_teams_take),
        cmocka_unit_test(the_funds_use_is_known_on_its_own_day),
        cmocka_unit_test(before_any_start_providers_bear_fixed_cost_equally),
        cmocka_unit_test(a_course_alone_takes_a_licence_in_each_of_its_months),
        cmocka_unit_test(families_who_are_dropped_take_nothing),
        cmocka_unit_test(siblings_take_nothing_more),
        cmocka_unit_test(training_falls_due_on_joining),
        cmocka_unit_test(a_remote_start_never_costs_less_than_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
