#include "pay/period_terms.h"

#include "terms/term.h"

static double entry_of(const double array[], size_t at)
{
    return array ? array[at] : 0;
}

static bool pays_on(const term_row *term, date day)
{
    return (term->pays_from == DATE_NONE || day >= term->pays_from) && (term->pays_until == DATE_NONE || day <= term->pays_until);
}

/** The last day of which the subject's units know. */
static int64_t last_day_known(const pay_subject *subject)
{
    const bool cut = subject->end != NULL && subject->contract->early_end.payment != END_TAIL_PAID && subject->end->stopped_day < subject->as_of_day;
    return (int64_t)subject->scenario->starts + (cut ? subject->end->stopped_day : subject->as_of_day);
}

/** The calendar months that end in a period on days that are known and for which the term pays: they follow one another. */
typedef struct {
    date first_end; /* the last day of the first of them */
    size_t count;
} paid_months;

static paid_months months_paid(const pay_subject *subject, const term_row *term, size_t period)
{
    const claim_period *dates = &subject->calendar->items[period];
    paid_months months = { 0 };
    for (date end = date_month_end(dates->start); end <= dates->end; end = date_month_end(end + 1)) {
        if (pays_on(term, end) && end <= last_day_known(subject)) {
            months.first_end = months.count == 0 ? end : months.first_end;
            months.count++;
        }
    }
    return months;
}

/** How many they are; those of a term without dates of its own have been counted. */
static double months_counted(const pay_subject *subject, const term_row *term, size_t period)
{
    const bool always = term->pays_from == DATE_NONE && term->pays_until == DATE_NONE;
    return always ? entry_of(subject->units->months, period) : (double)months_paid(subject, term, period).count;
}

/** Lets a term see the delivery cost of its months. */
static void cost_show(const pay_subject *subject, const term_row *term, size_t period, period_view *view)
{
    const paid_months months = months_paid(subject, term, period);
    if (subject->cost != NULL && months.count > 0) {
        view->cost = subject->cost + date_months_between(subject->scenario->starts, months.first_end);
        view->cost_months = months.count;
    }
}

static period_view view_of(const pay_subject *subject, const term_row *term, size_t period, const by_sums *by)
{
    const quantities *units = subject->units;
    period_view view = { .months = months_counted(subject, term, period), .by_units = by->achieved, .by_units_before = by->achieved, .by_rate = by->rate };
    if (pays_on(term, subject->calendar->items[period].end)) {
        view.by_units_before -= by->achieved_in_period;
        view.referrals = entry_of(units->referrals, period);
        view.planned_referrals = entry_of(units->planned_referrals, period);
        view.starts = entry_of(units->starts, period);
        view.planned_starts = entry_of(units->planned_starts, period);
    }
    return view;
}

double period_term_units(const pay_subject *subject, const term_row *term, size_t period, const by_sums *by, double others_gbp)
{
    const term_kind *unit = (const term_kind *)(const void *)term->unit.kind;
    if (unit == NULL || unit->period_units == NULL) {
        return 0;
    }
    double parameter[KIND_PARAMETERS_MAX] = { 0 };
    for (size_t i = 0; i < unit->base.parameters.count && i < KIND_PARAMETERS_MAX; i++) {
        parameter[i] = term->unit.parameter[i].value;
    }
    period_view view = view_of(subject, term, period, by);
    view.others_gbp = others_gbp;
    if (unit->asks_cost) {
        cost_show(subject, term, period, &view);
    }
    return unit->period_units(parameter, &view);
}
