#include "people/queue.h"

/** Whether a family of the site who completed asks for the fund, by a uniform of its own. */
static bool asks(const refer_setting *how, const career_place *place, const families *people, size_t row)
{
    const site_row *site = place->site_row;
    const double completed_at = people->started_at[row] + people->received_days[row];
    if (!people->completed[row] || !(people->started_at[row] < TIME_NEVER) || completed_at < (double)(site->fund_from - how->scenario->starts)) {
        return false;
    }
    return rng_draw_words(place->streams.fund, how->world_index, how->history, people->person[row], 0).u[0] < site->fund_uptake.value;
}

/** The families of a site who ask, in the order of rows, by the time of completion. */
static size_t form_askers(const refer_setting *how, size_t site, const families *people, refer_workspace *ws)
{
    const bool siblings = how->scenario->people.siblings.count > 0;
    size_t count = 0;
    for (size_t p = 0; p < how->plan->place_count; p++) {
        const career_place *place = &how->plan->places[p];
        for (size_t i = ws->segment[p]; place->site == site && i < ws->segment[p + 1]; i++) {
            if (!(siblings && people->index_child[i] != i) && asks(how, place, people, i)) {
                ws->line[count++] = (line_entry){ people->started_at[i] + people->received_days[i], (uint32_t)i };
            }
        }
    }
    return count;
}

void refer_fund(const refer_setting *how, size_t site, refer_workspace *ws, families *people)
{
    const site_row *row = &how->scenario->sites.items[site];
    if (row->fund_from == DATE_NONE) {
        return;
    }
    const size_t count = form_askers(how, site, people, ws);
    const line_entry *in_order = sort_by_readiness(ws->line, ws->merged, count);
    int month = -1;
    int64_t used = 0;
    for (size_t j = 0; j < count; j++) {
        const int now = date_months_between(how->scenario->starts, how->scenario->starts + day_of(in_order[j].ready_at));
        used = now == month ? used : 0;
        month = now;
        if (row->fund_uses_per_month == 0 || used < row->fund_uses_per_month) {
            people->fund_at[in_order[j].family] = in_order[j].ready_at;
            used++;
        }
    }
}
