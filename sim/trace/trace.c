#include "trace/trace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/money.h"
#include "pay/rules.h"
#include "records/calendar.h"
#include "terms/term.h"
#include "world/world.h"
#include "world/price.h"

static const contract_row *contract_at(const trace *self, size_t contract)
{
    return &self->scenario->contracts.items[contract];
}

/** Room for what one child brings each contract. */
static bool make_room(trace *self)
{
    self->alone = calloc(self->scenario->contracts.count + 1, sizeof *self->alone);
    bool fine = self->alone != NULL;
    for (size_t c = 0; fine && c < self->scenario->contracts.count; c++) {
        fine = quantities_make(contract_at(self, c), self->scenario->sites.count, self->plan.calendars[c].count, &self->memory, &self->alone[c]);
    }
    return fine;
}

bool trace_make(const scenario *self, uint32_t index, uint32_t history, trace *out)
{
    *out = (trace){ .scenario = self };
    if (!replicate_plan_make(self, &out->plan)) {
        return false;
    }
    out->engine = replicate_engine_make(&out->plan);
    out->one = out->engine == NULL ? NULL : replicate_engine_run(out->engine, index, history);
    if (out->one == NULL) {
        return false;
    }
    out->scenario = &out->one->in->known;
    out->measure = measure_workspace_make(out->scenario, out->plan.calendars);
    return out->measure != NULL && make_room(out);
}

void trace_free(trace *self)
{
    measure_workspace_free(self->measure);
    replicate_engine_free(self->engine);
    replicate_plan_free(&self->plan);
    free(self->alone);
    arena_free(&self->memory);
    *self = (trace){ 0 };
}

#define SLICE(field) .field = whole->field + child

/** The records of one child as if it were alone; arrays are borrowed. `index` says where its index child stands. */
static families child_alone(const families *whole, size_t child, uint32_t index[1])
{
    families one = { .count = 1, .capacity = 1, SLICE(site), SLICE(cohort), SLICE(locality), SLICE(band), SLICE(person), SLICE(referred_at), SLICE(age_years),
                     SLICE(adult_at), SLICE(prior_care), SLICE(frailty), SLICE(first_state), SLICE(first_elapsed), SLICE(accepted), SLICE(ready_at),
                     SLICE(verification), SLICE(entered_waiting), SLICE(started_at), SLICE(course_days), SLICE(received_days), SLICE(completed),
                     SLICE(therapist), SLICE(team), SLICE(entry_ratio), SLICE(remote), SLICE(supervised), SLICE(fund_at), SLICE(unsafe_days), SLICE(put_off) };
    index[0] = whole->index_child[child] == child ? 0 : 1;
    one.index_child = index;
    one.index_children = index[0] == 0;
    for (size_t g = 0; g < GROUPS_MAX; g++) {
        one.label[g] = whole->label[g] == NULL ? NULL : whole->label[g] + child;
    }
    memcpy(one.closes_day, whole->closes_day, sizeof one.closes_day);
    return one;
}

/** The child's part of careers: the same spells, seen from its own first. */
static careers career_alone(const careers *whole, size_t child)
{
    careers one = *whole;
    one.children = 1;
    one.first = whole->first + child;
    return one;
}

/** Whether the contract was ended before the child's first session. */
static bool is_dropped(const trace *self, size_t contract, size_t child)
{
    const int32_t stopped = self->one->contracts[contract].ledger.stopped_day;
    const double started = self->one->families.started_at[child];
    return started < TIME_NEVER && stopped != INT32_MAX && floor(started) > (double)stopped;
}

/** The last day whose units the contract knows: after an early end that leaves later ones unpaid, its own. */
static int32_t last_day_of(const trace *self, size_t contract)
{
    const int32_t stopped = self->one->contracts[contract].ledger.stopped_day;
    const bool cut = contract_at(self, contract)->early_end.payment != END_TAIL_PAID && stopped < self->plan.as_of_day;
    return cut ? stopped : self->plan.as_of_day;
}

static bool measure_child(trace *self, size_t contract, size_t child)
{
    uint32_t index[1];
    double never[1] = { TIME_NEVER };
    families people = child_alone(&self->one->families, child, index);
    const bool dropped = is_dropped(self, contract, child);
    const careers life = career_alone(&self->one->arm[dropped ? ARM_UNTREATED_SHARED : ARM_TREATED], child);
    const measure_subject subject = { .families = &people, .arm = { [ARM_TREATED] = &life }, .as_of_day = last_day_of(self, contract),
                                      .controls = self->one->controls };
    people.started_at = dropped ? never : people.started_at;
    people.fund_at = dropped ? never : people.fund_at;
    quantities *by_arm[ARM_COUNT] = { [ARM_TREATED] = &self->alone[contract] };
    if (!measure_begin(self->measure, &subject)) {
        return false;
    }
    measure_contract(self->measure, &subject, contract, by_arm);
    return true;
}

/** Pounds of one term over the periods. */
static void term_pounds(const trace *self, size_t contract, size_t t, double gbp[])
{
    const contract_row *row = contract_at(self, contract);
    const term_row *term = &row->terms.items[t];
    const quantities *units = &self->alone[contract];
    const double deadweight = term->deadweight.value;
    double achieved = 0;
    double window = 0;
    double saved = 0;
    for (size_t k = 0; k < units->periods; k++) {
        const size_t at = t * units->periods + k;
        const double price = term_price_on(row, term, self->plan.calendars[contract].items[k].end);
        achieved += units->achieved[at];
        window += units->window_days[at];
        if (term->baseline.kind == NULL) {
            gbp[k] = price * deadweight_payable(units->worth[at], deadweight);
        } else {
            const double before = saved;
            saved = isnan(units->baseline[at]) ? saved : achieved - (1 - units->baseline[at]) * window;
            gbp[k] = price * (saved - before);
        }
    }
}

bool trace_child(trace *self, size_t contract, size_t child, double units[], double gbp[])
{
    const quantities *alone = &self->alone[contract];
    memset(units, 0, alone->terms * alone->periods * sizeof *units);
    memset(gbp, 0, alone->terms * alone->periods * sizeof *gbp);
    if (!measure_child(self, contract, child)) {
        return false;
    }
    for (size_t t = 0; t < alone->terms; t++) {
        const term_row *term = &contract_at(self, contract)->terms.items[t];
        if (((const term_kind *)(const void *)term->unit.kind)->units == NULL) {
            continue;
        }
        memcpy(units + t * alone->periods, alone->achieved + t * alone->periods, alone->periods * sizeof *units);
        term_pounds(self, contract, t, gbp + t * alone->periods);
    }
    return true;
}

bool trace_children(trace *self, size_t contract, double units[], double gbp[])
{
    const size_t cells = self->alone[contract].terms * self->alone[contract].periods;
    double *one = calloc(2 * cells + 1, sizeof *one);
    bool fine = one != NULL;
    memset(units, 0, cells * sizeof *units);
    memset(gbp, 0, cells * sizeof *gbp);
    for (size_t i = 0; fine && i < self->one->families.count; i++) {
        fine = trace_child(self, contract, i, one, one + cells);
        for (size_t j = 0; fine && j < cells; j++) {
            units[j] += one[j];
            gbp[j] += one[cells + j];
        }
    }
    free(one);
    return fine;
}

size_t trace_terms(const trace *self, size_t contract)
{
    return self->one->contracts[contract].ledger.terms + (self->one->contracts[contract].ledger.stopped_day != INT32_MAX);
}

double trace_claim(const trace *self, size_t contract, size_t term, size_t period)
{
    const ledger *book = &self->one->contracts[contract].ledger;
    return pounds_from_pence(book->term_amount[term * book->periods + period]);
}
