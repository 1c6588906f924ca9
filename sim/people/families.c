#include <math.h>
#include <string.h>

#include "base/grow.h"
#include "people/fill.h"
#include "stats/elementary.h"

static bool workspace_reserve(refer_workspace *ws, size_t count)
{
    if (count < ws->capacity) { /* the line has room for one more */
        return true;
    }
    const size_t n = count + count / 2 + 64;
    if (!GROW(ws->first, n) || !GROW(ws->second, n) ||
        !GROW(ws->occasion, n) || !GROW(ws->line, n) ||
        !GROW(ws->merged, n)) {
        return false;
    }
    memset(ws->occasion, 0, n * sizeof *ws->occasion);
    ws->capacity = n;
    return true;
}

bool fill_reserve(place_fill *fill, size_t count)
{
    return families_reserve(fill->out, count) && workspace_reserve(fill->ws, count);
}

void fill_draw_pairs(const place_fill *fill, rng_stream stream)
{
    rng_draw_many(stream, fill->world_index, fill->history, fill->out->person + fill->first, fill->ws->occasion, fill->ws->first, fill->ws->second,
                  fill->last - fill->first);
}

double fill_uniform_of(const place_fill *fill, rng_stream stream, size_t month)
{
    return rng_draw_words(stream, fill->world_index, fill->history, rng_person((uint32_t)month, 0, 0), 0).u[0];
}

/** The locality with the lowest completion ratio in the world; the first of several. */
static size_t weakest_locality(const site_row *site)
{
    size_t weakest = 0;
    for (size_t l = 1; l < site->localities.count; l++) {
        const double ratio = site->localities.items[l].completion_ratio.value;
        weakest = ratio < site->localities.items[weakest].completion_ratio.value ? l : weakest;
    }
    return weakest;
}

static locality_support support_in_world(const site_row *site)
{
    if (site->support_from == DATE_NONE) {
        return (locality_support){.from_month = SIZE_MAX};
    }
    const size_t locality = site->support_index == INDEX_NONE ? weakest_locality(site) : (size_t)site->support_index;
    return (locality_support){.from_month = volume_month_from(site, site->support_from),
                              .locality = locality,
                              .share = site->localities.items[locality].share.value,
                              .referrals = site->support_referral_ratio.value,
                              .completion = site->support_completion_ratio.value};
}

/** What a service year makes of the volume: the site's drift, and how good or bad a year it is. */
static double year_factor(const place_fill *fill, const spread_model *site_year, size_t year)
{
    const place_streams *streams = &fill->place->streams;
    const double drift = volume_walk(streams->volume_walk, fill->place->site_row->volume_walk_sd_per_year.value, fill->world_index, year);
    return drift * (site_year->kind == NULL ? site_year->constant : spread_value(site_year, fill_uniform_of(fill, streams->site_year, year)));
}

/** What the year, support and looking at more families than are taken make of a month's expected number. */
static double month_mean(const place_fill *fill, const referral_volume *volume, double year, size_t month, double turned_away)
{
    const double support = month >= fill->support.from_month ? 1 + fill->support.share * (fill->support.referrals - 1) : 1;
    return volume_expected(volume, month) * year * support / (1 - turned_away);
}

/** Adds a month's families to the rows, numbered; their time in the month is not drawn yet. */
static bool add_month(place_fill *fill, size_t month, uint32_t count)
{
    if (!fill_reserve(fill, fill->last + count)) {
        return false;
    }
    for (uint32_t ordinal = 0; ordinal < count; ordinal++) {
        fill->out->person[fill->last++] = rng_person((uint32_t)month, ordinal, 0);
    }
    return true;
}

static bool draw_counts(place_fill *fill, const referral_volume *volume, size_t months, double turned_away)
{
    const spread_model site_year = spread_in_world(&fill->place->row->site_year_ratio);
    double year = 1;
    bool fine = true;
    for (size_t m = volume->opens_month; fine && m < months; m++) {
        year = m == volume->opens_month || m % 12 == 0 ? year_factor(fill, &site_year, m / 12) : year;
        const double mean = month_mean(fill, volume, year, m, turned_away);
        const double u = fill_uniform_of(fill, fill->place->streams.intake, m);
        const unsigned own_month = (unsigned)(m - volume->opens_month);
        fine = !(mean > 0) || add_month(fill, m, volume->intake->count(volume->p, &volume->row->intake.list, own_month, mean, u));
    }
    return fine;
}

/** Times of referral and acceptance; families whose time falls before the cohort opens or after it, or the site, has closed are not referred. */
static void draw_arrivals(place_fill *fill, const referral_volume *volume, const service_months *months)
{
    families *out = fill->out;
    const double closing = fmin(volume->closes, (double)(out->closes_day[fill->place->site] + 1));
    const double start_share = fill->self->people.start_share.value;
    fill_draw_pairs(fill, fill->place->streams.arrival);
    size_t kept = fill->first;
    for (size_t i = fill->first; i < fill->last; i++) {
        const uint32_t month = out->person[i] >> 20;
        const double length = (double)(months->begin[month + 1] - months->begin[month]);
        const double at = (double)months->begin[month] + fill->ws->first[i - fill->first] * length;
        if (at < closing && at >= volume->opens) {
            out->person[kept] = out->person[i];
            out->referred_at[kept] = at;
            out->accepted[kept] = fill->ws->second[i - fill->first] < start_share;
            out->site[kept] = (uint16_t)fill->place->site;
            out->cohort[kept++] = (uint16_t)fill->place->cohort;
        }
    }
    fill->last = kept;
}

/** The last day of referrals and first sessions in each site: the scenario's, or that of an early closure, exponential from the site's start. */
static void set_closing(const career_plan *plan, uint32_t world_index, uint32_t history, families *out)
{
    for (size_t i = 0; i < plan->place_count; i++) {
        const career_place *place = &plan->places[i];
        const site_row *site = place->site_row;
        const double rate = site->closure_per_year.value;
        out->closes_day[place->site] = site->closes - plan->scenario->starts;
        if (rate > 0) {
            const double u = rng_draw_words(place->streams.closure, world_index, history, 0, 0).u[0];
            const double at = (double)(site->starts - plan->scenario->starts) - elementary_log(u) / rate * DAYS_PER_YEAR;
            const double last = (double)out->closes_day[place->site];
            out->closes_day[place->site] = (int32_t)fmin(floor(at), last);
        }
    }
}

/** The families of one place, by row. */
static bool fill_place(place_fill *fill, const service_months *months, double turned_away)
{
    const referral_volume volume = volume_in_world(fill->self, fill->place->site_row, fill->place->row);
    fill->support = support_in_world(fill->place->site_row);
    if (!fill_reserve(fill, fill->last) || !draw_counts(fill, &volume, months->months, turned_away)) {
        return false;
    }
    draw_arrivals(fill, &volume, months);
    fill->out->index_children += fill->last - fill->first;
    if (!fill_siblings(fill)) {
        return false;
    }
    fill_children(fill);
    fill_widened(fill);
    fill_selected(fill, turned_away);
    fill_shared(fill);
    return true;
}

bool refer_families(const career_plan *plan, const career_model *model, uint32_t world_index, uint32_t history, refer_workspace *ws,
                    families *out)
{
    const double turned_away = fmax(0, plan->scenario->gaming.select_low_risk.value);
    size_t count = 0;
    out->index_children = 0;
    set_closing(plan, world_index, history, out);
    for (size_t i = 0; i < plan->place_count; i++) {
        const career_place *place = &plan->places[i];
        place_fill fill = {.self = plan->scenario, .model = model, .world_index = world_index, .history = history, .ws = ws, .out = out,
                           .place = place, .first = count, .last = count};
        ws->segment[i] = count;
        if (!fill_place(&fill, &plan->sites[place->site], turned_away)) {
            return false;
        }
        count = fill.last;
    }
    ws->segment[plan->place_count] = count;
    out->count = count;
    return true;
}
