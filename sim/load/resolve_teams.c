#include "load/check.h"

#include <string.h>

/** The index of a provider, which is entered when it is new. */
static int32_t provider_index(name_list *providers, const char *name)
{
    for (size_t i = 0; i < providers->count; i++) {
        if (strcmp(providers->items[i], name) == 0) {
            return (int32_t)i;
        }
    }
    providers->items[providers->count] = name;
    return (int32_t)providers->count++;
}

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
    site->teams = (map){ .items = team, .count = 1 };
}

static void resolve_team(checker *self, team_row *team, const char *base)
{
    const directory therapies = therapies_of(self->subject);
    const directory bands = { "band", &self->subject->people.bands, sizeof(band_row) };
    const pointer_text therapy = pointer_to("%s/therapy", base), taken = pointer_to("%s/bands", base);
    team->therapy_index = resolve_name(self, &therapies, team->therapy, &therapy, false);
    team->band_mask = resolve_mask(self, &bands, &team->bands, &taken);
    if (team->bands.count == 0) {
        team->band_mask = UINT32_MAX;
    } else if (bands.entries->count == 0) {
        check_fault(self, &taken, "there are no bands");
    }
    team->provider_index = team->provider ? provider_index(&self->subject->providers, team->provider) : INDEX_NONE;
}

static void resolve_site_teams(checker *self, site_row *site)
{
    if (site->teams.count > 0) {
        check_written_once(self, site);
    } else {
        add_own_team(self, site);
    }
    site->team_from = (uint32_t)self->subject->team_count;
    self->subject->team_count += site->teams.count;
}

static void resolve_names(checker *self, site_row *site)
{
    for (size_t i = 0; i < site->teams.count; i++) {
        team_row *team = MAP_ITEM(team_row, site->teams, i);
        const pointer_text base = team_pointer(self, site, team);
        resolve_team(self, team, base.text);
    }
    site->therapy_index = site->teams.count > 0 ? MAP_ITEM(team_row, site->teams, 0)->therapy_index : INDEX_NONE;
}

pointer_text team_pointer(const checker *self, const site_row *site, const team_row *team)
{
    const pointer_text written = pointer_to("/sites/%s/teams/%s", site->name, team->name);
    return json_at(document_value(self->doc), written.text) ? written : pointer_to("/sites/%s", site->name);
}

void resolve_teams(checker *self)
{
    scenario *subject = self->subject;
    for (size_t i = 0; i < subject->sites.count; i++) {
        resolve_site_teams(self, MAP_ITEM(site_row, subject->sites, i));
    }
    subject->providers.items = arena_take(&subject->memory, subject->team_count + 1, sizeof(const char *));
    if (!subject->providers.items) {
        self->out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < subject->sites.count; i++) {
        resolve_names(self, MAP_ITEM(site_row, subject->sites, i));
    }
}
