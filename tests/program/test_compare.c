#include "support/expect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "json/value.h"

#define THREE EDGECARE_SOURCE "/tests/bench/three-contracts.json"
#define SCENARIO EDGECARE_SOURCE "/scenarios/typical-edge-of-care.json"

#define DESIGNS EDGECARE_SOURCE "/scenarios/designs.json"

/** Runs `edgecare WORDS`; its standard output (and errors, where the words say 2>&1) goes to `text`, to be freed. The exit status. */
static int run_program(const char *words, char **text)
{
    char line[2048], chunk[4096];
    size_t size = 0;
    snprintf(line, sizeof line, "%s %s", EDGECARE_PROGRAM, words);
    FILE *from = popen(line, "r");
    FILE *into = open_memstream(text, &size);
    for (size_t got = fread(chunk, 1, sizeof chunk, from); got > 0; got = fread(chunk, 1, sizeof chunk, from)) {
        fwrite(chunk, 1, got, into);
    }
    fclose(into);
    return WEXITSTATUS(pclose(from));
}

static void expect_run(const char *words, int code, const char *holds)
{
    char *text = NULL;
    const int ended = run_program(words, &text);
    if (ended != code || !strstr(text, holds)) {
        print_error("edgecare %s: exit %d, expected %d and \"%s\" in:\n%s\n", words, ended, code, holds, text);
        fail();
    }
    free(text);
}

static json_value *json_of(const char *words)
{
    char *text = NULL;
    assert_int_equal(run_program(words, &text), 0);
    json_value *root = json_parse(text);
    assert_non_null(root);
    free(text);
    return root;
}

static void what_is_not_told_of_separate_luck_is_said(void **state)
{
    (void)state;
    expect_run("compare " SCENARIO " " SCENARIO " --worlds 2 --set '/reporting/coupling=\"both\"'", 0, "here are by the same luck alone)");
    char *text = NULL;
    assert_int_equal(run_program("compare " SCENARIO " " SCENARIO " --worlds 2", &text), 0);
    assert_null(strstr(text, "separate luck"));
    free(text);
}

static void a_scenario_against_itself_differs_by_0(void **state)
{
    (void)state;
    json_value *root = json_of("compare " SCENARIO " " SCENARIO " --replicates 40 --threads 2 --json -");
    expect_text(json_string(json_get(root, "schema")), "edgecare-comparison/1");
    const json_value *rankings = json_get(root, "rankings");
    assert_true(json_count(rankings) >= 6);
    for (const json_value *one = json_first(rankings); one; one = json_next(one)) {
        const json_value *second = json_at(one, "/ranking/1");
        expect_text(json_string(json_get(second, "name")), "typical-edge-of-care (2)");
        expect_close(json_number(json_get(second, "difference")), 0, 0);
        expect_close(json_number(json_get(second, "difference_se")), 0, 0);
        expect_close(json_number(json_get(second, "best")), 0.5, 0);
        expect_close(json_number(json_at(second, "/better_than/typical-edge-of-care")), 0.5, 0);
        assert_true(json_boolean(json_get(second, "paired")));
    }
    assert_int_equal(json_count(json_get(root, "inputs")), 0);
    json_free(root);
}

static void contracts_of_one_file_are_ranked_and_what_differs_is_listed(void **state)
{
    (void)state;
    expect_run("compare " THREE " --replicates 40", 0, "3 contracts compared");
    expect_run("compare " THREE " --replicates 40", 0, "Councils: Councils' net gain (commissioner_net_gbp), more is better *");
    expect_run("compare " THREE " --replicates 40", 0, "\nInputs that differ between the contracts\n");
    expect_run("compare " THREE " --replicates 40", 0, "\nProbabilities\n");
    expect_run("compare " THREE " --replicates 40", 0, "paid, no effect * effective, unpaid *");
    expect_run("compare " THREE " --replicates 40 --contract norfolk --contract weeks", 0, "2 contracts compared");
    /* Ten contracts are too wide for columns. */
    expect_run("compare " DESIGNS " --worlds 20", 0,
               "  /claims/period_months\n    1                                                             in_house_team\n"
               "    3                                                             all others\n");
    expect_run("compare " THREE " --replicates 40 --by delivery_cost_gbp", 0, "All: Cost of delivery (delivery_cost_gbp), less is better\n");
    expect_run("compare " THREE " " THREE " --replicates 40 --contract norfolk", 0, "No input differs between the files.");
    expect_run("compare " THREE " --replicates 40 -q | wc -c", 0, "0");
}

/** A stored result (and draws) of the typical scenario, at so many replicates and a price. */
static void store(const char *name, const char *more)
{
    char words[600], *text = NULL;
    snprintf(words, sizeof words, "run " SCENARIO " --replicates 40 -q --json %s.json --draws %s.csv %s", name, name, more);
    assert_int_equal(run_program(words, &text), 0);
    free(text);
}

static void stored_results_are_paired_by_their_draws(void **state)
{
    (void)state;
    char folder[] = "/tmp/edgecare-compare-XXXXXX", a[80], b[80], words[900];
    assert_non_null(mkdtemp(folder));
    snprintf(a, sizeof a, "%s/a", folder);
    snprintf(b, sizeof b, "%s/b", folder);
    store(a, "");
    store(b, "--set /contracts/per_day_saved/terms/edge_of_care/price_gbp=90");
    snprintf(words, sizeof words, "compare %s.json %s.json --draws %s.csv --draws %s.csv --json -", a, b, a, b);
    json_value *paired = json_of(words);
    snprintf(words, sizeof words, "compare %s.json %s.json --json -", a, b);
    json_value *unpaired = json_of(words);
    const json_value *of_pair = json_at(paired, "/rankings/0/ranking/1"), *of_two = json_at(unpaired, "/rankings/0/ranking/1");
    assert_true(json_boolean(json_get(of_pair, "paired")) && !json_boolean(json_get(of_two, "paired")));
    expect_relative(json_number(json_get(of_pair, "difference")), json_number(json_get(of_two, "difference")), 1e-9);
    const double of_a = json_number(json_at(unpaired, "/rankings/0/ranking/0/se")), of_b = json_number(json_get(of_two, "se"));
    expect_relative(json_number(json_get(of_two, "difference_se")), hypot(of_a, of_b), 1e-9);
    assert_true(json_number(json_get(of_pair, "difference_se")) < 0.5 * hypot(of_a, of_b));
    assert_int_equal(json_type_of(json_get(of_two, "best")), JSON_NULL);
    assert_int_equal(json_type_of(json_get(unpaired, "inputs")), JSON_NULL);
    json_free(paired);
    json_free(unpaired);
    /* A live scenario of the same seed, worlds and histories is the third. */
    snprintf(words, sizeof words, "compare %s.json " SCENARIO " --draws %s.csv --replicates 40", a, a);
    expect_run(words, 0, "50.0 %");
    snprintf(words, sizeof words, "compare %s.json %s.json 2>&1", a, b);
    expect_run(words, 0, "  unpaired\n");
    snprintf(words, sizeof words, "compare %s.json %s.json --draws %s.csv --draws %s.json 2>&1", a, b, a, a);
    expect_run(words, 2, "is no table that run --draws wrote");
    snprintf(words, sizeof words, "rm -r %s", folder);
    assert_int_equal(system(words), 0);
}

/* Before edgecare-result/2 a difference had its mean by other draws than its range, and its plain column of draws was that of the range. */
static void results_and_draws_of_an_earlier_form_are_refused_in_words(void **state)
{
    (void)state;
    char folder[] = "/tmp/edgecare-compare-XXXXXX", a[80], words[900];
    assert_non_null(mkdtemp(folder));
    snprintf(a, sizeof a, "%s/a", folder);
    store(a, "--set /reporting/coupling=both");
    snprintf(words, sizeof words, "cd %s && sed 's,edgecare-result/2[.0-9]*,edgecare-result/1,' a.json >old.json && sed 's,edgecare-result/2[.0-9]*,edgecare-result/2,' a.json >plain.json && sed '1s/[.]independent/.shared/g' a.csv >old.csv", folder);
    assert_int_equal(system(words), 0);
    snprintf(words, sizeof words, "compare %s/old.json %s.json 2>&1", folder, a);
    expect_run(words, 2, "/old.json: stored as edgecare-result/1, where ranges of differences were of other draws than their means");
    snprintf(words, sizeof words, "compare %s/plain.json %s.json", folder, a); /* what was added since changes nothing */
    expect_run(words, 0, "unpaired");
    snprintf(words, sizeof words, "compare %s.json %s.json --draws %s/old.csv --draws %s.csv 2>&1", a, a, folder, a);
    expect_run(words, 2, "/old.csv: draws of an earlier form");
    snprintf(words, sizeof words, "compare %s.json %s.json --draws %s.csv --draws %s.csv", a, a, a, a);
    expect_run(words, 0, "50.0 %");
    snprintf(words, sizeof words, "rm -r %s", folder);
    assert_int_equal(system(words), 0);
}

/* By separate luck alone there is nothing to rank differences by; payments are ranked as ever. */
static void differences_by_separate_luck_alone_are_not_ranked(void **state)
{
    (void)state;
    json_value *root = json_of("compare " THREE " --replicates 40 --set /reporting/coupling=independent --json -");
    bool investors = false;
    for (const json_value *one = json_first(json_get(root, "rankings")); one; one = json_next(one)) {
        assert_string_not_equal(json_string(json_get(one, "metric")), "commissioner_net_gbp");
        investors = investors || strcmp(json_string(json_get(one, "metric")), "investor_npv_gbp") == 0;
    }
    assert_true(investors);
    json_free(root);
}

static void rivals_are_compared_one_by_one_and_never_summed(void **state)
{
    (void)state;
    static const struct {
        const char *words, *holds;
    } refused[] = {
        {"run " DESIGNS " --worlds 2 --quiet --indigo /dev/null 2>&1", "--indigo: the contracts of " DESIGNS " are rivals"},
        {"solve " DESIGNS " --worlds 8 --vary /sites/county/therapists --until 'mean(commissioner_net_gbp) >= 0' 2>&1", "the contracts are rivals; choose one: contract."},
    };
    json_value *root = json_of("compare " SCENARIO " " DESIGNS " --replicates 8 --json -");
    char *text = json_text(root);
    assert_non_null(strstr(text, "\"typical-edge-of-care\""));
    assert_non_null(strstr(text, "\"designs/live_control\""));
    assert_non_null(strstr(text, "\"designs/fee_for_service\""));
    assert_null(strstr(text, "\"designs\""));
    assert_int_equal(json_count(json_at(root, "/rankings/0/ranking")), 11);
    free(text);
    json_free(root);
    root = json_of("run " DESIGNS " --worlds 2 --quiet --json -");
    assert_null(json_at(root, "/programme/metrics/outcomes_payments_paid_gbp"));
    assert_non_null(json_at(root, "/programme/metrics/days_averted"));
    json_free(root);
    expect_run("run " DESIGNS " --worlds 2 --set '/views/sceptic={\"title\": \"sceptic\", \"scenario\": \"" EDGECARE_SOURCE "/scenarios/designs-sceptic.json\"}'", 0, "nothing is summed over them");
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        expect_run(refused[i].words, 2, refused[i].holds);
    }
    expect_run("run " DESIGNS " --worlds 2 --quiet --contract live_control --indigo - 2>&1", 0, "\"projects\"");
}

static void wrong_input_exits_with_2_and_says_why(void **state)
{
    (void)state;
    static const struct {
        const char *words, *holds;
    } cases[] = {
        {"compare 2>&1", "what is to be compared?"},
        {"compare " SCENARIO " --replicates 4 2>&1", "has fewer than two contracts"},
        {"compare " THREE " --by cost 2>&1", "there is no metric \"cost\""},
        {"compare " THREE " --draws /tmp/x.csv 2>&1", "belongs to no stored result"},
        {"compare " THREE " /no/such/file.json 2>&1", "/no/such/file.json"},
        {"compare " THREE " --worlds 70000 2>&1", "at most 131072 replicates"},
        {"compare " THREE " --json " THREE " 2>&1", "is also read"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_run(cases[i].words, 2, cases[i].holds);
    }
    expect_run("compare " THREE " --replicates 4 --json /dev/full 2>&1", 1, "/dev/full: No space left on device");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_told_of_separate_luck_is_said),
        cmocka_unit_test(a_scenario_against_itself_differs_by_0),
        cmocka_unit_test(contracts_of_one_file_are_ranked_and_what_differs_is_listed),
        cmocka_unit_test(stored_results_are_paired_by_their_draws),
        cmocka_unit_test(results_and_draws_of_an_earlier_form_are_refused_in_words),
        cmocka_unit_test(differences_by_separate_luck_alone_are_not_ranked),
        cmocka_unit_test(rivals_are_compared_one_by_one_and_never_summed),
        cmocka_unit_test(wrong_input_exits_with_2_and_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
