#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reference/child_term.h"
#include "reference/contract.h"

/** Days of all control children together, or by period. */
typedef struct {
    double window, uncounted; /* days; of a term that pays for cost saved: pounds */
    double *window_by, *uncounted_by; /* by period; NULL: together */
} control_sums;

/** Whether the term, or a version of it, pays on a day. */
static bool any_version_pays_on(const reference_measure *what, const term_row *term, date day)
{
    for (size_t v = 0; v < what->contract->terms.count; v++) {
        const term_row *version = &what->contract->terms.items[v];
        if (reference_alike(what->contract, term, version) && term_pays_on(version, day)) {
            return true;
        }
    }
    return false;
}

static void day_add(const reference_measure *what, const child_term *child, int32_t day, control_sums *sums)
{
    const scenario *file = what->all->at.file;
    const int state = reference_state_on(child->measured, day);
    const double uncounted = term_is_priced(child->term) ? term_gbp(&what->all->at, child->term, state) : state >= 0 && !term_counts(file, child->term, (size_t)state);
    const int32_t known = child_known_day(child);
    const int32_t due = day > known ? day : known;
    const bool paid = due <= what->known && any_version_pays_on(what, child->term, file->starts + day) && period_of_day(what->calendar, day) < what->calendar->count;
    const size_t period = paid ? period_of_day(what->calendar, due) : what->calendar->count;
    sums->window += 1;
    sums->uncounted += uncounted;
    if (sums->window_by && period < what->calendar->count) {
        sums->window_by[period] += 1;
        sums->uncounted_by[period] += uncounted;
    }
}

/** Whether a control child would have started after the nominal wait: not where it enters care by then and its cohort leaves the line when it does. */
static bool would_start(const reference_measure *what, const reference_family *child, const reference_career_spells *career)
{
    const scenario *file = what->all->at.file;
    const double start = child->referred_at + file->people.nominal_wait_days;
    bool enters = false;
    for (size_t i = 1; i < career->count && career->spells[i].from <= start; i++) {
        enters = enters || reference_is_class(file, (int)career->spells[i].state, CLASS_CARE);
    }
    const bool in_care = reference_is_class(file, (int)career->spells[0].state, CLASS_CARE);
    return in_care || !enters || !reference_cohort(&what->all->at, child)->leaves_queue_on_entry;
}

static void child_add(const reference_measure *what, const term_row *term, size_t i, control_sums *sums)
{
    const reference_controls *group = &what->all->controls[term->controls];
    child_term child = { .all = what->all, .contract = what->contract, .term = term, .family = &group->families.items[i], .treated = &group->days[i],
                         .measured = &group->days[i], .is_control = true };
    const bool starts = !term->needs_start || would_start(what, child.family, &group->careers[i]);
    if (starts && child_is_covered(&child) && child_window_set(&child) && child_is_home(&child)) {
        for (int32_t day = child.first; day <= child.last; day++) {
            day_add(what, &child, day, sums);
        }
    }
}

/** Fills in the shares so far. */
static void live_set(const control_sums *sums, size_t periods, double expected[])
{
    double window = 0;
    double uncounted = 0;
    for (size_t k = 0; k < periods; k++) {
        window += sums->window_by[k];
        uncounted += sums->uncounted_by[k];
        expected[k] = window > 0 ? uncounted / window : (double)NAN;
    }
}

static void controls_expect(const reference_measure *what, const term_row *term, bool live, double expected[])
{
    const size_t periods = what->calendar->count;
    control_sums sums = { .window_by = reference_room(periods, sizeof(double)), .uncounted_by = reference_room(periods, sizeof(double)) };
    for (size_t i = 0; i < what->all->controls[term->controls].families.count; i++) {
        child_add(what, term, i, &sums);
    }
    for (size_t k = 0; k < periods; k++) {
        expected[k] = sums.window > 0 ? sums.uncounted / sums.window : (double)NAN;
    }
    if (live) {
        live_set(&sums, periods, expected);
    }
    free(sums.window_by);
    free(sums.uncounted_by);
}

void reference_expect(const reference_measure *what, size_t t, double expected[])
{
    const term_row *term = &what->contract->terms.items[t];
    const char *name = term->baseline.kind ? term->baseline.kind->name : "";
    for (size_t k = 0; k < what->calendar->count; k++) {
        expected[k] = strcmp(name, "written") == 0 || strcmp(name, "written_cost") == 0 ? reference_quantity(&what->all->at, term->baseline.parameter[0]) : (double)NAN;
    }
    if (strcmp(name, "historical_cohort") == 0 || strcmp(name, "live_control") == 0) {
        controls_expect(what, term, strcmp(name, "live_control") == 0, expected);
    }
}
