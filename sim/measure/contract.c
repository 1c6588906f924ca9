#include "measure/accounts.h"

#include <math.h>
#include <string.h>

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

static child_window window_of(const term_pass *pass, const term_row *row, size_t i, int32_t event)
{
    const measure_workspace *ws = pass->ws;
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

/** The runs of a child's days in states that count. */
typedef struct {
    const day_run *items;
    size_t count;
} run_slice;

static run_slice runs_of(const term_pass *pass, uint32_t counts, career_arm arm, size_t child)
{
    measure_workspace *ws = pass->ws;
    const run_list *runs = &ws->runs[arm];
    if (ws->runs_counts == counts) {
        return (run_slice){ runs->items + runs->first[child], runs->first[child + 1] - runs->first[child] };
    }
    return (run_slice){ ws->own_runs, runs_of_child(ws, pass->subject->arm[arm], arm, child, counts, ws->own_runs) };
}

/** The runs that lie within the window. */
static size_t runs_in_window(run_slice runs, day_run window, day_run out[])
{
    size_t count = 0;
    for (size_t run = 0; run < runs.count && count < TERM_RUNS_MAX; run++) {
        out[count] = run_within(runs.items[run], window);
        count += out[count].from < out[count].until;
    }
    return count;
}

/** The spells of a career in the window, with what a day of each costs, into ws->counted and ws->gbp_per_day; returns how many. */
static size_t priced_runs(const term_pass *pass, const double gbp_per_day[], career_arm arm, size_t child, day_run window)
{
    measure_workspace *ws = pass->ws;
    const careers *career = pass->subject->arm[arm];
    size_t count = 0;
    for (uint32_t spell = career->first[child]; spell < career->first[child + 1] && count < TERM_RUNS_MAX; spell++) {
        ws->counted[count] = run_within(spell_days(ws, career, arm, child, spell), window);
        ws->gbp_per_day[count] = gbp_per_day[career->state[spell]];
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

/** The first day within so many after `day` that does not count; DAY_NONE: there is none. */
static int32_t lost_on(run_slice runs, int32_t day, int64_t days, int32_t adult)
{
    int32_t next = day + 1;
    for (size_t run = 0; run < runs.count; run++) {
        next = runs.items[run].from <= next && next < runs.items[run].until ? runs.items[run].until : next;
    }
    return next - day <= days && next < adult ? next : DAY_NONE;
}

/** The period of the day on which it is known that a child's window is over and that the child is eligible; the number of periods where there is none. */
static size_t period_of_end(const measured_term *term)
{
    const unit_sums *sums = &term->sums;
    const int32_t last = term->window.days.until - 1;
    const int32_t due = day_max(term->window.over_on, sums->known);
    const bool counts = term->window.days.from < term->window.days.until && sums->from <= last && last < sums->until && due < sums->due_until;
    return counts ? sums->periods->step_of[due - sums->periods->first] : sums->periods->steps;
}

/** The period in which the first day of a version falls due under which a child's window was over before the version came; the number of periods where it was not. */
static size_t period_of_late_end(const measured_term *term)
{
    const unit_sums *sums = &term->sums;
    const day_run days = term->window.days;
    const int32_t due = day_max(day_max(term->window.over_on, sums->known), sums->from);
    const bool is_late = days.from < days.until && days.until <= sums->from && sums->from < sums->until && due < sums->due_until;
    return is_late ? sums->periods->step_of[due - sums->periods->first] : sums->periods->steps;
}

/** Sees what a child brings a term in one arm: the units and window days that can be claimed. False where it is not eligible in that arm. */
static bool part_see(const term_pass *pass, size_t place, career_arm arm, size_t i, child_part *part)
{
    measure_workspace *ws = pass->ws;
    measured_term *term = &pass->terms[place];
    const term_row *row = term->setting.row;
    const int32_t event = term->view.event_day;
    if (row->needs_home_at_day > 0 && !is_home_on(ws, pass->subject->arm[arm], arm, i, event + (int32_t)row->needs_home_at_day)) {
        return false;
    }
    const run_slice runs = runs_of(pass, row->counts_mask, arm, i);
    term_view view = term->view;
    view.counted = ws->counted;
    view.gbp_per_day = ws->gbp_per_day;
    view.counted_count = term->setting.kind->priced ? priced_runs(pass, term->setting.gbp_per_day, arm, i, view.window) : runs_in_window(runs, view.window, ws->counted);
    *part = (child_part){ .term = term, .runs = ws->units + place * TERM_RUNS_MAX, .day_zero = event + (int32_t)row->window_delay_days, .lost = DAY_NONE };
    part->count = term->setting.kind->units(term->setting.parameter, &view, part->runs);
    part->window = run_within(view.window, (day_run){ term->sums.from, term->sums.until });
    part->next = part->window.from;
    if (row->claw_back_days > 0 && part->count > 0 && term->setting.kind->once) {
        part->unit_day = part->runs[0].from;
        part->lost = lost_on(runs, part->unit_day, row->claw_back_days, ws->children[i].adult);
    }
    for (size_t run = 0; run < part->count; run++) {
        part->runs[run] = units_claimable(&term->sums, part->runs[run]);
        part->runs[run].units = term->setting.kind->priced ? round(part->runs[run].units * PENCE_PER_GBP) : part->runs[run].units;
    }
    return true;
}

/** Adds all of a part to a slot. Pounds are summed in whole pence, so that no sum has a remainder. */
static void part_add(child_part *part, size_t slot)
{
    const unit_sums *sums = &part->term->sums;
    const unit_taper *taper = &part->term->setting.taper;
    part->achieved = 0.0;
    for (size_t run = 0; run < part->count; run++) {
        if (taper->pays->count > 0) {
            part->achieved += units_add_tapered(sums, slot, part->runs[run], taper, part->day_zero);
        } else {
            units_add(sums, slot, &part->runs[run], taper, 1.0);
            part->achieved += part->runs[run].units * units_lots(&part->runs[run]);
        }
    }
    part->achieved /= part->term->setting.kind->priced ? PENCE_PER_GBP : 1.0;
    if (part->term->setting.baseline) {
        days_add(sums, sums->window[slot], part->window, 1.0);
        part->window_days = (double)run_length(part->window);
    }
}

/** Takes a milestone's unit back. */
static void part_take_back(const child_part *part, size_t slot)
{
    if (part->lost != DAY_NONE && part->achieved > 0.0) {
        const double share = taper_share(&part->term->setting.taper, part->unit_day - part->day_zero);
        units_take_back(&part->term->sums, slot, part->lost, part->achieved, share);
    }
}

/** What a child saved over the versions of a term up to that of parts[last], by the shares known at the end of a period. */
static double saved_by(const child_part parts[], size_t last, size_t period)
{
    double sum = 0.0;
    for (size_t i = 0; i <= last; i++) {
        if (parts[i].term->origin == parts[last].term->origin && parts[i].term->setting.baseline) {
            sum += parts[i].achieved - (1.0 - parts[i].term->expected[period]) * parts[i].window_days;
        }
    }
    return sum;
}

/** Adds what a child saved by its window's end where that is floored by child; of versions of a term, what it saved beyond what was told before. A version whose window was
 *  over before it came tells it where no earlier one did. */
static void floor_by_child(const child_part parts[], size_t count, size_t slot)
{
    double told[TERMS_MAX] = { 0 };
    bool is_told[TERMS_MAX] = { false };
    for (size_t i = 0; i < count; i++) {
        const measured_term *term = parts[i].term;
        const size_t steps = term->sums.periods->steps, origin = term->origin;
        if (!term->setting.baseline || term->setting.row->baseline_floor != FLOOR_CHILD) {
            continue;
        }
        size_t end = period_of_end(term);
        end = end == steps && term->number != origin && !is_told[origin] ? period_of_late_end(term) : end;
        const double saved = end < steps ? saved_by(parts, i, end) : 0.0;
        is_told[origin] = is_told[origin] || end < steps;
        if (saved > told[origin]) {
            term->child_saved[slot * (steps + 1) + end] += saved - told[origin];
            told[origin] = saved;
        }
    }
}

/** Sees what a child brings the terms of the pass in one arm. */
static size_t parts_see(const term_pass *pass, career_arm arm, size_t i, child_part parts[])
{
    size_t count = 0;
    for (size_t g = 0; g < pass->count; g++) {
        count += pass->terms[g].takes && part_see(pass, g, arm, i, &parts[count]);
    }
    return count;
}

/** Adds what a child has brought in an arm to the sums of the arms in a mask. Accounts use the parts up. */
static void measure_child(const term_pass *pass, career_arm arm, uint32_t arms, size_t i)
{
    child_part parts[TERMS_MAX];
    size_t count = pass->accounts ? 0 : parts_see(pass, arm, i, parts);
    for (size_t slot = 0; slot < ARM_COUNT; slot++) {
        if (!(arms >> slot & 1u)) {
            continue;
        }
        if (pass->accounts) {
            count = parts_see(pass, arm, i, parts);
            accounts_add(pass, parts, count, slot);
        }
        for (size_t p = 0; p < count; p++) {
            if (!pass->accounts) {
                part_add(&parts[p], slot);
            }
            part_take_back(&parts[p], slot);
        }
        floor_by_child(parts, count, slot);
    }
}

/** Sees the window of a child that is eligible for a term, as far as its record goes; counts it where it could succeed. The term takes nothing of it where no day at
 *  all, not even the event's own, is left because the window ends by the event, or where nothing falls due any more. */
static void term_see(const term_pass *pass, measured_term *term, size_t i)
{
    const child_days *child = &pass->ws->children[i];
    const int32_t event = child->event[term->setting.row->window_from];
    term->takes = false;
    if (event == DAY_NONE) {
        return;
    }
    unit_sums *sums = &term->sums;
    if (term->setting.row->split_by_start && !term->setting.asks_start) {
        const day_run own = run_within(pass_days(pass, term), term_own_days(&term->setting, child->event[FROM_START]));
        sums->from = own.from;
        sums->until = own.until;
    }
    term->window = window_of(pass, term->setting.row, i, event);
    sums->known = term_known_on(pass->ws, &term->setting, pass->subject->families, i, event);
    if (term->window.days.until <= event) {
        return;
    }
    term->view = (term_view){ .event_day = event,
                              .window = term->window.days,
                              .started_day = child->event[FROM_START],
                              .completed_day = child->event[FROM_COMPLETION] };
    if (pass->plan->asks_success) {
        term->assessed[period_of_end(term)] += 1.0;
    }
    sums->known = term->setting.kind->at_end ? day_max(sums->known, term->window.over_on) : sums->known;
    term->takes = sums->known < sums->due_until;
}

/** Measures a child in every arm that is wanted. */
static void measure_arms(const term_pass *pass, size_t i)
{
    bool any = false;
    for (size_t g = 0; g < pass->count; g++) {
        measured_term *term = &pass->terms[g];
        if (term->takes) {
            term_see(pass, term, i);
            any = any || term->takes;
        }
    }
    if (any && pass->ws->children[i].alike) {
        measure_child(pass, ARM_TREATED, pass->wanted, i);
        return;
    }
    for (size_t arm = 0; any && arm < ARM_COUNT; arm++) {
        if (pass_wants(pass, arm)) {
            measure_child(pass, (career_arm)arm, 1u << arm, i);
        }
    }
}

/** Whether a term of the pass covers the families of a block. */
static bool covers(const measured_term *term, const family_block *block)
{
    return state_in(term->setting.sites, block->site) && state_in(term->setting.row->cohort_mask, block->cohort);
}

static bool takes_record(const term_pass *pass, const measured_term *term, size_t i)
{
    return term_takes_record(pass->ws, &term->setting, pass->subject->families, i, pass->ws->children[i].event[FROM_START]);
}

/** Measures the families of a block for the only term of a pass: those who are eligible are chosen first. */
static void measure_block_alone(const term_pass *pass, const family_block *block)
{
    measured_term *term = &pass->terms[0];
    size_t count = 0;
    for (size_t i = block->first; i < block->last; i++) {
        pass->ws->eligible[count] = (uint32_t)i;
        count += takes_record(pass, term, i);
    }
    for (size_t k = 0; k < count; k++) {
        term->takes = true;
        measure_arms(pass, pass->ws->eligible[k]);
    }
}

static void measure_block(const term_pass *pass, const family_block *block)
{
    for (size_t i = block->first; i < block->last; i++) {
        for (size_t g = 0; g < pass->count; g++) {
            pass->terms[g].takes = covers(&pass->terms[g], block) && takes_record(pass, &pass->terms[g], i);
        }
        measure_arms(pass, i);
    }
}

/** Measures the families of one site, or of all (`site` SIZE_MAX). */
static void measure_site(const term_pass *pass, size_t site)
{
    const measure_workspace *ws = pass->ws;
    pass_clear(pass);
    for (size_t b = 0; b < ws->block_count; b++) {
        const family_block *block = &ws->blocks[b];
        if (site != SIZE_MAX && block->site != site) {
            continue;
        }
        if (pass->count > 1) {
            measure_block(pass, block);
        } else if (covers(&pass->terms[0], block)) {
            measure_block_alone(pass, block);
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

/** Readies a term for the pass. */
static void term_begin(const term_pass *pass, size_t contract, size_t number, size_t place)
{
    measure_workspace *ws = pass->ws;
    measured_term *term = &pass->terms[place];
    const term_row *row = &pass->contract->terms.items[number];
    *term = (measured_term){ .number = number, .origin = number - row->origin_back, .setting = term_in_world(ws, contract, number) };
    term->expected = ws->expected + place * ws->term_steps;
    term->price = ws->price + place * ws->term_steps;
    term->assessed = ws->assessed + place * ws->term_steps;
    term->child_saved = ws->child_saved + place * ARM_COUNT * ws->term_steps;
    term_expect(ws, pass->subject, pass->plan, &term->setting, term->expected);
    if (pass->accounts) {
        term_prices(ws, contract, row, term->price);
    }
}

static void measure_pass(term_pass *pass, quantities *const by_arm[ARM_COUNT])
{
    pass->wanted = 0;
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        pass->wanted |= (uint32_t)(by_arm[arm] && pass->subject->arm[arm]) << arm;
        for (size_t g = 0; by_arm[arm] && g < pass->count; g++) {
            pass_clear_rows(&pass->terms[g], by_arm[arm]);
        }
    }
    if (!pass->terms[0].setting.kind->units) {
        return;
    }
    runs_read(pass->ws, pass->subject, pass->terms[0].setting.row->counts_mask);
    const bool by_site = asks_sites(by_arm);
    for (size_t site = 0; site < (by_site ? pass->ws->sites : 1); site++) {
        measure_site(pass, by_site ? site : SIZE_MAX);
        pass_tell(pass, by_site ? site : SIZE_MAX, by_arm);
    }
}

void measure_contract(measure_workspace *ws, const measure_subject *subject, size_t contract, quantities *const by_arm[ARM_COUNT])
{
    const contract_row *row = &ws->scenario->contracts.items[contract];
    const double limit = row->per_child_limit_gbp.value;
    term_pass pass = { .ws = ws, .subject = subject, .plan = &ws->contracts[contract], .contract = row, .terms = ws->terms, .unseen = unseen_from(subject->as_of_day),
                       .child_limit_gbp = limit < 0.0 ? (double)INFINITY : limit };
    bool done[TERMS_MAX] = { false };
    periods_count(ws, subject, contract, by_arm);
    for (size_t t = 0; t < row->terms.count; t++) {
        size_t group[TERMS_MAX];
        pass.count = done[t] ? 0 : account_group(row, done, t, group, &pass.accounts);
        for (size_t g = 0; g < pass.count; g++) {
            done[group[g]] = true;
            term_begin(&pass, contract, group[g], g);
        }
        if (pass.count > 0) {
            measure_pass(&pass, by_arm);
        }
    }
}
