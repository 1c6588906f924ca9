#include <stdlib.h>

#include "reference/contract.h"

/** A contract being settled, and how it has ended so far. */
typedef struct {
    reference_outcome *out;
    reference_end end;
    bool stopped; /* starts, for want of money */
    bool *paused; /* by month */
} settling;

static int32_t days_known(const settling *now)
{
    const int32_t as_of = reference_as_of(now->out->view.at.file);
    const bool cut = now->end.ended && now->out->contract->early_end.payment != END_TAIL_PAID;
    return cut && now->end.last_day < as_of ? now->end.last_day : as_of;
}

static void measure_and_pay(settling *now)
{
    reference_outcome *out = now->out;
    const reference_measure what = { &out->view, out->contract, out->calendar, days_known(now) };
    cash account = reference_cash(&out->view, out->contract, out->calendar, NULL);
    out->treated = reference_units(&what, ARM_TREATED);
    reference_claim claim = { &out->view.at, out->contract, out->calendar, &out->treated, what.known, now->end, account.cost, account.months };
    out->paid = reference_settle(&claim);
    out->untreated = reference_units(&what, ARM_UNTREATED_SHARED);
    claim.units = &out->untreated;
    ledger without = reference_settle(&claim);
    out->non_additional = without.paid_total < out->paid.paid_total ? without.paid_total : out->paid.paid_total;
    reference_ledger_free(&without);
    reference_cash_free(&account);
    const size_t paused = out->book.paused_months;
    out->book = reference_cash(&out->view, out->contract, out->calendar, &out->paid);
    out->book.paused_months = paused;
}

static void results_free(reference_outcome *self)
{
    const size_t paused = self->book.paused_months;
    reference_quantities_free(&self->treated);
    reference_quantities_free(&self->untreated);
    reference_ledger_free(&self->paid);
    reference_cash_free(&self->book);
    self->book.paused_months = paused;
}

static size_t starts_drop(settling *now, int32_t from, int32_t until)
{
    const int64_t unknown_from = (int64_t)reference_as_of(now->out->view.at.file) + 1;
    const int32_t known_until = until < unknown_from ? until : (int32_t)unknown_from;
    const size_t known = reference_view_drop(&now->out->view, now->out->contract, from, known_until);
    now->out->dropped += known;
    return known + reference_view_drop(&now->out->view, now->out->contract, from, until);
}

/** Whether a term's success is looked at: it has the name (the first term's where none is given) or is a version of that term. */
static bool is_looked_at(const contract_row *contract, size_t term)
{
    const char *wanted = contract->early_end.term ? contract->early_end.term : contract->terms.items[0].name;
    return reference_means(wanted, &contract->terms.items[term]);
}

/** What the terms that are looked at achieved, or had assessed, in a period. */
static double success_of(const settling *now, const double amount[], size_t period)
{
    const contract_row *contract = now->out->contract;
    double sum = 0;
    for (size_t t = 0; t < contract->terms.count; t++) {
        sum += is_looked_at(contract, t) ? amount[t * now->out->treated.periods + period] : 0;
    }
    return sum;
}

/** Whether the trigger holds at the end of a period, by what has happened up to it. */
static bool trigger_holds(const settling *now, size_t period)
{
    const early_end_settings *ending = &now->out->contract->early_end;
    const quantities *units = &now->out->treated;
    const double below = reference_quantity(&now->out->view.at, ending->below);
    const double *done = ending->trigger == END_REFERRALS_BELOW ? units->referrals : units->starts;
    const double *planned = ending->trigger == END_REFERRALS_BELOW ? units->planned_referrals : units->planned_starts;
    const bool of_success = ending->trigger == END_SUCCESS_BELOW;
    double done_sum = 0;
    double planned_sum = 0;
    for (size_t k = 0; k <= period; k++) {
        done_sum += of_success ? success_of(now, units->achieved, k) : done[k];
        planned_sum += of_success ? success_of(now, units->assessed, k) : planned[k];
    }
    const bool says_something = !of_success || planned_sum > 0;
    return says_something && done_sum < below * planned_sum;
}

/** Ends the contract at the first period's end at which its trigger holds. */
static bool end_early(settling *now)
{
    const reference_outcome *out = now->out;
    const early_end_settings *ending = &out->contract->early_end;
    const scenario *file = out->view.at.file;
    for (size_t k = 0; !now->end.ended && ending->trigger != END_NEVER && k < out->calendar->count; k++) {
        const date end = out->calendar->items[k].end;
        const bool is_time = end + 1 >= date_add_months(out->contract->starts, (int)ending->after_months);
        if (is_time && reference_day_of(file, end) <= reference_as_of(file) && trigger_holds(now, k)) {
            now->end.ended = true;
            now->end.last_day = reference_day_of(file, end) + (int32_t)ending->notice_days;
            starts_drop(now, now->end.last_day + 1, INT32_MAX);
            return true;
        }
    }
    return false;
}

/** The first day of a month since that of the scenario's start. */
static int32_t month_begins(const settling *now, size_t month)
{
    const scenario *file = now->out->view.at.file;
    date_parts first = date_to_parts(file->starts);
    first.day = 1;
    return reference_day_of(file, date_add_months(date_from_parts(first), (int)month));
}

/** Drops all starts after the first month in which a provider would carry; once. */
static bool stop_starts(settling *now)
{
    const cash *book = &now->out->book;
    const bool looks = !now->stopped;
    now->stopped = true;
    for (size_t m = 0; looks && m + 1 < book->months; m++) {
        if (book->carried[m] > 0) {
            return starts_drop(now, month_begins(now, m + 1), INT32_MAX) > 0;
        }
    }
    return false;
}

/** Drops the starts of the month after the first in which money lacked, if that has any; else of the next such month. */
static bool pause_starts(settling *now)
{
    const cash *book = &now->out->book;
    for (size_t m = 0; m + 1 < book->months; m++) {
        const int32_t until = m + 2 < book->months ? month_begins(now, m + 2) : INT32_MAX;
        if (book->carried[m] > 0 && !now->paused[m + 1] && starts_drop(now, month_begins(now, m + 1), until) > 0) {
            now->paused[m + 1] = true;
            now->out->book.paused_months++;
            return true;
        }
    }
    return false;
}

static bool drops_more(settling *now)
{
    if (end_early(now)) {
        return true;
    }
    switch (now->out->contract->capital.on_exhaustion) {
    case EXHAUSTED_STOP:
        return stop_starts(now);
    case EXHAUSTED_PAUSE_STARTS:
        return pause_starts(now);
    default:
        return false;
    }
}

reference_outcome reference_contract(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar)
{
    reference_outcome out = { .contract = contract, .calendar = calendar, .view = reference_view_make(all) };
    settling now = { .out = &out };
    measure_and_pay(&now);
    now.paused = reference_room(out.book.months, sizeof *now.paused);
    while (drops_more(&now)) {
        results_free(&out);
        reference_view_refresh(&out.view);
        measure_and_pay(&now);
    }
    free(now.paused);
    return out;
}

void reference_outcome_free(reference_outcome *self)
{
    results_free(self);
    reference_view_free(&self->view);
}
