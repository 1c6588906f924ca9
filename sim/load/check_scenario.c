#include "load/check.h"

#include <math.h>
#include <string.h>

#include "records/limits.h"

#define SCHEMA_NAME "edgecare/3"
#define ADULT_YEARS 18

static void check_count(checker *self, const pointer_text *at, size_t count, size_t most, const char *nouns)
{
    if (count > most) {
        check_fault(self, at, "there are %zu %s; at most %zu are possible", count, nouns, most);
    }
}

static void check_contract_sizes(checker *self, const contract_row *contract)
{
    const pointer_text terms = pointer_to("/contracts/%s/terms", contract->name);
    const pointer_text payers = pointer_to("/contracts/%s/payers", contract->name);
    check_count(self, &terms, contract->terms.count, TERMS_MAX, "terms");
    check_count(self, &payers, contract->payers.count, PAYERS_MAX, "payers");
}

/** A site's localities; returns how many cohorts it has. */
static size_t check_site_sizes(checker *self, const site_row *site)
{
    const pointer_text localities = pointer_to("/sites/%s/localities", site->name);
    check_count(self, &localities, site->localities.count, LOCALITIES_MAX, "localities");
    return site->cohorts.count;
}

/** What stands inside contracts, sites and groups. */
static void check_inner_sizes(checker *self)
{
    const scenario *subject = self->subject;
    for (size_t i = 0; i < subject->contracts.count; i++) {
        check_contract_sizes(self, &subject->contracts.items[i]);
    }
    size_t places = 0;
    for (size_t i = 0; i < subject->sites.count; i++) {
        places += check_site_sizes(self, &subject->sites.items[i]);
    }
    const pointer_text sites = pointer_to("/sites");
    check_count(self, &sites, places, PLACES_MAX, "cohorts of sites");
    for (size_t i = 0; i < subject->people.groups.count; i++) {
        const group_row *group = &subject->people.groups.items[i];
        const pointer_text labels = pointer_to("/people/groups/%s/labels", group->name);
        check_count(self, &labels, group->labels.count, LABELS_MAX, "labels");
    }
}

void check_sizes(checker *self)
{
    const scenario *subject = self->subject;
    const struct {
        const char *at;
        size_t count, most;
        const char *nouns;
    } sizes[] = {
        { "/states", subject->states.count, STATES_MAX, "states" },
        { "/transitions", subject->transitions.count, TRANSITIONS_MAX, "transitions" },
        { "/cohorts", subject->cohorts.count, COHORTS_MAX, "cohorts" },
        { "/sites", subject->sites.count, SITES_MAX, "sites" },
        { "/therapies", subject->therapies.count, THERAPIES_MAX, "therapies" },
        { "/shocks", subject->shocks.count, SHOCKS_MAX, "shocks" },
        { "/people/bands", subject->people.bands.count, BANDS_MAX, "bands" },
        { "/people/groups", subject->people.groups.count, GROUPS_MAX, "groups" },
        { "/reporting/at_days", subject->reporting.at_days.count, AT_DAYS_MAX, "days" },
    };
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        const pointer_text at = pointer_to("%s", sizes[i].at);
        check_count(self, &at, sizes[i].count, sizes[i].most, sizes[i].nouns);
    }
    check_inner_sizes(self);
}

static void check_schema(checker *self)
{
    static const char *const older[] = { "edgecare/1", "edgecare/2" };
    const pointer_text at = pointer_to("/schema");
    const char *schema = self->subject->schema;
    if (!schema || strcmp(schema, SCHEMA_NAME) == 0) {
        return;
    }
    for (size_t i = 0; i < sizeof older / sizeof older[0]; i++) {
        if (strcmp(schema, older[i]) == 0) {
            check_fault(self, &at, "\"%s\" is an older form; lint with --upgrade rewrites the file as \"%s\"", schema, SCHEMA_NAME);
            return;
        }
    }
    check_fault(self, &at, "\"%s\" is not known; this program reads \"%s\"", schema, SCHEMA_NAME);
}

static void check_at_days(checker *self)
{
    const number_list *days = &self->subject->reporting.at_days;
    for (size_t i = 0; i < days->count; i++) {
        const pointer_text at = pointer_to("/reporting/at_days/%zu", i);
        if (days->items[i] != floor(days->items[i])) {
            check_fault(self, &at, "%.16g is no whole number", days->items[i]);
        } else if (i > 0 && days->items[i] <= days->items[i - 1]) {
            check_fault(self, &at, "%.16g does not come after %.16g; write the days in rising order", days->items[i], days->items[i - 1]);
        }
    }
}

static void check_as_of(checker *self)
{
    const scenario *subject = self->subject;
    const pointer_text at = pointer_to("/reporting/as_of");
    if (subject->reporting.as_of != DATE_NONE && subject->starts != DATE_NONE && subject->reporting.as_of < subject->starts) {
        check_fault(self, &at, "%s comes before the scenario starts on %s", words_of_date(subject->reporting.as_of).text, words_of_date(subject->starts).text);
    }
}

/** Days and money are kept by financial year, up to the 18th birthday of the last child referred. */
static void check_years(checker *self, const site_row *site)
{
    if (self->subject->starts == DATE_NONE || site->closes == DATE_NONE) {
        return;
    }
    const date latest = date_add_months(site->closes, 12 * ADULT_YEARS + 1);
    const int years = date_financial_year(latest) - date_financial_year(self->subject->starts) + 1;
    if (years > FINANCIAL_YEARS_MAX) {
        const pointer_text at = pointer_to("/sites/%s/closes", site->name);
        check_fault(self, &at, "from the scenario's start on %s until its last children are %d are %d financial years; at most %d are possible",
                    words_of_date(self->subject->starts).text, ADULT_YEARS, years, FINANCIAL_YEARS_MAX);
    }
}

void check_scenario(checker *self)
{
    check_schema(self);
    for (size_t i = 0; i < self->subject->sites.count; i++) {
        check_years(self, &self->subject->sites.items[i]);
    }
    check_at_days(self);
    check_as_of(self);
}
