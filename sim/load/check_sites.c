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
        const locality_row *locality = MAP_ITEM(locality_row, site->localities, i);
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

/** Therapists at the end of `day`. */
static int64_t therapists_on(const site_row *site, date day)
{
    int64_t sum = site->therapists;
    for (size_t i = 0; i < site->hires.count; i++) {
        const hire_row *hire = MAP_ITEM(hire_row, site->hires, i);
        sum += hire->from <= day ? hire->therapists : 0;
    }
    return sum;
}

static void check_hire(checker *self, const site_row *site, const hire_row *hire)
{
    if (hire->from == DATE_NONE || site->starts == DATE_NONE || site->closes == DATE_NONE) {
        return;
    }
    const pointer_text from = pointer_to("/sites/%s/hires/%s/from", site->name, hire->name);
    const pointer_text whole = pointer_to("/sites/%s/hires/%s/therapists", site->name, hire->name);
    if (hire->from < site->starts || hire->from > site->closes) {
        check_fault(self, &from, "%s is outside the site's dates, %s to %s", words_of_date(hire->from).text, words_of_date(site->starts).text,
                    words_of_date(site->closes).text);
    }
    if (therapists_on(site, hire->from) < 0) {
        check_fault(self, &whole, "more therapists leave than are there on %s", words_of_date(hire->from).text);
    }
}

void check_sites(checker *self)
{
    for (size_t i = 0; i < self->subject->sites.count; i++) {
        const site_row *site = MAP_ITEM(site_row, self->subject->sites, i);
        check_dates(self, site);
        check_localities(self, site);
        for (size_t j = 0; j < site->hires.count; j++) {
            check_hire(self, site, MAP_ITEM(hire_row, site->hires, j));
        }
    }
}
