#include "load/check.h"

#include <math.h>
#include <string.h>

#include "records/families.h"
#include "records/ledger.h"
#include "records/tally.h"

#define SCHEMA_NAME "edgecare/1"
#define SITES_MAX 16
#define COHORTS_MAX 32

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
        { "/people/groups", subject->people.groups.count, GROUPS_MAX, "groups" },
        { "/reporting/at_days", subject->reporting.at_days.count, AT_DAYS_MAX, "days" },
    };
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        const pointer_text at = pointer_to("%s", sizes[i].at);
        check_count(self, &at, sizes[i].count, sizes[i].most, sizes[i].nouns);
    }
    for (size_t i = 0; i < subject->contracts.count; i++) {
        check_contract_sizes(self, MAP_ITEM(contract_row, subject->contracts, i));
    }
}

static void check_schema(checker *self)
{
    const pointer_text at = pointer_to("/schema");
    if (self->subject->schema && strcmp(self->subject->schema, SCHEMA_NAME) != 0) {
        check_fault(self, &at, "\"%s\" is not known; this program reads \"%s\"", self->subject->schema, SCHEMA_NAME);
    }
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

void check_scenario(checker *self)
{
    check_schema(self);
    check_at_days(self);
    check_as_of(self);
}
