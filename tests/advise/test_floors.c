#include "support/expect.h"

#include <math.h>

#include "advise/advise.h"
#include "advise/floors.h"
#include "support/scenario_text.h"

/* What a right baseline pays by its floor, against the highest of running sums worked out here from the days of the untreated careers. */

#define EFFECT "{\"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"constant\", \"hazard_ratio\": 0.4}}}}}"
#define TERMS(floor, months) \
    "{\"contracts\": {\"days\": {\"claims\": {\"period_months\": " months "}, \"terms\": {\"day\": {\"baseline\": {\"kind\": \"written\", \"share\": 0.2}," \
    " \"baseline_floor\": \"" floor "\"}}}}}"

static floor_look look_at(const char *terms, double *expected_gbp, double *expected_once)
{
    static floor_look look[CONTRACTS_SEEN_MAX][TERMS_MAX];
    scenario *self = scenario_patched(scenario_small, (const char *const[]){ EFFECT, terms, NULL });
    assert_true(floors_gather(self, ADVISE_FUTURES_MOST, look));
    const term_row *term = &self->contracts.items[0].terms.items[0];
    expect_close(term->baseline.parameter[0].value, 0.2, 0); /* as it was */
    assert_int_equal(self->therapies.items[0].effects.count, 1);
    *expected_gbp = *expected_once = 0;
    test_engine run;
    test_engine_of(&run, self);
    for (uint32_t world = 0; world < ADVISE_FUTURES_MOST; world++) {
        const quantities *found = &test_engine_run(&run, world, 0)->contracts[0].untreated;
        double saved = 0, highest = 0;
        for (size_t k = 0; k < found->periods; k++) {
            saved += found->achieved[k] - (1 - look[0][0].share) * found->window_days[k];
            highest = fmax(highest, saved);
        }
        *expected_gbp += 57.42 * highest / ADVISE_FUTURES_MOST;
        *expected_once += 57.42 * fmax(0, saved) / ADVISE_FUTURES_MOST;
    }
    test_engine_free(&run);
    return look[0][0];
}

static void a_right_baseline_pays_the_highest_of_running_sums(void **state)
{
    (void)state;
    double gbp = 0, once = 0, before = 0;
    static const char *const claims[] = { TERMS("cumulative", "12"), TERMS("cumulative", "3"), TERMS("cumulative", "1") };
    for (size_t i = 0; i < sizeof claims / sizeof claims[0]; i++) {
        const floor_look look = look_at(claims[i], &gbp, &once);
        expect_close(look.paid_gbp, gbp, 1);
        expect_close(look.once_gbp, once, 1);
        assert_true(once > 5000 && gbp > once && gbp > before); /* more with frequent claims */
        before = gbp;
    }
}

static void what_is_forgotten_by_period_pays_more_and_claw_back_is_not_asked(void **state)
{
    (void)state;
    double gbp = 0, once = 0;
    const floor_look look = look_at(TERMS("period", "3"), &gbp, &once);
    assert_true(look.paid_gbp > 1.01 * gbp);
    assert_true(isnan(look_at(TERMS("claw_back", "3"), &gbp, &once).share));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_right_baseline_pays_the_highest_of_running_sums),
        cmocka_unit_test(what_is_forgotten_by_period_pays_more_and_claw_back_is_not_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
