#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/expect.h"

/* The commands that run many variants, from outside: exit codes, and what they write. */

#define PRICE "/contracts/per_day_saved/terms/edge_of_care/price_gbp"
#define TYPICAL EDGECARE_SOURCE "/scenarios/typical-edge-of-care.json"

/** Runs the program with words; both outputs go to `text`. Returns the exit code. */
static int said_by(const char *words, char text[], size_t size)
{
    char line[4096];
    snprintf(line, sizeof line, EDGECARE_PROGRAM " %s 2>&1", words);
    FILE *from = popen(line, "r");
    assert_non_null(from);
    const size_t length = fread(text, 1, size - 1, from);
    text[length] = '\0';
    while (fgetc(from) != EOF) {
    }
    return WEXITSTATUS(pclose(from));
}

static void commands_end_with_the_right_code_and_say_why(void **state)
{
    (void)state;
    const struct {
        const char *words;
        int code;
        const char *says;
    } cases[] = {
        {"solve " TYPICAL " --replicates 60 --vary " PRICE " --until 'mean(outcomes_payments_paid_gbp) >= 1500000'", 0, "just met at £"},
        {"solve " TYPICAL " --replicates 60 --vary " PRICE " --until 'mean(outcomes_payments_paid_gbp) >= 1'", 0, "holds everywhere"},
        {"solve " TYPICAL " --replicates 60 --vary " PRICE " --until 'mean(outcomes_payments_paid_gbp) >= 1500000' --json -", 0, "\"answer\""},
        {"solve " TYPICAL " --replicates 60 --vary " PRICE " --until 'mean(outcomes_payments_payed_gbp) > 1'", 2, "did you mean"},
        {"solve " TYPICAL " --replicates 60 --vary " PRICE " --until 'mean(starts) > '", 2, "goal:1:16"},
        {"solve " TYPICAL " --vary /contracts/per_day_saved/starts --until 'mean(starts) > 1'", 2, "a date"},
        {"solve " TYPICAL " --until 'mean(starts) > 1'", 2, "one --vary"},
        {"solve --zone " TYPICAL " --replicates 40 --vary " PRICE "=20..80:3 --vary /contracts/per_day_saved/limit_gbp=1e6..4e6:3 --limit "
         "'council: mean(outcomes_payments_paid_gbp) <= 2000000' --limit 'provider: mean(outcomes_payments_paid_gbp) >= 900000'",
         0, "# all"},
        {"solve --zone " TYPICAL " --replicates 40 --vary " PRICE "=20..80:3 --vary /contracts/per_day_saved/limit_gbp=1e6..4e6:3 --limit "
         "'council: mean(outcomes_payments_paid_gbp) <= 1' --plot - --quiet",
         0, "set contour base"},
        {"solve " TYPICAL " --replicates 60 --vary " PRICE "=40..90 --until 'p50(payback_months) <= 50'", 0, " of 60 futures, which are left out."},
        {"solve " TYPICAL " --replicates 60 --vary " PRICE "=40..90 --until 'P(payback_months < 50) >= 0.4'", 0, " of 60 futures, which count as not meeting it."},
        {"solve " TYPICAL " --replicates 60 --vary " PRICE "=40..90 --until 'p50(payback_months) <= 50' --json -", 0, "\"undefined\":"},
        {"solve --zone " TYPICAL " --replicates 40 --vary " PRICE "=20..80:3 --vary /contracts/per_day_saved/limit_gbp=1e6..4e6:3 --limit 'i: p50(payback_months) <= 60'", 0,
         "by cell, payback_months is undefined in "},
        {"gaming " TYPICAL " --replicates 40", 0, "turn away the riskiest 20 %"},
        {"gaming " TYPICAL " --replicates 40 --select 2", 2, "0 .. 0.9"},
        {"stress " TYPICAL, 2, "no command \"stress\"; did you mean gaming"},
        {"portfolio " EDGECARE_SOURCE "/scenarios/portfolios/norfolk-suffolk-pfp.json --worlds 10", 0, "positive_families"},
        {"portfolio " EDGECARE_SOURCE "/scenarios/portfolios/norfolk-suffolk-pfp.json --worlds 10 --csv - ", 0, "member,metric,mean"},
        {"portfolio " EDGECARE_SOURCE "/scenarios/portfolios/norfolk-suffolk-pfp.json --worlds 10 --json - ", 0, "\"diversification\""},
        {"portfolio " TYPICAL, 2, "edgecare-portfolio/1"},
    };
    enum { SIZE = 1 << 18 };
    char *text = test_malloc(SIZE);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const int code = said_by(cases[i].words, text, SIZE);
        if (code != cases[i].code || !strstr(text, cases[i].says)) {
            text[2000] = '\0';
            fail_msg("%s: exit code %d, said:\n%s", cases[i].words, code, text);
        }
    }
    test_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(commands_end_with_the_right_code_and_say_why)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
