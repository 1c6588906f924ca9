#include "support/expect.h"

#include "probe/probe.h"
#include "replicate/engine.h"
#include "support/scenario_text.h"

/* The small programme with figures as of day 401 (2020-03-12), of which half its terms' evidence is refused and a third is deadweight. */
static const char figures[] =
    "{\"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [13, 7, 11, 0, 5, 9, 2, 8, 3, 6, 4, 12]}}}}},"
    " \"contracts\": {\"days\": {\"terms\": {\"day\": {\"verified_share\": 0.5, \"deadweight\": 0.33}}}},"
    " \"published\": {"
    "  \"starts\": {\"value\": 64, \"role\": \"check\", \"as_of\": \"2020-03-12\", \"readings\": {\"all\": {\"metric\": \"starts\"}, \"site\": {\"metric\": \"starts\", \"site\": \"here\"}}},"
    "  \"early\": {\"value\": 20, \"role\": \"check\", \"as_of\": \"2019-03-20\", \"readings\": {\"all\": {\"metric\": \"starts\"}}},"
    "  \"days\": {\"value\": 9220, \"role\": \"check\", \"as_of\": \"2020-03-12\", \"readings\": {\"gross\": {\"metric\": \"published_days\"},"
    "    \"net\": {\"metric\": \"published_days\", \"contract\": \"days\", \"times\": 0.67}, \"payable\": {\"metric\": \"days_payable\"}}},"
    "  \"money\": {\"value\": 1, \"role\": \"check\", \"as_of\": \"2020-03-12\", \"readings\": {\"claimed\": {\"metric\": \"outcomes_payments_claimed_gbp\", \"contract\": \"days\"},"
    "    \"period\": {\"metric\": \"outcomes_payments_claimed_gbp\", \"contract\": \"days\", \"period_end\": \"2019-08-04\"}}},"
    "  \"out\": {\"value\": 0.9, \"role\": \"check\", \"as_of\": \"2020-03-12\", \"readings\": {\"all\": {\"metric\": \"out_of_care_share_at_days_365\"}}}}}";

enum { STARTS, STARTS_SITE, EARLY, GROSS, NET, PAYABLE, CLAIMED, PERIOD, OUT, PROBES };

#define AS_OF 401
#define EARLY_AS_OF 43

typedef struct {
    scenario *scenario;
    replicate_plan plan;
    replicate_engine *engine;
    const replicate *one;
    double probe[PROBES];
} fixture;

static void fixture_make(fixture *self, uint32_t world)
{
    *self = (fixture){ .scenario = scenario_patched(scenario_small, (const char *const[]){ figures, NULL }) };
    assert_true(replicate_plan_make(self->scenario, &self->plan));
    self->engine = replicate_engine_make(&self->plan);
    self->one = replicate_engine_run(self->engine, world, 1);
    assert_int_equal(probe_count(self->scenario), PROBES);
    scope_list scopes = { 0 };
    assert_true(scope_list_make(self->scenario, &scopes));
    probe_workspace *ws = probe_workspace_make(self->scenario, self->plan.calendars, &scopes);
    assert_true(ws && probe_workspace_fill(ws, self->one, self->probe));
    probe_workspace_free(ws);
    scope_list_free(&scopes);
}

static void fixture_free(fixture *self)
{
    replicate_engine_free(self->engine);
    replicate_plan_free(&self->plan);
    scenario_free(self->scenario);
}

static double starts_by_hand(const replicate *one, int last_day)
{
    double count = 0;
    for (size_t i = 0; i < one->families.count; i++) {
        count += one->families.started_at[i] < last_day + 1;
    }
    return count;
}

static bool out_of_care_on(const careers *arm, size_t child, int day)
{
    uint8_t state = arm->state[arm->first[child]];
    for (uint32_t s = arm->first[child]; s < arm->first[child + 1]; s++) {
        state = arm->from[s] <= day + 1 ? arm->state[s] : state; /* the midnight that ends the day */
    }
    return state == 0; /* "home" is the first state of the small programme */
}

/** Day by day: days 1 .. 730 after the start, up to the as-of day, not in care. */
static double days_by_hand(const replicate *one, int last_day)
{
    double days = 0;
    for (size_t i = 0; i < one->families.count; i++) {
        const double start = floor(one->families.started_at[i]);
        for (int day = (int)fmin(start, 1e6) + 1; day <= start + 730 && day <= last_day; day++) {
            days += out_of_care_on(&one->arm[ARM_TREATED], i, day);
        }
    }
    return days;
}

static void starts_are_counted_by_the_figures_own_date(void **state)
{
    (void)state;
    fixture it;
    fixture_make(&it, 3);
    expect_close(it.probe[STARTS], starts_by_hand(it.one, AS_OF), 0);
    expect_close(it.probe[STARTS_SITE], it.probe[STARTS], 0);
    expect_close(it.probe[EARLY], starts_by_hand(it.one, EARLY_AS_OF), 0);
    assert_true(it.probe[EARLY] < it.probe[STARTS]);
    fixture_free(&it);
}

static void published_days_are_before_verification_and_deadweight(void **state)
{
    (void)state;
    fixture it;
    fixture_make(&it, 5);
    const double gross = days_by_hand(it.one, AS_OF);
    assert_true(gross > 5000);
    expect_close(it.probe[GROSS], gross, 0);
    expect_relative(it.probe[NET], 0.67 * gross, 1e-12);
    assert_true(it.probe[PAYABLE] < 0.67 * gross && it.probe[PAYABLE] > 0.1 * gross);
    fixture_free(&it);
}

/* Claimed by day 401: the periods of three months that ended by then, of which the second ended on 2019-08-04; 57.42 a payable day. */
static void payments_are_those_of_their_date_or_period(void **state)
{
    (void)state;
    fixture it;
    fixture_make(&it, 5);
    assert_true(it.probe[PERIOD] > 0 && it.probe[PERIOD] < it.probe[CLAIMED]);
    assert_true(it.probe[CLAIMED] <= 57.42 * it.probe[PAYABLE] + 0.05);
    assert_true(it.probe[CLAIMED] > 0.5 * 57.42 * it.probe[PAYABLE]);
    fixture_free(&it);
}

static void a_share_is_of_those_whose_day_was_seen(void **state)
{
    (void)state;
    fixture it;
    fixture_make(&it, 8);
    double seen = 0;
    double out = 0;
    for (size_t i = 0; i < it.one->families.count; i++) {
        const double day = floor(it.one->families.started_at[i]) + 365;
        if (day <= AS_OF) {
            seen += 1;
            out += out_of_care_on(&it.one->arm[ARM_TREATED], i, (int)day);
        }
    }
    assert_true(seen > 5);
    expect_close(it.probe[OUT], out / seen, 1e-12);
    fixture_free(&it);
}

static void a_workspace_gives_the_same_again_after_other_replicates(void **state)
{
    (void)state;
    fixture it;
    double again[PROBES];
    fixture_make(&it, 3);
    probe_workspace *ws = probe_workspace_make(it.scenario, it.plan.calendars, &it.plan.scopes);
    assert_true(probe_workspace_fill(ws, replicate_engine_run(it.engine, 9, 0), again));
    assert_true(probe_workspace_fill(ws, replicate_engine_run(it.engine, 3, 1), again));
    for (size_t p = 0; p < PROBES; p++) {
        expect_close(again[p], it.probe[p], 0);
    }
    probe_workspace_free(ws);
    fixture_free(&it);
}

static void faults_of_readings_are_told(void **state)
{
    (void)state;
    fixture it;
    fixture_make(&it, 3);
    const struct {
        reading_row reading;
        bool fine;
    } cases[] = {
        { { .metric = "starts", .period_end = DATE_NONE }, true },
        { { .metric = "beginnings", .period_end = DATE_NONE }, false },
        { { .metric = "starts", .site = "there", .period_end = DATE_NONE }, false },
        { { .metric = "published_days", .site = "here", .period_end = DATE_NONE }, false },
        { { .metric = "outcomes_payments_paid_gbp", .contract = "days", .period_end = 18112 }, true },  /* 2019-08-04 */
        { { .metric = "outcomes_payments_paid_gbp", .contract = "days", .period_end = 18113 }, false },
        { { .metric = "outcomes_payments_paid_gbp", .period_end = 18112 }, false },
        { { .metric = "out_of_care_share_at_days_366", .period_end = DATE_NONE }, false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(probe_fault(it.scenario, it.plan.calendars, &cases[i].reading) == NULL, cases[i].fine);
    }
    fixture_free(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_are_counted_by_the_figures_own_date),
        cmocka_unit_test(published_days_are_before_verification_and_deadweight),
        cmocka_unit_test(payments_are_those_of_their_date_or_period),
        cmocka_unit_test(a_share_is_of_those_whose_day_was_seen),
        cmocka_unit_test(a_workspace_gives_the_same_again_after_other_replicates),
        cmocka_unit_test(faults_of_readings_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
