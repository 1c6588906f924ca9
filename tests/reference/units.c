#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reference/child_term.h"
#include "reference/contract.h"
#include "reference/unit_rules.h"

#define NEAR 1e-6 /* a limit with less than so much of it left is reached */

/** What is the same for all children of a term, looked up once, and one child. */
typedef struct {
    const reference_measure *what;
    const term_row *term;
    size_t number; /* of the term */
    size_t origin; /* of the term of which it is a version */
    bool is_split;   /* term_is_split_by_start */
    unit_rule *rule;
    bool comes_once, of_the_end; /* a unit at most once a child; known at the window's end */
    double parameter[KIND_PARAMETERS_MAX];
    bool counts[STATES_MAX];
    double pays, limit_units, limit_gbp; /* share payable; of a child, payable; TIME_NEVER: none */
    double *price;                       /* by period */
    double *expected;                    /* by period */
    quantities *sums;
    child_term child;
    bool sees;                           /* the child is eligible */
    double achieved, window_days;        /* of the child */
} term_pass;

/** What a child does on one day for one term: units, and a day of the window. */
typedef struct {
    term_pass *pass;
    int32_t day, due;
    double units;
    bool window;
} happening;

typedef struct {
    happening *items;
    size_t count, capacity;
} happening_list;

/** What one child has brought, payable: by the number of the term itself; over all terms. */
typedef struct {
    double units[TERMS_MAX], gbp[TERMS_MAX], all_gbp;
    bool once[TERMS_MAX];
} child_account;

static size_t at_period(const term_pass *pass, size_t period)
{
    return pass->number * pass->sums->periods + period;
}

int reference_anniversaries(date from, date day)
{
    int years = 0;
    while (date_add_months(from, 12 * (years + 1)) <= day) {
        years++;
    }
    return years;
}

static double price_of_period(const term_pass *pass, size_t period)
{
    const reference_case *at = &pass->what->all->at;
    const date from = pass->term->index_from == DATE_NONE ? pass->what->contract->starts : pass->term->index_from;
    const int years = reference_anniversaries(from, pass->what->calendar->items[period].end);
    return reference_quantity(at, pass->term->price_gbp) * pow(1 + reference_quantity(at, pass->term->index_per_year), years);
}

/** The part of a year's price of a unit on a day of the window. */
static double worth_of_day(const term_row *term, int32_t day_of_window)
{
    double worth = 1;
    for (size_t i = 0; i < term->taper_pays.count; i++) {
        worth = day_of_window > term->taper_after_days.items[i] ? term->taper_pays.items[i] : worth;
    }
    return worth;
}

/** Whether a unit of the term comes at most once a child. */
static bool comes_once(const term_row *term)
{
    static const char *const kinds[] = { "milestone_start", "milestone_completion", "stable_for", "still_out" };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(term->unit.kind->name, kinds[i]) == 0) {
            return true;
        }
    }
    return false;
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/** The period in which something of a day falls due that is known on another, where units of the term exist on the first; else the number of periods. */
static size_t payable_period(const term_pass *pass, int32_t day, int32_t known)
{
    const claim_calendar *calendar = pass->what->calendar;
    const bool holds = child_holds_on(&pass->child, day) && term_pays_on(pass->term, pass->what->all->at.file->starts + day);
    const bool exists = holds && period_of_day(calendar, day) < calendar->count;
    const int32_t due = later(day, known);
    return exists && due <= pass->what->known ? period_of_day(calendar, due) : pass->sums->periods;
}

static void units_add(const term_pass *pass, const child_term *child, size_t period, double units, double worth)
{
    const size_t by_site = (pass->number * pass->sums->sites + child->family->site) * pass->sums->periods + period;
    pass->sums->achieved[at_period(pass, period)] += units;
    pass->sums->worth[at_period(pass, period)] += units * worth;
    pass->sums->by_site[by_site] += term_is_priced(pass->term) ? 0 : units;
}

/** Takes a unit back on the first day within so many that does not count. */
static void unit_take_back(const term_pass *pass, const child_term *child, int32_t earned, int32_t known, double units, double worth)
{
    for (int32_t day = earned + 1; day <= earned + (int32_t)pass->term->claw_back_days; day++) {
        const int state = reference_state_on(child->measured, day);
        if (state >= 0 && !pass->counts[state]) {
            const size_t period = period_of_day(pass->what->calendar, later(day, known));
            if (period < pass->sums->periods && later(day, known) <= pass->what->known) {
                units_add(pass, child, period, -units, worth);
            }
            return;
        }
    }
}

static bool is_before(const happening *a, const happening *b)
{
    if (a->due != b->due) {
        return a->due < b->due;
    }
    if (a->pass != b->pass) {
        return a->pass->origin != b->pass->origin ? a->pass->origin < b->pass->origin : a->pass->number < b->pass->number;
    }
    return a->day < b->day;
}

static int by_turn(const void *a, const void *b)
{
    return is_before(a, b) ? -1 : is_before(b, a);
}

static void happen(happening_list *list, happening one)
{
    if (list->count == list->capacity) {
        list->capacity = 2 * list->capacity + 64;
        list->items = realloc(list->items, list->capacity * sizeof *list->items);
        if (!list->items) {
            abort();
        }
    }
    list->items[list->count++] = one;
}

/** Notes what a day of the child brings: units, which exist on days that are paid for and fall due in time, and a window day. */
static void day_see(term_pass *pass, unit_day *day, happening_list *list)
{
    const child_term *child = &pass->child;
    const bool in_window = day->day >= child->first && day->day <= child->last;
    const int state = reference_state_on(child->measured, day->day);
    day->counts = in_window && state >= 0 && pass->counts[state];
    day->in_window = in_window && state >= 0;
    day->gbp = term_gbp(&pass->what->all->at, pass->term, state);
    day->run = day->counts ? day->run + 1 : 0;
    const double units = pass->rule(pass->parameter, day);
    const int32_t due = later(later(child_known_day(child), pass->of_the_end ? child->over : day->day), day->day);
    const bool window = in_window && pass->term->baseline.kind;
    if ((units != 0 || window) && payable_period(pass, day->day, due) < pass->sums->periods) {
        happen(list, (happening){ pass, day->day, due, units, window });
    }
}

/** Day by day from the event to the window's last day. */
static void child_see(term_pass *pass, happening_list *list)
{
    const reference_family *family = pass->child.family;
    unit_day day = { .last = pass->child.last, .started_day = INT32_MIN, .completed_day = INT32_MIN };
    if (reference_started(family)) {
        day.started_day = reference_start_day(family);
        day.completed_day = family->completed ? reference_completion_day(family) : INT32_MIN;
    }
    for (day.day = pass->child.event; day.day <= pass->child.last; day.day++) {
        day_see(pass, &day, list);
    }
}

/** The part of something that brings so much until a sum reaches a limit. */
static double part_within(double brings, double sum, double limit)
{
    const double room = limit - sum;
    return room < NEAR ? 0 : brings > room ? room / brings : 1;
}

/** Adds a happening as far as limits allow. */
static void book(const happening *one, double all_limit, child_account *account)
{
    term_pass *pass = one->pass;
    const size_t origin = pass->origin;
    const size_t period = payable_period(pass, one->day, one->due);
    const double worth = worth_of_day(pass->term, one->day - pass->child.event - (int32_t)pass->term->window_delay_days);
    const double brings = pass->term->baseline.kind ? one->units - one->window * (1 - pass->expected[period]) : pass->pays * one->units;
    const double gbp = brings * worth * pass->price[period];
    const double part = fmin(part_within(gbp, account->all_gbp, all_limit),
                             fmin(part_within(brings, account->units[origin], pass->limit_units), part_within(gbp, account->gbp[origin], pass->limit_gbp)));
    if (part <= 0 || account->once[origin]) {
        return;
    }
    account->units[origin] += part * brings;
    account->gbp[origin] += part * gbp;
    account->all_gbp += part * gbp;
    account->once[origin] = pass->comes_once;
    units_add(pass, &pass->child, period, part * one->units, worth);
    pass->sums->window_days[at_period(pass, period)] += one->window ? part : 0;
    if (term_is_priced(pass->term)) { /* sites have no cost saved of their own: window days */
        pass->sums->by_site[(pass->number * pass->sums->sites + pass->child.family->site) * pass->sums->periods + period] += part;
    }
    pass->achieved += part * one->units;
    pass->window_days += one->window ? part : 0;
    if (pass->comes_once && pass->term->claw_back_days > 0) {
        unit_take_back(pass, &pass->child, one->day, one->due, part * one->units, worth);
    }
}

/** The period in which it is known that the child's window has ended and the child counts; the number of periods where it has none, or its last day is not paid for. */
static size_t period_of_end(const term_pass *pass)
{
    const child_term *child = &pass->child;
    const int32_t known = later(child->over, child_known_day(child));
    return child->last >= child->first ? payable_period(pass, child->last, known) : pass->sums->periods;
}

/** The period in which the floor by child is looked at: that of the window's end; or, where that came before a version and no earlier one looked, of the version's first
 *  day. */
static size_t period_of_floor(const term_pass *pass, bool looked)
{
    const child_term *child = &pass->child;
    const int32_t pays_from = pass->term->pays_from != DATE_NONE ? pass->term->pays_from - pass->what->all->at.file->starts : INT32_MIN;
    const int32_t first = later(pays_from, child_holds_from(child));
    if (pass->number == pass->origin || child->last < child->first || child->last >= first) {
        return period_of_end(pass);
    }
    return looked ? pass->sums->periods : payable_period(pass, first, later(child->over, child_known_day(child)));
}

/** Tells what the child saved at the end of each version's window, beyond what was told before. */
static void floors_tell(term_pass passes[], size_t count)
{
    for (size_t t = 0; t < count; t++) {
        double told = 0;
        bool looked = false;
        for (size_t v = t; v < count && passes[t].origin == t; v++) {
            const term_pass *version = &passes[v];
            const bool floored = version->origin == t && version->sees && version->term->baseline.kind && version->term->baseline_floor == FLOOR_CHILD;
            const size_t end = floored ? period_of_floor(version, looked) : version->sums->periods;
            double saved = 0;
            looked = looked || end < version->sums->periods;
            for (size_t u = t; end < version->sums->periods && u <= v; u++) {
                const bool counts = passes[u].origin == t && passes[u].sees && passes[u].term->baseline.kind;
                saved += counts ? passes[u].achieved - (1 - passes[u].expected[end]) * passes[u].window_days : 0;
            }
            if (saved > told) {
                version->sums->child_saved[at_period(version, end)] += saved - told;
                told = saved;
            }
        }
    }
}

/** Sees whether a child is eligible for a term, and counts it where it could succeed. */
static void term_see(term_pass *pass, size_t i, career_arm arm, happening_list *list)
{
    const reference_replicate *all = pass->what->all;
    pass->sees = false;
    pass->achieved = pass->window_days = 0;
    pass->child = (child_term){ .all = all, .contract = pass->what->contract, .term = pass->term, .family = &all->families.items[i], .is_split = pass->is_split,
                                .treated = &all->days[i * ARM_COUNT + ARM_TREATED], .measured = &all->days[i * ARM_COUNT + (size_t)arm] };
    if (!pass->rule || !child_is_covered(&pass->child) || !child_is_eligible(&pass->child) || !child_window_set(&pass->child)) {
        return;
    }
    const size_t end = period_of_end(pass);
    if (end < pass->sums->periods) {
        pass->sums->assessed[at_period(pass, end)]++;
    }
    if (child_is_home(&pass->child)) {
        pass->sees = true;
        child_see(pass, list);
    }
}

/** One child under all terms of the contract: what it does, in the order in which it falls due. */
static void family_add(term_pass passes[], size_t count, size_t i, career_arm arm, happening_list *list)
{
    const double gbp = reference_quantity(&passes[0].what->all->at, passes[0].what->contract->per_child_limit_gbp);
    child_account account = { .all_gbp = 0 };
    list->count = 0;
    for (size_t t = 0; t < count; t++) {
        term_see(&passes[t], i, arm, list);
    }
    if (list->count > 0) {
        qsort(list->items, list->count, sizeof *list->items, by_turn);
    }
    for (size_t h = 0; h < list->count; h++) {
        book(&list->items[h], gbp < 0 ? TIME_NEVER : gbp, &account);
    }
    floors_tell(passes, count);
}

static void limits_set(term_pass *pass)
{
    const reference_case *at = &pass->what->all->at;
    const double units = reference_quantity(at, pass->term->per_child_limit_units);
    const double gbp = reference_quantity(at, pass->term->per_child_limit_gbp);
    pass->pays = 1 - reference_quantity(at, pass->term->deadweight);
    pass->limit_units = units < 0 ? TIME_NEVER : units;
    pass->limit_gbp = gbp < 0 ? TIME_NEVER : gbp;
}

static term_pass pass_of(const reference_measure *what, size_t t, quantities *sums)
{
    const scenario *file = what->all->at.file;
    term_pass pass = { .what = what, .term = &what->contract->terms.items[t], .number = t, .origin = reference_origin(what->contract, t), .sums = sums,
                       .price = reference_room(sums->periods, sizeof(double)), .expected = sums->baseline + t * sums->periods };
    reference_expect(what, t, pass.expected);
    pass.is_split = term_is_split_by_start(what->contract, pass.term);
    pass.comes_once = comes_once(pass.term);
    pass.of_the_end = strcmp(pass.term->unit.kind->name, "still_out") == 0;
    pass.rule = unit_rule_named(pass.term->unit.kind->name);
    reference_parameters(&what->all->at, &pass.term->unit, pass.parameter);
    limits_set(&pass);
    for (size_t s = 0; s < file->states.count; s++) {
        pass.counts[s] = term_counts(file, pass.term, s);
    }
    for (size_t k = 0; k < sums->periods; k++) {
        pass.price[k] = price_of_period(&pass, k);
    }
    return pass;
}

static quantities quantities_of(size_t terms, size_t sites, size_t periods)
{
    quantities sums = { .terms = terms, .sites = sites, .periods = periods };
    double **by_term[] = { &sums.achieved, &sums.worth, &sums.window_days, &sums.baseline, &sums.child_saved, &sums.assessed };
    double **by_period[] = { &sums.months, &sums.referrals, &sums.planned_referrals, &sums.starts, &sums.planned_starts };
    for (size_t i = 0; i < sizeof by_term / sizeof by_term[0]; i++) {
        *by_term[i] = reference_room(terms * periods, sizeof(double));
    }
    for (size_t i = 0; i < sizeof by_period / sizeof by_period[0]; i++) {
        *by_period[i] = reference_room(periods, sizeof(double));
    }
    sums.by_site = reference_room(terms * sites * periods, sizeof(double));
    return sums;
}

quantities reference_units(const reference_measure *what, career_arm arm)
{
    quantities sums = quantities_of(what->contract->terms.count, what->all->at.file->sites.count, what->calendar->count);
    term_pass *passes = reference_room(sums.terms, sizeof *passes);
    happening_list list = { 0 };
    for (size_t t = 0; t < sums.terms; t++) {
        passes[t] = pass_of(what, t, &sums);
    }
    for (size_t i = 0; sums.terms > 0 && i < what->all->families.count; i++) {
        family_add(passes, sums.terms, i, arm, &list);
    }
    for (size_t t = 0; t < sums.terms; t++) {
        free(passes[t].price);
    }
    free(passes);
    free(list.items);
    reference_periods(what, &sums);
    return sums;
}

void reference_quantities_free(quantities *self)
{
    double *arrays[] = { self->achieved, self->worth,  self->window_days, self->baseline,          self->child_saved, self->assessed,
                         self->by_site,  self->months, self->referrals,   self->planned_referrals, self->starts,      self->planned_starts };
    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++) {
        free(arrays[i]);
    }
    *self = (quantities){ 0 };
}
