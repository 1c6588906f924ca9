#include "load/load_support.h"

#include <string.h>

/* A distribution at a setting with a range: a mean outside it is an error, draws that are held at its ends are told from one in a hundred on. Shares are
 * those of the normal distribution: Phi(-2.2) = 0.0139, Phi(-2.4) = 0.0082, Phi(-1.7) = 0.0446; of the log-normal above 100: 1 - Phi(log(100 / 3.7) / 2) = 0.0496. */

typedef struct {
    const char *pointer, *value, *says; /* NULL: nothing */
} distribution_case;

static const distribution_case cases[] = {
    { "/people/start_share", "{\"dist\": \"normal\", \"mean\": 67, \"sd\": 5}",
      "error: /people/start_share: its mean, 67, is outside 0 .. 1 (share); 67 % is written 0.67" },
    { "/people/start_share", "{\"dist\": \"normal\", \"mean\": 0.78, \"sd\": 0.1}", "warning: /people/start_share: 1.4 % of its draws lie outside 0 .. 1 (share)" },
    { "/people/start_share", "{\"dist\": \"normal\", \"mean\": 0.76, \"sd\": 0.1}", NULL },
    { "/people/start_share", "{\"dist\": \"discrete\", \"values\": [0.2, 0.9, 0.8, 0.1]}", NULL },
    { "/people/start_share", "{\"dist\": \"uniform\", \"min\": 0, \"max\": 1}", NULL },
    { "/people/start_share", "{\"dist\": \"normal\", \"mean\": -0.2, \"sd\": 0.1}", "error: /people/start_share: its mean, -0.2, is outside 0 .. 1 (share)" },
    { "/people/age_years", "{\"spread\": \"normal\", \"between\": \"children\", \"mean\": 144, \"sd\": 20}",
      "error: /people/age_years: its mean, 144, is outside 0 .. 17.99 (years)" },
    { "/people/age_years", "{\"spread\": \"normal\", \"between\": \"children\", \"mean\": 12.89, \"sd\": 3}",
      "warning: /people/age_years: 4.5 % of its draws lie outside 0 .. 17.99 (years)" },
    { "/people/wait_days", "{\"spread\": \"lognormal\", \"between\": \"families\", \"median\": 21, \"sigma\": 0.9}", NULL },
    { "/people/wait_days", "2000000000", "error: /people/wait_days: 2000000000 is outside 0 .. 6574 (days)" },
    { "/sites/norfolk/ratio", "{\"dist\": \"lognormal\", \"median\": 3.7, \"sigma\": 2}", "warning: /sites/norfolk/ratio: 5 % of its draws lie outside 0 .. 100 (ratio)" },
};

static void means_outside_are_errors_and_what_is_often_held_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const distribution_case *one = &cases[i];
        char *found = faults_of(TINY, one->pointer, one->value);
        print_message("%s: %s\n", one->value, found);
        assert_true(one->says == NULL ? found[0] == '\0' : strstr(found, one->says) != NULL);
        free(found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_outside_are_errors_and_what_is_often_held_is_told),
    };
    return cmocka_run_group_tests(tests, in_sources, NULL);
}
