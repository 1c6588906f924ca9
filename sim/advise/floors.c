#include "advise/floors.h"

#include <math.h>
#include <stdlib.h>

#include "advise/advise.h"
#include "baselines/baseline.h"
#include "replicate/engine.h"

/** What is changed of a contract while it is looked at. */
typedef struct {
    quantity share[TERMS_MAX];
    size_t period_ends;
    int64_t period_months;
} contract_as_written;

/** Whether a term has a written baseline of days whose losses are not all taken back. */
static bool floor_is_asked(const term_row *term)
{
    const baseline_kind *baseline = (const baseline_kind *)(const void *)term->baseline.kind;
    const double p[KIND_PARAMETERS_MAX] = { term->baseline.parameter[0].value };
    return baseline != NULL && baseline->expects == EXPECTS_DAYS && baseline->children(p) <= 0 && term->baseline_floor != FLOOR_CLAW_BACK;
}

static contract_row *contract_at(const scenario *self, size_t c)
{
    return &self->contracts.items[c];
}

static size_t contracts_seen(const scenario *self)
{
    return self->contracts.count < CONTRACTS_SEEN_MAX ? self->contracts.count : CONTRACTS_SEEN_MAX;
}

static size_t terms_seen(const contract_row *contract)
{
    return contract->terms.count < TERMS_MAX ? contract->terms.count : TERMS_MAX;
}

/** Writes the right baselines into the contracts, and notes what stood there. */
static void set_right(scenario *self, floor_look look[][TERMS_MAX], contract_as_written was[])
{
    for (size_t c = 0; c < contracts_seen(self); c++) {
        contract_row *contract = contract_at(self, c);
        was[c].period_ends = contract->period_ends.count;
        was[c].period_months = contract->period_months;
        for (size_t t = 0; t < terms_seen(contract); t++) {
            quantity *share = &contract->terms.items[t].baseline.parameter[0];
            was[c].share[t] = *share;
            *share = isnan(look[c][t].share) ? *share : (quantity){ .value = look[c][t].share, .draw = -1 };
        }
    }
}

static void set_single_claim(scenario *self)
{
    for (size_t c = 0; c < contracts_seen(self); c++) {
        contract_at(self, c)->period_ends.count = 0;
        contract_at(self, c)->period_months = 0;
    }
}

static void restore(scenario *self, const contract_as_written was[])
{
    for (size_t c = 0; c < contracts_seen(self); c++) {
        contract_row *contract = contract_at(self, c);
        contract->period_ends.count = was[c].period_ends;
        contract->period_months = was[c].period_months;
        for (size_t t = 0; t < terms_seen(contract); t++) {
            contract->terms.items[t].baseline.parameter[0] = was[c].share[t];
        }
    }
}

/** What a future says of a term. */
typedef void floor_reader(const contract_outcome *found, size_t term, floor_look *out);

/** Sums, until floors_gather divides them, as all are: window days in `once_gbp`, those in care in `share`. */
static void read_days(const contract_outcome *found, size_t term, floor_look *out)
{
    const quantities *of = &found->treated;
    for (size_t k = term * of->periods; k < (term + 1) * of->periods; k++) {
        out->once_gbp += of->window_days[k];
        out->share += of->window_days[k] - of->achieved[k];
    }
}

static double paid_gbp(const contract_outcome *found, size_t term)
{
    pence sum = 0;
    for (size_t k = 0; k < found->ledger.periods; k++) {
        sum += found->ledger.term_amount[term * found->ledger.periods + k];
    }
    return pounds_from_pence(sum);
}

static void read_paid(const contract_outcome *found, size_t term, floor_look *out)
{
    out->paid_gbp += paid_gbp(found, term);
}

static void read_once(const contract_outcome *found, size_t term, floor_look *out)
{
    out->once_gbp += paid_gbp(found, term);
}

/** Runs the futures and reads each term that is looked at. */
static bool look_through(const scenario *self, size_t futures, floor_reader *read, floor_look look[][TERMS_MAX])
{
    replicate_plan plan;
    if (!replicate_plan_make(self, &plan)) {
        return false;
    }
    replicate_engine *engine = replicate_engine_make(&plan);
    bool fine = engine != NULL;
    for (uint32_t world = 0; fine && world < futures; world++) {
        const replicate *one = replicate_engine_run(engine, world, 0);
        fine = one != NULL;
        for (size_t c = 0; fine && c < contracts_seen(self); c++) {
            for (size_t t = 0; t < terms_seen(contract_at(self, c)); t++) {
                if (!isnan(look[c][t].share)) {
                    read(&one->contracts[c], t, &look[c][t]);
                }
            }
        }
    }
    replicate_engine_free(engine);
    replicate_plan_free(&plan);
    return fine;
}

/** Marks the terms that are looked at; whether there is any. */
static bool list_asked(const scenario *self, floor_look look[][TERMS_MAX])
{
    bool any = false;
    for (size_t c = 0; c < CONTRACTS_SEEN_MAX; c++) {
        for (size_t t = 0; t < TERMS_MAX; t++) {
            const bool there = c < contracts_seen(self) && t < terms_seen(contract_at(self, c));
            const bool asked = there && floor_is_asked(&contract_at(self, c)->terms.items[t]);
            look[c][t] = (floor_look){ .share = asked ? 0 : (double)NAN };
            any = any || asked;
        }
    }
    return any;
}

/** From sums of days to the share that is right; NaN where no day was seen. */
static void divide_days(const scenario *self, floor_look look[][TERMS_MAX])
{
    for (size_t c = 0; c < contracts_seen(self); c++) {
        for (size_t t = 0; t < terms_seen(contract_at(self, c)); t++) {
            look[c][t].share /= look[c][t].once_gbp; /* 0 / 0: NaN */
            look[c][t].once_gbp = 0;
        }
    }
}

static void divide_money(const scenario *self, size_t futures, floor_look look[][TERMS_MAX])
{
    for (size_t c = 0; c < contracts_seen(self); c++) {
        for (size_t t = 0; t < terms_seen(contract_at(self, c)); t++) {
            look[c][t].paid_gbp /= (double)futures;
            look[c][t].once_gbp /= (double)futures;
        }
    }
}

static bool look_with_right_baselines(scenario *self, size_t futures, floor_look look[][TERMS_MAX])
{
    contract_as_written *was = calloc(CONTRACTS_SEEN_MAX, sizeof *was);
    if (was == NULL) {
        return false;
    }
    set_right(self, look, was);
    bool fine = look_through(self, futures, read_paid, look);
    set_single_claim(self);
    fine = fine && look_through(self, futures, read_once, look);
    restore(self, was);
    free(was);
    return fine;
}

bool floors_gather(scenario *self, size_t futures, floor_look out[CONTRACTS_SEEN_MAX][TERMS_MAX])
{
    size_t effects[THERAPIES_MAX];
    if (!list_asked(self, out)) {
        return true;
    }
    for (size_t t = 0; t < self->therapies.count; t++) {
        effects[t] = self->therapies.items[t].effects.count;
        self->therapies.items[t].effects.count = 0;
    }
    bool fine = look_through(self, futures, read_days, out);
    divide_days(self, out);
    fine = fine && look_with_right_baselines(self, futures, out);
    divide_money(self, futures, out);
    for (size_t t = 0; t < self->therapies.count; t++) {
        self->therapies.items[t].effects.count = effects[t];
    }
    return fine;
}
