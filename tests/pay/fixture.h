#ifndef EDGECARE_TESTS_PAY_FIXTURE_H
#define EDGECARE_TESTS_PAY_FIXTURE_H

#include "records/scenario.h"
#include "baselines/baseline.h"
#include "support/expect.h"
#include "support/kinds.h"

/* Small contracts, written out by hand. */

static inline quantity fixed(double number)
{
    return (quantity){ number, -1 };
}

static inline date day_of_text(const char *text)
{
    date day = 0;
    expect_true(date_read(text, &day));
    return day;
}

/** A contract of given terms and payers without limits or costs, on all sites. */
static inline contract_row contract_of(term_row terms[], size_t term_count, payer_row payers[], size_t payer_count)
{
    return (contract_row){
        .name = "contract",
        .terms = { .any = { terms, term_count } },
        .payers = { .any = { payers, payer_count } },
        .limit_gbp = fixed(-1),
        .limit_gbp_per_year = fixed(-1),
        .disputed_share = fixed(0),
        .dispute_lost_share = fixed(0),
        .early_end = { .below = fixed(0), .cost_plus_share = fixed(0) },
        .site_mask = UINT32_MAX,
        .delivery = { .set_up_gbp = fixed(0), .fixed_gbp_per_month = fixed(0), .per_start_gbp = fixed(0), .per_completion_gbp = fixed(0),
                      .therapist_gbp_per_year = fixed(0), .overhead_share = fixed(0), .wage_growth_per_year = fixed(0),
                      .supervisor_gbp_per_year = fixed(0), .licence_gbp_per_year = fixed(0), .training_gbp_per_therapist = fixed(0),
                      .remote_start_gbp = fixed(0), .intermediary_gbp_per_year = fixed(0), .provider_margin_share = fixed(0),
                      .after_delivery_gbp_per_month = fixed(0) },
        .capital = { .commitment_gbp = fixed(0), .buffer_gbp = fixed(0), .distribute_from = DATE_NONE, .every_months = 1, .npv_rate_per_year = fixed(0),
                     .irr_cap_per_year = fixed(-1) },
        .own_cost_gbp_per_year = fixed(0),
        .top_up_admin_gbp_per_year = fixed(0),
    };
}

static inline term_row deadweight_term(double price_gbp, double deadweight)
{
    return (term_row){ .name = "term", .price_gbp = fixed(price_gbp), .deadweight = fixed(deadweight), .index_per_year = fixed(0),
                       .index_from = DATE_NONE, .minimum_effect = fixed(0), .pays_from = DATE_NONE, .pays_until = DATE_NONE, .site_mask = UINT32_MAX };
}

static inline term_row baseline_term(double price_gbp, double baseline)
{
    term_row term = deadweight_term(price_gbp, 0);
    term.baseline = (kind_use){ .kind = kind_named(&baseline_family, "written"), .parameter = { fixed(baseline) } };
    return term;
}

/** A payer of the terms in `term_mask`; share and limit below 0: the remainder, none. */
static inline payer_row payer_of(double share, double limit_gbp, int64_t rank, when_capped when, uint32_t term_mask)
{
    return (payer_row){ .name = "payer", .rank = rank, .share = fixed(share), .limit_gbp = fixed(limit_gbp), .when_capped = (int)when,
                        .term_mask = term_mask, .site_mask = UINT32_MAX, .from = DATE_NONE, .until = DATE_NONE, .limit_gbp_per_year = fixed(-1),
                        .council_index = INDEX_NONE };
}

/** A small generator for random tests: the same cases every time. Source: Vigna, splitmix64. */
static inline double next_uniform(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static inline size_t next_count(uint64_t *state, size_t low, size_t high)
{
    return low + (size_t)(next_uniform(state) * (double)(high - low + 1));
}

#endif
