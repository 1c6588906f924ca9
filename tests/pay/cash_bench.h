#ifndef EDGECARE_TESTS_PAY_CASH_BENCH_H
#define EDGECARE_TESTS_PAY_CASH_BENCH_H

#include "base/date.h"
#include "pay/cash.h"
#include "pay/cash_account.h"
#include "pay/fixture.h"
#include "pay/ledger_account.h"
#include "pay/settle.h"
#include "records/calendar.h"
#include "support/cash_invariants.h"

/* A programme of six months from April 2020 in one site, account until September 2021 (18 months). Pence by month:
 *
 *  April      1,000.03 set-up + 1.1 x (310.50 fixed + 47.11 start)               139,340
 *  May        1.1 x (310.50 + 47.11 start + 20.20 completion)                     41,559
 *  June ...   1.1 x 310.50, until September when the site closes            4 x  34,155     in all 317,519
 *
 *  One payer; quarters to June and September, paid 45 days later: 900.00 in August, 3,500.00 in November. Buffer 150.00; receipts stay until 30 September, later
 *  what exceeds the buffer is given out each month. */
#define MONTHS 18
#define JUST_MONTHS 9

typedef struct {
    scenario self;
    site_row sites[1];
    contract_row contract;
    payer_row payers[1];
    claim_calendar calendar;
    uint16_t site[2];
    double started_at[2], received_days[2];
    bool completed[2];
    families people;
    ledger paid;
    cash_workspace work;
    cash out;
} bench;

static inline void contract_fill(bench *b)
{
    b->contract = contract_of(NULL, 0, b->payers, 1);
    b->contract.starts = b->self.starts;
    b->contract.last_claimable = day_of_text("2020-09-30");
    b->contract.period_months = 3;
    b->contract.paid_after_days = 45;
    b->contract.delivery.set_up_gbp = fixed(1000.03);
    b->contract.delivery.fixed_gbp_per_month = fixed(310.5);
    b->contract.delivery.per_start_gbp = fixed(47.11);
    b->contract.delivery.per_completion_gbp = fixed(20.2);
    b->contract.delivery.overhead_share = fixed(0.1);
    b->contract.capital.commitment_gbp = fixed(2600);
    b->contract.capital.buffer_gbp = fixed(150);
    b->contract.capital.distribute_from = day_of_text("2020-09-30");
    b->contract.capital.npv_rate_per_year = fixed(0.08);
}

static inline void bench_make(bench *b)
{
    *b = (bench){ .self = { .starts = day_of_text("2020-04-01") } };
    b->sites[0] = (site_row){ .name = "east", .starts = b->self.starts, .closes = day_of_text("2020-09-30") };
    b->self.sites.any = (map){ b->sites, 1 };
    b->payers[0] = payer_of(-1, -1, 1, CAPPED_LOST, 0x1);
    contract_fill(b);
    b->started_at[0] = 3.4; /* April; completed on day 43, 14 May */
    b->received_days[0] = 40;
    b->completed[0] = true;
    b->started_at[1] = 33.9; /* May; dropped out */
    b->received_days[1] = 10.2;
    b->people = (families){ .count = 2, .site = b->site, .started_at = b->started_at, .received_days = b->received_days, .completed = b->completed, .course_days = b->received_days };
    expect_true(claim_calendar_make(&b->self, &b->contract, &b->calendar));
    expect_true(ledger_make(1, 1, b->calendar.count, &b->paid));
    b->paid.by_payer[0] = 90000;
    b->paid.by_payer[1] = 350000;
    expect_true(cash_make(&b->self, &b->contract, MONTHS, &b->out));
}

static inline void bench_free(bench *b)
{
    claim_calendar_free(&b->calendar);
    ledger_free(&b->paid);
    cash_free(&b->out);
    cash_workspace_free(&b->work);
}

static inline void bench_run(bench *b, int32_t as_of_day)
{
    cash_workspace_free(&b->work);
    expect_true(cash_workspace_make(&b->self, &b->contract, &b->calendar, &b->work));
    assert_int_equal(cash_months(&b->self, &b->contract, &b->calendar), MONTHS);
    b->people.closes_day[0] = b->sites[0].closes - b->self.starts;
    cash_run(&b->work, as_of_day, &(delivery_subject){ .people = &b->people }, &b->paid, &b->out);
    const char *broken = cash_broken_invariant(&b->contract, as_of_day == AS_OF_EVERYTHING, &b->out);
    if (broken) {
        fail_msg("%s", broken);
    }
}

/** The first months as given, later ones as the last of them when `stays`, else 0. */
static inline void expect_months(const pence found[], const pence expected[JUST_MONTHS], bool stays)
{
    for (size_t m = 0; m < MONTHS; m++) {
        assert_int_equal(found[m], m < JUST_MONTHS ? expected[m] : stays ? expected[JUST_MONTHS - 1] : 0);
    }
}

#endif
