#include "pay/delivery.h"

#include <math.h>
#include <string.h>

#include "records/careers.h"
#include "records/team.h"

static bool has_site(const delivery_plan *plan, size_t site)
{
    return mask_has(plan->contract->site_mask, site);
}

static const site_row *site_at(const delivery_plan *plan, size_t site)
{
    return &plan->scenario->sites.items[site];
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static bool may_be_above_zero(quantity q)
{
    return q.draw >= 0 || q.value > 0;
}

/** The sites and providers of all teams, and which providers take part in the contract. */
static void plan_teams(delivery_plan *plan)
{
    const scenario *self = plan->scenario;
    for (size_t s = 0; s < self->sites.count; s++) {
        const site_row *site = site_at(plan, s);
        plan->has_fund = plan->has_fund || (site->teams.count > 0 && site->fund_from != DATE_NONE);
        for (size_t t = 0; t < site->teams.count && plan->teams < TEAMS_MAX; t++) {
            const team_row *team = &site->teams.items[t];
            const int32_t provider = team->provider_index;
            plan->has_shared = plan->has_shared || team->shared != NULL;
            plan->team[plan->teams] = team;
            plan->team_site[plan->teams] = (uint16_t)s;
            plan->team_provider[plan->teams++] = (uint16_t)provider;
            plan->takes_part[provider] = plan->takes_part[provider] || has_site(plan, s);
        }
    }
    plan->providers = self->providers.count > 0 ? self->providers.count : 1;
    plan->takes_part[0] = plan->takes_part[0] || plan->teams == 0;
    plan->has_licence = plan->teams > 0 && may_be_above_zero(plan->contract->delivery.licence_gbp_per_year);
}

static bool plan_take(delivery_plan *plan, size_t months)
{
    const size_t by_provider = plan->providers * months;
    const size_t by_team = plan->teams * months;
    plan->counts = 7 * by_provider + 2 * months + (plan->has_licence ? by_team : 0) + (plan->has_shared ? 2 * by_team : 0) + (plan->has_fund ? by_team : 0);
    plan->starts = arena_take(&plan->memory, plan->counts, sizeof(double));
    plan->days = arena_take(&plan->memory, 2 * (months + 1), sizeof(int32_t));
    plan->wages = arena_take(&plan->memory, months, sizeof(double));
    if (!plan->starts || !plan->days || !plan->wages) {
        return false;
    }
    plan->completions = plan->starts + by_provider;
    plan->staff = plan->completions + by_provider;
    plan->supervisors = plan->staff + by_provider;
    plan->trained = plan->supervisors + by_provider;
    plan->remote_starts = plan->trained + by_provider;
    plan->licences = plan->remote_starts + by_provider;
    plan->fixed = plan->licences + by_provider;
    plan->after = plan->fixed + months;
    plan->at_work = plan->after + months;
    plan->team_starts = plan->at_work + (plan->has_licence ? by_team : 0);
    plan->bears = plan->team_starts + (plan->has_shared ? by_team : 0);
    plan->fund_uses = plan->bears + (plan->has_shared ? by_team : 0);
    return month_table_make(plan->scenario->starts, months, &plan->memory, &plan->months);
}

bool delivery_plan_make(const scenario *self, const contract_row *contract, size_t months, delivery_plan *plan)
{
    *plan = (delivery_plan){ .scenario = self, .contract = contract };
    plan_teams(plan);
    if (!plan_take(plan, months)) {
        return false;
    }
    plan->first_month = month_at(&plan->months, contract->starts - self->starts);
    return true;
}

void delivery_plan_free(delivery_plan *plan)
{
    arena_free(&plan->memory);
    *plan = (delivery_plan){ 0 };
}

/** The place of a month in a row of counts of the family's provider. */
static size_t at_provider(const delivery_plan *plan, size_t team, size_t month)
{
    return plan->providers > 1 ? plan->team_provider[team] * plan->months.count + month : month;
}

static size_t team_of(const delivery_plan *plan, const families *people, size_t family)
{
    return plan->teams > 0 ? people->team[family] : 0;
}

/** The months from `from` to `until` in which a team is at work, up to the as-of day. */
static void mark_at_work(delivery_plan *plan, size_t team, int32_t from, int32_t until)
{
    const month_table *months = &plan->months;
    for (size_t m = month_at(months, from); until > from && m <= month_at(months, until - 1); m++) {
        plan->at_work[team * months->count + m] = 1;
    }
}

/** The first day after a period that is not after the as-of day. */
static int32_t until_as_of(int32_t until, int32_t as_of_day)
{
    return as_of_day < until - 1 ? as_of_day + 1 : until;
}

static void family_count(delivery_plan *plan, const families *people, size_t family, int32_t as_of_day)
{
    const int32_t start = day_of(people->started_at[family]);
    const int32_t end = day_of(people->started_at[family] + people->received_days[family]);
    const size_t team = team_of(plan, people, family);
    const size_t started = at_provider(plan, team, month_at(&plan->months, start));
    plan->starts[started] += start <= as_of_day;
    plan->completions[at_provider(plan, team, month_at(&plan->months, end))] += people->completed[family] && end <= as_of_day;
    if (plan->teams > 0) {
        plan->remote_starts[started] += people->remote[family] && start <= as_of_day;
    }
    if (plan->has_licence && !(plan->has_shared && plan->team[team]->shared != NULL)) {
        mark_at_work(plan, team, start, until_as_of(end + 1, as_of_day));
    }
    if (plan->has_fund && people->fund_at[family] < TIME_NEVER && day_of(people->fund_at[family]) <= as_of_day) {
        plan->fund_uses[team * plan->months.count + month_at(&plan->months, day_of(people->fund_at[family]))]++;
    }
}

/** Whether the row is a family's first and starts, as far as the contract goes. */
static bool is_family_started(const delivery_plan *plan, const delivery_subject *subject, size_t row)
{
    const families *people = subject->people;
    const bool sibling = plan->scenario->people.siblings.count > 0 && people->index_child[row] != row;
    return people->started_at[row] < TIME_NEVER && !sibling && !(subject->dropped && subject->dropped[row]);
}

/** A family of a shared team, wherever it lives: it keeps the team at work, and its site bears the more of it. */
static void shared_count(delivery_plan *plan, const families *people, size_t family, int32_t as_of_day)
{
    const size_t team = people->team[family];
    const int32_t start = day_of(people->started_at[family]);
    const int32_t end = day_of(people->started_at[family] + people->received_days[family]);
    plan->team_starts[team * plan->months.count + month_at(&plan->months, start)] += start <= as_of_day;
    if (plan->has_licence) {
        mark_at_work(plan, plan->team[team]->lead, start, until_as_of(end + 1, as_of_day));
    }
}

static void families_count(delivery_plan *plan, const delivery_subject *subject, int32_t as_of_day)
{
    for (size_t i = 0; i < subject->people->count; i++) {
        if (!is_family_started(plan, subject, i)) {
            continue;
        }
        const size_t site = subject->people->site[i];
        const int32_t end = day_of(subject->people->started_at[i] + subject->people->received_days[i]);
        plan->site_until[site] = later(plan->site_until[site], end + 1);
        if (has_site(plan, site)) {
            family_count(plan, subject->people, i, as_of_day);
        }
        if (plan->has_shared && plan->team[subject->people->team[i]]->shared != NULL) {
            shared_count(plan, subject->people, i, as_of_day);
        }
    }
}

static bool is_of_team(const delivery_plan *plan, size_t row, size_t team)
{
    return plan->team[team]->shared == NULL ? row == team : plan->team[row]->shared != NULL && plan->team[row]->lead == plan->team[team]->lead;
}

/** The share that a site bears by the file; NaN where the file does not say. */
static double written_share(const team_row *team, size_t site)
{
    double share = team->cost_shares.count > 0 ? 0 : (double)NAN;
    for (size_t i = 0; i < team->cost_shares.count; i++) {
        share += (size_t)team->cost_index[i] == site ? team->cost_shares.shares[i].value : 0;
    }
    return share;
}

/** What the sites of a shared team, whose first row is `lead`, bear of its staff, month by month. */
static void bears_set(delivery_plan *plan, size_t lead)
{
    double started[TEAMS_MAX] = { 0 };
    for (size_t m = 0; m < plan->months.count; m++) {
        double all = 0, sites = 0;
        for (size_t t = lead; t < plan->teams; t++) {
            if (is_of_team(plan, t, lead)) {
                started[t] += plan->team_starts[t * plan->months.count + m];
                all += started[t];
                sites++;
            }
        }
        for (size_t t = lead; t < plan->teams; t++) {
            if (is_of_team(plan, t, lead)) {
                const double written = written_share(plan->team[t], plan->team_site[t]);
                plan->bears[t * plan->months.count + m] = !isnan(written) ? written : all > 0 ? started[t] / all : 1 / sites;
            }
        }
    }
}

double delivery_borne(const delivery_plan *plan, size_t team, size_t month)
{
    if (!plan->has_shared || plan->team[team]->shared == NULL) {
        return has_site(plan, plan->team_site[team]);
    }
    double sum = 0;
    for (size_t t = 0; t < plan->teams; t++) {
        sum += is_of_team(plan, t, team) && has_site(plan, plan->team_site[t]) ? plan->bears[t * plan->months.count + month] : 0;
    }
    return sum;
}

static void sites_until_closing(delivery_plan *plan, const families *people)
{
    for (size_t s = 0; s < plan->scenario->sites.count; s++) {
        plan->site_closes[s] = people->closes_day[s];
        plan->site_until[s] = people->closes_day[s] + 1;
    }
}

/** Adds the days from .. until - 1 to a row of days by month; what lies after the last month falls into it. */
static void days_add(const month_table *months, int32_t from, int32_t until, int32_t days[])
{
    if (until <= from) {
        return;
    }
    const size_t last = month_at(months, until - 1);
    size_t m = month_at(months, from);
    for (; m < last; m++) {
        days[m] += months->from_day[m + 1] - from;
        from = months->from_day[m + 1];
    }
    days[last] += until - from;
}

/** Books the days of one team's staff, in months of the calendar, to its provider. */
static void team_days_book(delivery_plan *plan, size_t team)
{
    const month_table *months = &plan->months;
    const int32_t *therapists = plan->days;
    const int32_t *supervisors = plan->days + months->count + 1;
    for (size_t m = 0; m < months->count; m++) {
        const size_t at = at_provider(plan, team, m);
        const double borne = delivery_borne(plan, team, m);
        plan->staff[at] += borne * therapists[m] / (double)month_days(months, m);
        plan->supervisors[at] += borne * supervisors[m] / (double)month_days(months, m);
    }
}

/** The first day after the last course and the closing of all sites that a team serves. */
static int32_t team_until(const delivery_plan *plan, size_t team)
{
    int32_t until = plan->site_until[plan->team_site[team]];
    for (size_t t = 0; plan->has_shared && t < plan->teams; t++) {
        until = is_of_team(plan, t, team) ? later(until, plan->site_until[plan->team_site[t]]) : until;
    }
    return until;
}

/** Adds the days of one member of staff, up to the end of the team's delivery and the as-of day, to the team's. */
static void member_count(delivery_plan *plan, const staff_member *member, int32_t as_of_day)
{
    const int32_t end = until_as_of(team_until(plan, member->team), as_of_day);
    const team_row *team = plan->team[member->team];
    const size_t site = plan->team_site[member->team];
    const date starts = team ? team_starts(plan->scenario, team, site) : site_at(plan, site)->starts;
    const int32_t from = later(day_of(member->from), starts - plan->scenario->starts);
    const int32_t until = member->until < (double)end ? day_of(member->until) : end;
    days_add(&plan->months, from, until, plan->days + (member->supervisor ? plan->months.count + 1 : 0));
    if (!member->supervisor && from < end) {
        const size_t month = month_at(&plan->months, from);
        plan->trained[at_provider(plan, member->team, month)] += delivery_borne(plan, member->team, month);
    }
    if (plan->has_licence) {
        mark_at_work(plan, member->team, from, until);
    }
}

/** Whether the contract covers a site that a team serves. */
static bool has_team(const delivery_plan *plan, size_t team)
{
    bool has = has_site(plan, plan->team_site[team]);
    for (size_t t = 0; plan->has_shared && t < plan->teams; t++) {
        has = has || (is_of_team(plan, t, team) && has_site(plan, plan->team_site[t]));
    }
    return has;
}

/** Counts the staff of the contract's sites; members come by team. */
static void staff_count(delivery_plan *plan, const staff_timeline *staff, int32_t as_of_day)
{
    for (size_t i = 0; i < staff->count;) {
        const size_t team = staff->items[i].team;
        const bool counts = has_team(plan, team);
        memset(plan->days, 0, 2 * (plan->months.count + 1) * sizeof *plan->days);
        for (; i < staff->count && staff->items[i].team == team; i++) {
            if (counts) {
                member_count(plan, &staff->items[i], as_of_day);
            }
        }
        if (counts) {
            team_days_book(plan, team);
        }
    }
}

static void licences_count(delivery_plan *plan)
{
    for (size_t t = 0; plan->has_licence && t < plan->teams; t++) {
        for (size_t m = 0; m < plan->months.count; m++) {
            plan->licences[at_provider(plan, t, m)] += plan->at_work[t * plan->months.count + m] * (plan->has_shared ? delivery_borne(plan, t, m) : 1);
        }
    }
}

/** Marks the months in which a site is open, from its start to `until` - 1, as months of fixed cost; what lies after the account's end is added to its last. */
static void site_fixed_mark(delivery_plan *plan, size_t site, int32_t until)
{
    const month_table *months = &plan->months;
    const int32_t from = site_at(plan, site)->starts - plan->scenario->starts;
    if (until <= from) {
        return;
    }
    const size_t last = month_at(months, until - 1);
    for (size_t m = month_at(months, from); m < last; m++) {
        plan->fixed[m] = 1;
    }
    const double days = (double)later(0, until - later(from, months->from_day[last]));
    plan->fixed[last] = fmax(plan->fixed[last], ceil(days / month_days(months, last)));
}

/** Marks the months from the one after delivery's last to that of the last payment, as far as they have begun. */
static void after_mark(delivery_plan *plan, int32_t as_of_day)
{
    const size_t ended = month_at(&plan->months, plan->until_day - 1) + 1;
    for (size_t m = ended > plan->first_month ? ended : plan->first_month; m <= plan->paid_until_month && m < plan->months.count; m++) {
        plan->after[m] = plan->months.from_day[m] <= as_of_day;
    }
}

void delivery_count(delivery_plan *plan, const delivery_subject *subject, int32_t as_of_day)
{
    memset(plan->starts, 0, plan->counts * sizeof(double));
    sites_until_closing(plan, subject->people);
    families_count(plan, subject, as_of_day);
    for (size_t t = 0; plan->has_shared && t < plan->teams; t++) {
        if (plan->team[t]->shared != NULL && plan->team[t]->lead == t) {
            bears_set(plan, t);
        }
    }
    if (subject->staff) {
        staff_count(plan, subject->staff, as_of_day);
    }
    licences_count(plan);
    plan->until_day = 0;
    for (size_t s = 0; s < plan->scenario->sites.count; s++) {
        if (has_site(plan, s)) {
            plan->until_day = later(plan->until_day, plan->site_until[s]);
            site_fixed_mark(plan, s, until_as_of(plan->site_until[s], as_of_day));
        }
    }
    after_mark(plan, as_of_day);
}
