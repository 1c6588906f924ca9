#ifndef EDGECARE_TESTS_PAY_DELIVERY_BENCH_H
#define EDGECARE_TESTS_PAY_DELIVERY_BENCH_H

#include "pay/delivery.h"
#include "pay/fixture.h"
#include "pay/settle.h"

#define FAMILIES 5
#define MONTHS 10
#define STAFF 16

/* The scenario starts on 11 April 2020: 1 May is day 20, 16 May 35, 1 June 51, 1 July 81, 1 August 112, 1 September 143, 1 October 173. */
typedef struct {
    scenario self;
    site_row sites[2];
    team_row teams[3];
    const char *providers[3];
    staff_member members[STAFF];
    staff_timeline staff;
    contract_row contract;
    delivery_plan plan;
    uint16_t site[FAMILIES], team[FAMILIES];
    bool remote[FAMILIES];
    double fund_at[FAMILIES];
    double started_at[FAMILIES], received_days[FAMILIES];
    bool completed[FAMILIES];
    families people;
    const bool *dropped;
} bench;

static inline void staff_add(bench *b, uint16_t team, double from, double until, bool supervisor)
{
    b->members[b->staff.count++] = (staff_member){ .from = from, .until = until, .team = team, .supervisor = supervisor };
}

/** East: two therapists, one more from 16 May, one fewer from 1 July (dated events happen at noon). West: seven. Of one provider. */
static inline void bench_make(bench *b)
{
    *b = (bench){ .self = { .starts = day_of_text("2020-04-11") }, .providers = { "all" } };
    b->staff.items = b->members;
    staff_add(b, 0, 0, TIME_NEVER, false);
    staff_add(b, 0, 0, TIME_NEVER, false);
    staff_add(b, 0, 35.5, 81.5, false);
    for (int i = 0; i < 7; i++) {
        staff_add(b, 1, 60, TIME_NEVER, false);
    }
    b->sites[0] = (site_row){ .name = "east", .starts = b->self.starts, .closes = day_of_text("2020-08-20"), .teams = { .any = { b->teams, 1 } }, .fund_from = DATE_NONE };
    b->sites[1] = (site_row){ .name = "west", .starts = day_of_text("2020-06-10"), .closes = day_of_text("2020-07-14"), .teams = { .any = { b->teams + 1, 1 } },
                              .team_from = 1, .fund_from = DATE_NONE };
    b->self.sites.any = (map){ b->sites, 2 };
    b->self.providers = (name_list){ b->providers, 1 };
    b->contract = contract_of(NULL, 0, NULL, 0);
    b->contract.starts = b->self.starts;
    b->contract.site_mask = 0x1;
    b->people = (families){ .site = b->site, .started_at = b->started_at, .received_days = b->received_days, .completed = b->completed, .team = b->team,
                            .remote = b->remote, .fund_at = b->fund_at };
}

static inline size_t family_add(bench *b, uint16_t site, double started_at, double received_days, bool completed)
{
    const size_t i = b->people.count++;
    b->site[i] = site;
    b->team[i] = site;
    b->started_at[i] = started_at;
    b->received_days[i] = received_days;
    b->completed[i] = completed;
    b->fund_at[i] = TIME_NEVER;
    return i;
}

static inline void bench_count(bench *b, int32_t as_of_day)
{
    delivery_plan_free(&b->plan);
    expect_true(delivery_plan_make(&b->self, &b->contract, MONTHS, &b->plan));
    for (size_t s = 0; s < 2; s++) {
        b->people.closes_day[s] = b->sites[s].closes - b->self.starts;
    }
    delivery_count(&b->plan, &(delivery_subject){ .people = &b->people, .staff = &b->staff, .dropped = b->dropped }, as_of_day);
}

static inline void expect_months(const double found[], const double expected[MONTHS])
{
    for (size_t m = 0; m < MONTHS; m++) {
        expect_close(found[m], expected[m], 1e-12);
    }
}

#endif
