#include "measure/workspace.h"

#include <string.h>

/* Kaplan-Meier for all scopes at once. Children leave observation in order of their exit keys, 2 x day for an event and 2 x day + 1 for a censoring, so
 * that events come before censorings on a day. Each child that enters care among n at risk takes the survival of its scopes times (n - 1) / n: over e
 * events on one day that is (n - e) / n. Source: Kaplan & Meier, Journal of the American Statistical Association 53 (1958). */

/** Puts the families with an exit key below `keys` into ws->exit_order by key (a counting sort) and returns how many. */
static size_t order_exits(measure_workspace *ws, size_t families_count, uint32_t keys)
{
    uint32_t *first = ws->exit_first;
    memset(first, 0, (keys + 1) * sizeof *first);
    for (size_t i = 0; i < families_count; i++) {
        if (ws->exit_key[i] < keys) {
            first[ws->exit_key[i] + 1]++;
        }
    }
    for (uint32_t key = 0; key < keys; key++) {
        first[key + 1] += first[key];
    }
    const size_t count = first[keys];
    for (size_t i = 0; i < families_count; i++) {
        if (ws->exit_key[i] < keys) {
            ws->exit_order[first[ws->exit_key[i]]++] = (uint32_t)i;
        }
    }
    return count;
}

static void leave(measure_workspace *ws, size_t scope_index, bool event)
{
    double *at_risk = &ws->at_risk[scope_index];
    if (event) {
        ws->surviving[scope_index] *= (*at_risk - 1.0) / *at_risk;
    }
    *at_risk -= 1.0;
}

static void leave_all(measure_workspace *ws, const measure_subject *subject, const scope_list *scopes, size_t child)
{
    const families *people = subject->families;
    const bool event = ws->exit_key[child] % 2 == 0;
    size_t labels[CHILD_SCOPES_MAX];
    const size_t count = child_labels(ws, scopes, people, child, labels);
    leave(ws, 0, event);
    leave(ws, 1u + people->site[child], event);
    leave(ws, scopes->cohort_from + people->cohort[child], event);
    for (size_t k = 0; k < count; k++) {
        leave(ws, labels[k], event);
    }
}

/** The indices of at_day in ascending order. */
static void order_days(const measure_workspace *ws, size_t order[])
{
    for (size_t k = 0; k < ws->at_count; k++) {
        size_t place = k;
        for (; place > 0 && ws->at_day[order[place - 1]] > ws->at_day[k]; place--) {
            order[place] = order[place - 1];
        }
        order[place] = k;
    }
}

static void begin(measure_workspace *ws, size_t scopes_count, const tally tallies[])
{
    for (size_t s = 0; s < scopes_count; s++) {
        ws->at_risk[s] = tallies[s].edge_started;
        ws->surviving[s] = 1.0;
    }
}

void survival_fill(measure_workspace *ws, const measure_subject *subject, const scope_list *scopes, tally tallies[])
{
    const size_t exits = order_exits(ws, subject->families->count, 2 * (uint32_t)ws->at_last + 2);
    size_t order[AT_DAYS_MAX];
    size_t next = 0;
    begin(ws, scopes->count, tallies);
    order_days(ws, order);
    for (size_t k = 0; k < ws->at_count; k++) {
        const uint32_t day_key = 2 * (uint32_t)ws->at_day[order[k]];
        for (; next < exits && ws->exit_key[ws->exit_order[next]] < day_key; next++) {
            leave_all(ws, subject, scopes, ws->exit_order[next]);
        }
        for (size_t s = 0; s < scopes->count; s++) {
            tallies[s].never_at[order[k]] = ws->at_risk[s] > 0.0 || ws->surviving[s] <= 0.0 ? 0.0 : (double)NAN;
        }
        for (; next < exits && ws->exit_key[ws->exit_order[next]] == day_key; next++) {
            leave_all(ws, subject, scopes, ws->exit_order[next]);
        }
        for (size_t s = 0; s < scopes->count; s++) {
            tallies[s].never_at[order[k]] += ws->surviving[s];
        }
    }
}
