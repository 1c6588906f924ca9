#include "support/expect.h"

#include <stdlib.h>
#include <string.h>

#include "advise/idle.h"
#include "load/load.h"

/* Settings that change nothing are told, and their neighbours that change something are not. TINY: one site with a team without therapists, one contract without capital. */

#define TINY "scenarios/invalid/base/tiny.json"
#define MAIN "/contracts/main"
#define SITE "/sites/norfolk"
#define CAPITAL "\"capital\": {\"commitment_gbp\": 300000, "

static const struct {
    const char *at;    /* patched over the whole file, wrapped so that it lies here: a contract, a site or the root */
    const char *patch;
    const char *says;  /* NULL: nothing */
} cases[] = {
    { MAIN, "\"capital\": {\"npv_rate_per_year\": 0.07}", MAIN "/capital/npv_rate_per_year: this changes nothing: there is no capital" },
    { MAIN, CAPITAL "\"npv_rate_per_year\": 0.07}", NULL },
    { MAIN, "\"capital\": {\"investor\": \"Bridges\"}", MAIN "/capital/investor: this changes nothing: there is no capital" },
    { MAIN, "\"capital\": {\"draw\": {\"when\": \"scheduled\", \"dates\": {\"2019-04-01\": 0.4}}}", MAIN "/capital/draw: this changes nothing: there is no capital" },
    { MAIN, CAPITAL "\"draw\": {\"when\": \"scheduled\", \"dates\": {\"2019-04-01\": 0.4}}}", NULL },
    { MAIN, "\"payers\": {\"norfolk\": {\"when_capped\": \"others\"}}", MAIN "/payers/norfolk/when_capped: this changes nothing: the payer has no limit" },
    { MAIN, "\"payers\": {\"norfolk\": {\"when_capped\": \"others\", \"limit_gbp\": 7300}}", MAIN "/payers/norfolk/when_capped: this changes nothing: there is no other payer" },
    { MAIN, "\"payers\": {\"norfolk\": {\"when_capped\": \"others\", \"limit_gbp\": 7300}, \"fund\": {\"share\": 0.17}}", NULL },
    { MAIN, "\"terms\": {\"days\": {\"index\": {\"from\": \"2019-04-01\"}}}", MAIN "/terms/days/index/from: this changes nothing: the price does not grow" },
    { MAIN, "\"terms\": {\"days\": {\"index\": {\"from\": \"2019-04-01\", \"per_year\": 0.02}}}", NULL },
    { MAIN, "\"terms\": {\"days\": {\"success\": {\"over\": \"all\"}}}", MAIN "/terms/days/success/over: this changes nothing: there are no \"rates\"" },
    { MAIN, "\"terms\": {\"days\": {\"success\": {\"over\": \"all\", \"rates\": [113], \"pays\": [0.8]}}}", NULL },
    { MAIN, "\"terms\": {\"days\": {\"by\": \"days\"}}", MAIN "/terms/days/by: this changes nothing: the term has no bands of success and is no bonus" },
    { MAIN, "\"terms\": {\"prize\": {\"unit\": {\"kind\": \"bonus\", \"units\": 900}, \"by\": \"days\", \"price_gbp\": 4003}}", NULL },
    { MAIN, "\"early_end\": {\"below\": 0.6}", MAIN "/early_end/below: this changes nothing: nothing ends the contract early" },
    { MAIN, "\"early_end\": {\"below\": 0.6, \"trigger\": \"starts_below\", \"notice_days\": 61}", NULL },
    { MAIN, "\"delivery\": {\"therapist_gbp_per_year\": 47000}", MAIN "/delivery/therapist_gbp_per_year: this changes nothing: no team of the contract's sites has therapists" },
    { MAIN, "\"delivery\": {\"remote_start_gbp\": -130}", MAIN "/delivery/remote_start_gbp: this changes nothing: no course is remote" },
    { MAIN, "\"delivery\": {\"intermediary\": \"Social Finance\"}", MAIN "/delivery/intermediary: this changes nothing: it is paid nothing" },
    { SITE, "\"localities\": {\"north\": {\"share\": 1}}, \"targeted_support\": {\"from\": \"2020-04-01\"}", SITE "/targeted_support: this changes nothing: both its ratios are 1" },
    { SITE, "\"localities\": {\"north\": {\"share\": 1}}, \"targeted_support\": {\"from\": \"2024-03-01\", \"referral_ratio\": 1.2}",
      SITE "/targeted_support/from: this changes nothing: the site has closed by then" },
    { SITE, "\"localities\": {\"north\": {\"share\": 1}}, \"targeted_support\": {\"from\": \"2020-04-01\", \"referral_ratio\": 1.2}", NULL },
    { SITE, "\"cohorts\": {\"edge\": {\"later_volume\": 0.87, \"closes\": \"2020-01-31\"}}", SITE "/cohorts/edge/later_volume: this changes nothing: its referrals end" },
    { SITE, "\"cohorts\": {\"edge\": {\"later_volume\": 0.87, \"closes\": \"2020-02-29\"}}", NULL },
    { SITE, "\"caseload\": 11", SITE "/caseload: this changes nothing: the team has no therapists" },
    { SITE, "\"caseload\": 11, \"therapists\": 3", NULL },
    { "/gaming", "\"delay_entries\": {\"share\": 0.4}", "/gaming/delay_entries/share: this changes nothing: entries are put off by 0" },
    { "/gaming", "\"delay_entries\": {\"days\": 40}", "/gaming/delay_entries/days: this changes nothing: no entry is put off" },
    { "/gaming", "\"delay_entries\": {\"days\": 40, \"share\": 0.4}", NULL },
    { "/gaming", "\"widen_threshold\": {\"share\": 0.1}", "/gaming/widen_threshold/share: this changes nothing: those families are like the others" },
};

/** What is said of TINY with a patch at a place; to be freed. */
static char *said(const char *at, const char *patch)
{
    char object[400];
    fault_list faults = { 0 };
    snprintf(object, sizeof object, "{%s}", patch);
    const document_override set[] = { { at, object } };
    document *doc = document_read(TINY, set, 1, &faults);
    scenario *self = doc ? scenario_from_document(doc, &faults) : NULL;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (self) {
        advise_idle(&(checker){ .subject = self, .doc = doc, .faults = &faults });
    }
    fault_print(&faults, out);
    fclose(out);
    fault_list_free(&faults);
    scenario_free(self);
    document_free(doc);
    return text;
}

static void settings_that_change_nothing_are_told_and_others_are_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *found = said(cases[i].at, cases[i].patch);
        const bool told = strstr(found, "changes nothing") != NULL;
        if (told != (cases[i].says != NULL) || (told && !strstr(found, cases[i].says)) || strstr(found, "error: ")) {
            fail_msg("%s %s: \"%s\" against \"%s\"", cases[i].at, cases[i].patch, cases[i].says ? cases[i].says : "nothing", found);
        }
        free(found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_that_change_nothing_are_told_and_others_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
