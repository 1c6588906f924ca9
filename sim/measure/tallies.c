#include "measure/workspace.h"

#include <string.h>

/* The fields of a tally are doubles one after another; these stand together. */
#define COUNTS_DOUBLES (offsetof(tally, out_at) / sizeof(double))
#define AS_OF_DOUBLES ((offsetof(tally, arm) - offsetof(tally, out_as_of)) / sizeof(double))
#define ARM_DOUBLES (sizeof(((tally *)0)->arm[0]) / sizeof(double))
#define ARM_SUMMARY_DOUBLES (ARM_DOUBLES - STATES_MAX)

/** What one child's sums go to, and the room they are made in. */
typedef struct {
    measure_workspace *ws;
    const measure_subject *subject;
    const scope_list *scopes;
    replicate *out;
    int32_t unseen;  /* first day that is not known */
    tally block;     /* of the families of one site and cohort, which stand together */
    tally own;       /* of one child */
} tally_pass;

size_t child_labels(const measure_workspace *ws, const scope_list *scopes, const families *people, size_t child, size_t out[CHILD_SCOPES_MAX])
{
    size_t count = 0;
    const size_t groups = ws->scenario->people.groups.count;
    if (scopes->band_from > 0) {
        out[count++] = scopes->band_from + people->band[child];
    }
    if (scopes->locality_from[people->site[child]] > 0) {
        out[count++] = scopes->locality_from[people->site[child]] + people->locality[child];
    }
    for (size_t g = 0; g < groups && g < GROUPS_MAX; g++) {
        if (scopes->group_from[g] > 0) {
            out[count++] = scopes->group_from[g] + people->label[g][child];
        }
    }
    return count;
}

static void add_doubles(double *restrict into, const double *restrict from, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        into[i] += from[i];
    }
}

/** Adds what is told of day N; children not in care at the start add nothing to what is told of those who were. */
static void at_days_add(tally *into, const tally *from, size_t at_count)
{
    add_doubles(into->out_at, from->out_at, at_count);
    add_doubles(into->observed_at, from->observed_at, at_count);
    if (from->in_care_started > 0.0) {
        add_doubles(into->stable_at, from->stable_at, at_count);
        add_doubles(into->stable_seen_at, from->stable_seen_at, at_count);
    }
}

/** Adds a tally to another, leaving out the numbers that must be zero. */
static void tally_add(const measure_workspace *ws, tally *into, const tally *from)
{
    add_doubles(&into->referrals, &from->referrals, COUNTS_DOUBLES);
    if (!(from->starts > 0.0)) {
        return;
    }
    at_days_add(into, from, ws->at_count);
    add_doubles(&into->out_as_of, &from->out_as_of, AS_OF_DOUBLES);
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        into->arm[arm].family_days += from->arm[arm].family_days;
        into->arm[arm].family_days_to_18 += from->arm[arm].family_days_to_18;
        if (from->arm[arm].care_days_to_18 > 0.0) {
            add_doubles(into->arm[arm].care_days, from->arm[arm].care_days, ws->states);
            into->arm[arm].care_days_total += from->arm[arm].care_days_total;
            into->arm[arm].entered_care += from->arm[arm].entered_care;
            into->arm[arm].in_care_at_end += from->arm[arm].in_care_at_end;
            into->arm[arm].care_days_to_18 += from->arm[arm].care_days_to_18;
        }
    }
}

static int32_t first_care_day(const measure_workspace *ws, const careers *career, size_t child)
{
    for (uint32_t spell = career->first[child] + 1; spell < career->first[child + 1]; spell++) {
        if (state_in(ws->care, career->state[spell])) {
            return day_of(career->from[spell]);
        }
    }
    return DAY_UNBOUNDED;
}

/** Counts of the family's way to therapy, up to the as-of day. */
static void tally_record(const tally_pass *pass, size_t i, tally *own)
{
    const families *people = pass->subject->families;
    const child_days *child = &pass->ws->children[i];
    if (child->event[FROM_REFERRAL] >= pass->unseen) {
        return;
    }
    own->referrals = 1.0;
    own->children_referred = 1.0;
    own->accepted = people->accepted[i] ? 1.0 : 0.0;
    if (people->entered_waiting[i] && first_care_day(pass->ws, pass->subject->arm[ARM_TREATED], i) < pass->unseen) {
        own->entered_care_while_waiting = 1.0;
    }
}

static void tally_start(const tally_pass *pass, size_t i, tally *own)
{
    const families *people = pass->subject->families;
    const child_days *child = &pass->ws->children[i];
    const double known_days = (double)pass->unseen - people->started_at[i];
    own->starts = 1.0;
    own->children_started = 1.0;
    own->completions = child->event[FROM_COMPLETION] != DAY_NONE && child->event[FROM_COMPLETION] < pass->unseen ? 1.0 : 0.0;
    own->waiting_days = people->started_at[i] - people->referred_at[i];
    own->therapy_days = people->received_days[i] < known_days ? people->received_days[i] : known_days;
}

/** Whether a child is in care at the time of its first session. */
static bool in_care_at_start(const tally_pass *pass, size_t i)
{
    const careers *treated = pass->subject->arm[ARM_TREATED];
    const double started_at = pass->subject->families->started_at[i];
    uint32_t spell = treated->first[i];
    while (spell + 1 < treated->first[i + 1] && treated->from[spell + 1] <= started_at) {
        spell++;
    }
    return state_in(pass->ws->care, treated->state[spell]);
}

/** Where a child stands on a day: in care, and whether it has come home since the start and not been in care again since. */
typedef struct {
    bool in_care, is_stable;
} standing;

static standing standing_on(const measure_workspace *ws, span_list spans, int32_t day)
{
    bool has_returned = false;
    bool was_in_care_again = false;
    bool in_care = false;
    for (size_t i = 0; i < spans.count && spans.items[i].run.from <= day; i++) {
        in_care = state_in(ws->care, spans.items[i].state);
        was_in_care_again = was_in_care_again || (has_returned && in_care);
        has_returned = has_returned || state_in(ws->home, spans.items[i].state);
    }
    return (standing){ in_care, has_returned && !was_in_care_again };
}

/** Day N of the child: seen, out of care, home and stable. `known` is the first day that is over 18 or not known. */
static void tally_at_days(const tally_pass *pass, span_list spans, int32_t started, int32_t known, tally *own)
{
    const measure_workspace *ws = pass->ws;
    for (size_t k = 0; k < ws->at_count; k++) {
        if (started + ws->at_day[k] >= known) {
            continue;
        }
        const standing now = standing_on(ws, spans, started + ws->at_day[k]);
        own->observed_at[k] = 1.0;
        own->out_at[k] = now.in_care ? 0.0 : 1.0;
        own->stable_seen_at[k] = own->in_care_started;
        own->stable_at[k] = now.is_stable ? own->in_care_started : 0.0;
    }
}

/** The exit key of a child that was not in care at the start: its first day in care, or its 18th birthday or the as-of day, counted from the start. */
static uint32_t exit_key(const measure_workspace *ws, span_list spans, int32_t started, int32_t adult, int32_t unseen)
{
    const int32_t known = day_min(adult, unseen);
    for (size_t i = 0; i < spans.count; i++) {
        if (state_in(ws->care, spans.items[i].state) && spans.items[i].run.from < known) {
            return 2 * (uint32_t)(spans.items[i].run.from - started);
        }
    }
    return 2 * (uint32_t)(day_min(adult, unseen - 1) - started) + 1;
}

static void tally_arm_span(const measure_workspace *ws, day_run window, const child_span *span, tally *own, size_t arm)
{
    const double days = (double)run_length(run_within(span->run, window));
    const double days_to_18 = (double)run_length(span->run);
    if (state_in(ws->family, span->state)) {
        own->arm[arm].family_days += days;
        own->arm[arm].family_days_to_18 += days_to_18;
    }
    if (!state_in(ws->care, span->state)) {
        return;
    }
    own->arm[arm].care_days[span->state] += days;
    own->arm[arm].care_days_total += days;
    own->arm[arm].care_days_to_18 += days_to_18;
    if (days > 0.0 && span->entered) {
        own->arm[arm].entered_care = 1.0;
    }
    if (span->run.from < window.until && window.until <= span->run.until && window.from < window.until) {
        own->arm[arm].in_care_at_end = 1.0;
    }
}

/** Days of one child in one arm: to its tally, the prices of the exposure and the monthly series. */
static void tally_arm(const tally_pass *pass, size_t arm, size_t site, day_run window, span_list spans, tally *own)
{
    for (size_t i = 0; i < spans.count; i++) {
        tally_arm_span(pass->ws, window, &spans.items[i], own, arm);
    }
    exposure_add_prices(pass->ws, (career_arm)arm, site, window, spans, &pass->out->exposure);
    monthly_add_spans(pass->ws, (career_arm)arm, spans, &pass->out->monthly);
}

/** A child that is never in care and the same in all arms is read once: it has no placements, prices or entries to tell. */
static void tally_alike(const tally_pass *pass, day_run window, span_list spans, tally *own)
{
    for (size_t i = 0; i < spans.count; i++) {
        tally_arm_span(pass->ws, window, &spans.items[i], own, ARM_TREATED);
    }
    for (size_t arm = ARM_TREATED + 1; arm < ARM_COUNT; arm++) {
        own->arm[arm].family_days = pass->subject->arm[arm] ? own->arm[ARM_TREATED].family_days : 0.0;
        own->arm[arm].family_days_to_18 = pass->subject->arm[arm] ? own->arm[ARM_TREATED].family_days_to_18 : 0.0;
    }
    exposure_add(pass->ws, SLOT_COMMON, window, spans);
}

static span_list spans_of(const tally_pass *pass, size_t arm, size_t i)
{
    child_span *items = pass->ws->spans[arm];
    return (span_list){ items, spans_read(pass->ws, pass->subject, (career_arm)arm, i, items) };
}

/** Reads and adds every arm's days; the treated spans are returned. */
static span_list tally_arms(const tally_pass *pass, size_t i, day_run window, tally *own)
{
    const child_days *child = &pass->ws->children[i];
    const span_list treated = spans_of(pass, ARM_TREATED, i);
    if (child->alike && !(child->visited & pass->ws->care)) {
        tally_alike(pass, window, treated, own);
        return treated;
    }
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        if (pass->subject->arm[arm]) {
            const span_list spans = arm == ARM_TREATED || child->alike ? treated : spans_of(pass, arm, i);
            tally_arm(pass, arm, pass->subject->families->site[i], window, spans, own);
            exposure_add(pass->ws, arm, window, spans);
        }
    }
    return treated;
}

/** Everything of a child that has started by the as-of day. */
static void tally_started(const tally_pass *pass, size_t i, tally *own)
{
    measure_workspace *ws = pass->ws;
    const child_days *child = &ws->children[i];
    const int32_t started = child->event[FROM_START];
    const int32_t known = day_min(child->adult, pass->unseen);
    const day_run window = { started + 1, day_min(started + 1 + (int32_t)ws->scenario->reporting.window_days, known) };
    tally_start(pass, i, own);
    const bool in_care = in_care_at_start(pass, i);
    own->in_care_started = in_care ? 1.0 : 0.0;
    own->edge_started = in_care ? 0.0 : 1.0;
    const span_list spans = tally_arms(pass, i, window, own);
    tally_at_days(pass, spans, started, known, own);
    own->window_days = (double)run_length(window);
    own->seen_as_of = own->window_days > 0.0 ? 1.0 : 0.0;
    own->out_as_of = own->seen_as_of - own->arm[ARM_TREATED].in_care_at_end;
    if (!in_care) {
        ws->exit_key[i] = exit_key(ws, spans, started, child->adult, pass->unseen);
    }
}

/** A child that starts after the as-of day is in the monthly series alone. */
static void tally_later(const tally_pass *pass, size_t i)
{
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        if (pass->subject->arm[arm]) {
            monthly_add_spans(pass->ws, (career_arm)arm, spans_of(pass, arm, i), &pass->out->monthly);
        }
    }
}

/** Empties a child's tally for the next one: what tally_add reads of it. */
static void own_clear(const measure_workspace *ws, tally *own)
{
    const size_t at_bytes = ws->at_count * sizeof(double);
    memset(&own->referrals, 0, COUNTS_DOUBLES * sizeof(double));
    memset(own->out_at, 0, at_bytes);
    memset(own->observed_at, 0, at_bytes);
    memset(own->stable_at, 0, at_bytes);
    memset(own->stable_seen_at, 0, at_bytes);
    memset(&own->out_as_of, 0, AS_OF_DOUBLES * sizeof(double));
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        if (own->arm[arm].care_days_to_18 > 0.0) {
            memset(own->arm[arm].care_days, 0, ws->states * sizeof(double));
        }
        memset(&own->arm[arm].care_days_total, 0, ARM_SUMMARY_DOUBLES * sizeof(double));
    }
}

static void tally_family(tally_pass *pass, size_t i)
{
    size_t labels[CHILD_SCOPES_MAX];
    own_clear(pass->ws, &pass->own);
    pass->ws->exit_key[i] = EXIT_NONE;
    tally_record(pass, i, &pass->own);
    const int32_t started = pass->ws->children[i].event[FROM_START];
    if (started != DAY_NONE && started < pass->unseen) {
        tally_started(pass, i, &pass->own);
    } else if (started != DAY_NONE) {
        tally_later(pass, i);
    }
    tally_add(pass->ws, &pass->block, &pass->own);
    const size_t count = child_labels(pass->ws, pass->scopes, pass->subject->families, i, labels);
    for (size_t k = 0; k < count; k++) {
        tally_add(pass->ws, &pass->out->tallies[labels[k]], &pass->own);
    }
    monthly_add_family(pass->ws, pass->subject, i, &pass->out->monthly);
}

/** Hands on the sums of a site's cohort. */
static void block_flush(tally_pass *pass, size_t site, size_t cohort)
{
    tally *tallies = pass->out->tallies;
    tally_add(pass->ws, &tallies[0], &pass->block);
    tally_add(pass->ws, &tallies[1 + site], &pass->block);
    tally_add(pass->ws, &tallies[pass->scopes->cohort_from + cohort], &pass->block);
    pass->block = (tally){ 0 };
    exposure_flush(pass->ws, pass->subject, site, &pass->out->exposure);
}

static bool block_ends(const families *people, size_t i)
{
    return i + 1 == people->count || people->site[i + 1] != people->site[i] || people->cohort[i + 1] != people->cohort[i];
}

void measure_tallies(measure_workspace *ws, const measure_subject *subject, const scope_list *scopes, replicate *out)
{
    const families *people = subject->families;
    tally_pass pass = { .ws = ws, .subject = subject, .scopes = scopes, .out = out, .unseen = unseen_from(subject->as_of_day) };
    memset(out->tallies, 0, scopes->count * sizeof *out->tallies);
    exposure_begin(ws, subject->world, &out->exposure);
    monthly_begin(ws, &out->monthly);
    for (size_t i = 0; i < people->count; i++) {
        tally_family(&pass, i);
        if (block_ends(people, i)) {
            block_flush(&pass, people->site[i], people->cohort[i]);
        }
    }
    monthly_end(ws, &out->monthly);
    survival_fill(ws, subject, scopes, out->tallies);
}
