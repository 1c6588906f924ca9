#include "load/check.h"

#include "records/limits.h"

/** Therapists and supervisors of a team at the end of a day. */
typedef struct {
    int64_t therapists, supervisors;
} staff_count;

static staff_count staff_on(const team_row *team, date day)
{
    staff_count sum = { team->therapists, team->supervisors };
    for (size_t i = 0; i < team->hires.count; i++) {
        const hire_row *hire = &team->hires.items[i];
        sum.therapists += hire->from <= day ? hire->therapists : 0;
        sum.supervisors += hire->from <= day ? hire->supervisors : 0;
    }
    return sum;
}

/** The first and last day of a team's service: of its site, or of all sites that it serves; DATE_NONE where one is not said. */
typedef struct {
    date starts, closes;
} service_days;

static service_days service_of(const scenario *subject, const team_row *team)
{
    service_days days = { DATE_NONE, DATE_NONE };
    for (size_t s = 0; s < subject->sites.count && s < SITES_MAX; s++) {
        const site_row *site = &subject->sites.items[s];
        if (!mask_has(team->site_mask, s)) {
            continue;
        }
        if (site->starts == DATE_NONE || site->closes == DATE_NONE) {
            return (service_days){ DATE_NONE, DATE_NONE };
        }
        days.starts = days.starts == DATE_NONE || site->starts < days.starts ? site->starts : days.starts;
        days.closes = days.closes == DATE_NONE || site->closes > days.closes ? site->closes : days.closes;
    }
    return days;
}

static void check_hire(checker *self, const site_row *site, const team_row *team, const hire_row *hire)
{
    const service_days service = service_of(self->subject, team);
    if (hire->from == DATE_NONE || service.starts == DATE_NONE) {
        return;
    }
    const pointer_text base = team_pointer(self, site, team);
    const pointer_text from = pointer_to("%.400s/hires/%s/from", base.text, hire->name);
    const pointer_text therapists = pointer_to("%.400s/hires/%s/therapists", base.text, hire->name);
    const pointer_text supervisors = pointer_to("%.400s/hires/%s/supervisors", base.text, hire->name);
    if (hire->from < service.starts || hire->from > service.closes) {
        check_fault(self, &from, "%s is outside the %s dates, %s to %s", words_of_date(hire->from).text, team->shared ? "sites'" : "site's",
                    words_of_date(service.starts).text, words_of_date(service.closes).text);
    }
    if (staff_on(team, hire->from).therapists < 0) {
        check_fault(self, &therapists, "more therapists leave than are there on %s", words_of_date(hire->from).text);
    }
    if (staff_on(team, hire->from).supervisors < 0) {
        check_fault(self, &supervisors, "more supervisors leave than are there on %s", words_of_date(hire->from).text);
    }
}

/** A team where capacity never binds has nobody waiting, nobody who leaves and nobody to supervise. */
static void check_staffed(checker *self, const site_row *site, const team_row *team)
{
    if (team->therapists > 0 || team->hires.count > 0) {
        return;
    }
    const pointer_text base = team_pointer(self, site, team);
    const struct {
        const char *key;
        bool given;
    } needs[] = {
        { "hiring", team->hiring_above > 0 },
        { "supervisors", team->supervisors > 0 },
        { "turnover_per_year", team->turnover_per_year.draw >= 0 || team->turnover_per_year.value > 0 },
    };
    for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++) {
        if (needs[i].given) {
            const pointer_text at = pointer_to("%.400s/%s", base.text, needs[i].key);
            check_key_fault(self, &at, "the team has no therapists: its capacity never binds");
        }
    }
}

static void check_site_teams(checker *self, const site_row *site)
{
    for (size_t i = 0; i < site->teams.count; i++) {
        const team_row *team = &site->teams.items[i];
        if (team->lead != site->team_from + i) {
            continue; /* a shared team, looked at with its first row */
        }
        check_staffed(self, site, team);
        for (size_t j = 0; j < team->hires.count; j++) {
            check_hire(self, site, team, &team->hires.items[j]);
        }
    }
}

static bool overlap(const remote_row *a, const remote_row *b)
{
    return (b->until == DATE_NONE || a->from <= b->until) && (a->until == DATE_NONE || b->from <= a->until);
}

static void check_remote(checker *self, const therapy_row *therapy)
{
    for (size_t i = 0; i < therapy->remote.count; i++) {
        const remote_row *period = &therapy->remote.items[i];
        const pointer_text until = pointer_to("/therapies/%s/remote/%s/until", therapy->name, period->name);
        const pointer_text whole = pointer_to("/therapies/%s/remote/%s", therapy->name, period->name);
        if (period->from == DATE_NONE) {
            continue;
        }
        if (period->until != DATE_NONE && period->until < period->from) {
            check_fault(self, &until, "%s comes before \"from\", %s", words_of_date(period->until).text, words_of_date(period->from).text);
        }
        for (size_t j = 0; j < i; j++) {
            const remote_row *other = &therapy->remote.items[j];
            if (other->from != DATE_NONE && overlap(period, other)) {
                check_fault(self, &whole, "the period overlaps with \"%s\"", other->name);
            }
        }
    }
}

void check_teams(checker *self)
{
    const scenario *subject = self->subject;
    const pointer_text sites = pointer_to("/sites");
    if (subject->team_count > TEAMS_MAX) {
        check_fault(self, &sites, "there are %zu teams; at most %d are possible", subject->team_count, TEAMS_MAX);
    }
    if (subject->providers.count > PROVIDERS_MAX) {
        check_fault(self, &sites, "there are %zu providers; at most %d are possible", subject->providers.count, PROVIDERS_MAX);
    }
    for (size_t i = 0; i < subject->sites.count; i++) {
        check_site_teams(self, &subject->sites.items[i]);
    }
    for (size_t i = 0; i < subject->therapies.count; i++) {
        check_remote(self, &subject->therapies.items[i]);
    }
}
