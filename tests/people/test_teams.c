#include "people/line_bench.h"

/* Teams of a site: which families come to them, and their lines. */

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char two_teams[] =
    "{\"therapies\": {\"mst\": {\"course_days\": 53}},"
    " \"sites\": {\"here\": {\"therapy\": null, \"teams\": {\"slow\": {\"therapy\": \"fft\", \"therapists\": 1}, \"quick\": {\"therapy\": \"mst\", \"therapists\": 1, \"caseload\": 2}}}}}";

/* Slow has one place: 1.5 to 31.5, 31.5 to 51.5, then free. Quick has two: from 2.0 to 12.0 and from 3.5 to 10.5, which the next takes to 15.5; then the first
 * is free, at 12.0. */
static void each_team_has_its_own_line(void **state)
{
    (void)state;
    static const struct {
        uint16_t team;
        line_family family;
        double started_at;
    } cases[] = {
        { 0, { 0.5, 1.5, 30 }, 1.5 },  { 0, { 2.25, 2.25, 20 }, 31.5 }, { 1, { 1, 2, 10 }, 2 },  { 1, { 3.5, 3.5, 7 }, 3.5 },
        { 1, { 4, 4, 5 }, 10.5 },      { 0, { 40, 40, 3 }, 51.5 },      { 1, { 5, 5, 1 }, 12 },
    };
    line_bench b;
    line_bench_make(&b, two_teams);
    line_family written[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++) {
        written[i] = cases[i].family;
        b.people.team[i] = cases[i].team;
    }
    line_bench_write(&b, written, COUNT(cases));
    line_bench_move(&b, 0);
    for (size_t i = 0; i < COUNT(cases); i++) {
        expect_close(b.people.started_at[i], cases[i].started_at, 0);
        assert_int_equal(b.people.therapist[i], 0);
    }
    expect_close(b.use.used_days[0], 30 + 20 + 10 + 7 + 5 + 3 + 1, 1e-9);
    expect_close(b.use.places_days[0], 3 * 365, 1e-9);
    assert_int_equal(b.staff.count, 2);
    assert_int_equal(b.staff.items[1].team, 1);
    assert_int_equal(b.staff.items[1].number, 0);
    line_bench_free(&b);
}

static void a_family_has_the_course_of_its_team(void **state)
{
    (void)state;
    line_bench b;
    line_bench_make(&b, two_teams);
    size_t of_quick = 0;
    for (size_t i = 0; i < b.people.count; i++) {
        assert_true(b.people.team[i] < 2);
        expect_close(b.people.course_days[i], b.people.team[i] == 1 ? 53 : 140, 0);
        of_quick += b.people.team[i] == 1;
    }
    assert_true(of_quick > 5 && of_quick < 35); /* of 40, half on average */
    line_bench_free(&b);
}

static const char by_bands[] =
    "{\"people\": {\"bands\": {\"low\": {}, \"high\": {}, \"extreme\": {}}, \"band_shares\": {\"low\": 0.5, \"high\": 0.3, \"extreme\": 0.2}},"
    " \"sites\": {\"here\": {\"therapy\": null, \"teams\": {\"gentle\": {\"therapy\": \"fft\", \"share\": 0.3, \"bands\": [\"low\"]},"
    "   \"firm\": {\"therapy\": \"fft\", \"share\": 0.6, \"bands\": [\"high\", \"low\"]}}, \"cohorts\": {\"edge\": {\"intake\": {\"families\": [3000]}}}}}}";

/* The gentle team takes 0.3 / (0.3 + 0.6) of the low band and none of the high one; nobody takes the extreme one. */
static void families_go_to_teams_that_take_their_band_by_share(void **state)
{
    (void)state;
    line_bench b;
    line_bench_make(&b, by_bands);
    double low = 0, gentle = 0;
    for (size_t i = 0; i < b.people.count; i++) {
        assert_int_equal(b.people.accepted[i], b.people.band[i] != 2);
        assert_true(b.people.band[i] != 1 || b.people.team[i] == 1);
        low += b.people.band[i] == 0;
        gentle += b.people.band[i] == 0 && b.people.team[i] == 0;
    }
    expect_close(gentle, low / 3, 5 * sqrt(low * 2 / 9));
    line_bench_free(&b);
}

static void a_second_sites_team_has_the_next_number(void **state)
{
    (void)state;
    line_bench b;
    line_bench_make(&b, "{\"sites\": {\"there\": {\"therapy\": \"fft\", \"provider\": \"others\", \"starts\": \"2019-02-05\", \"closes\": \"2020-02-04\","
                        " \"cohorts\": {\"edge\": {\"intake\": {\"kind\": \"schedule\", \"families\": [7]}}}}}}");
    const site_row *there = &b.self->sites.items[1];
    const team_row *team = &there->teams.items[0];
    assert_int_equal(b.self->team_count, 2);
    expect_text(team->name, "there");
    assert_int_equal(b.self->providers.count, 2);
    assert_int_equal(team->provider_index, 1);
    for (size_t i = 0; i < b.people.count; i++) {
        assert_int_equal(b.people.team[i], b.people.site[i]);
    }
    line_bench_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_team_has_its_own_line),
        cmocka_unit_test(a_family_has_the_course_of_its_team),
        cmocka_unit_test(families_go_to_teams_that_take_their_band_by_share),
        cmocka_unit_test(a_second_sites_team_has_the_next_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
