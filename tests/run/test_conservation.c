#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "pay/cash.h"
#include "pay/settle.h"
#include "support/cash_invariants.h"
#include "support/expect.h"
#include "support/ledger_invariants.h"
#include "support/scenario_text.h"
#include "world/world.h"

/* Days and money are conserved in every replicate of every scenario. */

#define REPLICATES 20

static double exposed_days(const exposure *self, int horizon, career_arm arm, size_t site, size_t state)
{
    double days = 0;
    for (size_t year = 0; year < self->years; year++) {
        days += self->days[exposure_at(self, horizon, arm, site, state, year)];
    }
    return days;
}

static bool runs_arm(const scenario *self, career_arm arm)
{
    return arm == ARM_TREATED || coupling_is_told(self, arm == ARM_UNTREATED_SHARED ? COUPLED_SHARED : COUPLED_INDEPENDENT);
}

/** Days in all states are the days available, and days in care by placement add up, by site and arm. */
static void check_days(const scenario *self, const replicate *drawn)
{
    for (size_t site = 0; site < self->sites.count; site++) {
        const tally *here = &drawn->tallies[1 + site];
        for (career_arm arm = 0; arm < ARM_COUNT; arm++) {
            double all = 0;
            double care = 0;
            double care_to_18 = 0;
            for (size_t s = 0; runs_arm(self, arm) && s < self->states.count; s++) {
                const bool in_care = self->states.items[s].class_of == CLASS_CARE;
                const double days = exposed_days(&drawn->exposure, 0, arm, site, s);
                all += days;
                care += in_care ? days : 0;
                care_to_18 += in_care ? exposed_days(&drawn->exposure, 1, arm, site, s) : 0;
                expect_close(here->arm[arm].care_days[s], in_care ? days : 0, 0);
            }
            if (runs_arm(self, arm)) {
                expect_close(all, here->window_days, 0);
                expect_close(here->arm[arm].care_days_total, care, 0);
                assert_true(self->reporting.as_of != DATE_NONE || here->arm[arm].care_days_to_18 == care_to_18);
                assert_true(here->arm[arm].family_days <= here->window_days);
            }
        }
    }
}

/** What is counted of the programme is counted of its sites. */
static void check_scopes(const scenario *self, const replicate *drawn)
{
    const tally *all = &drawn->tallies[0];
    double sum[6] = {0};
    for (size_t site = 0; site < self->sites.count; site++) {
        const tally *here = &drawn->tallies[1 + site];
        sum[0] += here->referrals;
        sum[1] += here->starts;
        sum[2] += here->window_days;
        sum[3] += here->arm[ARM_TREATED].care_days_total;
        sum[4] += here->arm[ARM_UNTREATED_SHARED].care_days_total;
        sum[5] += here->waiting_days;
    }
    expect_close(all->referrals, sum[0], 0);
    expect_close(all->starts, sum[1], 0);
    expect_close(all->window_days, sum[2], 0);
    expect_close(all->arm[ARM_TREATED].care_days_total, sum[3], 0);
    expect_close(all->arm[ARM_UNTREATED_SHARED].care_days_total, sum[4], 0);
    expect_relative(all->waiting_days, sum[5], 1e-12);
    assert_true(all->starts > 0 && all->starts <= all->accepted && all->accepted <= all->referrals && all->completions <= all->starts);
}

static pence sum_over(const pence amount[], size_t rows, size_t periods, size_t period)
{
    pence sum = 0;
    for (size_t i = 0; i < rows; i++) {
        sum += amount[i * periods + period];
    }
    return sum;
}

/** Entitled = paid + unpaid + lost, in every period and in total; what payers pay of periods not yet paid counts as due. */
static void check_money(const ledger *found, bool everything)
{
    pence due = 0;
    for (size_t p = 0; p < found->periods; p++) {
        const pence entitled = sum_over(found->term_entitled, found->terms, found->periods, p);
        const pence within = sum_over(found->term_amount, found->terms, found->periods, p);
        const pence payers = sum_over(found->by_payer, found->payers, found->periods, p);
        assert_int_equal(found->accrued[p], within);
        assert_int_equal(entitled, within + found->lost[p]);
        assert_int_equal(within, payers + found->unpaid[p]);
        assert_true(found->lost[p] >= 0 && found->unpaid[p] >= 0);
        due += payers;
    }
    assert_int_equal(found->entitled_total, due + found->unpaid_total + found->lost_total);
    assert_true(found->paid_total <= due && (!everything || found->paid_total == due));
}

static void check_contracts(const test_engine *run, const replicate *drawn)
{
    const bool everything = run->self->reporting.as_of == DATE_NONE;
    for (size_t c = 0; c < run->self->contracts.count; c++) {
        const contract_row *contract = &drawn->in->known.contracts.items[c];
        const contract_outcome *found = &drawn->contracts[c];
        const pay_subject subject = { .scenario = &drawn->in->known, .contract = contract, .calendar = &run->plan.calendars[c],
                                      .units = &found->treated, .as_of_day = run->plan.as_of_day, .cost = found->cash.cost, .months = found->cash.months };
        check_money(&found->ledger, everything);
        const char *broken =
            ledger_broken_invariant(&subject, &found->ledger);
        if (broken != NULL) {
            fail_msg("%s: ledger: %s", contract->name, broken);
        }
        broken = cash_broken_invariant(contract, everything, &found->cash);
        if (broken != NULL) {
            fail_msg("%s: cash: %s", contract->name, broken);
        }
        assert_int_equal(found->cash.receipt_total, found->ledger.paid_total);
        assert_true(found->non_additional >= 0 && found->non_additional <= found->ledger.paid_total);
    }
}

static void check_scenario(scenario *self)
{
    test_engine run;
    test_engine_of(&run, self);
    for (uint32_t r = 0; r < REPLICATES; r++) {
        const replicate *drawn = test_engine_run(&run, r / 2, r % 2);
        check_days(run.self, drawn);
        check_scopes(run.self, drawn);
        check_contracts(&run, drawn);
    }
    test_engine_free(&run);
}

static int is_scenario(const struct dirent *entry)
{
    const size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0;
}

static void days_and_money_are_conserved_in_every_scenario(void **state)
{
    (void)state;
    struct dirent **names = NULL;
    const int count = scandir(EDGECARE_SOURCE "/scenarios", &names, is_scenario, alphasort);
    assert_true(count >= 7);
    for (int i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, "scenarios/%s", names[i]->d_name);
        check_scenario(scenario_of_file(path));
        free(names[i]);
    }
    free(names);
}

static void days_and_money_are_conserved_as_of_a_date(void **state)
{
    (void)state;
    scenario *self = scenario_of_file("scenarios/stronger-families.json");
    self->reporting.as_of = self->starts + 1001;
    check_scenario(self);
}

static void days_and_money_are_conserved_in_a_busy_programme_of_either_coupling(void **state)
{
    (void)state;
    const char *const couplings[] = {"{\"reporting\": {\"coupling\": \"shared\"}}", "{\"reporting\": {\"coupling\": \"independent\"}}", "{\"reporting\": {\"coupling\": \"both\"}}"};
    for (size_t i = 0; i < 3; i++) {
        const char *const patches[] = {scenario_busy, couplings[i],
                                       "{\"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"waning\", \"hazard_ratio\": 0.5, \"half_life_days\": 300}}}},"
                                       " \"contracts\": {\"days\": {\"limit_gbp\": 9000000, \"terms\": {\"day\": {\"deadweight\": 0.27}},"
                                       "  \"payers\": {\"centre\": {\"share\": 0.37, \"rank\": 2, \"limit_gbp\": 3000000, \"when_capped\": \"others\"}}}}}",
                                       NULL};
        check_scenario(scenario_patched(scenario_small, patches));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_money_are_conserved_in_every_scenario),
        cmocka_unit_test(days_and_money_are_conserved_as_of_a_date),
        cmocka_unit_test(days_and_money_are_conserved_in_a_busy_programme_of_either_coupling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
