#include "people/fill.h"

/** The shares of a site's teams among families of one band, as running sums; 0 for those that do not take it. Returns the whole. */
static double shares_of_band(const site_row *site, size_t band, double until[])
{
    double sum = 0;
    for (size_t t = 0; t < site->teams.count; t++) {
        const team_row *team = &site->teams.items[t];
        sum += mask_has(team->band_mask, band) ? team->share.value : 0;
        until[t] = sum;
    }
    return sum;
}

/** The first team whose running sum exceeds u; the last that takes anybody takes what rounding leaves. */
static size_t team_choose(const double until[], size_t count, double u)
{
    size_t chosen = 0;
    for (size_t t = 0; t < count; t++) {
        const bool takes = until[t] > (t == 0 ? 0 : until[t - 1]);
        chosen = takes ? t : chosen;
        if (takes && u < until[t]) {
            break;
        }
    }
    return chosen;
}

static bool takes_all(const team_row *team)
{
    return team->bands.count == 0;
}

static void choose_by_chance(const place_fill *fill)
{
    const site_row *site = fill->place->site_row;
    families *people = fill->out;
    const size_t bands = fill->self->people.bands.count > 0 ? fill->self->people.bands.count : 1;
    double until[BANDS_MAX][TEAMS_MAX], whole[BANDS_MAX];
    for (size_t b = 0; b < bands; b++) {
        whole[b] = shares_of_band(site, b, until[b]);
    }
    fill_draw_pairs(fill, fill->place->streams.team);
    for (size_t i = fill->first; i < fill->last; i++) {
        const size_t band = people->band[i];
        people->accepted[i] = people->accepted[i] && whole[band] > 0;
        people->team[i] = (uint16_t)(site->team_from + team_choose(until[band], site->teams.count, fill->ws->first[i - fill->first] * whole[band]));
    }
}

void fill_teams(const place_fill *fill)
{
    if (fill->place->site_row->teams.count > 1 || !takes_all(&fill->place->site_row->teams.items[0])) {
        choose_by_chance(fill);
    }
}
