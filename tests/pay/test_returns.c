#include "pay/fixture.h"
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
        { { { 0, -10000000 }, { 12, 22020000 }, { 24, -12122000 } }, IRR_SEVERAL, UNDEFINED }, /* 10.0 % and 10.2 %, within one step of the grid */
        { { { 0, -100000 }, { 12, 220000 }, { 24, -121000 } }, IRR_NONE, UNDEFINED },    /* (x - 1.1)^2: only touched at 10 % */
        { { { 0, -100000 }, { 12, 130000 }, { 24, -40000 } }, IRR_SEVERAL, UNDEFINED },  /* -50 % and -20 %: no gain, several losses */
        { { { 0, -100000 }, { 12, 110000 }, { 24, -100000 }, { 36, 110000 } }, IRR_FOUND, 0.1 }, /* (x - 1.1)(x^2 + 1) */
        { { { 0, -100000 }, { 12, 70000 }, { 24, -100000 }, { 36, 70000 } }, IRR_FOUND, -0.3 },  /* (x - 0.7)(x^2 + 1) */
        { { { 0, -100000 }, { 12, 100000 }, { 24, -100000 }, { 36, 100000 } }, IRR_FOUND, 0 },   /* (x - 1)(x^2 + 1) */
        { { { 0, -1000 }, { 12, 51100 }, { 24, -655000 }, { 36, 660000 } }, IRR_FOUND, 0.1 },    /* (x - 1.1)(x - 20)(x - 30): the others are beyond 1,000 % */
        { { { 0, -100000 }, { 12, 410000 }, { 24, -519000 }, { 36, 207900 } }, IRR_SEVERAL, UNDEFINED }, /* (x - 0.9)(x - 1.1)(x - 2.1) */
        { { { 0, 100000 }, { 12, -220000 }, { 24, 130000 } }, IRR_NONE, UNDEFINED },             /* x^2 - 2.2 x + 1.3 has no root */
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

/** Flows that are drawn, given out and drawn again, none in half of the months; in one case of four as much is drawn late as given out. */
static investor_flows flows_at_random(uint64_t *chance, schedule *written)
{
    const size_t months = (size_t)next_count(chance, 2, MONTHS);
    const double late_draws = next_uniform(chance) < 0.25 ? 0.5 : 0.1;
    *written = (schedule){ 0 };
    for (size_t m = 0; m < months; m++) {
        const bool draws = next_uniform(chance) < (m < months / 3 ? 0.7 : late_draws);
        const pence amount = next_uniform(chance) < 0.5 ? 0 : (pence)next_count(chance, 1, 999983);
        (draws ? written->drawn : written->distributed)[m] = amount;
    }
    written->drawn[0] += 7001;
    return (investor_flows){ months, written->drawn, written->distributed };
}

#define BRUTE_STEPS 8000

/** How often the present value changes sign on a dense grid of rates from -99 % to 1,000 %. */
static int rates_by_brute_force(const investor_flows *flows)
{
    int changes = 0;
    double last = 0;
    for (int i = 0; i <= BRUTE_STEPS; i++) {
        const double worth = npv_pounds(flows, 0.01 * pow(1100, (double)i / BRUTE_STEPS) - 1, 0);
        changes += (worth > 0 && last < 0) || (worth < 0 && last > 0);
        last = worth != 0 ? worth : last;
    }
    return changes;
}

static int sign_of(double number)
{
    return (number > 0) - (number < 0);
}

/** Where one rate lies in the range and the worth at its upper end is negative, it is a gain where more comes back than was put in. */
static void expect_sign_law(const investor_flows *flows, double per_year)
{
    pence gain = 0;
    for (size_t m = 0; m < flows->months; m++) {
        gain += flows->distributed[m] - flows->drawn[m];
    }
    if (npv_pounds(flows, 10, 0) < 0 && gain != 0) {
        assert_int_equal(sign_of(per_year), sign_of((double)gain));
    }
}

static void several_is_said_only_where_a_dense_grid_finds_several(void **state)
{
    (void)state;
    uint64_t chance = 20260117;
    size_t by_status[IRR_STATUS_COUNT] = { 0 }, often_changed = 0;
    for (int i = 0; i < 1500; i++) {
        schedule written;
        const investor_flows flows = flows_at_random(&chance, &written);
        const irr_result found = irr_per_year(&flows);
        by_status[found.status]++;
        if (found.status == IRR_TOTAL_LOSS) {
            continue;
        }
        const int rates = rates_by_brute_force(&flows);
        assert_int_equal(found.status, rates == 0 ? IRR_NONE : rates == 1 ? IRR_FOUND : IRR_SEVERAL);
        if (rates == 1) {
            expect_close(npv_pounds(&flows, found.per_year, 0), 0, 1e-7 * fabs(npv_pounds(&flows, -0.99, 0)));
            expect_sign_law(&flows, found.per_year);
            often_changed += npv_pounds(&flows, 10, 0) < 0;
        }
    }
    assert_true(by_status[IRR_FOUND] > 500 && by_status[IRR_SEVERAL] > 10 && by_status[IRR_NONE] > 10 && often_changed > 500);
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

static void payback_is_the_month_from_which_on_all_drawn_has_come_back(void **state)
{
    (void)state;
    static const struct {
        flow flows[4];
        size_t start;
        double months;
    } cases[] = {
        { { { 3, -1000 }, { 9, 999 }, { 11, 1 } }, 2, 9 },
        { { { 3, -1000 }, { 9, 1000 }, { 11, -400 } }, 3, UNDEFINED }, /* a later draw undoes it */
        { { { 3, -1000 }, { 9, 1000 }, { 11, -400 }, { 12, 401 } }, 3, 9 },
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
        cmocka_unit_test(several_is_said_only_where_a_dense_grid_finds_several),
        cmocka_unit_test(present_value_at_the_found_rate_is_zero),
        cmocka_unit_test(present_value_is_as_of_its_month),
        cmocka_unit_test(multiple_is_money_out_over_money_in),
        cmocka_unit_test(payback_is_the_month_from_which_on_all_drawn_has_come_back),
        cmocka_unit_test(peak_funding_counts_the_providers_own_money),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
