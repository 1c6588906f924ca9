#include "replicate/contract.h"

#include <math.h>
#include <string.h>

#include "pay/settle.h"
#include "replicate/endings.h"
#include "terms/term.h"

/** One contract being settled. */
typedef struct {
    settlement *all;
    size_t index;
    const contract_row *row;
    const claim_calendar *calendar;
    contract_outcome *out;
    contract_end end;
    bool ended;      /* early */
    bool stopped;    /* starts were stopped for want of money */
    size_t paused;   /* months */
} settling;

static const month_table *months_of(const settling *now)
{
    return &now->all->cash[now->index].delivery.months;
}

/** What is measured of a view: after an early end that leaves later units unpaid, nothing after it. */
static measure_subject units_seen(const settling *now, const measure_subject *view)
{
    measure_subject seen = *view;
    const bool cut = now->ended && now->row->early_end.payment != END_TAIL_PAID && now->end.stopped_day < view->as_of_day;
    seen.as_of_day = cut ? now->end.stopped_day : view->as_of_day;
    return seen;
}

static void units_measure(const settling *now, const measure_subject *view)
{
    const measure_subject seen = units_seen(now, view);
    quantities *by_arm[ARM_COUNT] = { [ARM_TREATED] = &now->out->treated,
                                      [ARM_UNTREATED_SHARED] = now->all->couples[COUPLED_SHARED] ? &now->out->untreated : NULL };
    measure_contract(now->all->measure, &seen, now->index, by_arm);
    stopwatch_lap(&now->all->watch, STAGE_MEASURE);
}

static void account_keep(const settling *now, const measure_subject *view)
{
    const delivery_subject delivered = { .people = view->families, .staff = now->all->staff };
    cash_run(&now->all->cash[now->index], view->as_of_day, &delivered, &now->out->ledger, &now->out->cash);
}

/** Whether something that is paid depends on what delivery costs. */
static bool pays_cost(const settling *now)
{
    for (size_t t = 0; t < now->row->terms.count; t++) {
        const term_kind *unit = (const term_kind *)(const void *)now->row->terms.items[t].unit.kind;
        if (unit->asks_cost) {
            return true;
        }
    }
    return now->ended && now->row->early_end.payment == END_COST_PLUS;
}

static void contract_pay(settling *now, const measure_subject *view)
{
    pay_subject subject = { .scenario = now->all->scenario, .contract = now->row, .calendar = now->calendar,
                            .units = &now->out->treated, .as_of_day = view->as_of_day, .end = now->ended ? &now->end : NULL };
    if (pays_cost(now)) { /* delivery takes the same whatever is paid */
        account_keep(now, view);
        subject.cost = now->out->cash.cost;
        subject.months = now->out->cash.months;
    }
    pay_contract(&subject, now->all->paying, &now->out->ledger);
    if (now->all->couples[COUPLED_SHARED]) {
        ledger *without = &now->all->without[now->index];
        subject.units = &now->out->untreated;
        pay_contract(&subject, now->all->paying, without);
        now->out->non_additional = non_additional(&now->out->ledger, without);
    }
    account_keep(now, view);
    now->out->cash.paused_months = now->paused;
    stopwatch_lap(&now->all->watch, STAGE_PAY);
}

static void view_settle(settling *now, const measure_subject *view)
{
    units_measure(now, view);
    contract_pay(now, view);
}

static size_t starts_drop(settling *now, start_days days)
{
    const size_t more = own_view_drop(&now->all->subject, now->row->site_mask, days.from, days.until, &now->all->view);
    now->out->families_dropped = now->all->view.families_dropped;
    return more;
}

/** Ends the contract early where its trigger holds. */
static bool end_early(settling *now)
{
    const end_subject subject = { now->all->scenario, now->row, now->calendar, &now->out->treated, now->all->subject.as_of_day };
    if (now->ended) {
        return false;
    }
    const int32_t day = early_end_day(&subject);
    if (day == INT32_MAX) {
        return false;
    }
    now->ended = true;
    now->end.stopped_day = day;
    starts_drop(now, (start_days){ day + 1, INT32_MAX });
    return true;
}

/** Drops all starts after the month in which money first lacked; once. */
static bool stop_starts(settling *now)
{
    if (now->stopped) {
        return false;
    }
    now->stopped = true;
    return starts_drop(now, starts_after_exhaustion(months_of(now), &now->out->cash)) > 0;
}

/** Drops the starts of the month after the first in which money lacked and that has any. */
static bool pause_starts(settling *now)
{
    bool *paused = now->all->paused;
    size_t month;
    for (;;) {
        const start_days days = starts_to_pause(months_of(now), &now->out->cash, paused, &month);
        if (days.from >= days.until) {
            return false;
        }
        paused[month] = true;
        if (starts_drop(now, days) > 0) {
            now->paused++;
            return true;
        }
    }
}

static bool carry_on(settling *now)
{
    (void)now;
    return false;
}

/** Whether anything more ends or is dropped, on what the contract was last settled on. */
static bool drops_more(settling *now)
{
    static bool (*const when_exhausted[])(settling *) = {
        [EXHAUSTED_PROVIDER_CARRIES] = carry_on, [EXHAUSTED_PAUSE_STARTS] = pause_starts, [EXHAUSTED_STOP] = stop_starts
    };
    return end_early(now) || when_exhausted[now->row->capital.on_exhaustion](now);
}

/** Settles again on the contract's own view; the measure workspace then holds that view. */
static bool settle_again(settling *now)
{
    own_view *view = &now->all->view;
    if (!own_view_look(&now->all->subject, now->all->untreated, view) || !measure_begin(now->all->measure, &view->subject)) {
        return false;
    }
    view_settle(now, &view->subject);
    return true;
}

/** The people metrics of the contract's own view. */
static void view_tell(const settling *now)
{
    if (now->out->families_dropped > 0) {
        replicate *own = &now->all->own[now->index];
        measure_tallies(now->all->measure, &now->all->view.subject, now->all->scopes, own);
        now->out->own_tallies = own->tallies;
        stopwatch_lap(&now->all->watch, STAGE_MEASURE);
    }
}

/** Ends and drops until nothing more does. */
static bool contract_end_and_drop(settling *now)
{
    settlement *all = now->all;
    bool again = false;
    if (!own_view_begin(&all->subject, &all->view)) {
        return false;
    }
    memset(all->paused, 0, now->out->cash.months * sizeof *all->paused);
    while (drops_more(now)) {
        again = true;
        if (!settle_again(now)) {
            return false;
        }
    }
    if (again) {
        view_tell(now);
    }
    return !again || measure_begin(all->measure, &all->subject);
}

/** Families started under the contract by the as-of day, by financial year; `dropped` may be NULL. */
static void starts_tell(const settling *now, const bool dropped[])
{
    const families *people = now->all->subject.families;
    const date starts = now->all->scenario->starts;
    memset(now->out->starts_by_year, 0, sizeof now->out->starts_by_year);
    for (size_t i = 0; i < people->count; i++) {
        const double start = people->started_at[i];
        const bool leads = people->index_child == NULL || people->index_child[i] == i;
        if (leads && mask_has(now->row->site_mask, people->site[i]) && start < TIME_NEVER && floor(start) <= now->all->subject.as_of_day && !(dropped && dropped[i])) {
            now->out->starts_by_year[date_financial_year(starts + (date)floor(start)) - date_financial_year(starts)]++;
        }
    }
}

bool contract_settle(settlement *self, size_t contract)
{
    settling now = { .all = self, .index = contract, .row = &self->scenario->contracts.items[contract],
                     .calendar = &self->calendars[contract], .out = &self->out->contracts[contract] };
    now.out->families_dropped = 0;
    now.out->own_tallies = NULL;
    view_settle(&now, &self->subject);
    const bool may_end = contract_may_end(now.row);
    const bool fine = !may_end || contract_end_and_drop(&now);
    starts_tell(&now, fine && may_end ? self->view.dropped : NULL);
    return fine;
}
