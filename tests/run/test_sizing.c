#include "support/expect.h"
#include "support/scenario_text.h"

/* The arithmetic by which a published contract was sized, with chance switched off: 341 starts, a window of two years, nobody entering care, a deadweight of
 * a third and the price of a day. */

static void the_engine_pays_what_the_published_sizing_comes_to(void **state)
{
    (void)state;
    const char *const patches[] = {
        "{\"transitions\": {\"entry\": {\"hazard\": {\"kind\": \"never\", \"mean_days\": null}}},"
        " \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [57, 61, 41, 59, 67, 56]}}}}},"
        " \"contracts\": {\"days\": {\"terms\": {\"day\": {\"deadweight\": 0.33}}}}}",
        NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const replicate *drawn = test_engine_run(&run, 0, 0);
    const ledger *paid = &drawn->contracts[0].ledger;
    double payable = 0;
    double achieved = 0;
    for (size_t p = 0; p < paid->periods; p++) {
        payable += paid->payable[p];
        achieved += drawn->contracts[0].treated.achieved[p];
    }
    expect_close(drawn->tallies[0].starts, 341, 0);
    expect_close(achieved, 341 * 730, 0);
    expect_close(payable, 341 * 730 * 0.67, 1e-6);
    expect_close(payable, 166784, 1);                                     /* published: payable days */
    expect_relative((double)paid->paid_total / 100, 9576245.0, 1e-4);       /* published: the contract's limit */
    /* each period is rounded once, to the penny */
    expect_close((double)paid->paid_total, 341 * 730 * 0.67 * 5742, 0.5 * (double)paid->periods + 1e-3);
    /* without an effect all of it would have been paid anyway */
    expect_close((double)drawn->contracts[0].non_additional, (double)paid->paid_total, 0);
    test_engine_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_engine_pays_what_the_published_sizing_comes_to)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
