#include "load/load_support.h"

#include <string.h>

/* Legal terms that can never pay are told; their neighbours that can are not. TINY: service from 2019-02-05 to 2024-01-31, claims until 2026-06-30, children of 12.5 years. */

#define TERM "/contracts/main/terms/days"

static const struct {
    const char *pointer, *value, *says; /* NULL: nothing */
} cases[] = {
    { TERM "/unit", "{\"kind\": \"stable_for\", \"days\": 1096}", TERM "/unit: 1096 days in a row do not fit a window of 1095 days; nothing can ever be paid" },
    { TERM "/unit", "{\"kind\": \"stable_for\", \"days\": 1095}", NULL },
    { TERM "/unit", "{\"kind\": \"per_block\", \"days\": 1096}", TERM "/unit: 1096 days in a row do not fit a window of 1095 days" },
    { TERM "/unit", "{\"kind\": \"per_block\", \"days\": 7}", NULL },
    { TERM "/unit", "{\"kind\": \"still_out\"}", NULL },
    { TERM "/unit", "{\"kind\": \"milestone_completion\"}", NULL },
    { TERM "/started_from", "\"2024-02-01\"", TERM "/started_from: no family has its first session then, for the last of the term's sites closes on 2024-01-31" },
    { TERM "/started_from", "\"2024-01-31\"", NULL },
    { TERM "/started_until", "\"2019-02-04\"", TERM "/started_until: no family has its first session then, for the first of the term's sites opens on 2019-02-05" },
    { TERM "/started_until", "\"2019-02-05\"", NULL },
    { TERM, "{\"window\": {\"from\": \"completion\"}, \"started_from\": \"2024-02-01\"}", TERM "/started_from: no family" },
    { TERM, "{\"window\": {\"from\": \"referral\"}, \"started_from\": \"2024-02-01\"}", TERM "/started_from: no family" },
    { TERM, "{\"window\": {\"from\": \"completion\"}, \"started_until\": \"2019-02-04\"}", TERM "/started_until: no family" },
    { TERM, "{\"window\": {\"from\": \"completion\"}, \"started_from\": \"2024-01-31\"}", NULL },
    { TERM "/pays_from", "\"2026-07-01\"", TERM ": no day on which a child" },
    { TERM "/pays_from", "\"2026-06-30\"", NULL },
    { TERM "/pays_until", "\"2019-02-05\"", TERM ": no day on which a child" },
    { TERM "/pays_until", "\"2019-02-06\"", NULL },
    { TERM "/window/delay_days", "2010", TERM ": no day on which a child" }, /* eighteen 2,009 days after the first referral */
    { TERM "/window/delay_days", "1990", NULL },
    { TERM "/verified_share", "0", TERM "/verified_share: no evidence is accepted" },
    { TERM "/deadweight", "1", TERM "/deadweight: all that is achieved counts as happening anyway" },
    { TERM "/deadweight", "0.99", NULL },
    { TERM "/baseline", "{\"kind\": \"written\", \"share\": 0}", TERM "/baseline: no care is expected" },
    { TERM "/per_child_limit", "{\"gbp\": 0}", TERM "/per_child_limit: a child may bring nothing" },
    { TERM "/success", "{\"rates\": [0.3], \"pays\": [0]}", TERM "/success: no band that can be reached pays anything" },
    { "/contracts/main/terms/fee", "{\"unit\": {\"kind\": \"block_fee\"}, \"price_gbp\": 100, \"pays_from\": \"2026-07-01\"}",
      "/contracts/main/terms/fee/pays_from: this is outside the contract's dates" },
    { "/contracts/main/terms/fee", "{\"unit\": {\"kind\": \"block_fee\"}, \"price_gbp\": 100, \"pays_from\": \"2026-06-01\"}", NULL },
};

static void terms_that_can_never_pay_are_told_and_others_are_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *found = faults_of(TINY, cases[i].pointer, cases[i].value);
        const bool told = strstr(found, "nothing can ever be paid") != NULL;
        if (told != (cases[i].says != NULL) || (told && !strstr(found, cases[i].says)) || strstr(found, "error: ")) {
            fail_msg("%s = %s: \"%s\" against \"%s\"", cases[i].pointer, cases[i].value, cases[i].says ? cases[i].says : "nothing", found);
        }
        free(found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_that_can_never_pay_are_told_and_others_are_not),
    };
    return cmocka_run_group_tests(tests, in_sources, NULL);
}
