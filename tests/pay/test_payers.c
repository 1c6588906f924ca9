#include "pay/payers.h"

#include "pay/fixture.h"
#include "pay/rules.h"

#define EVERY_TERM UINT32_MAX

static void a_set_of_payers_is_one_group_with_its_own_weights(void **state)
{
    (void)state;
    payer_row payers[] = { payer_of(0.37, -1, 1, CAPPED_LOST, 0x7), payer_of(-1, -1, 2, CAPPED_LOST, 0x5), payer_of(-1, -1, 3, CAPPED_LOST, 0x2) };
    const contract_row contract = contract_of(NULL, 0, payers, 3);
    static payer_groups groups;
    groups.count = 0;
    assert_int_equal(payer_group_of(&groups, &contract, 0x3), 0);
    assert_int_equal(payer_group_of(&groups, &contract, 0x5), 1);
    assert_int_equal(payer_group_of(&groups, &contract, 0x3), 0);
    assert_int_equal(payer_group_of(&groups, &contract, 0x0), 2);
    assert_int_equal(groups.count, 3);
    expect_close(groups.weight[0][1], 0.63, 1e-15);
    expect_close(groups.weight[1][2], 0.63, 1e-15);
    expect_close(groups.weight[1][1], 0, 0);
    expect_close(groups.carry[1][0], 0, 0);
}

static void payers_pay_for_their_terms_sites_and_dates(void **state)
{
    (void)state;
    payer_row payers[] = { payer_of(0.37, -1, 1, CAPPED_LOST, 0x3), payer_of(-1, -1, 2, CAPPED_LOST, 0x5), payer_of(-1, -1, 3, CAPPED_LOST, 0x6) };
    payers[0].site_mask = 0x2;
    payers[1].from = day_of_text("2021-04-01");
    payers[2].until = day_of_text("2024-11-30");
    const contract_row contract = contract_of(NULL, 0, payers, 3);
    assert_int_equal(payers_of_term(&contract, 0x7, 0, ANY_SITE), 0x3);
    assert_int_equal(payers_of_term(&contract, 0x7, 0, 0), 0x2);
    assert_int_equal(payers_of_term(&contract, 0x7, 0, 1), 0x3);
    assert_int_equal(payers_of_term(&contract, 0x5, 2, 1), 0x4);
    assert_int_equal(payers_at(&contract, day_of_text("2021-03-31")), 0x5);
    assert_int_equal(payers_at(&contract, day_of_text("2021-04-01")), 0x7);
    assert_int_equal(payers_at(&contract, day_of_text("2024-11-30")), 0x7);
    assert_int_equal(payers_at(&contract, day_of_text("2024-12-01")), 0x3);
}

static void a_room_is_the_smaller_of_the_year_and_in_all(void **state)
{
    (void)state;
    payer_row payers[] = { payer_of(-1, 73.51, 1, CAPPED_LOST, EVERY_TERM) };
    payers[0].limit_gbp_per_year = fixed(31.07);
    const contract_row contract = contract_of(NULL, 0, payers, 1);
    payer_rooms rooms = payer_rooms_of(&contract);
    const double weight[] = { 1 };
    double carry[] = { 0 };
    pence part[1], cut[1];
    static const struct {
        const char *end;
        pence room, paid;
    } cases[] = {
        { "2020-06-30", 3107, 2000 }, { "2021-03-31", 1107, 1107 }, { "2021-04-01", 3107, 3107 }, { "2022-03-31", 0, 0 },
        { "2022-06-30", 1137, 1137 }, /* 7,351 - 6,214 are left in all */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        payer_rooms_set(&rooms, day_of_text(cases[i].end));
        assert_int_equal(rooms.room[0], cases[i].room);
        group_pay(&rooms, 0x1, i == 0 ? 2000 : 9000, weight, carry, part, cut);
        assert_int_equal(part[0], cases[i].paid);
    }
}

static void the_payer_without_a_share_takes_what_the_others_leave(void **state)
{
    (void)state;
    payer_row payers[] = { payer_of(0.37, -1, 1, CAPPED_LOST, EVERY_TERM), payer_of(0.21, -1, 2, CAPPED_LOST, EVERY_TERM),
                           payer_of(-1, -1, 3, CAPPED_LOST, EVERY_TERM), payer_of(-1, -1, 4, CAPPED_LOST, EVERY_TERM) };
    const contract_row contract = contract_of(NULL, 0, payers, 4);
    static const struct {
        uint32_t group;
        double weight[4];
    } cases[] = {
        { 0x7, { 0.37, 0.21, 0.42, 0 } },
        { 0x5, { 0.37, 0, 0.63, 0 } },      /* who stands outside the group leaves its share to the others */
        { 0xd, { 0.37, 0, 0.315, 0.315 } }, /* two remainders: equal parts */
        { 0x3, { 0.37, 0.21, 0, 0 } },
        { 0x0, { 0, 0, 0, 0 } },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double weight[4];
        payer_weights(&contract, cases[i].group, weight);
        for (size_t p = 0; p < 4; p++) {
            expect_close(weight[p], cases[i].weight[p], 1e-15);
        }
    }
}

static void remainders_are_carried_from_period_to_period(void **state)
{
    (void)state;
    payer_rooms rooms = { .count = 3, .room = { PENCE_UNLIMITED, PENCE_UNLIMITED, PENCE_UNLIMITED }, .by_rank = { 0, 1, 2 } };
    const double weight[] = { 0.37, 0.21, 0.42 };
    double carry[3] = { 0 };
    /* Exact parts of 101 with what is owed: 37.37 21.21 42.42; then 37.74 21.42 41.84; then 37.11 21.63 42.26. */
    static const pence expected[3][3] = { { 37, 21, 43 }, { 38, 21, 42 }, { 37, 22, 42 } };
    for (size_t k = 0; k < 3; k++) {
        pence part[3];
        pence cut[3];
        assert_int_equal(group_pay(&rooms, 0x7, 101, weight, carry, part, cut), 0);
        for (size_t p = 0; p < 3; p++) {
            assert_int_equal(part[p], expected[k][p]);
        }
    }
}

static void seven_payers_are_each_within_a_penny(void **state)
{
    (void)state;
    payer_rooms rooms = { .count = 7 };
    for (size_t p = 0; p < 7; p++) {
        rooms.room[p] = PENCE_UNLIMITED;
        rooms.by_rank[p] = p;
    }
    const double weight[] = { 0.05, 0.1, 0.15, 0.2, 0.25, 0.12, 0.13 };
    /* Of 1,013: 50.65 101.30 151.95 202.60 253.25 121.56 131.69, whose floors leave 4: .95, .69, .65, .60. */
    static const pence expected[] = { 51, 101, 152, 203, 253, 121, 132 };
    double carry[7] = { 0 };
    pence part[7];
    pence cut[7];
    assert_int_equal(group_pay(&rooms, 0x7f, 1013, weight, carry, part, cut), 0);
    for (size_t p = 0; p < 7; p++) {
        assert_int_equal(part[p], expected[p]);
    }
}

typedef struct {
    pence room[3];
    bool offers[3];
    uint32_t group;
    pence part[3];
    pence unpaid;
} limit_case;

static void what_a_limit_cuts_goes_to_the_others_by_rank_or_stays_unpaid(void **state)
{
    (void)state;
    /* 101 split 37, 21, 43; ranks: payer 1, payer 0, payer 2. */
    static const limit_case cases[] = {
        { { 30, 50, 999 }, { true, false, false }, 0x7, { 30, 28, 43 }, 0 },  /* 7 offered to payer 1 */
        { { 30, 24, 999 }, { true, false, false }, 0x7, { 30, 24, 47 }, 0 },  /* 3 to payer 1, 4 to payer 2 */
        { { 30, 24, 45 }, { true, false, false }, 0x7, { 30, 24, 45 }, 2 },   /* no room for 2 */
        { { 30, 50, 999 }, { false, false, false }, 0x7, { 30, 21, 43 }, 7 }, /* lost */
        { { 30, 15, 999 }, { true, false, false }, 0x7, { 30, 15, 50 }, 6 },  /* 7 offered, 6 lost */
        { { 30, 15, 999 }, { false, true, false }, 0x7, { 30, 15, 49 }, 7 },
        { { 30, 15, 40 }, { true, true, true }, 0x7, { 30, 15, 40 }, 16 },    /* all are full */
        { { 0, 0, 999 }, { true, true, true }, 0x7, { 0, 0, 101 }, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const limit_case *one = &cases[i];
        payer_rooms rooms = { .count = 3, .by_rank = { 1, 0, 2 } };
        const double weight[] = { 0.37, 0.21, 0.42 };
        double carry[3] = { 0 };
        pence part[3];
        pence cut[3];
        for (size_t p = 0; p < 3; p++) {
            rooms.room[p] = one->room[p];
            rooms.offers[p] = one->offers[p];
        }
        assert_int_equal(group_pay(&rooms, one->group, 101, weight, carry, part, cut), one->unpaid);
        for (size_t p = 0; p < 3; p++) {
            assert_int_equal(part[p], one->part[p]);
            assert_int_equal(rooms.room[p], one->room[p] - one->part[p]);
        }
    }
}

static void nothing_is_offered_outside_the_group(void **state)
{
    (void)state;
    payer_rooms rooms = { .count = 3, .room = { 30, 999, 50 }, .offers = { true, true, true }, .by_rank = { 1, 0, 2 } };
    const double weight[] = { 0.6, 0, 0.4 };
    double carry[3] = { 0 };
    pence part[3];
    pence cut[3];
    /* 61 and 40 of 101 (60.6, 40.4): payer 0 is cut by 31, payer 2 can take 10, payer 1 has room but does not pay for these terms. */
    assert_int_equal(group_pay(&rooms, 0x5, 101, weight, carry, part, cut), 21);
    assert_int_equal(part[0], 30);
    assert_int_equal(part[1], 0);
    assert_int_equal(part[2], 50);
    assert_int_equal(cut[0], 31);
}

static void terms_that_nobody_pays_for_stay_unpaid(void **state)
{
    (void)state;
    payer_rooms rooms = { .count = 1, .room = { 999 } };
    const double weight[] = { 0 };
    double carry[1] = { 0 };
    pence part[1];
    pence cut[1];
    assert_int_equal(group_pay(&rooms, 0, 101, weight, carry, part, cut), 101);
    assert_int_equal(part[0], 0);
}

static void payers_are_ranked_with_ties_in_order_of_the_file(void **state)
{
    (void)state;
    payer_row payers[] = { payer_of(0.1, 73.51, 5, CAPPED_OTHERS, EVERY_TERM), payer_of(0.2, -1, 2, CAPPED_LOST, EVERY_TERM),
                           payer_of(0.3, -1, 5, CAPPED_LOST, EVERY_TERM), payer_of(-1, 0, 1, CAPPED_LOST, EVERY_TERM) };
    const contract_row contract = contract_of(NULL, 0, payers, 4);
    const payer_rooms rooms = payer_rooms_of(&contract);
    static const size_t by_rank[] = { 3, 1, 0, 2 };
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(rooms.by_rank[i], by_rank[i]);
    }
    assert_int_equal(rooms.in_all[0], 7351);
    assert_int_equal(rooms.in_all[1], PENCE_UNLIMITED);
    assert_int_equal(rooms.in_all[3], 0);
    expect_true(rooms.offers[0] && !rooms.offers[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_set_of_payers_is_one_group_with_its_own_weights),
        cmocka_unit_test(payers_pay_for_their_terms_sites_and_dates),
        cmocka_unit_test(a_room_is_the_smaller_of_the_year_and_in_all),
        cmocka_unit_test(the_payer_without_a_share_takes_what_the_others_leave),
        cmocka_unit_test(remainders_are_carried_from_period_to_period),
        cmocka_unit_test(seven_payers_are_each_within_a_penny),
        cmocka_unit_test(what_a_limit_cuts_goes_to_the_others_by_rank_or_stays_unpaid),
        cmocka_unit_test(nothing_is_offered_outside_the_group),
        cmocka_unit_test(terms_that_nobody_pays_for_stay_unpaid),
        cmocka_unit_test(payers_are_ranked_with_ties_in_order_of_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
