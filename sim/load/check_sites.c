#include "load/check.h"

#include <math.h>

#define SHARE_TOLERANCE 1e-9

static void check_dates(checker *self, const site_row *site)
{
    const date opening = self->subject->starts;
    const pointer_text starts = pointer_to("/sites/%s/starts", site->name), closes = pointer_to("/sites/%s/closes", site->name);
    if (opening != DATE_NONE && site->starts != DATE_NONE && site->starts < opening) {
        check_fault(self, &starts, "%s comes before the scenario starts on %s", words_of_date(site->starts).text, words_of_date(opening).text);
    }
    if (site->starts != DATE_NONE && site->closes != DATE_NONE && site->closes <= site->starts) {
        check_fault(self, &closes, "%s does not come after \"starts\", %s", words_of_date(site->closes).text, words_of_date(site->starts).text);
    }
}

static void check_localities(checker *self, const site_row *site)
{
    double sum = 0;
    for (size_t i = 0; i < site->localities.count; i++) {
        const locality_row *locality = &site->localities.items[i];
        sum += locality->share.value;
        if (locality->share.draw >= 0) {
            const pointer_text at = pointer_to("/sites/%s/localities/%s/share", site->name, locality->name);
            check_fault(self, &at, "the share of a locality cannot be uncertain");
            return;
        }
    }
    const pointer_text at = pointer_to("/sites/%s/localities", site->name);
    if (site->localities.count > 0 && fabs(sum - 1) > SHARE_TOLERANCE) {
        check_fault(self, &at, "the shares add up to %.12g; they must add up to 1", sum);
    }
}

/** A date of a site's cohort lies within the site's. */
static void check_cohort_date(checker *self, const site_row *site, const site_cohort_row *cohort, const char *key, date day)
{
    if (day == DATE_NONE || site->starts == DATE_NONE || site->closes == DATE_NONE || (day >= site->starts && day <= site->closes)) {
        return;
    }
    const pointer_text at = pointer_to("/sites/%s/cohorts/%s/%s", site->name, cohort->name, key);
    check_fault(self, &at, "%s is outside the site's dates, %s to %s", words_of_date(day).text, words_of_date(site->starts).text,
                words_of_date(site->closes).text);
}

static void check_cohort(checker *self, const site_row *site, const site_cohort_row *cohort)
{
    check_cohort_date(self, site, cohort, "opens", cohort->opens);
    check_cohort_date(self, site, cohort, "closes", cohort->closes);
    const pointer_text closes = pointer_to("/sites/%s/cohorts/%s/closes", site->name, cohort->name);
    if (cohort->opens != DATE_NONE && cohort->closes != DATE_NONE && cohort->closes < cohort->opens) {
        check_fault(self, &closes, "%s comes before \"opens\", %s", words_of_date(cohort->closes).text, words_of_date(cohort->opens).text);
    }
    const pointer_text seasons = pointer_to("/sites/%s/cohorts/%s/seasons", site->name, cohort->name);
    if (cohort->seasons.count != 0 && cohort->seasons.count != 12) {
        check_fault(self, &seasons, "there are %zu factors; write one for each calendar month, January first", cohort->seasons.count);
    }
}

static void check_support(checker *self, const site_row *site)
{
    const pointer_text at = pointer_to("/sites/%s/targeted_support", site->name);
    if (site->support_from != DATE_NONE && site->localities.count == 0) {
        check_fault(self, &at, "the site has no localities that could be supported");
    }
}

void check_sites(checker *self)
{
    for (size_t i = 0; i < self->subject->sites.count; i++) {
        const site_row *site = &self->subject->sites.items[i];
        check_dates(self, site);
        check_localities(self, site);
        check_support(self, site);
        for (size_t c = 0; c < site->cohorts.count; c++) {
            check_cohort(self, site, &site->cohorts.items[c]);
        }
    }
}
