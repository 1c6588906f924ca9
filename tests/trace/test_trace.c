#include "support/expect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/money.h"
#include "support/scenario_text.h"
#include "trace/told.h"

/** Sums over children against what the engine counted of all of them at once, and against what it rounded once a term and period. */
static void expect_adds_up(trace *traced, size_t contract)
{
    const contract_outcome *whole = &traced->one->contracts[contract];
    const size_t cells = whole->treated.terms * whole->treated.periods;
    double *units = calloc(2 * cells + 1, sizeof *units);
    assert_non_null(units);
    assert_true(trace_children(traced, contract, units, units + cells));
    double sum = 0;
    for (size_t at = 0; at < cells; at++) {
        expect_close(units[at], whole->treated.achieved[at], 1e-7 * fmax(1, fabs(units[at])));
        expect_close(100 * units[cells + at], (double)whole->ledger.term_entitled[at], 0.5 + 1e-3); /* rounded to the penny once */
        sum += units[at];
    }
    assert_true(sum > 0);
    free(units);
}

static void expect_replicates_add_up(scenario *self)
{
    for (uint32_t world = 0; world < 3; world++) {
        trace traced;
        assert_true(trace_make(self, world, world % 2, &traced));
        for (size_t c = 0; c < self->contracts.count; c++) {
            expect_adds_up(&traced, c);
        }
        trace_free(&traced);
    }
    scenario_free(self);
}

static void children_add_up_to_what_is_counted_of_all_at_once(void **state)
{
    (void)state;
    static const char *const busy[] = { scenario_busy, "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"deadweight\": 0.31, \"verified_share\": 0.7}}}}}", NULL };
    expect_replicates_add_up(scenario_patched(scenario_small, busy));
    expect_replicates_add_up(scenario_of_file("scenarios/stronger-families-trials.json"));
}

static void tapers_indexation_and_written_baselines_add_up_too(void **state)
{
    (void)state;
    static const char *const taper[] = { "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"taper\": {\"after_days\": [100, 400], \"pays\": [0.7, 0.4]},"
                                         " \"index\": {\"per_year\": 0.03}}}}}}",
                                         NULL };
    expect_replicates_add_up(scenario_patched(scenario_small, taper));
    static const char *const claw[] = { "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"baseline\": {\"kind\": \"written\", \"share\": 0.4}, \"baseline_floor\": \"claw_back\"}}}}}", NULL };
    expect_replicates_add_up(scenario_patched(scenario_small, claw));
}

/* One limit over a baseline term with a variation and two others: nobody brings more than 7,001 pounds, many bring just that, and together they bring what is claimed. */
static void no_child_brings_more_than_its_limit_over_all_terms(void **state)
{
    (void)state;
    static const char limited[] = "{\"contracts\": {\"days\": {\"per_child_limit\": {\"gbp\": 7001}, \"terms\": {"
                                  " \"day\": {\"baseline\": {\"kind\": \"written\", \"share\": 0.6}, \"baseline_floor\": \"claw_back\"},"
                                  " \"start\": {\"unit\": {\"kind\": \"milestone_start\"}, \"window\": {\"from\": \"start\", \"length_days\": 10}, \"price_gbp\": 911.3},"
                                  " \"block\": {\"unit\": {\"kind\": \"per_block\", \"days\": 31}, \"window\": {\"from\": \"start\", \"length_days\": 700}, \"price_gbp\": 311.3}},"
                                  " \"variations\": {\"dearer\": {\"from\": \"2020-02-02\", \"in_force\": \"claim\", \"terms\": {\"block\": {\"price_gbp\": 401.7}}}}}}}";
    scenario *self = scenario_patched(scenario_small, (const char *const[]){ scenario_busy, limited, NULL });
    trace traced;
    assert_true(trace_make(self, 1, 0, &traced));
    const contract_outcome *whole = &traced.one->contracts[0];
    const size_t cells = whole->treated.terms * whole->treated.periods;
    double *units = calloc(2 * cells + 1, sizeof *units);
    assert_non_null(units);
    size_t reached = 0;
    double all = 0;
    for (size_t i = 0; i < traced.one->families.count; i++) {
        double sum = 0;
        assert_true(trace_child(&traced, 0, i, units, units + cells));
        for (size_t at = 0; at < cells; at++) {
            sum += units[cells + at];
        }
        expect_true(sum < 7001 + 1e-6);
        reached += sum > 7001 - 1e-6;
        all += sum;
    }
    expect_true(reached > 30 && reached < traced.one->families.count);
    expect_close(100 * all, (double)(whole->ledger.accrued_total - whole->ledger.claw_back_owed), 0.5 * (double)cells);
    free(units);
    trace_free(&traced);
    scenario_free(self);
}

/** The number in the last column of a line. */
static double last_column(const char *line)
{
    const char *comma = strrchr(line, ',');
    assert_non_null(comma);
    return strtod(comma + 1, NULL);
}

/* A limit of a third of what is earned, so that the closing lines have something to close. */
static void the_audit_trail_adds_up_to_each_claim_to_the_penny(void **state)
{
    (void)state;
    static const char *const patches[] = { "{\"contracts\": {\"days\": {\"limit_gbp\": 400000, \"terms\": {\"still\": {\"unit\": {\"kind\": \"still_out\"},"
                                           " \"window\": {\"from\": \"start\", \"length_days\": 365}, \"price_gbp\": 1234.56}}}}}",
                                           NULL };
    scenario *self = scenario_patched(scenario_small, patches);
    trace traced;
    assert_true(trace_make(self, 4, 1, &traced));
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_true(trace_write_csv(&traced, out));
    fclose(out);
    double sum = 0;
    size_t lines = 0;
    char *rest = text;
    strsep(&rest, "\n");
    for (char *line = strsep(&rest, "\n"); line && *line; line = strsep(&rest, "\n")) {
        sum += last_column(line);
        lines++;
    }
    const ledger *book = &traced.one->contracts[0].ledger;
    assert_true(book->lost_total > 0);
    assert_true(lines > traced.one->families.count);
    expect_close(sum, pounds_from_pence(book->accrued_total), 1e-6);
    free(text);
    trace_free(&traced);
    scenario_free(self);
}

/* Half of those planned are referred, so that the contract ends on day 210 and pays nothing more; then no child brings anything either. */
static void after_an_unpaid_end_no_child_brings_anything(void **state)
{
    (void)state;
    static const char half[] = "{\"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"first_year_volume\": 0.5,"
                               " \"intake\": {\"families\": [9, 8, 7, 9, 8, 7, 9, 8, 7, 9, 8, 7]}}}}}}";
    static const char ends[] = "{\"contracts\": {\"days\": {\"early_end\": {\"trigger\": \"referrals_below\", \"below\": 0.8, \"after_months\": 6,"
                               " \"notice_days\": 30, \"payment\": \"unpaid\"}}}}";
    scenario *self = scenario_patched(scenario_small, (const char *const[]){ half, ends, NULL });
    trace traced;
    assert_true(trace_make(self, 0, 0, &traced));
    assert_int_equal(traced.one->contracts[0].ledger.stopped_day, 210);
    const claim_calendar *calendar = &traced.plan.calendars[0];
    double *units = calloc(2 * trace_terms(&traced, 0) * calendar->count, sizeof *units);
    double *gbp = units + trace_terms(&traced, 0) * calendar->count;
    assert_true(trace_children(&traced, 0, units, gbp));
    size_t after = 0;
    for (size_t k = 0; k < calendar->count; k++) {
        if (calendar->items[k].from_day > traced.one->contracts[0].ledger.stopped_day) {
            expect_close(gbp[k], 0, 0);
            after++;
        }
    }
    assert_true(after > 2);
    free(units);
    trace_free(&traced);
    scenario_free(self);
}

/* Of families that an early end drops the days since referral are those of their untreated careers, whichever luck is told of. */
static void families_that_an_early_end_drops_bring_what_they_do_untreated(void **state)
{
    (void)state;
    static const char half[] = "{\"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"constant\", \"hazard_ratio\": 0.3}}}},"
                               " \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"first_year_volume\": 0.5,"
                               " \"intake\": {\"families\": [9, 8, 7, 9, 8, 7, 9, 8, 7, 9, 8, 7]}}}}}}";
    static const char ends[] = "{\"contracts\": {\"days\": {\"early_end\": {\"trigger\": \"referrals_below\", \"below\": 0.8, \"after_months\": 6, \"notice_days\": 30},"
                               " \"terms\": {\"day\": {\"eligible_if\": {\"started\": false}, \"window\": {\"from\": \"referral\"}}}}}}";
    static const char *const couplings[] = { "{\"reporting\": {\"coupling\": \"shared\"}}", "{\"reporting\": {\"coupling\": \"both\"}}",
                                             "{\"reporting\": {\"coupling\": \"independent\"}}" };
    for (size_t i = 0; i < 3; i++) {
        scenario *self = scenario_patched(scenario_small, (const char *const[]){ half, ends, couplings[i], NULL });
        trace traced;
        assert_true(trace_make(self, 0, 0, &traced));
        assert_true(traced.one->contracts[0].families_dropped > 10);
        trace_free(&traced);
        expect_replicates_add_up(self);
    }
}

static char *told_of_first_child(const char *coupling_patch)
{
    trace traced;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){ coupling_patch, NULL });
    assert_true(trace_make(self, 0, 0, &traced));
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_true(trace_tell_child(&traced, 0, out));
    assert_true(trace_tell_claims(&traced, 0, out));
    fclose(out);
    trace_free(&traced);
    scenario_free(self);
    return text;
}

static void a_child_is_told_of_with_its_careers_and_parts(void **state)
{
    (void)state;
    static const char *const words[] = { "Child 1 of 40", "With the programme", "home", "Contract days", "closing line" };
    static const struct {
        const char *patch;
        bool alike, same, separate;
    } cases[] = { { "{\"reporting\": {\"coupling\": \"shared\"}}", true, false, false }, /* the small programme's therapy does nothing */
                  { "{\"reporting\": {\"coupling\": \"both\"}}", true, false, true },
                  { "{\"reporting\": {\"coupling\": \"independent\"}}", false, false, true },
                  { "{\"reporting\": {\"coupling\": \"shared\"}, \"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"constant\", \"hazard_ratio\": 0.02}}}}}", false, true, false } };
    for (size_t c = 0; c < 4; c++) {
        char *text = told_of_first_child(cases[c].patch);
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
            if (!strstr(text, words[i])) {
                fail_msg("\"%s\" is not in:\n%s", words[i], text);
            }
        }
        assert_int_equal(strstr(text, "With the programme and without it, by the same luck") != NULL, cases[c].alike);
        assert_int_equal(strstr(text, "Without it, by the same luck") != NULL, cases[c].same);
        assert_int_equal(strstr(text, "Without it, by separate luck") != NULL, cases[c].separate);
        free(text);
    }
}

/* A state, a cohort, a term and a contract by their titles; nights in care are those of its stays in care. */
static void the_story_is_in_titles_and_adds_up(void **state)
{
    (void)state;
    char *text = told_of_first_child("{\"states\": {\"care\": {\"title\": \"Fostering at the coast\"}}, \"contracts\": {\"days\": {\"title\": \"The coast's contract\", \"terms\": {\"day\": {\"title\": \"Days at home\"}}}},"
                                     "\"transitions\": {\"entry\": {\"hazard\": {\"mean_days\": 90}}}, \"reporting\": {\"coupling\": \"shared\"}}");
    int nights = 0, told = -1;
    for (const char *at = strstr(text, "Fostering at the coast"); at; at = strstr(at + 1, "Fostering at the coast")) {
        nights += (int)strtol(at - 10, NULL, 10);
    }
    const char *sum = strstr(text, "In care for ");
    assert_non_null(sum);
    assert_int_equal(sscanf(sum, "In care for %d nights", &told), 1);
    assert_int_equal(told, nights);
    assert_non_null(strstr(text, "A child of 12.0 years is referred on "));
    assert_non_null(strstr(text, "Contract The coast's contract: "));
    assert_non_null(strstr(text, "  Days at home "));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(children_add_up_to_what_is_counted_of_all_at_once),
        cmocka_unit_test(no_child_brings_more_than_its_limit_over_all_terms),
        cmocka_unit_test(tapers_indexation_and_written_baselines_add_up_too),
        cmocka_unit_test(the_audit_trail_adds_up_to_each_claim_to_the_penny),
        cmocka_unit_test(after_an_unpaid_end_no_child_brings_anything),
        cmocka_unit_test(families_that_an_early_end_drops_bring_what_they_do_untreated),
        cmocka_unit_test(a_child_is_told_of_with_its_careers_and_parts),
        cmocka_unit_test(the_story_is_in_titles_and_adds_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
