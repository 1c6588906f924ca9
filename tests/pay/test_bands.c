#include "pay/bands.h"

#include "support/expect.h"

static double rates[] = { 0.42, 0.6, 0.75 };
static double pays[] = { 0.3, 0.8, 1.1 };

static term_row banded(band_between between, band_over over)
{
    return (term_row){ .success_rates = { rates, 3 }, .success_pays = { pays, 3 }, .success_between = (int)between, .success_over = (int)over };
}

static void a_band_pays_from_its_rate_on(void **state)
{
    (void)state;
    static const struct {
        double rate, step, linear;
    } cases[] = {
        { 0, 0, 0 }, { 0.4199, 0, 0 }, { 0.42, 0.3, 0.3 },
        { 0.51, 0.3, 0.55 },         /* half the way from 0.42 to 0.6 */
        { 21.0 / 35, 0.8, 0.8 },     /* a rate that is just reached */
        { 0.63, 0.8, 0.86 },         /* a fifth of the way from 0.6 to 0.75 */
        { 0.75, 1.1, 1.1 }, { 1, 1.1, 1.1 },
    };
    const term_row step = banded(BAND_STEP, OVER_PERIOD), linear = banded(BAND_LINEAR, OVER_PERIOD);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_close(band_share(&step, cases[i].rate), cases[i].step, 1e-12);
        expect_close(band_share(&linear, cases[i].rate), cases[i].linear, 1e-12);
    }
    const term_row none = { 0 };
    expect_close(band_share(&none, 0), 1, 0);
}

static void nobody_assessed_is_no_success(void **state)
{
    (void)state;
    expect_close(success_rate(0, 0), 0, 0);
    expect_close(success_rate(7, 13), 7.0 / 13, 0);
}

/* Over all: 0.3 x 1,000 = 300; 0.8 x 1,700 = 1,360, so 1,060; 0.3 x 2,100 = 630 is less than was paid: 0; 0.8 x 2,600 = 2,080, so 720. */
static void over_all_what_was_paid_is_set_off(void **state)
{
    (void)state;
    static const double rate[] = { 0.5, 0.64, 0.5, 0.61 }, amount[] = { 1000, 700, 400, 500 };
    static const double period[] = { 300, 560, 120, 400 }, all[] = { 300, 1060, 0, 720 };
    const term_row by_period = banded(BAND_STEP, OVER_PERIOD), by_all = banded(BAND_STEP, OVER_ALL);
    band_account first = { 0 }, second = { 0 };
    double so_far = 0;
    for (size_t k = 0; k < 4; k++) {
        so_far += amount[k];
        expect_close(band_amount(&first, &by_period, rate[k], amount[k], so_far), period[k], 1e-9);
        expect_close(band_settle(&first), 0, 0);
        expect_close(band_amount(&second, &by_all, rate[k], amount[k], so_far), 0, 0);
        expect_close(band_settle(&second), all[k], 1e-9);
    }
}

/* Two versions over all, at 0.5: 0.3 x 1,000 + 0.3 x 500 = 450; then at 0.64 and, the second being without bands, 700 as it is: 0.8 x 1,000 = 800 - 450 = 350, and 700. */
static void versions_set_off_together(void **state)
{
    (void)state;
    const term_row by_all = banded(BAND_STEP, OVER_ALL), none = { 0 };
    band_account both = { 0 };
    expect_close(band_amount(&both, &by_all, 0.5, 1000, 1000) + band_amount(&both, &by_all, 0.5, 500, 500) + band_settle(&both), 450, 1e-9);
    expect_close(band_amount(&both, &by_all, 0.64, 0, 1000) + band_amount(&both, &none, 0.64, 700, 700) + band_settle(&both), 1050, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_band_pays_from_its_rate_on),
        cmocka_unit_test(nobody_assessed_is_no_success),
        cmocka_unit_test(versions_set_off_together),
        cmocka_unit_test(over_all_what_was_paid_is_set_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
