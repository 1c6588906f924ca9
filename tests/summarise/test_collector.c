#include "support/expect.h"

#include "summarise/fixture.h"

/* Four worlds of two histories. Families started, days waited, and care days treated, untreated shared, untreated independent. */
static const struct {
    double starts, waiting, care[ARM_COUNT];
} eight[8] = {
    {11, 407, {130.5, 151.5, 170.5}}, {13, 390, {131.5, 152.5, 120.5}}, {17, 629, {140.5, 165.5, 148.5}}, {19, 551, {160.5, 177.5, 201.5}},
    {23, 690, {110.5, 133.5, 99.5}},  {29, 986, {171.5, 190.5, 207.5}}, {31, 713, {155.5, 171.5, 166.5}}, {0, 0, {148.5, 169.5, 133.5}},
};

static result *eight_replicates(fixture *self, int coupling_choice_, const int order[8])
{
    fixture_make(self, 4, 2, coupling_choice_);
    collector *gathered = collector_make(&self->scenario, &self->extent);
    for (int i = 0; i < 8; i++) {
        const int r = order[i];
        fixture_fill(self, (uint32_t)r / 2, (uint32_t)r % 2, eight[r].starts, eight[r].waiting, eight[r].care);
        assert_true(collector_add(gathered, &self->replicate));
    }
    return fixture_finish(gathered);
}

static const int in_order[8] = {0, 1, 2, 3, 4, 5, 6, 7};

static told told_of(const result *from, const char *name)
{
    return result_told(from, columns_find(&from->columns, name, LEVEL_PROGRAMME, 0, 0));
}

static void a_plain_metric_has_all_its_statistics(void **state)
{
    (void)state;
    fixture made;
    result *out = eight_replicates(&made, COUPLING_BOTH, in_order);
    const told starts = told_of(out, "starts");
    /* By hand: sum 143; world means 12, 18, 26, 15.5 with mean 17.875 and squared deviations 34.515625 + 0.015625 + 66.015625 + 5.640625 = 106.1875. */
    expect_close(starts.mean, 17.875, 1e-12);
    expect_close(starts.se, sqrt(106.1875 / 3 / 4), 1e-12);
    /* Squares sum to 3271: (3271 - 143^2 / 8) / 7 */
    expect_close(starts.sd, sqrt((3271 - 143.0 * 143 / 8) / 7), 1e-12);
    /* Sorted 0 11 13 17 19 23 29 31: rank 3.5 for the median, 0.35 for p5. */
    expect_close(starts.quantile[3], 18, 1e-12);
    expect_close(starts.quantile[0], 3.85, 1e-12);
    assert_int_equal(starts.n, 8);
    assert_null(starts.independent);
    assert_true(isnan(starts.luck_share)); /* fewer than 50 worlds */
    result_free(out);
}

/* Shared differences 21 21 25 17 23 19 16 21 sum to 163, sorted 16 17 19 21 21 21 23 25; independent ones 40 -11 8 41 -11 36 11 -15 sum to 99, sorted
 * -15 -11 -11 8 11 36 40 41. */
static void expect_shared(const told *of)
{
    expect_close(of->mean, 163.0 / 8, 1e-12);
    expect_close(of->quantile[3], 21, 1e-12);
    expect_close(of->quantile[6], 24.3, 1e-12);
    expect_close(of->sd, sqrt((441 + 441 + 625 + 289 + 529 + 361 + 256 + 441 - 163.0 * 163 / 8) / 7), 1e-12);
    assert_int_equal(of->n, 8);
}

static void expect_independent(const told *of)
{
    expect_close(of->mean, 99.0 / 8, 1e-12);
    expect_close(of->quantile[3], 9.5, 1e-12);
    expect_close(of->quantile[6], 40.65, 1e-12);
    expect_close(of->sd, sqrt((1600 + 121 + 64 + 1681 + 121 + 1296 + 121 + 225 - 99.0 * 99 / 8) / 7), 1e-12);
    assert_int_equal(of->n, 8);
}

static void a_headline_is_of_shared_draws_throughout_and_separate_luck_stands_apart(void **state)
{
    (void)state;
    static const struct {
        int choice;
        bool shared, independent;
    } cases[] = {{COUPLING_SHARED, true, false}, {COUPLING_BOTH, true, true}, {COUPLING_INDEPENDENT, false, true}};
    for (size_t i = 0; i < 3; i++) {
        fixture made;
        result *out = eight_replicates(&made, cases[i].choice, in_order);
        const told averted = told_of(out, "days_averted");
        assert_int_equal(averted.independent != NULL, cases[i].independent);
        if (cases[i].shared) {
            expect_shared(&averted);
        } else {
            assert_true(averted.n == 0 && isnan(averted.mean) && isnan(averted.se) && isnan(averted.sd) && isnan(averted.quantile[3]));
        }
        if (cases[i].independent) {
            const told apart = told_apart(&averted);
            expect_independent(&apart);
        }
        result_free(out);
    }
}

/* Replicate by replicate the untreated arm less the treated one is what is averted, by either draws. */
static void care_days_untreated_are_of_the_draws_of_days_averted(void **state)
{
    (void)state;
    static const int choices[] = {COUPLING_SHARED, COUPLING_BOTH, COUPLING_INDEPENDENT};
    for (size_t i = 0; i < 3; i++) {
        fixture made;
        result *out = eight_replicates(&made, choices[i], in_order);
        const columns *layout = &out->columns;
        const size_t treated = columns_find(layout, "care_days", LEVEL_PROGRAMME, 0, 0), averted = columns_find(layout, "days_averted", LEVEL_PROGRAMME, 0, 0);
        const size_t untreated = columns_find(layout, "care_days_untreated", LEVEL_PROGRAMME, 0, 0);
        const size_t differences[] = {averted, layout->items[averted].twin}, lives[] = {untreated, layout->items[untreated].twin};
        assert_int_equal(lives[1] != COLUMN_NONE, choices[i] == COUPLING_BOTH);
        for (size_t k = 0; k < 2 && lives[k] != COLUMN_NONE; k++) {
            assert_int_equal(layout->items[lives[k]].how, layout->items[differences[k]].how);
            for (size_t r = 0; r < 8; r++) {
                const double *row = out->rows + r * layout->count;
                expect_close(row[lives[k]] - row[treated], row[differences[k]], 0);
            }
        }
        assert_int_equal(told_of(out, "care_days_untreated").n, 8); /* needs no coupling, so it is told whichever was run */
        result_free(out);
    }
}

/* Two worlds of eight histories: the first gains 3 on average (11 in one history, 13 in another), the second loses 1; with seven histories nothing is said. */
static void the_chance_over_worlds_of_a_gain_is_told_from_eight_histories_on(void **state)
{
    (void)state;
    static const double untreated[2][8] = {{11, 13, 0, 0, 0, 0, 0, 0}, {0, 0, -9, 0, 0, 1, 0, 0}};
    static const int choices[] = {COUPLING_SHARED, COUPLING_INDEPENDENT};
    for (uint32_t histories = 7; histories <= 8; histories++) {
        for (size_t c = 0; c < 2; c++) {
            fixture made;
            fixture_make(&made, 2, histories, choices[c]);
            collector *gathered = collector_make(&made.scenario, &made.extent);
            for (uint32_t r = 0; r < 2 * histories; r++) {
                const double days = untreated[r / histories][r % histories];
                fixture_fill(&made, r / histories, r % histories, 17, 26.3, (const double[]){100, 100 + days, 100 + days});
                assert_true(collector_add(gathered, &made.replicate));
            }
            result *out = fixture_finish(gathered);
            const told averted = told_of(out, "days_averted");
            assert_int_equal(!isnan(averted.gain), histories == 8);
            assert_true(isnan(told_of(out, "care_days").gain));
            if (histories == 8) {
                expect_close(averted.gain, 0.5, 0);
                expect_close(averted.gain_se, 0.5, 1e-15); /* sqrt(0.5 x 0.5 / (2 - 1)) */
            }
            result_free(out);
        }
    }
}

static void a_ratio_is_the_ratio_of_means_with_its_interval(void **state)
{
    (void)state;
    fixture made;
    result *out = eight_replicates(&made, COUPLING_BOTH, in_order);
    const told wait = told_of(out, "waiting_days");
    const double num[4] = {398.5, 590, 838, 356.5}, den[4] = {12, 18, 26, 15.5}; /* world means */
    const ratio_summary expected = ratio_of_means(num, den, 4);
    expect_close(wait.mean, 4366.0 / 143, 1e-12);
    expect_relative(wait.se, expected.se, 1e-10);
    expect_relative(wait.lower, expected.lower, 1e-10);
    expect_relative(wait.upper, expected.upper, 1e-10);
    assert_true(isnan(wait.sd) && isnan(wait.luck_share));
    /* The replicate without a start has no wait; the others 37 30 37 29 30 34 23 have the median 30. */
    assert_int_equal(wait.n, 7);
    assert_int_equal(wait.statuses[0], 1);
    expect_close(wait.quantile[3], 30, 1e-12);
    result_free(out);
}

static void an_undefined_replicate_is_left_out_and_counted(void **state)
{
    (void)state;
    fixture made;
    result *out = eight_replicates(&made, COUPLING_BOTH, in_order);
    const told never = told_of(out, "never_in_care_share_at_days_365");
    expect_close(never.mean, 0.9, 1e-15);
    assert_int_equal(never.n, 7);
    assert_int_equal(never.statuses[0], 1);
    result_free(out);
}

static void series_have_means_spread_and_percentiles(void **state)
{
    (void)state;
    fixture made;
    result *out = eight_replicates(&made, COUPLING_BOTH, in_order);
    assert_string_equal(out->series[2].name, "caseload");
    expect_close(out->series[2].mean[2], 19.875, 1e-12); /* starts + 2 */
    expect_close(out->series[2].sd[2], sqrt((3271 - 143.0 * 143 / 8) / 7), 1e-12);
    expect_close(out->series[2].quantile[1][2], 20, 1e-12);
    result_free(out);
}

/** Made-up numbers for replicate r, without pattern. */
static void fill_any(fixture *self, uint32_t r, uint32_t histories)
{
    const double a = (double)(r * 2654435761u % 10007u), b = (double)(r * 40503u % 997u);
    fixture_fill(self, r / histories, r % histories, b, a, (const double[]){a / 7, b / 3, (a + b) / 11});
}

static result *shuffled_run(fixture *self, int64_t worlds, uint32_t step)
{
    fixture_make(self, worlds, 3, COUPLING_BOTH);
    collector *gathered = collector_make(&self->scenario, &self->extent);
    const uint32_t count = (uint32_t)worlds * 3;
    for (uint32_t i = 0; i < count; i++) {
        fill_any(self, (uint32_t)((uint64_t)i * step % count), 3);
        assert_true(collector_add(gathered, &self->replicate));
    }
    return fixture_finish(gathered);
}

static void the_order_in_which_replicates_come_changes_no_byte(void **state)
{
    (void)state;
    fixture a, b;
    result *first = shuffled_run(&a, 2000, 1);
    result *second = shuffled_run(&b, 2000, 4877); /* prime to 6000: blocks fill and complete in disorder */
    assert_int_equal(first->columns.count, second->columns.count);
    assert_memory_equal(first->of_column, second->of_column, first->columns.count * sizeof *first->of_column);
    for (size_t i = 0; i < first->series_count; i++) {
        assert_memory_equal(first->series[i].mean, second->series[i].mean, sizeof(double) * FIXTURE_MONTHS);
        assert_memory_equal(first->series[i].sd, second->series[i].sd, sizeof(double) * FIXTURE_MONTHS);
    }
    result_free(first);
    result_free(second);
}

static void beyond_the_rows_kept_percentiles_come_from_counts(void **state)
{
    (void)state;
    fixture a;
    result *out = shuffled_run(&a, 44000, 1); /* 132,000 replicates */
    assert_null(out->rows);
    const told averted = told_of(out, "starts");
    double sum = 0;
    for (uint32_t r = 0; r < 132000; r++) {
        sum += (double)(r * 40503u % 997u);
    }
    expect_relative(averted.mean, sum / 132000, 1e-12);
    expect_relative(averted.quantile[3], 498.0, 0.005); /* r * 40503 mod 2^32 mod 997 is about uniform on 0 .. 996 */
    assert_int_equal(averted.n, 132000);
    result_free(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_metric_has_all_its_statistics),
        cmocka_unit_test(a_headline_is_of_shared_draws_throughout_and_separate_luck_stands_apart),
        cmocka_unit_test(care_days_untreated_are_of_the_draws_of_days_averted),
        cmocka_unit_test(the_chance_over_worlds_of_a_gain_is_told_from_eight_histories_on),
        cmocka_unit_test(a_ratio_is_the_ratio_of_means_with_its_interval),
        cmocka_unit_test(an_undefined_replicate_is_left_out_and_counted),
        cmocka_unit_test(series_have_means_spread_and_percentiles),
        cmocka_unit_test(the_order_in_which_replicates_come_changes_no_byte),
        cmocka_unit_test(beyond_the_rows_kept_percentiles_come_from_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
