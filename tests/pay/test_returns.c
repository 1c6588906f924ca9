#include "pay/returns.h"

#include "support/expect.h"

#define MONTHS 40
#define UNDEFINED ((double)NAN)

typedef struct {
    size_t month;
    pence amount; /* below zero: drawn */
} flow;

/** Flows written out month by month. */
typedef struct {
    pence drawn[MONTHS], distributed[MONTHS];
} schedule;

static investor_flows flows_of(const flow flows[], size_t count, schedule *written)
{
    *written = (schedule){ 0 };
    for (size_t i = 0; i < count; i++) {
        pence *side = flows[i].amount < 0 ? written->drawn : written->distributed;
        side[flows[i].month] += flows[i].amount < 0 ? -flows[i].amount : flows[i].amount;
    }
    return (investor_flows){ MONTHS, written->drawn, written->distributed };
}

typedef struct {
    flow flows[4];
    irr_status status;
    double per_year;
} irr_case;

static void irr_of_known_flows(void **state)
{
    (void)state;
    const irr_case cases[] = {
        { { { 0, -100000 }, { 12, 110000 } }, IRR_FOUND, 0.1 },
        { { { 5, -100000 }, { 17, 110000 } }, IRR_FOUND, 0.1 },                   /* months before the first flow do not matter */
        { { { 0, -100000 }, { 24, 121000 } }, IRR_FOUND, 0.1 },
        { { { 3, -100000 }, { 27, 49000 } }, IRR_FOUND, -0.3 },                   /* 0.49^(1/2) - 1 */
        { { { 0, -100000 }, { 7, 40000 }, { 31, 60000 } }, IRR_FOUND, 0 },
        { { { 0, -50000 }, { 12, -60000 }, { 24, 137500 } }, IRR_FOUND, 0.16351920885484 }, /* 500 x^2 + 600 x = 1375: x = -0.6 + sqrt(0.36 + 2.75) */
        { { { 0, -100 }, { 1, 120 } }, IRR_FOUND, 7.916100448256 },               /* 1.2^12 - 1 */
        { { { 0, -100 }, { 1, 300 } }, IRR_NONE, UNDEFINED },                           /* 3^12 - 1 is beyond 1,000 % */
        { { { 0, -100000 }, { 12, 999 } }, IRR_NONE, UNDEFINED },                       /* below -99 % */
        { { { 0, -100000 }, { 12, 1001 } }, IRR_FOUND, -0.98999 },
        { { { 0, -100000 }, { 12, 230000 }, { 24, -132000 } }, IRR_SEVERAL, UNDEFINED }, /* 10 % and 20 % both solve it */
        { { { 0, -100000 } }, IRR_TOTAL_LOSS, -1 },
        { { { 6, 100000 } }, IRR_NOTHING_DRAWN, UNDEFINED },
        { { { 0, 0 } }, IRR_NOTHING_DRAWN, UNDEFINED },
        { { { 8, -4013 }, { 8, 4013 } }, IRR_NONE, UNDEFINED },                         /* nothing left of it in any month */
        { { { 8, -4013 }, { 8, 4014 }, { 9, 7 } }, IRR_NONE, UNDEFINED },               /* only gains */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        schedule written;
        const investor_flows flows = flows_of(cases[i].flows, 4, &written);
        const irr_result found = irr_per_year(&flows);
        assert_int_equal(found.status, cases[i].status);
        if (isnan(cases[i].per_year)) {
            expect_true(isnan(found.per_year));
        } else {
            expect_close(found.per_year, cases[i].per_year, 1e-9);
        }
    }
}

static void present_value_at_the_found_rate_is_zero(void **state)
{
    (void)state;
    const flow list[] = { { 2, -71300 }, { 5, -30001 }, { 19, 44017 }, { 38, 97003 } };
    schedule written;
    const investor_flows flows = flows_of(list, 4, &written);
    const irr_result found = irr_per_year(&flows);
    assert_int_equal(found.status, IRR_FOUND);
    expect_close(npv_pounds(&flows, found.per_year, 2), 0, 1e-8);
}

static void present_value_is_as_of_its_month(void **state)
{
    (void)state;
    const flow list[] = { { 3, -100000 }, { 27, 110000 } };
    schedule written;
    const investor_flows flows = flows_of(list, 2, &written);
    expect_close(npv_pounds(&flows, 0.1, 3), -1000 + 1100 / 1.21, 1e-9);
    expect_close(npv_pounds(&flows, 0.1, 15), -1000 * 1.1 + 1100 / 1.1, 1e-9);
    expect_close(npv_pounds(&flows, 0, 3), 100, 1e-9);
}

static void multiple_is_money_out_over_money_in(void **state)
{
    (void)state;
    expect_close(multiple_on(38248, 26000), 1.47107692307692, 1e-12);
    expect_close(multiple_on(0, 26000), 0, 0);
    expect_true(isnan(multiple_on(17, 0)));
}

static void payback_is_the_first_month_in_which_all_drawn_has_come_back(void **state)
{
    (void)state;
    static const struct {
        flow flows[4];
        size_t start;
        double months;
    } cases[] = {
        { { { 3, -1000 }, { 9, 999 }, { 11, 1 } }, 2, 9 },
        { { { 3, -1000 }, { 9, 1000 }, { 11, -400 } }, 3, 6 }, /* a later draw does not undo it */
        { { { 0, 5 }, { 3, -1000 }, { 9, 995 } }, 0, 9 },
        { { { 3, -1000 }, { 9, 999 } }, 0, UNDEFINED },
        { { { 9, 999 } }, 0, UNDEFINED },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        schedule written;
        const investor_flows flows = flows_of(cases[i].flows, 4, &written);
        const double months = payback_months(&flows, cases[i].start);
        expect_true(isnan(cases[i].months) ? isnan(months) : months == cases[i].months);
    }
}

static void peak_funding_counts_the_providers_own_money(void **state)
{
    (void)state;
    const flow list[] = { { 0, -700 }, { 4, -211 }, { 6, 500 }, { 9, -390 } };
    schedule written;
    const investor_flows flows = flows_of(list, 4, &written);
    pence carried[MONTHS] = { 0 };
    assert_int_equal(funding_peak(&flows, carried), 911); /* 700, 911, 411, 801 */
    carried[9] = 133;
    carried[12] = -133;
    assert_int_equal(funding_peak(&flows, carried), 934); /* 801 + 133 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(irr_of_known_flows),
        cmocka_unit_test(present_value_at_the_found_rate_is_zero),
        cmocka_unit_test(present_value_is_as_of_its_month),
        cmocka_unit_test(multiple_is_money_out_over_money_in),
        cmocka_unit_test(payback_is_the_first_month_in_which_all_drawn_has_come_back),
        cmocka_unit_test(peak_funding_counts_the_providers_own_money),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
