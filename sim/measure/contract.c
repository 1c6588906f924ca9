#include "measure/term.h"

#include <math.h>
#include <string.h>

/** One pass over the children for one term. */
typedef struct {
    measure_workspace *ws;
    const measure_subject *subject;
    const contract_plan *plan;
    term_setting term;
    unit_sums sums;
    int32_t unseen; /* first day that is not known */
    uint32_t wanted; /* mask of arms. Each has sums of its own, so that none depends on which others there are */
} term_pass;

static bool is_wanted(const term_pass *pass, size_t arm)
{
    return pass->wanted >> arm & 1u;
}

/** The first day after `event` on which the child is in a state that shortens. */
static int32_t shortened_from(const measure_workspace *ws, const careers *career, career_arm arm, size_t child, int32_t event, uint32_t shortens)
{
    for (uint32_t spell = career->first[child]; spell < career->first[child + 1]; spell++) {
        const day_run days = spell_days(ws, career, arm, child, spell);
        const int32_t from = day_max(days.from, event + 1);
        if (state_in(shortens, career->state[spell]) && from < days.until) {
            return from;
        }
    }
    return INT32_MAX;
}

/** A child's window. */
typedef struct {
    day_run days;    /* from >= until where nothing is left of it; not cut at the as-of day */
    int32_t over_on; /* the day on which it is known that no further day belongs to it: its last, or the first in a state that shortens it */
} child_window;

static child_window window_of(const term_pass *pass, size_t i, int32_t event)
{
    const measure_workspace *ws = pass->ws;
    const term_row *row = pass->term.row;
    child_window window = { .days = run_within(term_window(row, event), (day_run){ pass->plan->starts, pass->plan->ends }) };
    window.days.until = day_min(window.days.until, ws->children[i].adult);
    window.over_on = window.days.until - 1;
    if (row->shortens_mask) {
        const int32_t shortened = shortened_from(ws, pass->subject->arm[ARM_TREATED], ARM_TREATED, i, event, row->shortens_mask);
        window.over_on = day_min(window.over_on, shortened);
        window.days.until = day_min(window.days.until, shortened);
    }
    return window;
}

/** The runs of counted days of a career that lie within the window. */
static size_t runs_in_window(const run_list *runs, size_t child, day_run window, day_run out[])
{
    size_t count = 0;
    for (uint32_t run = runs->first[child]; run < runs->first[child + 1] && count < TERM_RUNS_MAX; run++) {
        out[count] = run_within(runs->items[run], window);
        count += out[count].from < out[count].until;
    }
    return count;
}

/** The spells of a career in the window, with what a day of each costs, into ws->counted and ws->gbp_per_day; returns how many. */
static size_t priced_runs(const term_pass *pass, career_arm arm, size_t child, day_run window)
{
    measure_workspace *ws = pass->ws;
    const careers *career = pass->subject->arm[arm];
    size_t count = 0;
    for (uint32_t spell = career->first[child]; spell < career->first[child + 1] && count < TERM_RUNS_MAX; spell++) {
        ws->counted[count] = run_within(spell_days(ws, career, arm, child, spell), window);
        ws->gbp_per_day[count] = pass->term.gbp_per_day[career->state[spell]];
        count += ws->counted[count].from < ws->counted[count].until;
    }
    return count;
}

static bool is_home_on(const measure_workspace *ws, const careers *career, career_arm arm, size_t child, int32_t day)
{
    for (uint32_t spell = career->first[child]; spell < career->first[child + 1]; spell++) {
        const day_run days = spell_days(ws, career, arm, child, spell);
        if (days.from <= day && day < days.until) {
            return state_in(ws->home, career->state[spell]);
        }
    }
    return false;
}

/** The first day after `day` that does not count. */
static int32_t uncounted_after(const run_list *runs, size_t child, int32_t day)
{
    int32_t next = day + 1;
    for (uint32_t run = runs->first[child]; run < runs->first[child + 1]; run++) {
        next = runs->items[run].from <= next && next < runs->items[run].until ? runs->items[run].until : next;
    }
    return next;
}

/** Takes a milestone's unit back on the first day within so many after it that does not count; `added` is what was added of it. */
static void take_back(const term_pass *pass, career_arm arm, size_t slot, size_t i, int32_t day_zero, double added)
{
    const measure_workspace *ws = pass->ws;
    const int32_t day = ws->units[0].from;
    const int32_t lost = uncounted_after(&ws->runs[arm], i, day);
    if (added > 0.0 && lost - day <= pass->term.row->claw_back_days && lost < ws->children[i].adult) {
        units_take_back(&pass->sums, slot, lost, added, worth_share(&pass->term.worth, day - day_zero));
    }
}

/** The period in which it is known that a child's window is over and that the child is eligible; the number of periods where there is none. */
static size_t period_of_end(const term_pass *pass, const child_window *window)
{
    const unit_sums *sums = &pass->sums;
    const int32_t last = window->days.until - 1;
    const int32_t due = day_max(window->over_on, sums->known);
    const bool counts = window->days.from < window->days.until && sums->from <= last && last < sums->until && due < sums->due_until;
    return counts ? sums->periods->step_of[due - sums->periods->first] : sums->periods->steps;
}

/** Adds the window days of a child with a baseline, and what it saved by its window's end where that is floored by child. */
static void add_window(const term_pass *pass, size_t slot, const child_window *window, double achieved)
{
    const unit_sums *sums = &pass->sums;
    const day_run days = run_within(window->days, (day_run){ sums->from, sums->until });
    const size_t end = period_of_end(pass, window);
    days_add(sums, sums->window[slot], days, 1.0);
    if (pass->term.row->baseline_floor == FLOOR_CHILD && end < sums->periods->steps) {
        const double expected = pass->ws->expected[end];
        const double saved = achieved - (1.0 - expected) * (double)run_length(days);
        pass->ws->child_saved[slot * (sums->periods->steps + 1) + end] += saved > 0.0 ? saved : 0.0;
    }
}

/** Pounds are summed in whole pence, so that no sum has a remainder. */
static void units_to_pence(unit_run units[], size_t count)
{
    for (size_t r = 0; r < count; r++) {
        units[r].units = round(units[r].units * PENCE_PER_GBP);
    }
}

/** Adds the units and window days that one child has in an arm to the sums of the arms in a mask. */
static void measure_child(term_pass *pass, career_arm arm, uint32_t arms, size_t i, const child_window *window, term_view view)
{
    measure_workspace *ws = pass->ws;
    const term_row *row = pass->term.row;
    const int32_t day_zero = view.event_day + (int32_t)row->window_delay_days;
    if (row->needs_home_at_day > 0 && !is_home_on(ws, pass->subject->arm[arm], arm, i, view.event_day + (int32_t)row->needs_home_at_day)) {
        return;
    }
    view.counted = ws->counted;
    view.gbp_per_day = ws->gbp_per_day;
    view.counted_count = pass->term.kind->priced ? priced_runs(pass, arm, i, view.window) : runs_in_window(&ws->runs[arm], i, view.window, ws->counted);
    const size_t runs = pass->term.kind->units(pass->term.parameter, &view, ws->units);
    const double in_a_unit = pass->term.kind->priced ? PENCE_PER_GBP : 1.0;
    if (pass->term.kind->priced) {
        units_to_pence(ws->units, runs);
    }
    for (size_t slot = 0; slot < ARM_COUNT; slot++) {
        if (!(arms >> slot & 1u)) {
            continue;
        }
        const double added = units_add(&pass->sums, slot, ws->units, runs, &pass->term.worth, day_zero) / in_a_unit;
        if (row->claw_back_days > 0 && runs > 0 && pass->term.kind->once) {
            take_back(pass, arm, slot, i, day_zero, added);
        }
        if (pass->term.baseline) {
            add_window(pass, slot, window, added);
        }
    }
}

/** Counts an eligible child that could succeed, when its window is over. */
static void assess(const term_pass *pass, const child_window *window)
{
    if (pass->plan->asks_success) {
        pass->ws->assessed[period_of_end(pass, window)] += 1.0;
    }
}

/** Measures an eligible child in every arm that is wanted; no day at all, not even the event's own, is left where the window ends by the event. */
static void measure_arms(term_pass *pass, size_t i)
{
    const child_days *child = &pass->ws->children[i];
    const int32_t event = child->event[pass->term.row->window_from];
    if (event == DAY_NONE) {
        return;
    }
    const child_window window = window_of(pass, i, event);
    pass->sums.known = term_known_on(pass->ws, &pass->term, pass->subject->families, i, event);
    if (window.days.until <= event) {
        return;
    }
    const term_view view = { .event_day = event,
                             .window = window.days,
                             .started_day = child->event[FROM_START],
                             .completed_day = child->event[FROM_COMPLETION] };
    assess(pass, &window);
    pass->sums.known = pass->term.kind->at_end ? day_max(pass->sums.known, window.over_on) : pass->sums.known;
    if (pass->sums.known >= pass->sums.due_until) {
        return;
    }
    if (child->alike) {
        measure_child(pass, ARM_TREATED, pass->wanted, i, &window, view);
        return;
    }
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        if (is_wanted(pass, arm)) {
            measure_child(pass, (career_arm)arm, 1u << arm, i, &window, view);
        }
    }
}

/** Empties the sums of a term. */
static void sums_clear(term_pass *pass)
{
    measure_workspace *ws = pass->ws;
    const staircase *periods = &pass->plan->periods;
    const size_t row = periods->steps + 1;
    unit_sums *sums = &pass->sums;
    *sums = (unit_sums){ .periods = periods, .from = day_max(periods->first, pass->term.pays.from) };
    sums->due_until = day_min(periods->last, pass->unseen);
    sums->until = day_min(sums->due_until, pass->term.pays.until);
    memset(ws->period_stairs, 0, 3 * ARM_COUNT * row * sizeof *ws->period_stairs);
    memset(ws->period_lots, 0, 2 * ARM_COUNT * row * sizeof *ws->period_lots);
    memset(ws->child_saved, 0, ARM_COUNT * row * sizeof *ws->child_saved);
    memset(ws->assessed, 0, row * sizeof *ws->assessed);
    for (size_t slot = 0; slot < ARM_COUNT; slot++) {
        sums->slot[slot] = ws->period_stairs + 3 * slot * row;
        sums->window[slot] = sums->slot[slot] + row;
        sums->worth[slot] = sums->window[slot] + row;
        sums->lots[slot] = ws->period_lots + 2 * slot * row;
        sums->worth_lots[slot] = sums->lots[slot] + row;
    }
}

static void add_row(double to[], const double from[], size_t count)
{
    for (size_t k = 0; k < count; k++) {
        to[k] += from[k];
    }
}

/** Adds the units of an arm to out[period]. */
static void tell_units(const term_pass *pass, size_t arm, double out[])
{
    double *sums = pass->ws->step_sums;
    const size_t periods = pass->sums.periods->steps;
    if (!pass->term.kind->priced) {
        units_sum(&pass->sums, arm, out);
        return;
    }
    memset(sums, 0, periods * sizeof *sums);
    units_sum(&pass->sums, arm, sums);
    for (size_t k = 0; k < periods; k++) {
        out[k] += sums[k] / PENCE_PER_GBP;
    }
}

/** Adds what an arm comes to. */
static void tell_arm(const term_pass *pass, size_t arm, size_t term, quantities *out)
{
    const size_t at = term * out->periods;
    tell_units(pass, arm, out->achieved + at);
    stairs_sum(pass->sums.periods, pass->sums.window[arm], out->window_days + at);
    add_row(out->child_saved + at, pass->ws->child_saved + arm * (out->periods + 1), out->periods);
    if (out->worth != out->achieved && pass->term.worth.differs) {
        units_sum_worth(&pass->sums, arm, out->worth + at);
    } else if (out->worth != out->achieved) {
        tell_units(pass, arm, out->worth + at);
    }
    add_row(out->assessed + at, pass->ws->assessed, out->periods);
}

static void clear_term(quantities *out, size_t term, const double expected[])
{
    double *rows[] = { out->achieved, out->worth, out->window_days, out->child_saved, out->assessed };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        memset(rows[i] + term * out->periods, 0, out->periods * sizeof(double));
    }
    memcpy(out->baseline + term * out->periods, expected, out->periods * sizeof(double));
}

/** The families of a block that are eligible, into ws->eligible. */
static size_t choose_eligible(const term_pass *pass, const family_block *block)
{
    size_t count = 0;
    for (size_t i = block->first; i < block->last; i++) {
        pass->ws->eligible[count] = (uint32_t)i;
        count += term_takes_record(pass->ws, &pass->term, pass->subject->families, i, pass->ws->children[i].event[FROM_START]);
    }
    return count;
}

/** Measures the families of one site, or of all (`site` SIZE_MAX). */
static void measure_site(term_pass *pass, size_t site)
{
    const measure_workspace *ws = pass->ws;
    sums_clear(pass);
    for (size_t b = 0; b < ws->block_count; b++) {
        const family_block *block = &ws->blocks[b];
        const bool chosen = (site == SIZE_MAX || block->site == site) && state_in(pass->term.sites, block->site) &&
                            state_in(pass->term.row->cohort_mask, block->cohort);
        const size_t count = chosen ? choose_eligible(pass, block) : 0;
        for (size_t k = 0; k < count; k++) {
            measure_arms(pass, ws->eligible[k]);
        }
    }
}

static void tell_arms(const term_pass *pass, size_t term, quantities *const by_arm[ARM_COUNT])
{
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        if (is_wanted(pass, arm)) {
            tell_arm(pass, arm, term, by_arm[arm]);
        }
    }
}

/** Writes the units of one site in one arm; of cost saved, which no site has by itself, its window days. */
static void tell_site(const term_pass *pass, size_t arm, size_t term, size_t site, quantities *out)
{
    double *row = out->by_site + (term * out->sites + site) * out->periods;
    memset(row, 0, out->periods * sizeof *row);
    if (is_wanted(pass, arm) && pass->term.kind->priced) {
        stairs_sum(pass->sums.periods, pass->sums.window[arm], row);
    } else if (is_wanted(pass, arm)) {
        units_sum(&pass->sums, arm, row);
    }
}

/** Measures site by site, so that each site's units are known. */
static void measure_sites(term_pass *pass, size_t term, quantities *const by_arm[ARM_COUNT])
{
    for (size_t site = 0; site < pass->ws->sites; site++) {
        measure_site(pass, site);
        tell_arms(pass, term, by_arm);
        for (size_t arm = 0; arm < ARM_COUNT; arm++) {
            if (by_arm[arm]) {
                tell_site(pass, arm, term, site, by_arm[arm]);
            }
        }
    }
}

static bool asks_sites(quantities *const by_arm[ARM_COUNT])
{
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        if (by_arm[arm] && by_arm[arm]->by_site) {
            return true;
        }
    }
    return false;
}

static void measure_term(term_pass *pass, size_t term, quantities *const by_arm[ARM_COUNT])
{
    term_expect(pass->ws, pass->subject, pass->plan, &pass->term, pass->ws->expected);
    pass->wanted = 0;
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        pass->wanted |= (uint32_t)(by_arm[arm] && pass->subject->arm[arm]) << arm;
        if (by_arm[arm]) {
            clear_term(by_arm[arm], term, pass->ws->expected);
        }
    }
    if (!pass->term.kind->units) {
        return;
    }
    runs_read(pass->ws, pass->subject, pass->term.row->counts_mask);
    if (asks_sites(by_arm)) {
        measure_sites(pass, term, by_arm);
    } else {
        measure_site(pass, SIZE_MAX);
        tell_arms(pass, term, by_arm);
    }
}

void measure_contract(measure_workspace *ws, const measure_subject *subject, size_t contract, quantities *const by_arm[ARM_COUNT])
{
    const contract_row *row = MAP_ITEM(const contract_row, ws->scenario->contracts, contract);
    term_pass pass = { .ws = ws, .subject = subject, .plan = &ws->contracts[contract], .unseen = unseen_from(subject->as_of_day) };
    periods_count(ws, subject, contract, by_arm);
    for (size_t term = 0; term < row->terms.count; term++) {
        pass.term = term_in_world(ws, contract, term, subject->world);
        measure_term(&pass, term, by_arm);
    }
}
