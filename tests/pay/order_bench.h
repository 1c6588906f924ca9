#ifndef EDGECARE_TESTS_PAY_ORDER_BENCH_H
#define EDGECARE_TESTS_PAY_ORDER_BENCH_H

#include <math.h>

#include "pay/fixture.h"
#include "pay/ledger_account.h"
#include "pay/payers.h"
#include "pay/settle.h"
#include "records/calendar.h"
#include "support/ledger_invariants.h"
#include "terms/term.h"

#define ORDER_TERMS 3
#define ORDER_PERIODS 5
#define ORDER_SITES 2

/** Five quarters from 1 April 2020, so that the last one is of the next financial year; three terms of which a test uses as many as it wants, two sites, one payer that
 *  bears the remainder. What was achieved, assessed ... is a test's to write; nothing at first. */
typedef struct {
    scenario self;
    site_row sites[ORDER_SITES];
    term_row terms[ORDER_TERMS];
    payer_row payers[3];
    limit_row limits[1];
    contract_row contract;
    claim_calendar calendar;
    double achieved[ORDER_TERMS * ORDER_PERIODS], assessed[ORDER_TERMS * ORDER_PERIODS], baseline[ORDER_TERMS * ORDER_PERIODS];
    double window_days[ORDER_TERMS * ORDER_PERIODS], by_site[ORDER_TERMS * ORDER_SITES * ORDER_PERIODS];
    double months[ORDER_PERIODS], referrals[ORDER_PERIODS], planned[ORDER_PERIODS];
    quantities units;
    contract_end end;
    bool ended;
    payer_groups paying;
    const pence *cost; /* of delivery by month */
    size_t months_of_cost;
    ledger out;
} order_bench;

static inline void order_bench_make(order_bench *b, size_t terms)
{
    *b = (order_bench){ .self = { .starts = day_of_text("2020-04-01") } };
    b->self.sites.any = (map){ b->sites, ORDER_SITES };
    for (size_t t = 0; t < ORDER_TERMS; t++) {
        b->terms[t] = deadweight_term(1, 0);
        b->terms[t].by_index = (int32_t)t;
    }
    b->payers[0] = payer_of(-1, -1, 1, CAPPED_LOST, UINT32_MAX);
    b->contract = contract_of(b->terms, terms, b->payers, 1);
    b->contract.starts = b->self.starts;
    b->contract.last_claimable = day_of_text("2021-06-30");
    b->contract.period_months = 3;
    b->contract.site_mask = 0x3;
    b->units = (quantities){ .terms = terms, .periods = ORDER_PERIODS, .sites = ORDER_SITES, .achieved = b->achieved, .worth = b->achieved,
                             .window_days = b->window_days, .baseline = b->baseline, .assessed = b->assessed, .by_site = b->by_site, .months = b->months,
                             .referrals = b->referrals, .planned_referrals = b->planned, .starts = b->referrals, .planned_starts = b->planned };
    for (size_t k = 0; k < ORDER_PERIODS; k++) {
        b->months[k] = 3;
    }
    expect_true(claim_calendar_make(&b->self, &b->contract, &b->calendar));
    assert_int_equal(b->calendar.count, ORDER_PERIODS);
}

static inline kind_use unit_named(const char *name, double parameter)
{
    return (kind_use){ .kind = kind_named(&term_family, name), .parameter = { fixed(parameter) } };
}

/** Settles and verifies. */
static inline void order_bench_pay(order_bench *b, int32_t as_of_day)
{
    const pay_subject subject = { .scenario = &b->self, .contract = &b->contract, .calendar = &b->calendar, .units = &b->units, .as_of_day = as_of_day,
                                  .end = b->ended ? &b->end : NULL, .cost = b->cost, .months = b->months_of_cost };
    ledger_free(&b->out);
    expect_true(ledger_make(b->contract.terms.count, b->contract.payers.count, ORDER_PERIODS, &b->out));
    pay_contract(&subject, &b->paying, &b->out);
    const char *broken = ledger_broken_invariant(&subject, &b->out);
    if (broken) {
        fail_msg("%s", broken);
    }
}

static inline void order_bench_free(order_bench *b)
{
    claim_calendar_free(&b->calendar);
    ledger_free(&b->out);
}

static inline void expect_amounts(const pence found[], const pence expected[], size_t count)
{
    for (size_t k = 0; k < count; k++) {
        assert_int_equal(found[k], expected[k]);
    }
}

#endif
