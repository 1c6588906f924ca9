#include "measure/units.h"
#include "measure/workspace.h"

#include <math.h>
#include <string.h>

/** A term in one world. */
typedef struct {
    const term_row *row;
    const term_kind *kind;
    double parameter[KIND_PARAMETERS_MAX];
    const uint8_t *locality_counts;
    uint32_t sites;
    double verified_share;
    double limit; /* achieved units of one child; infinite where there is none */
    bool has_baseline;
} term_setting;

/** The achieved units of a child at which its payable units or pounds reach their limits. */
static double limit_of_child(const term_row *row, const double world[])
{
    const double payable_share = 1.0 - quantity_at(row->deadweight, world);
    const double units = quantity_at(row->per_child_limit_units, world);
    const double gbp = quantity_at(row->per_child_limit_gbp, world);
    const double price = quantity_at(row->price_gbp, world);
    double limit = INFINITY;
    if (payable_share <= 0.0) {
        return limit;
    }
    if (units >= 0.0) {
        limit = units / payable_share;
    }
    if (gbp >= 0.0 && price > 0.0) {
        limit = fmin(limit, gbp / price / payable_share);
    }
    return limit;
}

static term_setting term_in_world(const measure_workspace *ws, const contract_row *contract, size_t contract_index, size_t term, const double world[])
{
    const term_row *row = MAP_ITEM(const term_row, contract->terms, term);
    term_setting chosen = { .row = row,
                             .kind = (const term_kind *)(const void *)row->unit.kind,
                             .locality_counts = ws->contracts[contract_index].locality_counts[term],
                             .sites = row->site_mask & contract->site_mask,
                             .verified_share = quantity_at(row->verified_share, world),
                             .limit = limit_of_child(row, world),
                             .has_baseline = quantity_at(row->baseline_share, world) >= 0.0 };
    for (size_t i = 0; i < row->unit.kind->parameters.count && i < KIND_PARAMETERS_MAX; i++) {
        chosen.parameter[i] = quantity_at(row->unit.parameter[i], world);
    }
    return chosen;
}

static double sessions_had(const measure_workspace *ws, const families *people, size_t i)
{
    const site_row *site = MAP_ITEM(const site_row, ws->scenario->sites, people->site[i]);
    const therapy_row *therapy = MAP_ITEM(const therapy_row, ws->scenario->therapies, (size_t)site->therapy_index);
    return floor(people->received_days[i] / 7.0 * therapy->sessions_per_week);
}

/** Whether the record of a family of a site and cohort that count makes its child eligible; being home at a day is a matter of the arm. */
static bool record_is_eligible(const measure_workspace *ws, const term_setting *term, const families *people, size_t i)
{
    const term_row *row = term->row;
    const bool started = ws->children[i].event[FROM_START] != DAY_NONE;
    return people->verification[i] < term->verified_share && (started || !(row->needs_start || row->needs_completion)) &&
           (!row->needs_completion || people->completed[i]) &&
           (!term->locality_counts || term->locality_counts[ws->locality_base[people->site[i]] + people->locality[i]]) &&
           (row->needs_sessions <= 0 || (started && sessions_had(ws, people, i) >= (double)row->needs_sessions));
}

/** The first day after `event` on which the treated child is in a state that shortens. */
static int32_t shortened_from(const measure_workspace *ws, const careers *treated, size_t child, int32_t event, uint32_t shortens)
{
    for (uint32_t spell = treated->first[child]; spell < treated->first[child + 1]; spell++) {
        const day_run days = spell_days(ws, treated, ARM_TREATED, child, spell);
        const int32_t from = day_max(days.from, event + 1);
        if (state_in(shortens, treated->state[spell]) && from < days.until) {
            return from;
        }
    }
    return INT32_MAX;
}

/** The window of a child whose event is on the day `event`; from >= until where nothing is left of it. It is not cut at the as-of day. */
static day_run window_of(const measure_workspace *ws, const term_row *row, const contract_plan *plan, const careers *treated, size_t i, int32_t event)
{
    const child_days *child = &ws->children[i];
    const int32_t from = event + 1 + (int32_t)row->window_delay_days;
    day_run window = { day_max(from, plan->starts), day_min(from + (int32_t)row->window_length_days, plan->ends) };
    window.until = day_min(window.until, child->adult);
    if (row->shortens_mask) {
        window.until = day_min(window.until, shortened_from(ws, treated, i, event, row->shortens_mask));
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

/** One pass over the children for one term. */
typedef struct {
    measure_workspace *ws;
    const measure_subject *subject;
    term_setting term;
    unit_sums sums;
    bool wanted[ARM_COUNT];
} term_pass;

/** Adds the units and window days of one child in one arm into a slot. */
static void measure_child(term_pass *pass, career_arm arm, size_t slot, size_t i, term_view view)
{
    measure_workspace *ws = pass->ws;
    const term_row *row = pass->term.row;
    if (row->needs_home_at_day > 0 && !is_home_on(ws, pass->subject->arm[arm], arm, i, view.event_day + (int32_t)row->needs_home_at_day)) {
        return;
    }
    view.counted = ws->counted;
    view.counted_count = runs_in_window(&ws->runs[arm], i, view.window, ws->counted);
    const size_t runs = pass->term.kind->units(pass->term.parameter, &view, ws->units);
    units_add(&pass->sums, slot, ws->units, runs, pass->term.limit);
    if (pass->term.has_baseline) {
        const int32_t until = day_min(view.window.until, pass->sums.unseen);
        stairs_add(pass->sums.periods, pass->sums.window[slot], view.window.from, until, 1.0);
    }
}

/** Measures an eligible child in every arm that is wanted; no day at all, not even the event's own, is left where the window ends by the event. */
static void measure_arms(term_pass *pass, const contract_plan *plan, size_t i)
{
    const measure_workspace *ws = pass->ws;
    const child_days *child = &ws->children[i];
    const int32_t event = child->event[pass->term.row->window_from];
    if (event == DAY_NONE) {
        return;
    }
    const day_run window = window_of(ws, pass->term.row, plan, pass->subject->arm[ARM_TREATED], i, event);
    if (window.until <= event) {
        return;
    }
    const term_view view = {
        .event_day = event, .window = window, .started_day = child->event[FROM_START], .completed_day = child->event[FROM_COMPLETION]
    };
    if (child->alike) {
        measure_child(pass, ARM_TREATED, SLOT_COMMON, i, view);
        return;
    }
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        if (pass->wanted[arm]) {
            measure_child(pass, (career_arm)arm, arm, i, view);
        }
    }
}

static unit_sums sums_make(measure_workspace *ws, const staircase *periods, int32_t as_of_day)
{
    const size_t row = periods->steps + 1;
    unit_sums sums = { .periods = periods, .unseen = unseen_from(as_of_day) };
    memset(ws->period_stairs, 0, 2 * SLOTS * row * sizeof *ws->period_stairs);
    memset(ws->period_lots, 0, SLOTS * row * sizeof *ws->period_lots);
    for (size_t slot = 0; slot < SLOTS; slot++) {
        sums.slot[slot] = ws->period_stairs + 2 * slot * row;
        sums.window[slot] = sums.slot[slot] + row;
        sums.lots[slot] = ws->period_lots + slot * row;
    }
    return sums;
}

static void sums_tell(const term_pass *pass, size_t arm, size_t term, quantities *out)
{
    double *achieved = out->achieved + term * out->periods;
    double *window_days = out->window_days + term * out->periods;
    memset(achieved, 0, out->periods * sizeof *achieved);
    memset(window_days, 0, out->periods * sizeof *window_days);
    if (!pass->wanted[arm]) {
        return;
    }
    units_sum(&pass->sums, arm, achieved);
    units_sum(&pass->sums, SLOT_COMMON, achieved);
    stairs_sum(pass->sums.periods, pass->sums.window[arm], window_days);
    stairs_sum(pass->sums.periods, pass->sums.window[SLOT_COMMON], window_days);
}

/** The families of a block that are eligible, into ws->eligible. */
static size_t choose_eligible(const term_pass *pass, const family_block *block)
{
    size_t count = 0;
    for (size_t i = block->first; i < block->last; i++) {
        pass->ws->eligible[count] = (uint32_t)i;
        count += record_is_eligible(pass->ws, &pass->term, pass->subject->families, i);
    }
    return count;
}

static void measure_term(term_pass *pass, const contract_plan *plan)
{
    const measure_workspace *ws = pass->ws;
    for (size_t b = 0; b < ws->block_count; b++) {
        const family_block *block = &ws->blocks[b];
        if (state_in(pass->term.sites, block->site) && state_in(pass->term.row->cohort_mask, block->cohort)) {
            const size_t count = choose_eligible(pass, block);
            for (size_t j = 0; j < count; j++) {
                measure_arms(pass, plan, ws->eligible[j]);
            }
        }
    }
}

void measure_contract(measure_workspace *ws, const measure_subject *subject, size_t contract, quantities *const by_arm[ARM_COUNT])
{
    const contract_row *row = MAP_ITEM(const contract_row, ws->scenario->contracts, contract);
    const contract_plan *plan = &ws->contracts[contract];
    for (size_t term = 0; term < row->terms.count; term++) {
        term_pass pass = { .ws = ws, .subject = subject, .term = term_in_world(ws, row, contract, term, subject->world) };
        runs_read(ws, subject, pass.term.row->counts_mask);
        pass.sums = sums_make(ws, &plan->periods, subject->as_of_day);
        for (size_t arm = 0; arm < ARM_COUNT; arm++) {
            pass.wanted[arm] = by_arm[arm] && subject->arm[arm];
        }
        measure_term(&pass, plan);
        for (size_t arm = 0; arm < ARM_COUNT; arm++) {
            if (by_arm[arm]) {
                sums_tell(&pass, arm, term, by_arm[arm]);
            }
        }
    }
}
