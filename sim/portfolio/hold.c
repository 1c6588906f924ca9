#include "portfolio/hold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/money.h"
#include "report/csv.h"
#include "report/luck.h"
#include "run/each.h"
#include "world/world.h"

const char *const held_name[HELD_COUNT] = {
    [HELD_PAYMENTS] = "outcomes_payments_paid_gbp",     [HELD_COST] = "delivery_cost_gbp",
    [HELD_VALUE] = "value_to_government_gbp",           [HELD_VALUE_APART] = "value_to_government_gbp" APART_ENDING,
    [HELD_NET] = "commissioner_net_gbp",                [HELD_NET_APART] = "commissioner_net_gbp" APART_ENDING,
    [HELD_PROFIT] = "investor_net_gbp",                 [HELD_NPV] = "investor_npv_gbp",
};

const char *const held_title[HELD_COUNT] = {
    [HELD_PAYMENTS] = "Outcomes payments paid",         [HELD_COST] = "Cost of delivery",
    [HELD_VALUE] = "Value to government" LUCK_MARK,     [HELD_VALUE_APART] = "Value to government, separate luck",
    [HELD_NET] = "Councils' net gain" LUCK_MARK,        [HELD_NET_APART] = "Councils' net gain, separate luck",
    [HELD_PROFIT] = "Investors' gain (owned share)",    [HELD_NPV] = "Investors' NPV (owned share)",
};

const char *const pool_name[POOL_COUNT] = {[POOL_DRAWN] = "capital_drawn_gbp", [POOL_DISTRIBUTED] = "distributed_gbp",
                                           [POOL_MOIC] = "investor_moic",      [POOL_IRR] = "investor_irr_per_year",
                                           [POOL_PEAK] = "peak_funding_gbp",   [POOL_LOSES] = "investor_loses"};

const char *const pool_title[POOL_COUNT] = {[POOL_DRAWN] = "Capital drawn",          [POOL_DISTRIBUTED] = "Distributed",
                                            [POOL_MOIC] = "Multiple on capital",     [POOL_IRR] = "Rate of return a year",
                                            [POOL_PEAK] = "Peak funding",            [POOL_LOSES] = "The investors lose money"};

const char *const pool_unit[POOL_COUNT] = {[POOL_DRAWN] = "GBP",    [POOL_DISTRIBUTED] = "GBP", [POOL_MOIC] = "ratio",
                                           [POOL_IRR] = "per year", [POOL_PEAK] = "GBP",        [POOL_LOSES] = "probability"};

/** A member while it is run. */
typedef struct {
    holding *into;
    const portfolio_member *member;
    size_t number;
    int64_t offset; /* of its month 0 from the portfolio's */
} member_run;

static double *held_of(const holding *self, size_t member, held_metric which)
{
    return self->held + (member * HELD_COUNT + (size_t)which) * self->replicates;
}

const double *holding_values(const holding *self, size_t member, held_metric which)
{
    return held_of(self, member, which);
}

/** The ownership share of an amount, to the penny, half away from zero. */
static pence owned(double share, pence amount)
{
    return (pence)llround(share * (double)amount);
}

/** What a member's value, as of its own base year and in prices of its own price year, is multiplied by to be as of the portfolio's and in its prices. */
static double value_factor(const member_run *self, const replicate *drawn)
{
    const appraisal_settings *of = &drawn->in->known.appraisal;
    const double discount = 1 + of->discount_rate_per_year.value, deflator = 1 + of->deflator_per_year.value;
    return pow(discount, self->into->base_year - date_financial_year(of->base_date)) * pow(deflator, (double)(self->into->price_year - of->price_year));
}

/** Writes what the programme is worth by one kind of draws; NaN where the member does not run those. */
static void hold_value(const member_run *self, const replicate *drawn, coupling how, size_t index)
{
    const bool run = coupling_is_told(self->member->scenario, how);
    const value *worth = &drawn->value[0][how];
    const held_metric of_value = how == COUPLED_SHARED ? HELD_VALUE : HELD_VALUE_APART, of_net = how == COUPLED_SHARED ? HELD_NET : HELD_NET_APART;
    held_of(self->into, self->number, of_value)[index] = run ? value_factor(self, drawn) * worth->value_to_government : (double)NAN;
    held_of(self->into, self->number, of_net)[index] = run ? worth->commissioner_net : (double)NAN;
}

/** Adds a contract's flows to the pool's, and its gain and net present value to the member's. */
static void add_contract(const member_run *self, const replicate *drawn, size_t c, size_t index)
{
    const holding *into = self->into;
    const contract_row *row = &drawn->in->known.contracts.items[c];
    const cash *money = &drawn->contracts[c].cash;
    const double share = self->member->ownership_share;
    pence gain = 0;
    for (size_t m = 0; m < money->months; m++) {
        const size_t month = index * into->months + (size_t)(self->offset + (int64_t)m);
        const pence put_in = owned(share, money->drawn[m]), got_out = owned(share, money->distributed[m]);
        into->drawn[month] += put_in;
        into->distributed[month] += got_out;
        into->carried[month] += owned(share, money->carried[m]);
        gain += got_out - put_in;
    }
    const double rate = row->capital.npv_rate_per_year.value;
    const double later = (double)date_months_between(into->base, row->starts) / 12;
    held_of(into, self->number, HELD_PROFIT)[index] += pounds_from_pence(gain);
    held_of(into, self->number, HELD_NPV)[index] += share * money->npv_gbp * pow(1 + rate, -later);
}

static bool visit(void *context, const replicate *drawn, size_t index, int thread)
{
    const member_run *self = context;
    const scenario *of = self->member->scenario;
    pence paid = 0, cost = 0;
    (void)thread;
    for (size_t c = 0; c < of->contracts.count; c++) {
        paid += drawn->contracts[c].ledger.paid_total;
        cost += drawn->contracts[c].cash.cost_total;
        add_contract(self, drawn, c, index);
    }
    held_of(self->into, self->number, HELD_PAYMENTS)[index] = pounds_from_pence(paid);
    held_of(self->into, self->number, HELD_COST)[index] = pounds_from_pence(cost);
    hold_value(self, drawn, COUPLED_SHARED, index);
    hold_value(self, drawn, COUPLED_INDEPENDENT, index);
    return true;
}

/** How many months a member's accounts run; 0 when memory runs out. */
static size_t account_months(const portfolio_member *of)
{
    replicate_plan plan;
    each_run run = {0};
    size_t months = 0;
    if (replicate_plan_make(of->scenario, &plan)) {
        if (each_run_make(&plan, 1, &run)) {
            months = run_extent_of(&plan, each_run_replicate(&run)).cash_months + 1;
        }
        each_run_free(&run);
        replicate_plan_free(&plan);
    }
    return months;
}

static void find_dates(holding *out)
{
    out->first = INT32_MAX;
    out->base = INT32_MAX;
    out->base_year = INT32_MAX;
    for (size_t m = 0; m < out->of->count; m++) {
        const scenario *member = out->of->members[m].scenario;
        const int base_year = date_financial_year(member->appraisal.base_date);
        out->first = member->starts < out->first ? member->starts : out->first;
        out->base_year = base_year < out->base_year ? base_year : out->base_year;
        out->price_year = member->appraisal.price_year > out->price_year ? member->appraisal.price_year : out->price_year;
        for (size_t c = 0; c < member->contracts.count; c++) {
            const date starts = member->contracts.items[c].starts;
            out->base = starts < out->base ? starts : out->base;
        }
    }
    out->base = out->base == INT32_MAX ? out->first : out->base;
}

static bool holding_make(const portfolio *of, holding *out)
{
    *out = (holding){.of = of, .worlds = (size_t)of->worlds, .histories = (size_t)of->histories};
    out->replicates = out->worlds * out->histories;
    find_dates(out);
    for (size_t m = 0; m < of->count; m++) {
        const size_t months = account_months(&of->members[m]);
        const size_t until = (size_t)date_months_between(out->first, of->members[m].scenario->starts) + months;
        if (months == 0) {
            return false;
        }
        out->months = until > out->months ? until : out->months;
    }
    const size_t flows = out->replicates * out->months;
    out->held = calloc((of->count + 1) * HELD_COUNT * out->replicates, sizeof *out->held);
    out->pool = calloc(POOL_COUNT * out->replicates, sizeof *out->pool);
    out->mean_drawn = calloc(out->months, sizeof *out->mean_drawn);
    out->mean_distributed = calloc(out->months, sizeof *out->mean_distributed);
    out->drawn = calloc(flows, sizeof *out->drawn);
    out->distributed = calloc(flows, sizeof *out->distributed);
    out->carried = calloc(flows, sizeof *out->carried);
    return resamples_make((uint64_t)of->seed, out->worlds, &out->resampled) && out->held && out->pool && out->mean_drawn && out->mean_distributed && out->drawn && out->distributed && out->carried;
}

/** Tells of one member's run as part of all. */
typedef struct {
    const run_options *options;
    size_t before, total;
} members_progress;

static bool members_progress_show(void *context, size_t done, size_t total)
{
    const members_progress *self = context;
    (void)total;
    return self->options->progress(self->options->context, self->before + done, self->total);
}

static run_status run_member(holding *self, size_t number, const run_options *options)
{
    const portfolio_member *of = &self->of->members[number];
    replicate_plan plan;
    each_run run = {0};
    if (!replicate_plan_make(of->scenario, &plan)) {
        return RUN_NO_MEMORY;
    }
    member_run state = {.into = self, .member = of, .number = number, .offset = date_months_between(self->first, of->scenario->starts)};
    members_progress part = {.options = options, .before = number * self->replicates, .total = self->of->count * self->replicates};
    const run_options within = {.progress = options->progress ? members_progress_show : NULL, .context = &part,
                                    .fewest_threads = options->fewest_threads};
    run_status status = each_run_make(&plan, options->threads, &run) ? RUN_DONE : RUN_NO_MEMORY;
    status = status == RUN_DONE ? each_run_visit(&run, &within, visit, &state) : status;
    each_run_free(&run);
    replicate_plan_free(&plan);
    return status;
}

static void add_members(holding *self)
{
    for (size_t k = 0; k < HELD_COUNT; k++) {
        double *all = held_of(self, self->of->count, (held_metric)k);
        for (size_t m = 0; m < self->of->count; m++) {
            const double *one = held_of(self, m, (held_metric)k);
            for (size_t r = 0; r < self->replicates; r++) {
                all[r] += one[r];
            }
        }
    }
}

/** The returns of the pooled flows of a replicate. */
static void pool_one(holding *self, size_t r)
{
    const investor_flows flows = {self->months, self->drawn + r * self->months, self->distributed + r * self->months};
    const pence drawn = pence_sum(flows.drawn, self->months), distributed = pence_sum(flows.distributed, self->months);
    const irr_result irr = irr_per_year(&flows);
    const double of_pool[POOL_COUNT] = {
        [POOL_DRAWN] = pounds_from_pence(drawn),
        [POOL_DISTRIBUTED] = pounds_from_pence(distributed),
        [POOL_MOIC] = multiple_on(distributed, drawn),
        [POOL_IRR] = irr.per_year,
        [POOL_PEAK] = pounds_from_pence(funding_peak(&flows, self->carried + r * self->months)),
        [POOL_LOSES] = distributed < drawn,
    };
    self->irr_statuses[irr.status]++;
    for (size_t k = 0; k < POOL_COUNT; k++) {
        self->pool[k * self->replicates + r] = of_pool[k];
    }
    for (size_t m = 0; m < self->months; m++) {
        self->mean_drawn[m] += pounds_from_pence(flows.drawn[m]) / (double)self->replicates;
        self->mean_distributed[m] += pounds_from_pence(flows.distributed[m]) / (double)self->replicates;
    }
}

run_status holding_run(const portfolio *of, const run_options *options, holding *out)
{
    run_status status = holding_make(of, out) ? RUN_DONE : RUN_NO_MEMORY;
    for (size_t m = 0; status == RUN_DONE && m < of->count; m++) {
        status = run_member(out, m, options);
    }
    if (status != RUN_DONE) {
        holding_free(out);
        return status;
    }
    add_members(out);
    for (size_t r = 0; r < out->replicates; r++) {
        pool_one(out, r);
    }
    return RUN_DONE;
}

void holding_free(holding *self)
{
    free(self->held);
    resamples_free(&self->resampled);
    free(self->pool);
    free(self->mean_drawn);
    free(self->mean_distributed);
    free(self->drawn);
    free(self->distributed);
    free(self->carried);
    *self = (holding){0};
}
