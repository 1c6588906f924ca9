#include "measure/reading.h"

#include <string.h>

#include "base/vectors.h"

/* While children are counted a scope's sums are a row of numbers one after another, so that a child's row is added in one loop without branches: counts of
 * the record, at_count numbers of each sort of day N, and for each arm that was simulated its summary and its days in the window by state. Only in the
 * end are rows told as tallies. */

enum {
    ROW_REFERRALS, ROW_ACCEPTED, ROW_STARTS, ROW_COMPLETIONS, ROW_WAITING_DAYS, ROW_ENTERED_WAITING, ROW_THERAPY_DAYS, ROW_EDGE_STARTED, ROW_IN_CARE_STARTED,
    ROW_OUT_AS_OF, ROW_SEEN_AS_OF, ROW_WINDOW_DAYS, ROW_CHILDREN_REFERRED, ROW_CHILDREN_STARTED, ROW_PUT_OFF, ROW_UNSAFE_DAYS, ROW_REMOTE, ROW_FUND_USES,
    ROW_UNSUPERVISED, ROW_AT_DAYS
};

enum { AT_OUT, AT_OBSERVED, AT_STABLE, AT_STABLE_SEEN, AT_SORTS };

enum { ARM_ENTERED, ARM_IN_CARE_AT_END, ARM_WITH_FAMILY_AT_END, ARM_CARE_DAYS, ARM_FAMILY_DAYS, ARM_STATES };

#define ROW_STEP 8 /* rows are filled up to a multiple of it */

/** What is being summed, and where. */
typedef struct {
    measure_workspace *ws;
    const measure_subject *subject;
    const scope_list *scopes;
    replicate *out;
    int32_t unseen;           /* first day that is not known */
    size_t arm_at[ARM_COUNT]; /* where an arm's entries begin */
    size_t entries;           /* of a row */
    double *block;            /* the row of a site's cohort */
    double *own;              /* the row of a child */
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

static tally_pass pass_make(measure_workspace *ws, const measure_subject *subject, const scope_list *scopes, replicate *out)
{
    tally_pass pass = { .ws = ws, .subject = subject, .scopes = scopes, .out = out, .unseen = unseen_from(subject->as_of_day) };
    pass.entries = ROW_AT_DAYS + AT_SORTS * ws->at_count;
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        pass.arm_at[arm] = pass.entries;
        pass.entries += subject->arm[arm] ? ARM_STATES + ws->states : 0;
    }
    pass.entries = (pass.entries + ROW_STEP - 1) / ROW_STEP * ROW_STEP;
    pass.block = ws->rows + scopes->count * pass.entries;
    pass.own = pass.block + pass.entries;
    memset(ws->rows, 0, (scopes->count + 2) * pass.entries * sizeof *ws->rows);
    return pass;
}

/** `entries` is a multiple of ROW_STEP. */
WIDE_VECTORS
static void row_add(double *restrict into, const double *restrict from, size_t entries)
{
    const size_t count = entries / ROW_STEP * ROW_STEP; /* tells the compiler that nothing is left over */
    for (size_t i = 0; i < count; i++) {
        into[i] += from[i];
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

/** 1 for the row in which a family is counted: that of its index child. */
static double counts_family(const families *people, size_t i)
{
    return people->index_child[i] == i ? 1.0 : 0.0;
}

/** Counts of the family's way to therapy, up to the as-of day. */
static void tally_record(const tally_pass *pass, size_t i)
{
    const families *people = pass->subject->families;
    if (pass->ws->children[i].event[FROM_REFERRAL] >= pass->unseen) {
        return;
    }
    pass->own[ROW_REFERRALS] = counts_family(people, i);
    pass->own[ROW_CHILDREN_REFERRED] = 1.0;
    pass->own[ROW_ACCEPTED] = people->accepted[i] ? counts_family(people, i) : 0.0;
    if (people->entered_waiting[i] && first_care_day(pass->ws, pass->subject->arm[ARM_TREATED], i) < pass->unseen) {
        pass->own[ROW_ENTERED_WAITING] = 1.0;
    }
}

/** A family's start and course. */
static void tally_course(const tally_pass *pass, size_t i)
{
    const families *people = pass->subject->families;
    const int32_t completed = pass->ws->children[i].event[FROM_COMPLETION];
    const double known_days = (double)pass->unseen - people->started_at[i];
    double *own = pass->own;
    own[ROW_STARTS] = 1.0;
    own[ROW_COMPLETIONS] = completed != DAY_NONE && completed < pass->unseen ? 1.0 : 0.0;
    own[ROW_WAITING_DAYS] = people->started_at[i] - people->referred_at[i];
    own[ROW_THERAPY_DAYS] = people->received_days[i] < known_days ? people->received_days[i] : known_days;
    own[ROW_REMOTE] = people->remote[i] ? 1.0 : 0.0;
    own[ROW_FUND_USES] = people->fund_at[i] < (double)pass->unseen ? 1.0 : 0.0;
    own[ROW_UNSUPERVISED] = people->supervised[i] ? 0.0 : 1.0;
}

static void tally_start(const tally_pass *pass, size_t i, bool in_care)
{
    const families *people = pass->subject->families;
    double *own = pass->own;
    if (people->index_child[i] == i) {
        tally_course(pass, i);
    }
    own[ROW_CHILDREN_STARTED] = 1.0;
    own[ROW_EDGE_STARTED] = in_care ? 0.0 : 1.0;
    own[ROW_IN_CARE_STARTED] = in_care ? 1.0 : 0.0;
}

/** The first of the entries put off that is of a child; they are by child. */
static const entry_delay *delays_of(const families *people, size_t i)
{
    size_t low = 0;
    size_t high = people->delay_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (people->delays[middle].child < i) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return people->delays + low;
}

/** Entries put off, and the days by which, as far as they lie in the reporting window. */
static void tally_delays(const tally_pass *pass, size_t i, day_run window)
{
    const families *people = pass->subject->families;
    const entry_delay *delay = people->put_off[i] > 0 ? delays_of(people, i) : NULL;
    for (size_t k = 0; k < people->put_off[i]; k++) {
        pass->own[ROW_PUT_OFF] += delay[k].from < window.until ? 1.0 : 0.0;
        pass->own[ROW_UNSAFE_DAYS] += (double)run_length(run_within((day_run){ delay[k].from, delay[k].until }, window));
    }
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

/** Reads a career into the entries of its arm. */
static career_sums tally_arm(const tally_pass *pass, const career_reader *reader)
{
    double *own = pass->own + pass->arm_at[reader->arm];
    const career_sums sums = career_read(pass->ws, reader, own + ARM_STATES);
    own[ARM_ENTERED] = sums.entered ? 1.0 : 0.0;
    own[ARM_IN_CARE_AT_END] = sums.in_care_at_end ? 1.0 : 0.0;
    own[ARM_WITH_FAMILY_AT_END] = sums.with_family_at_end ? 1.0 : 0.0;
    own[ARM_CARE_DAYS] = (double)sums.care_days;
    own[ARM_FAMILY_DAYS] = (double)sums.family_days;
    return sums;
}

/** Reads every arm, once where all are alike; what is returned is of the treated one. */
static career_sums tally_arms(const tally_pass *pass, career_reader reader)
{
    const bool alike = pass->ws->children[reader.child].alike;
    reader.career = pass->subject->arm[ARM_TREATED];
    reader.slot = alike ? SLOT_COMMON : ARM_TREATED;
    const career_sums treated = tally_arm(pass, &reader);
    for (size_t arm = ARM_TREATED + 1; arm < ARM_COUNT; arm++) {
        if (!pass->subject->arm[arm]) {
            continue;
        }
        if (alike) {
            memcpy(pass->own + pass->arm_at[arm], pass->own + pass->arm_at[ARM_TREATED], (ARM_STATES + pass->ws->states) * sizeof *pass->own);
            continue;
        }
        reader.arm = (career_arm)arm;
        reader.career = pass->subject->arm[arm];
        reader.slot = arm;
        tally_arm(pass, &reader);
    }
    return treated;
}

/** Whether a child is in care on a day of its career: in the state of the last spell that begins by then. */
static bool is_in_care_on(const measure_workspace *ws, const careers *treated, size_t child, int32_t day)
{
    const uint32_t first = treated->first[child];
    const uint32_t end = treated->first[child + 1];
    uint32_t now = first;
    for (uint32_t spell = first + 1; spell < end; spell++) {
        now += ws->first_day[ARM_TREATED][spell] <= day;
    }
    return state_in(ws->care, treated->state[now]);
}

/** Day N of the child: seen, out of care, home and stable. `known` is the first day that is over 18 or not known. */
static void tally_at_days(const tally_pass *pass, size_t i, const career_sums *treated, int32_t known)
{
    const measure_workspace *ws = pass->ws;
    const int32_t started = ws->children[i].event[FROM_START];
    const double in_care_started = pass->own[ROW_IN_CARE_STARTED];
    for (size_t k = 0; k < ws->at_count; k++) {
        const int32_t day = started + ws->at_day[k];
        double *own = pass->own + ROW_AT_DAYS + k;
        if (day < known) {
            const bool in_care = treated->first_care <= day && is_in_care_on(ws, pass->subject->arm[ARM_TREATED], i, day);
            own[AT_OBSERVED * ws->at_count] = 1.0;
            own[AT_OUT * ws->at_count] = in_care ? 0.0 : 1.0;
            own[AT_STABLE_SEEN * ws->at_count] = in_care_started;
            own[AT_STABLE * ws->at_count] = treated->first_home <= day && treated->care_again > day ? in_care_started : 0.0;
        }
    }
}

/** The exit key of a child that was not in care at the start: its first day in care, or its 18th birthday or the as-of day, counted from the start. */
static uint32_t exit_key(const child_days *child, int32_t first_care, int32_t unseen)
{
    const int32_t started = child->event[FROM_START];
    if (first_care < day_min(child->adult, unseen)) {
        return 2 * (uint32_t)(first_care - started);
    }
    return 2 * (uint32_t)(day_min(child->adult, unseen - 1) - started) + 1;
}

/** Whether a child with the programme is in care at the end of a day of its career. */
static bool in_care_on(const tally_pass *pass, size_t i, int32_t day)
{
    const careers *treated = pass->subject->arm[ARM_TREATED];
    uint32_t spell = treated->first[i];
    while (spell + 1 < treated->first[i + 1] && pass->ws->first_day[ARM_TREATED][spell + 1] <= day) {
        spell++;
    }
    return state_in(pass->ws->care, treated->state[spell]);
}

/** Everything of a child that has started by the as-of day. */
static void tally_started(const tally_pass *pass, size_t i)
{
    measure_workspace *ws = pass->ws;
    const child_days *child = &ws->children[i];
    const int32_t started = child->event[FROM_START];
    const int32_t known = day_min(child->adult, pass->unseen);
    const day_run limits = { started + 1, child->adult };
    const int32_t window_end = day_max(limits.from, day_min(limits.from + (int32_t)ws->scenario->reporting.window_days, known));
    const bool in_care = in_care_at_start(pass, i);
    double *own = pass->own;
    tally_start(pass, i, in_care);
    const career_sums treated = tally_arms(pass, (career_reader){ .subject = pass->subject, .out = &pass->out->exposure, .child = i, .limits = limits,
                                                                   .unseen = pass->unseen, .window_end = window_end });
    tally_at_days(pass, i, &treated, known);
    tally_delays(pass, i, (day_run){ limits.from, window_end });
    own[ROW_WINDOW_DAYS] = (double)(window_end - limits.from);
    const bool starts_today = started + 1 == pass->unseen && started < child->adult;
    const bool in_care_as_of = starts_today ? in_care_on(pass, i, started) : treated.in_care_at_end;
    own[ROW_SEEN_AS_OF] = window_end > limits.from || starts_today ? 1.0 : 0.0;
    own[ROW_OUT_AS_OF] = own[ROW_SEEN_AS_OF] - (in_care_as_of ? 1.0 : 0.0);
    if (!in_care) {
        ws->exit_key[i] = exit_key(child, treated.first_care, pass->unseen);
    }
}

static void tally_family(const tally_pass *pass, size_t i)
{
    size_t labels[CHILD_SCOPES_MAX];
    const int32_t started = pass->ws->children[i].event[FROM_START];
    memset(pass->own, 0, pass->entries * sizeof *pass->own);
    pass->ws->exit_key[i] = EXIT_NONE;
    tally_record(pass, i);
    if (started != DAY_NONE && started < pass->unseen) {
        tally_started(pass, i);
    }
    row_add(pass->block, pass->own, pass->entries);
    const size_t count = child_labels(pass->ws, pass->scopes, pass->subject->families, i, labels);
    for (size_t k = 0; k < count; k++) {
        row_add(pass->ws->rows + labels[k] * pass->entries, pass->own, pass->entries);
    }
    monthly_add_family(pass->ws, pass->subject, i);
}

static void tally_block(const tally_pass *pass, const family_block *block)
{
    const size_t scopes[] = { 0, 1u + block->site, pass->scopes->cohort_from + block->cohort };
    memset(pass->block, 0, pass->entries * sizeof *pass->block);
    for (size_t i = block->first; i < block->last; i++) {
        tally_family(pass, i);
    }
    for (size_t k = 0; k < sizeof scopes / sizeof scopes[0]; k++) {
        row_add(pass->ws->rows + scopes[k] * pass->entries, pass->block, pass->entries);
    }
}

static void tell_arm(const measure_workspace *ws, const double row[], tally *out, size_t arm)
{
    out->arm[arm].entered_care = row[ARM_ENTERED];
    out->arm[arm].in_care_at_end = row[ARM_IN_CARE_AT_END];
    out->arm[arm].with_family_at_end = row[ARM_WITH_FAMILY_AT_END];
    out->arm[arm].care_days_to_18 = row[ARM_CARE_DAYS];
    out->arm[arm].family_days_to_18 = row[ARM_FAMILY_DAYS];
    for (size_t state = 0; state < ws->states; state++) {
        const double days = row[ARM_STATES + state];
        if (state_in(ws->care, state)) {
            out->arm[arm].care_days[state] = days;
            out->arm[arm].care_days_total += days;
        }
        out->arm[arm].family_days += state_in(ws->family, state) ? days : 0.0;
    }
}

static void tell(const tally_pass *pass, const double row[], tally *out)
{
    const size_t at_count = pass->ws->at_count;
    const size_t at_bytes = at_count * sizeof(double);
    const double *at_days = row + ROW_AT_DAYS;
    *out = (tally){ .referrals = row[ROW_REFERRALS], .accepted = row[ROW_ACCEPTED], .starts = row[ROW_STARTS], .completions = row[ROW_COMPLETIONS],
                    .children_referred = row[ROW_CHILDREN_REFERRED], .children_started = row[ROW_CHILDREN_STARTED], .waiting_days = row[ROW_WAITING_DAYS],
                    .entered_care_while_waiting = row[ROW_ENTERED_WAITING], .therapy_days = row[ROW_THERAPY_DAYS],
                    .edge_started = row[ROW_EDGE_STARTED], .in_care_started = row[ROW_IN_CARE_STARTED], .out_as_of = row[ROW_OUT_AS_OF],
                    .seen_as_of = row[ROW_SEEN_AS_OF], .window_days = row[ROW_WINDOW_DAYS], .entries_put_off = row[ROW_PUT_OFF],
                    .unsafe_days = row[ROW_UNSAFE_DAYS], .remote_starts = row[ROW_REMOTE], .fund_uses = row[ROW_FUND_USES],
                    .unsupervised_starts = row[ROW_UNSUPERVISED] };
    memcpy(out->out_at, at_days + AT_OUT * at_count, at_bytes);
    memcpy(out->observed_at, at_days + AT_OBSERVED * at_count, at_bytes);
    memcpy(out->stable_at, at_days + AT_STABLE * at_count, at_bytes);
    memcpy(out->stable_seen_at, at_days + AT_STABLE_SEEN * at_count, at_bytes);
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        if (pass->subject->arm[arm]) {
            tell_arm(pass->ws, row + pass->arm_at[arm], out, arm);
        }
    }
}

void measure_tallies(measure_workspace *ws, const measure_subject *subject, const scope_list *scopes, replicate *out)
{
    const tally_pass pass = pass_make(ws, subject, scopes, out);
    exposure_begin(ws, &out->exposure);
    monthly_begin(ws);
    for (size_t b = 0; b < ws->block_count; b++) {
        tally_block(&pass, &ws->blocks[b]);
        if (b + 1 == ws->block_count || ws->blocks[b + 1].site != ws->blocks[b].site) {
            exposure_flush(ws, subject, ws->blocks[b].site, &out->exposure);
        }
    }
    monthly_end(ws, subject, &out->monthly);
    for (size_t s = 0; s < scopes->count; s++) {
        tell(&pass, ws->rows + s * pass.entries, &out->tallies[s]);
    }
    survival_fill(ws, subject, scopes, out->tallies);
}
