#include <math.h>

#include "people/fill.h"
#include "stats/elementary.h"

void fill_widened(const place_fill *fill)
{
    const double share = fill->self->gaming.widen_share.value;
    const double ratio = fill->self->gaming.widen_ratio.value;
    if (!(share > 0)) {
        return;
    }
    fill_draw_pairs(fill, fill->place->streams.widen);
    for (size_t i = fill->first; i < fill->last; i++) {
        fill->out->entry_ratio[i] *= fill->ws->first[i - fill->first] < share ? ratio : 1;
    }
}

/** What a provider sees of a transition's multipliers: age, place, band and prior care, but not frailty. */
static double multipliers_of(const place_fill *fill, const transition_model *transition, size_t i)
{
    const families *people = fill->out;
    const double age = elementary_exp(transition->age_log * (people->age_years[i] - fill->self->people.age_reference_years));
    const double place = transition->place_acts ? place_ratio(fill->self, people->site[i], people->locality[i]) : 1;
    const double band = transition->band_acts ? fill->model->band_ratio[people->band[i]] : 1;
    const double prior = people->prior_care[i] ? transition->prior_care_ratio : 1;
    return age * place * band * prior;
}

/** A child's risk as a provider can judge it: the product of what it sees on an entry to care, summed over the entries that there are. */
static double risk_of(const place_fill *fill, size_t i)
{
    double sum = 0;
    for (size_t k = 0; k < fill->model->transitions; k++) {
        sum += (fill->model->entry_mask >> k & 1u) != 0 ? multipliers_of(fill, &fill->model->transition[k], i) : 0;
    }
    return sum;
}

/** True when a is to be turned away before b: at higher risk, or first in line. `ready_at` holds the risk. */
static bool riskier(const line_entry *a, const line_entry *b)
{
    return a->ready_at > b->ready_at || (a->ready_at == b->ready_at && a->family < b->family);
}

/** Moves the entry at `at` down to where it belongs: the riskiest stands first. */
static void sift_down(line_entry heap[], size_t count, size_t at)
{
    const line_entry moved = heap[at];
    for (size_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
        child += child + 1 < count && riskier(&heap[child + 1], &heap[child]);
        if (!riskier(&heap[child], &moved)) {
            break;
        }
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

/** Turns away the `away` riskiest of the families in ws->line. */
static void turn_away(const place_fill *fill, size_t count, size_t away)
{
    line_entry *heap = fill->ws->line;
    for (size_t at = count / 2; at-- > 0;) {
        sift_down(heap, count, at);
    }
    for (; away > 0 && count > 0; away--) {
        fill->out->accepted[heap[0].family] = false;
        heap[0] = heap[--count];
        sift_down(heap, count, 0);
    }
}

void fill_selected(const place_fill *fill, double share)
{
    const families *people = fill->out;
    size_t i = fill->first;
    while (share > 0 && i < fill->last) {
        const uint32_t month = people->person[i] >> 20;
        size_t count = 0;
        for (; i < fill->last && people->person[i] >> 20 == month; i++) {
            if (people->index_child[i] == i) {
                fill->ws->line[count++] = (line_entry){risk_of(fill, i), (uint32_t)i};
            }
        }
        const double u = fill_uniform_of(fill, fill->place->streams.select, month);
        turn_away(fill, count, (size_t)floor(share * (double)count + u));
    }
}
