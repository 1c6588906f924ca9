#include "support/expect.h"

#include <stdlib.h>

#include "support/scenario_text.h"

/* Claw-back takes from claims, of all terms, never from what was paid; what is owed in the end is written off and told. */

#define REPLICATES 40
#define BASELINE(floor) "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"baseline\": {\"kind\": \"written\", \"share\": 0.37}, \"baseline_floor\": \"" floor "\"}}}}}"

/* Payments for starts that go on while the days are lost: a second term in whose claims there is something to take. */
#define FEE "{\"contracts\": {\"days\": {\"terms\": {\"fee\": {\"unit\": {\"kind\": \"block_fee\"}, \"price_gbp\": 1913.37}}}}}"
#define NO_FEE "{}"

typedef struct {
    test_engine cumulative, claw_back;
} both_floors;

static void both_make(both_floors *self, const char *patch)
{
    test_engine_make(&self->cumulative, scenario_small, (const char *const[]){ BASELINE("cumulative"), patch, NULL });
    test_engine_make(&self->claw_back, scenario_small, (const char *const[]){ BASELINE("claw_back"), patch, NULL });
}

static void both_free(both_floors *self)
{
    test_engine_free(&self->cumulative);
    test_engine_free(&self->claw_back);
}

/** What the days are worth in the end against the highest they were worth: S times the price, in pence. */
static double debt_of(const quantities *found)
{
    double saved = 0, highest = 0;
    for (size_t k = 0; k < found->periods; k++) {
        saved += found->achieved[k] - (1 - 0.37) * found->window_days[k];
        highest = fmax(highest, saved);
    }
    return 5742 * (highest - saved);
}

static void the_only_term_pays_what_cumulative_does_and_tells_the_debt(void **state)
{
    (void)state;
    both_floors both;
    both_make(&both, NO_FEE);
    size_t owing = 0;
    for (uint32_t r = 0; r < REPLICATES; r++) {
        const ledger *cumulative = &test_engine_run(&both.cumulative, r, 0)->contracts[0].ledger;
        const replicate *drawn = test_engine_run(&both.claw_back, r, 0);
        const ledger *back = &drawn->contracts[0].ledger;
        assert_true(labs(cumulative->accrued_total - back->accrued_total) <= (long)back->periods);
        for (size_t k = 0; k < back->periods; k++) {
            assert_true(back->accrued[k] >= 0 && labs(back->accrued[k] - cumulative->accrued[k]) <= (long)back->periods);
        }
        assert_int_equal(cumulative->claw_back_owed, 0);
        expect_close((double)back->claw_back_owed, debt_of(&drawn->contracts[0].treated), (double)back->periods);
        owing += back->claw_back_owed > 0;
    }
    assert_true(owing > REPLICATES / 4);
    both_free(&both);
}

static void with_another_term_its_claims_bear_the_debt(void **state)
{
    (void)state;
    both_floors both;
    both_make(&both, FEE);
    size_t less = 0;
    for (uint32_t r = 0; r < REPLICATES; r++) {
        const ledger *cumulative = &test_engine_run(&both.cumulative, r, 0)->contracts[0].ledger;
        const replicate *drawn = test_engine_run(&both.claw_back, r, 0);
        const ledger *back = &drawn->contracts[0].ledger;
        assert_true(back->accrued_total <= cumulative->accrued_total + (pence)back->periods);
        less += back->accrued_total < cumulative->accrued_total - 10000;
        expect_close((double)(cumulative->accrued_total - back->accrued_total + back->claw_back_owed), debt_of(&drawn->contracts[0].treated), (double)back->periods);
    }
    assert_true(less > REPLICATES / 4);
    both_free(&both);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_only_term_pays_what_cumulative_does_and_tells_the_debt),
        cmocka_unit_test(with_another_term_its_claims_bear_the_debt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
