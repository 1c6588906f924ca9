#include "load/check.h"

#include <string.h>

static bool is_written(const checker *self, const site_row *site, const char *key)
{
    const pointer_text at = pointer_to("/sites/%s/%s", site->name, key);
    return json_at(document_value(self->doc), at.text) != NULL;
}

/** Notes each setting of a team of the site's own that stands beside "teams". */
static void check_written_once(checker *self, const site_row *site)
{
    static const char *const keys[] = { "therapy", "provider", "therapists", "caseload", "hires" };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (is_written(self, site, keys[i])) {
            const pointer_text at = pointer_to("/sites/%s/%s", site->name, keys[i]);
            check_key_fault(self, &at, "the site has \"teams\" too; write \"%s\" in each of them", keys[i]);
        }
    }
}

static quantity fixed_number(double number)
{
    return (quantity){ .value = number, .draw = -1 };
}

/** The one team of a site that writes none, named after the site. */
static void add_own_team(checker *self, site_row *site)
{
    team_row *team = arena_take(&self->subject->memory, 1, sizeof *team);
    self->out_of_memory |= !team;
    if (!team) {
        return;
    }
    if (!site->therapy && !is_written(self, site, "therapy")) {
        const pointer_text at = pointer_to("/sites/%s", site->name);
        check_fault(self, &at, "\"therapy\" is missing: the therapy that families here are offered, where the site has no \"teams\"");
    }
    *team = (team_row){
        .name = site->name,
        .title = site->title,
        .therapy = site->therapy,
        .shared_index = INDEX_NONE,
        .provider = site->provider,
        .share = fixed_number(1),
        .therapists = site->therapists,
        .caseload = site->caseload,
        .supervision_ratio = fixed_number(8),
        .unsupervised_effect = fixed_number(1),
        .turnover_per_year = fixed_number(0),
        .vacancy_days = fixed_number(0),
        .ramp_days = fixed_number(0),
        .hires = site->hires,
    };
    site->teams.items = team;
    site->teams.count = 1;
}

/** What a site's row of a shared team leaves to the shared team's. */
static void check_left_to_shared(checker *self, const site_row *site, const team_row *team)
{
    static const char *const keys[] = { "therapy", "provider", "therapists", "caseload", "supervisors", "supervision_ratio", "unsupervised_effect", "turnover_per_year",
                                        "vacancy_days", "ramp_days", "hires", "hiring" };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const pointer_text at = pointer_to("/sites/%s/teams/%s/%s", site->name, team->name, keys[i]);
        if (json_at(document_value(self->doc), at.text)) {
            check_key_fault(self, &at, "the team is shared; \"%s\" is written once, in \"shared_teams\"", keys[i]);
        }
    }
}

/** Fills in what a shared team's row says, and adds the site to those that it serves. */
static void take_from_shared(checker *self, size_t s, team_row *team)
{
    const site_row *site = &self->subject->sites.items[s];
    const directory known = { "shared team", &self->subject->shared_teams.any, sizeof(team_row) };
    const pointer_text at = pointer_to("/sites/%s/teams/%s/shared", site->name, team->name);
    const int32_t index = known.entries->count > 0 ? resolve_name(self, &known, team->shared, &at, false) : INDEX_NONE;
    check_left_to_shared(self, site, team);
    if (known.entries->count == 0) {
        check_fault(self, &at, "there are no \"shared_teams\" at the top level");
    }
    if (index == INDEX_NONE) {
        return;
    }
    team_row *shared = &self->subject->shared_teams.items[index];
    if (mask_has(shared->site_mask, s)) {
        check_fault(self, &at, "the shared team \"%s\" stands in the site twice", team->shared);
    }
    const team_row own = *team;
    shared->lead = shared->site_mask ? shared->lead : own.lead;
    shared->site_mask |= UINT32_C(1) << s;
    *team = *shared;
    team->name = own.name;
    team->title = own.title;
    team->shared = own.shared;
    team->share = own.share;
    team->bands = own.bands;
    team->shared_index = index;
}

/** `number`: of the team's row among all sites'. What a shared team's row says is looked up with the first row of it, so that a fault is told once. */
static void resolve_team(checker *self, const site_row *site, team_row *team, size_t number)
{
    const pointer_text base = team_pointer(self, site, team);
    const directory therapies = therapies_of(self->subject);
    const directory bands = { "band", &self->subject->people.bands.any, sizeof(band_row) };
    const pointer_text therapy = pointer_to("%.400s/therapy", base.text), taken = pointer_to("/sites/%s/teams/%s/bands", site->name, team->name);
    const bool first = team->lead == number;
    team->therapy_index = first || !team->therapy ? resolve_name(self, &therapies, team->therapy, &therapy, false) : directory_find(&therapies, team->therapy);
    team->band_mask = resolve_mask(self, &bands, &team->bands, &taken);
    if (team->bands.count == 0) {
        team->band_mask = UINT32_MAX;
    } else if (bands.entries->count == 0) {
        check_fault(self, &taken, "there are no bands");
    }
    team->provider_index = team->provider ? name_enter(&self->subject->providers, team->provider) : INDEX_NONE;
}

static void check_therapy_written(checker *self, const site_row *site, const team_row *team)
{
    const pointer_text at = pointer_to("/sites/%s/teams/%s", site->name, team->name);
    const pointer_text written = pointer_to("%.400s/therapy", at.text);
    if (!team->shared && !team->therapy && json_at(document_value(self->doc), at.text) && !json_at(document_value(self->doc), written.text)) {
        check_fault(self, &at, "\"therapy\" is missing: the therapy that the team offers, where it is not \"shared\"");
    }
}

static void number_teams(checker *self, size_t s)
{
    site_row *site = &self->subject->sites.items[s];
    for (size_t t = 0; t < site->teams.count; t++) {
        team_row *team = &site->teams.items[t];
        team->shared_index = INDEX_NONE;
        team->lead = site->team_from + (uint32_t)t;
        team->site_mask = mask_of(s);
        check_therapy_written(self, site, team);
        if (team->shared && s < SITES_MAX) {
            take_from_shared(self, s, team);
        }
    }
}

static void resolve_site_teams(checker *self, size_t s)
{
    site_row *site = &self->subject->sites.items[s];
    if (site->teams.count > 0) {
        check_written_once(self, site);
    } else {
        add_own_team(self, site);
    }
    site->team_from = (uint32_t)self->subject->team_count;
    self->subject->team_count += site->teams.count;
    number_teams(self, s);
}

/** Which sites bear which share of a shared team; each must be one that it serves. */
static void resolve_cost_shares(checker *self, team_row *shared)
{
    const directory sites = sites_of(self->subject);
    const pointer_text at = pointer_to("/shared_teams/%s/cost_shares", shared->name);
    shared->cost_index = resolve_shares(self, &sites, &shared->cost_shares, &at);
    for (size_t i = 0; shared->cost_index && i < shared->cost_shares.count; i++) {
        const int32_t site = shared->cost_index[i];
        if (site != INDEX_NONE && site < SITES_MAX && !mask_has(shared->site_mask, (size_t)site)) {
            const pointer_text name = pointer_to("%.400s/%s", at.text, shared->cost_shares.names[i]);
            check_key_fault(self, &name, "the site \"%s\" has no team that says {\"shared\": \"%s\"}", shared->cost_shares.names[i], shared->name);
        }
    }
}

/** Notes shared teams that nobody is sent to, and tells the sites' rows which sites there are. */
static void resolve_shared_teams(checker *self)
{
    scenario *subject = self->subject;
    for (size_t i = 0; i < subject->shared_teams.count; i++) {
        team_row *shared = &subject->shared_teams.items[i];
        const pointer_text at = pointer_to("/shared_teams/%s", shared->name);
        if (shared->site_mask == 0) {
            check_fault(self, &at, "no site has it: write {\"shared\": \"%s\"} among the teams of each site that it serves", shared->name);
        }
        resolve_cost_shares(self, shared);
    }
    for (size_t s = 0; s < subject->sites.count; s++) {
        for (size_t t = 0; t < subject->sites.items[s].teams.count; t++) {
            team_row *team = &subject->sites.items[s].teams.items[t];
            if (team->shared_index != INDEX_NONE) {
                const team_row *shared = &subject->shared_teams.items[team->shared_index];
                team->site_mask = shared->site_mask;
                team->cost_index = shared->cost_index;
            }
        }
    }
}

static void resolve_names(checker *self, site_row *site)
{
    for (size_t i = 0; i < site->teams.count; i++) {
        team_row *team = &site->teams.items[i];
        resolve_team(self, site, team, site->team_from + i);
    }
    site->therapy_index = site->teams.count > 0 ? site->teams.items[0].therapy_index : INDEX_NONE;
}

pointer_text team_pointer(const checker *self, const site_row *site, const team_row *team)
{
    const pointer_text written = pointer_to("/sites/%s/teams/%s", site->name, team->name);
    if (team->shared_index != INDEX_NONE) {
        return pointer_to("/shared_teams/%s", team->shared);
    }
    return json_at(document_value(self->doc), written.text) ? written : pointer_to("/sites/%s", site->name);
}

void resolve_teams(checker *self)
{
    scenario *subject = self->subject;
    for (size_t i = 0; i < subject->sites.count; i++) {
        resolve_site_teams(self, i);
    }
    resolve_shared_teams(self);
    subject->providers.items = arena_take(&subject->memory, subject->team_count + 1, sizeof(const char *));
    if (!subject->providers.items) {
        self->out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < subject->sites.count; i++) {
        resolve_names(self, &subject->sites.items[i]);
    }
}
