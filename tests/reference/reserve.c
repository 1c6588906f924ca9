#include "reference/reserve.h"

#include <math.h>

#include "intake/intake.h"
#include "reference/cost.h"

#define COURSE_DAYS_MAX 3660

/* Day by day: what the file plans, and what the last day of a month knows. */

static const scenario *file_of(const reference_outlook *self)
{
    return self->all->at.file;
}

static double number(const reference_outlook *self, quantity of)
{
    return reference_quantity(&self->all->at, of);
}

static const site_row *site_at(const reference_outlook *self, size_t site)
{
    return &file_of(self)->sites.items[site];
}

/** The first day of a month since that of the scenario's start. */
static int32_t month_begins(const reference_outlook *self, size_t month)
{
    date_parts parts = date_to_parts(file_of(self)->starts);
    parts.day = 1;
    return reference_day_of(file_of(self), date_add_months(date_from_parts(parts), (int)month));
}

/** A site's last day of referrals, in this future. */
static int32_t last_day_of(const reference_outlook *self, size_t site)
{
    const int32_t by_file = reference_day_of(file_of(self), site_at(self, site)->closes);
    return self->all->closes_day[site] < by_file ? self->all->closes_day[site] : by_file;
}

static int32_t course_of(const reference_outlook *self, size_t site)
{
    double longest = 0;
    for (size_t t = 0; t < site_at(self, site)->teams.count; t++) {
        const team_row *team = &site_at(self, site)->teams.items[t];
        const therapy_row *therapy = &file_of(self)->therapies.items[(size_t)team->therapy_index];
        longest = fmax(longest, reference_spread(&self->all->at, &therapy->course_days, 0.95));
    }
    return (int32_t)ceil(fmin(longest, COURSE_DAYS_MAX));
}

/** The last day of the site's delivery, as known on a day. */
static int32_t site_ends(const reference_outlook *self, size_t site, int32_t known)
{
    const int32_t last = last_day_of(self, site);
    if (known < last) {
        return reference_day_of(file_of(self), site_at(self, site)->closes) + course_of(self, site);
    }
    int32_t ends = last;
    int32_t planned = last;
    for (size_t i = 0; i < self->all->families.count; i++) {
        const reference_family *family = &self->all->families.items[i];
        if (family->site == site && reference_started(family)) {
            ends = (int32_t)fmax(ends, floor(family->started_at + family->received_days));
            planned = (int32_t)fmax(planned, floor(family->started_at + family->course_days));
        }
    }
    return ends <= known ? ends : planned;
}

static bool is_open(const reference_outlook *self, size_t site, int32_t day, int32_t known)
{
    return day >= reference_day_of(file_of(self), site_at(self, site)->starts) && day <= site_ends(self, site, known);
}

/** Families planned to start on a day. */
static double planned_starts(const reference_outlook *self, size_t site, int32_t day)
{
    const site_row *row = site_at(self, site);
    double sum = 0;
    for (size_t c = 0; c < row->cohorts.count; c++) {
        const site_cohort_row *cohort = &row->cohorts.items[c];
        const bool takes = day >= reference_opens_day(file_of(self), row, cohort) && day <= reference_closes_day(file_of(self), row, cohort);
        for (uint32_t month = 0; takes; month++) {
            const int32_t from = reference_day_of(file_of(self), date_add_months(row->starts, (int)month));
            const int32_t until = reference_day_of(file_of(self), date_add_months(row->starts, (int)month + 1));
            if (day < until) {
                sum += reference_planned(&self->all->at, row, cohort, month) / (until - from);
                break;
            }
        }
    }
    return sum * number(self, file_of(self)->people.start_share);
}

/** Members of a team's staff who are paid on a day and stay beyond it. */
static double in_post(const reference_outlook *self, size_t team, bool supervisor, int32_t day)
{
    double count = 0;
    for (size_t i = 0; i < self->all->staff.count; i++) {
        const staff_member *member = &self->all->staff.items[i];
        count += member->team == team && member->supervisor == supervisor && floor(member->from) <= day && floor(member->until) > day;
    }
    return count;
}

/** Those of the file who have come, less those who have gone, after day `from` and by day `until`. */
static double by_date(const reference_outlook *self, int32_t starts, const team_row *team, bool supervisor, int32_t from, int32_t until)
{
    double count = starts > from && starts <= until ? (double)(supervisor ? team->supervisors : team->therapists) : 0;
    for (size_t h = 0; h < team->hires.count; h++) {
        const hire_row *hire = &team->hires.items[h];
        const int32_t day = reference_day_of(file_of(self), hire->from);
        count += day > from && day <= until ? (double)(supervisor ? hire->supervisors : hire->therapists) : 0;
    }
    return count;
}

/** Those who join on a day by date. */
static double joining(const reference_outlook *self, int32_t starts, const team_row *team, int32_t day)
{
    double count = day == starts ? (double)team->therapists : 0;
    for (size_t h = 0; h < team->hires.count; h++) {
        const hire_row *hire = &team->hires.items[h];
        count += day == reference_day_of(file_of(self), hire->from) && hire->therapists > 0 ? (double)hire->therapists : 0;
    }
    return count;
}

/** Salaries and training of a team on a day of a month with so many days, in pounds. */
static double team_gbp(const reference_outlook *self, size_t team_number, const team_row *team, int32_t starts, int32_t day, int32_t known, double days)
{
    const delivery_settings *price = &self->contract->delivery;
    const double salary[2] = { number(self, price->therapist_gbp_per_year) / 12 / days, number(self, price->supervisor_gbp_per_year) / 12 / days };
    double sum = 0;
    for (int supervisor = 0; supervisor < 2; supervisor++) {
        const double there = fmax(in_post(self, team_number, supervisor, known), by_date(self, starts, team, supervisor, INT32_MIN, known));
        sum += salary[supervisor] * (there + by_date(self, starts, team, supervisor, known, day));
    }
    return sum + number(self, price->training_gbp_per_therapist) * joining(self, starts, team, day);
}

/** The same of all of a site's own teams. */
static double staff_gbp(const reference_outlook *self, size_t site, int32_t day, int32_t known, double days)
{
    const site_row *row = site_at(self, site);
    double sum = 0;
    for (size_t t = 0; t < row->teams.count; t++) {
        const team_row *team = &row->teams.items[t];
        sum += team->shared ? 0 : team_gbp(self, row->team_from + t, team, reference_day_of(file_of(self), row->starts), day, known, days);
    }
    return sum;
}

/** What the contract's sites bear of a shared team in a month, by what is known, in pounds; 0 where none of its sites is open. */
static double shared_gbp(const reference_outlook *self, size_t team_number, size_t month, int32_t known)
{
    size_t own;
    double sum = 0;
    bool here = false;
    const team_row *team = reference_team_numbered(file_of(self), team_number, &own);
    const int32_t starts = reference_team_begins(file_of(self), team, own);
    const int32_t from = month_begins(self, month);
    const int32_t until = month_begins(self, month + 1);
    int32_t ends = 0;
    for (size_t s = 0; s < file_of(self)->sites.count; s++) {
        const int32_t site = reference_team_serves(file_of(self), team, own, s) ? site_ends(self, s, known) : 0;
        ends = site > ends ? site : ends;
    }
    for (int32_t day = from; day < until; day++) {
        if (day >= starts && day <= ends) {
            here = true;
            sum += team_gbp(self, team_number, team, starts, day, known, until - from);
        }
    }
    return here ? cost_borne(self->all, self->contract, team_number, known + 1) * (sum + number(self, self->contract->delivery.licence_gbp_per_year) / 12) : 0;
}

/** Whether the row is the first of a shared team. */
static bool is_first_of_shared(const reference_outlook *self, size_t team_number)
{
    size_t own;
    bool first = reference_team_numbered(file_of(self), team_number, &own)->shared != NULL;
    for (size_t earlier = 0; earlier < team_number; earlier++) {
        first = first && !reference_same_team(file_of(self), earlier, team_number);
    }
    return first;
}

static double own_teams(const reference_outlook *self, size_t site)
{
    double count = 0;
    for (size_t t = 0; t < site_at(self, site)->teams.count; t++) {
        count += site_at(self, site)->teams.items[t].shared == NULL;
    }
    return count;
}

/** What a site takes in a month, in pounds, without overhead and wages; says whether it is open. */
static double site_gbp(const reference_outlook *self, size_t site, size_t month, int32_t known, bool *open)
{
    const delivery_settings *price = &self->contract->delivery;
    const int32_t from = month_begins(self, month);
    const int32_t until = month_begins(self, month + 1);
    const bool starts = last_day_of(self, site) > known && self->paid->stopped_day > known;
    double sum = 0;
    double people = 0;
    bool here = false;
    for (int32_t day = from; day < until; day++) {
        people += starts ? number(self, price->per_start_gbp) * planned_starts(self, site, day) : 0;
        people += number(self, price->per_completion_gbp) * planned_starts(self, site, day - course_of(self, site));
        if (is_open(self, site, day, known)) {
            here = true;
            sum += staff_gbp(self, site, day, known, until - from);
        }
    }
    *open = *open || here;
    return here ? sum + people + number(self, price->licence_gbp_per_year) / 12 * own_teams(self, site) : 0;
}

/** The month, since the scenario's, in which the last of the contract's sites is foreseen to end. */
static int last_month(const reference_outlook *self, int32_t known)
{
    int last = 0;
    for (size_t s = 0; s < file_of(self)->sites.count; s++) {
        const date ends = file_of(self)->starts + (date)site_ends(self, s, known);
        const int month = date_months_between(file_of(self)->starts, ends);
        last = cost_has_site(self->all, self->contract, s) && month > last ? month : last;
    }
    return last < (int)self->months - 1 ? last : (int)self->months - 1;
}

static int payments_end(const reference_outlook *self)
{
    int last = 0;
    for (size_t k = 0; k < self->calendar->count; k++) {
        const int month = date_months_between(file_of(self)->starts, self->calendar->items[k].paid + (date)self->contract->dispute_days);
        last = month > last ? month : last;
    }
    return last;
}

static pence rounded(double exact)
{
    return (pence)round(exact + 1e-6);
}

/** What providers and the intermediary are foreseen to be paid in a month. */
static pence outgo(const reference_outlook *self, size_t month, int32_t known)
{
    const delivery_settings *price = &self->contract->delivery;
    const int first = date_months_between(file_of(self)->starts, self->contract->starts);
    const double wages = pow(1 + number(self, price->wage_growth_per_year), ((int)month - first) / 12.0);
    bool open = false;
    double work = 0;
    for (size_t s = 0; s < file_of(self)->sites.count; s++) {
        work += cost_has_site(self->all, self->contract, s) ? site_gbp(self, s, month, known, &open) : 0;
    }
    for (size_t t = 0; t < file_of(self)->team_count; t++) {
        work += is_first_of_shared(self, t) ? shared_gbp(self, t, month, known) : 0;
    }
    work += open ? number(self, price->fixed_gbp_per_month) : 0;
    if ((int)month > last_month(self, known) && (int)month >= first && (int)month <= payments_end(self)) {
        work += number(self, price->after_delivery_gbp_per_month);
    }
    const double set_up = (int)month == first ? number(self, price->set_up_gbp) : 0;
    const pence cost = rounded(100 * (work * (1 + number(self, price->overhead_share)) * wages + set_up));
    const pence fee = (pence)round((double)cost * (1 + number(self, price->provider_margin_share)));
    return fee + (open ? rounded(100 * number(self, price->intermediary_gbp_per_year) / 12 * wages) : 0);
}

/** What payers pay in a month of periods certified by a day. */
static pence certified(const reference_outlook *self, size_t month, int32_t known)
{
    pence sum = 0;
    for (size_t i = 0; i < self->paid->payers * self->paid->periods; i++) {
        const claim_period *period = &self->calendar->items[i % self->paid->periods];
        const date later = period->paid + (date)self->contract->dispute_days;
        if (reference_day_of(file_of(self), period->certified) <= known) {
            sum += date_months_between(file_of(self)->starts, period->paid) == (int)month ? self->paid->by_payer[i] - self->paid->disputed[i] : 0;
            sum += date_months_between(file_of(self)->starts, later) == (int)month ? self->paid->disputed[i] : 0;
        }
    }
    return sum;
}

pence reference_reserve(const reference_outlook *self, size_t month, pence buffer_now)
{
    const pence buffer = (pence)round(100 * number(self, self->contract->capital.buffer_gbp));
    const int32_t known = month_begins(self, month + 1) - 1;
    const size_t ahead = (size_t)self->contract->capital.reserve_months;
    pence most = buffer_now;
    pence lacking = 0;
    for (size_t m = month; ahead > 0 && m <= month + ahead && m + 1 < self->months; m++) {
        lacking += outgo(self, m + 1, known) - (m > month ? certified(self, m, known) : 0);
        const pence kept = (int)m + 1 < last_month(self, known) ? buffer : 0;
        most = lacking + kept > most ? lacking + kept : most;
    }
    return most;
}
