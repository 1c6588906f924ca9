#include "reference/cost.h"

#include <math.h>
#include <string.h>

#include "reference/contract.h"

#define NO_END INT32_MAX

static const site_row *site_at(const reference_replicate *all, size_t site)
{
    return &all->at.file->sites.items[site];
}

bool cost_has_site(const reference_replicate *all, const contract_row *contract, size_t site)
{
    return contract->sites.count == 0 || reference_is_named(&contract->sites, site_at(all, site)->name);
}

/** The first day of a month since the month of the scenario's start. */
static int32_t month_begins(const scenario *file, size_t month)
{
    date_parts parts = date_to_parts(file->starts);
    parts.day = 1;
    return reference_day_of(file, date_add_months(date_from_parts(parts), (int)month));
}

static int32_t closing_day(const reference_replicate *all, size_t site)
{
    const int32_t by_file = reference_day_of(all->at.file, site_at(all, site)->closes);
    return all->closes_day[site] > 0 && all->closes_day[site] < by_file ? all->closes_day[site] : by_file;
}

void reference_site_ends_set(reference_replicate *all)
{
    for (size_t s = 0; s < all->at.file->sites.count; s++) {
        all->site_ends[s] = closing_day(all, s) + 1;
    }
    for (size_t i = 0; i < all->families.count; i++) {
        const reference_family *family = &all->families.items[i];
        if (reference_started(family) && family->sibling == 0) {
            all->site_ends[family->site] = fmax(all->site_ends[family->site], floor(family->started_at + family->received_days) + 1);
        }
    }
}

int reference_last_delivery_month(const reference_replicate *all, const contract_row *contract)
{
    const scenario *file = all->at.file;
    int last = 0;
    for (size_t s = 0; s < file->sites.count; s++) {
        const int month = date_months_between(file->starts, file->starts + (date)all->site_ends[s] - 1);
        last = cost_has_site(all, contract, s) && month > last ? month : last;
    }
    return last;
}

/** One month of the account: its days, and those after it for the last one. */
typedef struct {
    const reference_replicate *all;
    const contract_row *contract;
    int32_t from, until; /* half open */
    double days;         /* in the calendar's month */
} cost_month;

static bool is_in(const cost_month *month, double time)
{
    const double day = floor(time);
    return day >= month->from && day < month->until && day <= reference_as_of(month->all->at.file);
}

/** The days from .. until - 1 that are in the month and known. */
static double days_in(const cost_month *month, double from, double until)
{
    const double known = (double)reference_as_of(month->all->at.file) + 1;
    return fmax(0, fmin(fmin(until, known), month->until) - fmax(from, month->from));
}

/** Whether some team of the contract's sites is the provider's. */
static bool takes_part(const reference_replicate *all, const contract_row *contract, size_t provider)
{
    for (size_t s = 0; s < all->at.file->sites.count; s++) {
        for (size_t t = 0; cost_has_site(all, contract, s) && t < site_at(all, s)->teams.count; t++) {
            if ((size_t)site_at(all, s)->teams.items[t].provider_index == provider) {
                return true;
            }
        }
    }
    return false;
}

static size_t provider_of_team(const reference_replicate *all, size_t team)
{
    size_t site;
    const team_row *row = reference_team_numbered(all->at.file, team, &site);
    return row ? (size_t)row->provider_index : 0;
}

/** The share of a team that one of its sites bears, by a day: as the file says, else by families started with it, equally before any has. */
static double site_bears(const reference_replicate *all, const team_row *team, size_t number, size_t site, int32_t until)
{
    double here = 0;
    double everywhere = 0;
    double sites = 0;
    size_t own;
    reference_team_numbered(all->at.file, number, &own);
    for (size_t i = 0; i < team->cost_shares.count; i++) {
        if (strcmp(team->cost_shares.names[i], site_at(all, site)->name) == 0) {
            return reference_quantity(&all->at, team->cost_shares.shares[i]);
        }
    }
    for (size_t i = 0; i < all->families.count; i++) {
        const reference_family *family = &all->families.items[i];
        const bool by_then = reference_started(family) && floor(family->started_at) < until && floor(family->started_at) <= reference_as_of(all->at.file);
        const bool counts = by_then && family->sibling == 0 && reference_same_team(all->at.file, family->team, number);
        everywhere += counts;
        here += counts && family->site == site;
    }
    for (size_t s = 0; s < all->at.file->sites.count; s++) {
        sites += reference_team_serves(all->at.file, team, own, s);
    }
    return team->cost_shares.count > 0 ? 0 : everywhere > 0 ? here / everywhere : 1 / sites;
}

double cost_borne(const reference_replicate *all, const contract_row *contract, size_t number, int32_t until)
{
    size_t own;
    double share = 0;
    const team_row *team = reference_team_numbered(all->at.file, number, &own);
    for (size_t s = 0; s < all->at.file->sites.count; s++) {
        if (reference_team_serves(all->at.file, team, own, s) && cost_has_site(all, contract, s)) {
            share += team->shared ? site_bears(all, team, number, s, until) : 1;
        }
    }
    return share;
}

/** The first day after the last course and the closing of all of a team's sites. */
static double team_ends(const reference_replicate *all, const team_row *team, size_t own)
{
    double ends = 0;
    for (size_t s = 0; s < all->at.file->sites.count; s++) {
        ends = reference_team_serves(all->at.file, team, own, s) ? fmax(ends, all->site_ends[s]) : ends;
    }
    return ends;
}

/** Whether the row is a family's index child that starts in one of the contract's sites. */
static bool is_delivered(const cost_month *month, const reference_family *family)
{
    return family->sibling == 0 && reference_started(family) && cost_has_site(month->all, month->contract, family->site);
}

static double number(const cost_month *month, quantity of)
{
    return reference_quantity(&month->all->at, of);
}

/** What one family takes in the month: with overhead and wages, and (the psychology fund) without. */
static void family_cost(const cost_month *month, const reference_family *family, double *work, double *fund)
{
    const delivery_settings *price = &month->contract->delivery;
    const double ends = family->started_at + family->received_days;
    if (is_in(month, family->started_at)) {
        const double remote = family->remote ? number(month, price->remote_start_gbp) : 0;
        *work += fmax(0, number(month, price->per_start_gbp) + remote);
    }
    *work += family->completed && is_in(month, ends) ? number(month, price->per_completion_gbp) : 0;
    const bool has_fund = site_at(month->all, family->site)->fund_from != DATE_NONE;
    *fund += has_fund && family->fund_at < TIME_NEVER && is_in(month, family->fund_at) ? number(month, site_at(month->all, family->site)->fund_gbp_per_use) : 0;
}

/** The days for which a member of staff is paid, half open. */
static void paid_days(const cost_month *month, const staff_member *member, double *from, double *until)
{
    size_t site;
    const team_row *team = reference_team_numbered(month->all->at.file, member->team, &site);
    *from = fmax(floor(member->from), reference_team_begins(month->all->at.file, team, site));
    *until = fmin(floor(member->until), team_ends(month->all, team, site));
}

static double member_cost(const cost_month *month, const staff_member *member)
{
    const delivery_settings *price = &month->contract->delivery;
    double from;
    double until;
    size_t site;
    paid_days(month, member, &from, &until);
    const team_row *team = reference_team_numbered(month->all->at.file, member->team, &site);
    const double salary = number(month, member->supervisor ? price->supervisor_gbp_per_year : price->therapist_gbp_per_year) / 12;
    const bool trains = !member->supervisor && from < team_ends(month->all, team, site) && is_in(month, from);
    return salary * days_in(month, from, until) / month->days + (trains ? number(month, price->training_gbp_per_therapist) : 0);
}

/** Whether a team has staff or a course on some day of the month. */
static bool is_at_work(const cost_month *month, size_t team)
{
    const reference_replicate *all = month->all;
    for (size_t i = 0; i < all->staff.count; i++) {
        double from;
        double until;
        paid_days(month, &all->staff.items[i], &from, &until);
        if (all->staff.items[i].team == team && days_in(month, from, until) > 0) {
            return true;
        }
    }
    for (size_t i = 0; i < all->families.count; i++) {
        const reference_family *family = &all->families.items[i];
        const bool is_own = family->sibling == 0 && reference_started(family) && reference_same_team(all->at.file, family->team, team);
        if (is_own && days_in(month, floor(family->started_at), floor(family->started_at + family->received_days) + 1) > 0) {
            return true;
        }
    }
    return false;
}

/** What a provider's teams take in the month, without fixed cost. */
static void provider_cost(const cost_month *month, size_t provider, double *work, double *fund)
{
    const reference_replicate *all = month->all;
    for (size_t i = 0; i < all->families.count; i++) {
        if (is_delivered(month, &all->families.items[i]) && provider_of_team(all, all->families.items[i].team) == provider) {
            family_cost(month, &all->families.items[i], work, fund);
        }
    }
    for (size_t i = 0; i < all->staff.count; i++) {
        if (provider_of_team(all, all->staff.items[i].team) == provider) {
            *work += cost_borne(all, month->contract, all->staff.items[i].team, month->until) * member_cost(month, &all->staff.items[i]);
        }
    }
    const double licence = number(month, month->contract->delivery.licence_gbp_per_year) / 12;
    for (size_t t = 0; licence > 0 && t < all->at.file->team_count; t++) {
        bool told = false; /* with an earlier row of a shared team */
        for (size_t earlier = 0; earlier < t; earlier++) {
            told = told || reference_same_team(all->at.file, earlier, t);
        }
        if (!told && provider_of_team(all, t) == provider && is_at_work(month, t)) {
            *work += licence * cost_borne(all, month->contract, t, month->until);
        }
    }
}

/** How many times a month's fixed cost is due: once if some site is open; in the last month also for what lies after it. */
static double fixed_times(const cost_month *month)
{
    double times = 0;
    for (size_t s = 0; s < month->all->at.file->sites.count; s++) {
        const double starts = reference_day_of(month->all->at.file, site_at(month->all, s)->starts);
        if (cost_has_site(month->all, month->contract, s)) {
            times = fmax(times, ceil(days_in(month, starts, month->all->site_ends[s]) / month->days));
        }
    }
    return month->until == NO_END ? times : fmin(1, times);
}

/** Families started with a provider by the month's end. */
static double started_so_far(const cost_month *month, size_t provider)
{
    const reference_replicate *all = month->all;
    const cost_month so_far = { .all = all, .contract = month->contract, .from = INT32_MIN, .until = month->until };
    double count = 0;
    for (size_t i = 0; i < all->families.count; i++) {
        const reference_family *family = &all->families.items[i];
        count += is_delivered(month, family) && is_in(&so_far, family->started_at) && provider_of_team(all, family->team) == provider;
    }
    return count;
}

/** The share of each provider in fixed and set-up cost. */
static void fixed_shares(const cost_month *month, size_t providers, double share[])
{
    double started = 0;
    double parts = 0;
    for (size_t p = 0; p < providers; p++) {
        share[p] = started_so_far(month, p);
        started += share[p];
        parts += takes_part(month->all, month->contract, p);
    }
    for (size_t p = 0; p < providers; p++) {
        share[p] = started > 0 ? share[p] / started : takes_part(month->all, month->contract, p) / parts;
    }
}

/** Whole pence; what is within a millionth of a half is a half. */
static pence rounded(double exact)
{
    return (pence)round(exact + (exact < 0 ? -1e-6 : 1e-6));
}

/** How many times cost after delivery is due: once in a month later than delivery's last, up to that of the last payment. */
static double after_times(const cost_month *month, int m, int first, const claim_calendar *calendar)
{
    const scenario *file = month->all->at.file;
    int paid = 0;
    for (size_t k = 0; k < calendar->count; k++) {
        const int last = date_months_between(file->starts, calendar->items[k].paid + (date)month->contract->dispute_days);
        paid = last > paid ? last : paid;
    }
    const bool begun = month->from <= reference_as_of(file);
    return begun && m > reference_last_delivery_month(month->all, month->contract) && m >= first && m <= paid;
}

void reference_month_cost(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar, size_t m, size_t months, month_cost *out)
{
    const scenario *file = all->at.file;
    const delivery_settings *price = &contract->delivery;
    cost_month month = { all, contract, month_begins(file, m), m + 1 < months ? month_begins(file, m + 1) : NO_END, 0 };
    month.days = month_begins(file, m + 1) - month.from;
    const int first = date_months_between(file->starts, contract->starts);
    const bool begins = (int)m == first && reference_day_of(file, contract->starts) <= reference_as_of(file);
    const double set_up = begins ? number(&month, price->set_up_gbp) : 0;
    const double wages = pow(1 + number(&month, price->wage_growth_per_year), ((int)m - first) / 12.0);
    const double factor = (1 + number(&month, price->overhead_share)) * wages;
    double share[PROVIDERS_MAX];
    double pounds[PROVIDERS_MAX];
    double sum = 0;
    fixed_shares(&month, file->providers.count, share);
    for (size_t p = 0; p < file->providers.count; p++) {
        double work = number(&month, price->fixed_gbp_per_month) * fixed_times(&month) * share[p];
        work += number(&month, price->after_delivery_gbp_per_month) * after_times(&month, (int)m, first, calendar) * share[p];
        double fund = 0;
        provider_cost(&month, p, &work, &fund);
        pounds[p] = work * factor + fund + set_up * share[p];
        sum += pounds[p];
        out->provider[p] = 0;
    }
    out->total = rounded(100 * sum);
    out->intermediary = rounded(100 * number(&month, price->intermediary_gbp_per_year) / 12 * fixed_times(&month) * wages);
    if (out->total > 0) {
        reference_split(out->total, pounds, NULL, out->provider, file->providers.count);
    }
}
