#include "world/volume.h"

#include <math.h>

#include "stats/elementary.h"
#include "stats/normal.h"

static date month_begin(const site_row *site, size_t month)
{
    return date_add_months(site->starts, (int)month);
}

size_t volume_month_from(const site_row *site, date day)
{
    size_t month = 0;
    while (month_begin(site, month) < day) {
        month++;
    }
    return month;
}

/** The service month that holds `day`, which does not lie before the site's start. */
static size_t month_of(const site_row *site, date day)
{
    const size_t next = volume_month_from(site, day);
    return month_begin(site, next) == day ? next : next - 1;
}

referral_volume volume_in_world(const scenario *self, const site_row *site, const site_cohort_row *row)
{
    const date opens = row->opens == DATE_NONE ? site->starts : row->opens;
    const date closes = row->closes == DATE_NONE ? site->closes : row->closes;
    referral_volume volume = {.self = self, .site = site, .row = row, .intake = (const intake_kind *)row->intake.kind,
                              .first_year = row->first_year_volume.value, .later = row->later_volume.value,
                              .opens = (double)(opens - self->starts), .closes = (double)(closes - self->starts + 1)};
    volume.opens_month = opens == site->starts ? 0 : month_of(site, opens);
    for (size_t i = 0; i < volume.intake->base.parameters.count && i < KIND_PARAMETERS_MAX; i++) {
        volume.p[i] = row->intake.parameter[i].value;
    }
    return volume;
}

/** Whether the cohort takes referrals on some day of a service month. */
static bool is_open(const referral_volume *volume, size_t month)
{
    return month >= volume->opens_month && (double)(month_begin(volume->site, month) - volume->self->starts) < volume->closes;
}

double volume_planned(const referral_volume *volume, size_t month)
{
    return is_open(volume, month) ? volume->intake->planned(volume->p, &volume->row->intake.list, (unsigned)(month - volume->opens_month)) : 0;
}

double volume_season(const referral_volume *volume, size_t month)
{
    const number_list *seasons = &volume->row->seasons;
    if (seasons->count != 12) {
        return 1;
    }
    double sum = 0;
    const date begin = month_begin(volume->site, month), end = month_begin(volume->site, month + 1);
    for (date day = begin; day < end;) {
        const date next = date_month_end(day) + 1 < end ? date_month_end(day) + 1 : end;
        sum += seasons->items[date_to_parts(day).month - 1] * (double)(next - day);
        day = next;
    }
    return sum / (double)(end - begin);
}

double volume_expected(const referral_volume *volume, size_t month)
{
    const double planned = volume_planned(volume, month);
    if (month < volume->opens_month) {
        return 0;
    }
    const size_t own_month = month - volume->opens_month;
    const double ramp = fmin(1, ((double)own_month + 1) / ((double)volume->row->ramp_months + 1));
    return planned * (own_month < 12 ? volume->first_year : volume->later) * ramp * volume_season(volume, month);
}

double volume_walk(rng_stream steps, double sd, uint32_t world_index, size_t year)
{
    double sum = 0;
    for (size_t y = 1; sd > 0 && y <= year; y++) {
        sum += sd * normal_quantile(rng_draw_words(steps, world_index, 0, rng_person((uint32_t)y, 0, 0), 0).u[0]) - sd * sd / 2;
    }
    return elementary_exp(sum);
}
