#include "pay/outlook.h"

#include <math.h>
#include <string.h>

#include "world/model.h"
#include "world/volume.h"
#include "pay/rules.h"
#include "records/team.h"

#define COURSE_QUANTILE 0.95
#define COURSE_DAYS_MAX 3660

bool outlook_make(delivery_plan *plan, outlook *self)
{
    const size_t by_site = plan->scenario->sites.count * plan->months.count, by_team = plan->teams * plan->months.count;
    *self = (outlook){ .plan = plan, .starts = arena_take(&plan->memory, 2 * by_site + 1, sizeof(double)),
                       .therapists = arena_take(&plan->memory, 2 * by_team + 1, sizeof(int32_t)) };
    if (!self->starts || !self->therapists) {
        return false;
    }
    self->completions = self->starts + by_site;
    self->supervisors = self->therapists + by_team;
    return true;
}

static const site_row *site_at(const outlook *self, size_t site)
{
    return &self->plan->scenario->sites.items[site];
}

static bool has_site(const outlook *self, size_t site)
{
    return mask_has(self->plan->contract->site_mask, site);
}

static int32_t day_number(const outlook *self, date day)
{
    return day - self->plan->scenario->starts;
}

static int32_t days_in(const month_table *months, size_t month, int32_t from, int32_t until)
{
    const int32_t first = from > months->from_day[month] ? from : months->from_day[month];
    const int32_t end = until < months->from_day[month + 1] ? until : months->from_day[month + 1];
    return end > first ? end - first : 0;
}

/** What 19 in 20 courses of the site's teams do not exceed, in whole days. */
static int32_t course_of(const outlook *self, const site_row *site)
{
    double longest = 0;
    for (size_t t = 0; t < site->teams.count; t++) {
        const therapy_row *therapy = &self->plan->scenario->therapies.items[site->teams.items[t].therapy_index];
        const spread_model course = spread_in_world(&therapy->course_days);
        longest = fmax(longest, spread_value(&course, COURSE_QUANTILE));
    }
    return (int32_t)ceil(fmin(longest, COURSE_DAYS_MAX));
}

/** Adds families, so many a day from `from` until before `until`, to a site's months. */
static void families_add(const outlook *self, double by_month[], int32_t from, int32_t until, double a_day)
{
    const month_table *months = &self->plan->months;
    for (size_t m = month_at(months, from); until > from && m <= month_at(months, until - 1); m++) {
        by_month[m] += a_day * days_in(months, m, from, until);
    }
}

/** The families that a cohort of a site is planned to start, and to complete a course later. */
static void cohort_plan(outlook *self, size_t s, const site_cohort_row *row)
{
    const scenario *file = self->plan->scenario;
    const site_row *site = site_at(self, s);
    const referral_volume volume = volume_in_world(file, site, row);
    const double start_share = file->people.start_share.value;
    const int32_t opens = (int32_t)volume.opens, closes = (int32_t)volume.closes, course = self->course_days[s];
    const size_t months = volume_month_from(site, file->starts + closes);
    for (size_t month = volume.opens_month; month < months; month++) {
        const int32_t begins = day_number(self, date_add_months(site->starts, (int)month));
        const int32_t ends = day_number(self, date_add_months(site->starts, (int)month + 1));
        const double a_day = start_share * volume_planned(&volume, month) / (ends - begins);
        const int32_t from = begins > opens ? begins : opens, until = ends < closes ? ends : closes;
        families_add(self, self->starts + s * self->plan->months.count, from, until, a_day);
        families_add(self, self->completions + s * self->plan->months.count, from + course, until + course, a_day);
    }
}

/** Counts a member of staff from the first month at whose end it is in post to the last. */
static void member_note(outlook *self, const staff_member *member)
{
    const month_table *months = &self->plan->months;
    int32_t *in_post = (member->supervisor ? self->supervisors : self->therapists) + member->team * months->count;
    const size_t until = member->until < (double)months->days ? month_at(months, (int32_t)member->until) : months->count;
    for (size_t m = month_at(months, (int32_t)member->from); m < until; m++) {
        in_post[m]++;
    }
}

/** When the courses begun in a site are planned to have ended. Read only when all have begun, after the site's closing. */
static void courses_note(outlook *self, const delivery_subject *subject)
{
    const families *people = subject->people;
    memset(self->courses_until, 0, sizeof self->courses_until);
    for (size_t i = 0; i < people->count; i++) {
        if (people->started_at[i] < TIME_NEVER && !(subject->dropped && subject->dropped[i])) {
            const int32_t until = (int32_t)(people->started_at[i] + people->course_days[i]) + 1;
            int32_t *latest = &self->courses_until[people->site[i]];
            *latest = until > *latest ? until : *latest;
        }
    }
}

void outlook_look(outlook *self, const delivery_subject *subject, int32_t stopped_day)
{
    const delivery_plan *plan = self->plan;
    const delivery_settings *delivery = &plan->contract->delivery;
    self->price = work_prices_of(delivery);
    self->set_up_gbp = delivery->set_up_gbp.value;
    self->margin_share = delivery->provider_margin_share.value;
    self->intermediary_gbp = delivery->intermediary_gbp_per_year.value / 12;
    self->stopped_day = stopped_day;
    memset(self->starts, 0, 2 * plan->scenario->sites.count * plan->months.count * sizeof(double));
    memset(self->therapists, 0, 2 * plan->teams * plan->months.count * sizeof(int32_t));
    for (size_t s = 0; s < plan->scenario->sites.count; s++) {
        const site_row *site = site_at(self, s);
        self->course_days[s] = course_of(self, site);
        for (size_t c = 0; has_site(self, s) && c < site->cohorts.count; c++) {
            cohort_plan(self, s, &site->cohorts.items[c]);
        }
    }
    courses_note(self, subject);
    for (size_t i = 0; subject->staff && i < subject->staff->count; i++) {
        member_note(self, &subject->staff->items[i]);
    }
}

/** The first day after a site's delivery, as foreseen at the end of day `known`. */
static int32_t site_until(const outlook *self, size_t site, int32_t known)
{
    const int32_t closes = self->plan->site_closes[site], over = self->plan->site_until[site];
    if (closes > known) {
        return day_number(self, site_at(self, site)->closes) + 1 + self->course_days[site];
    }
    return over <= known + 1 || over > self->courses_until[site] ? over : self->courses_until[site];
}

size_t outlook_last_delivery(const outlook *self, size_t now)
{
    const int32_t known = month_last_day(&self->plan->months, now);
    int32_t until = 0;
    for (size_t s = 0; s < self->plan->scenario->sites.count; s++) {
        const int32_t here = has_site(self, s) ? site_until(self, s, known) : 0;
        until = here > until ? here : until;
    }
    return month_at(&self->plan->months, until - 1);
}

/** What a month takes of one sort of staff of a team, in months of work, and how many join by date. */
typedef struct {
    double worked, joining;
} staff_outlook;

/** Staff of a team in `month`: those there at the end of day `known` stay, others come and go by date. */
typedef struct {
    const outlook *self;
    size_t month;
    int32_t known, starts, until; /* of the team's service */
} team_view;

/** Adds `count` who come (go, where negative) on a day: to those there already, or to those of later. */
static void staff_change(const team_view *view, int32_t day, int64_t count, double *posts, double *days, double *joining)
{
    const month_table *months = &view->self->plan->months;
    if (day <= view->known) {
        *posts += (double)count;
        return;
    }
    *days += (double)count * days_in(months, view->month, day, view->until);
    *joining += count > 0 && day < view->until && days_in(months, view->month, day, day + 1) > 0 ? (double)count : 0;
}

static staff_outlook staff_foreseen(const team_view *view, const team_row *team, bool supervisors, int32_t in_post)
{
    const month_table *months = &view->self->plan->months;
    const int32_t starts = view->starts;
    double posts = 0, days = 0, joining = 0;
    staff_change(view, starts, supervisors ? team->supervisors : team->therapists, &posts, &days, &joining);
    for (size_t i = 0; i < team->hires.count; i++) {
        const hire_row *hire = &team->hires.items[i];
        staff_change(view, day_number(view->self, hire->from), supervisors ? hire->supervisors : hire->therapists, &posts, &days, &joining);
    }
    days += fmax(posts, in_post) * days_in(months, view->month, starts, view->until);
    return (staff_outlook){ fmax(0, days) / month_days(months, view->month), joining };
}

/** Salaries, training and the licence of a team in a month, in pounds before wage growth. */
static double team_pounds(const team_view *view, size_t team, size_t now)
{
    const outlook *self = view->self;
    const team_row *row = self->plan->team[team];
    const size_t at = team * self->plan->months.count + now;
    const staff_outlook therapists = staff_foreseen(view, row, false, self->therapists[at]);
    const staff_outlook supervisors = staff_foreseen(view, row, true, self->supervisors[at]);
    return self->price.therapist_month * therapists.worked + self->price.trained * therapists.joining + self->price.supervisor_month * supervisors.worked +
           self->price.licence_month;
}

/** The same of a site's own teams. */
static double teams_pounds(const outlook *self, size_t site, size_t now, size_t month, int32_t until)
{
    const site_row *row = site_at(self, site);
    const team_view view = { self, month, month_last_day(&self->plan->months, now), day_number(self, row->starts), until };
    double sum = 0;
    for (size_t t = 0; t < row->teams.count; t++) {
        sum += row->teams.items[t].shared == NULL ? team_pounds(&view, row->team_from + t, now) : 0;
    }
    return sum;
}

/** The same of shared teams: what the contract's sites bear of them by what is known at the end of `now`. */
static double shared_pounds(const outlook *self, size_t now, size_t month)
{
    const delivery_plan *plan = self->plan;
    double sum = 0;
    for (size_t t = 0; plan->has_shared && t < plan->teams; t++) {
        const team_row *team = plan->team[t];
        if (team->shared == NULL || team->lead != t) {
            continue;
        }
        team_view view = { self, month, month_last_day(&plan->months, now), day_number(self, team_starts(plan->scenario, team, plan->team_site[t])), 0 };
        for (size_t s = 0; s < plan->scenario->sites.count; s++) {
            const int32_t until = team_serves(team, plan->team_site[t], s) ? site_until(self, s, view.known) : 0;
            view.until = until > view.until ? until : view.until;
        }
        if (days_in(&plan->months, month, view.starts, view.until) > 0) {
            sum += delivery_borne(plan, t, now) * team_pounds(&view, t, now);
        }
    }
    return sum;
}

/** What a site takes in a month, in pounds before wage growth; notes where it is open. */
static double site_pounds(const outlook *self, size_t site, size_t now, size_t month, bool *open)
{
    const delivery_plan *plan = self->plan;
    const int32_t known = month_last_day(&plan->months, now);
    const int32_t until = site_until(self, site, known);
    const size_t at = site * plan->months.count + month;
    if (days_in(&plan->months, month, day_number(self, site_at(self, site)->starts), until) == 0) {
        return 0;
    }
    const double starts = plan->site_closes[site] > known && self->stopped_day > known ? self->starts[at] : 0;
    *open = true;
    return self->price.start * starts + self->price.completion * self->completions[at] + teams_pounds(self, site, now, month, until);
}

pence outlook_outgo(const outlook *self, size_t now, size_t month)
{
    const delivery_plan *plan = self->plan;
    double work = 0;
    bool open = false;
    for (size_t s = 0; s < plan->scenario->sites.count; s++) {
        work += has_site(self, s) ? site_pounds(self, s, now, month, &open) : 0;
    }
    work += shared_pounds(self, now, month);
    const bool after = !open && month > outlook_last_delivery(self, now) && month >= plan->first_month && month <= plan->paid_until_month;
    work += (open ? self->price.fixed : 0) + (after ? self->price.after_delivery : 0);
    const double set_up = month == plan->first_month ? self->set_up_gbp : 0;
    const pence cost = amount_entitled(100 * (work * plan->wages[month] + set_up));
    const pence intermediary = open ? amount_entitled(100 * self->intermediary_gbp * plan->wages[month]) : 0;
    return pence_round((double)cost * (1 + self->margin_share)) + intermediary;
}
