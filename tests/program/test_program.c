#include "support/expect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "json/value.h"

#define SCENARIO EDGECARE_SOURCE "/scenarios/typical-edge-of-care.json"

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

static void every_command_has_a_help_text(void **state)
{
    (void)state;
    static const char *const commands[] = {"run", "compare", "verify", "lint", "explain", "schema"};
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        char words[64], usage[512];
        snprintf(words, sizeof words, "%s --help", commands[i]);
        snprintf(usage, sizeof usage, EDGECARE_PROGRAM " %s", commands[i]);
        expect_run(words, 0, usage);
        expect_run("--help", 0, commands[i]);
    }
}

/* EDGECARE_PROGRAM is a path, so what stands before a command must end one. */
static void help_names_the_program_as_it_was_called(void **state)
{
    (void)state;
    static const char *const commands[] = {"run", "compare", "verify", "lint", "explain", "schema", "new", "solve", "gaming", "what-if", "portfolio", "trace", "manual"};
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        char words[64], *text = NULL;
        snprintf(words, sizeof words, "%s --help", commands[i]);
        assert_int_equal(run_program(words, &text), 0);
        for (const char *at = strstr(text, "edgecare "); at; at = strstr(at + 1, "edgecare ")) {
            if (at == text || at[-1] != '/') {
                fail_msg("%s --help: %.60s", commands[i], at);
            }
        }
        free(text);
    }
}

static void wrong_input_exits_with_2_and_says_why(void **state)
{
    (void)state;
    static const struct {
        const char *words, *holds;
    } cases[] = {
        {"2>&1", "Usage: " EDGECARE_PROGRAM " COMMAND"},
        {"rnu 2>&1", "did you mean \"run\"?"},
        {"run 2>&1", "which scenario?"},
        {"run /no/such/file.json 2>&1", "/no/such/file.json"},
        {"run " SCENARIO " --worlds 2.5 2>&1", "is no whole number"},
        {"run " SCENARIO " --set people=3 2>&1", "should look like"},
        {"run " SCENARIO " --set /people/frailties=3 2>&1", "frailty"},
        {"run " SCENARIO " --contract other 2>&1", "there is no contract \"other\""},
        {"run " SCENARIO " --as-of 2025-02-30 2>&1", "is no date"},
        {"run " SCENARIO " --no-such-option 2>&1", "--no-such-option"},
        {"run " SCENARIO " --worlds 70000 --draws /tmp/none.csv 2>&1", "at most 131072 replicates"},
        {"run " SCENARIO " --party investors 2>&1", "--party: there is no \"investors\" (did you mean \"investor\"?)"},
        {"lint /no/such/file.json 2>&1", "/no/such/file.json"},
        {"explain /no/such/setting 2>&1", "/no/such/setting"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_run(cases[i].words, 2, cases[i].holds);
    }
}

static void outputs_that_cannot_be_written_exit_with_1(void **state)
{
    (void)state;
    expect_run("run " SCENARIO " --worlds 3 -q --json /no/such/folder/a.json 2>&1", 1, "/no/such/folder/a.json: No such file or directory");
    expect_run("run " SCENARIO " --worlds 3 -q --json /dev/full 2>&1", 1, "/dev/full: No space left on device");
    expect_run("run " SCENARIO " --worlds 3 -q --draws /dev/full 2>&1", 1, "/dev/full: No space left on device");
    expect_run("run " SCENARIO " --worlds 3 -q --csv /dev/null/csv 2>&1", 1, "/dev/null/csv/metrics.csv: Not a directory");
    expect_run("run " SCENARIO " --worlds 3 2>&1 >/dev/full", 1, "No space left on device");
}

static void json_on_standard_output_is_that_and_nothing_else(void **state)
{
    (void)state;
    char *text = NULL;
    assert_int_equal(run_program("run " SCENARIO " --replicates 7 --seed 26 --threads 1 --json -", &text), 0);
    json_value *root = json_parse(text);
    assert_non_null(root);
    expect_close(json_number(json_get(root, "seed")), 26, 0);
    expect_close(json_number(json_get(root, "worlds")), 4, 0); /* 7 rounded up to whole worlds of 2 histories */
    expect_text(json_string(json_at(root, "/command/2")), "--replicates=7");
    assert_null(strstr(text, "threads"));
    json_free(root);
    free(text);
}

static void threads_change_no_byte(void **state)
{
    (void)state;
    char *one = NULL, *three = NULL;
    assert_int_equal(run_program("run " SCENARIO " --worlds 1100 --threads 1 --json -", &one), 0);
    assert_int_equal(run_program("run " SCENARIO " --worlds 1100 --threads 3 --json -", &three), 0);
    assert_true(strcmp(one, three) == 0);
    free(one);
    free(three);
}

static void tables_and_lint_speak_plainly(void **state)
{
    (void)state;
    expect_run("lint " SCENARIO, 0, "typical-edge-of-care.json: fine\n");
    expect_run("lint tests/program/unknown_metric.json 2>&1", 2, "tests/program/unknown_metric.json:3:144: error: /published/starts/readings/all: there is no such metric");
    expect_run("run " SCENARIO " --worlds 5", 0, "of it for what would happen anyway.");
    expect_run("run " SCENARIO " --worlds 5 --tables", 0, "The councils gain in ");
    expect_run("run " SCENARIO " --worlds 5 --tables", 0, "Government (contract ");
    expect_run("run " SCENARIO " --worlds 5 -q | wc -c", 0, "0");
    expect_run("schema", 0, "\"$schema\"");
    expect_run("explain /people/frailty/variance", 0, "frailty");
    expect_run("explain deadweight", 0, "/contracts/NAME/terms/NAME/deadweight");
    expect_run("explain cashable saving", 0, "metric cashable_saving_gbp");
    expect_run("explain distributions", 0, "lognormal");
    expect_run("explain dedweight 2>&1", 2, "did you mean \"deadweight\"?");
    expect_run("explain deadweight " SCENARIO " 2>&1", 2, "stands alone");
    expect_run("explain --all deadweight 2>&1", 2, "--all tells of everything");
    expect_run("explain --worlds 3 /people 2>&1", 2, "go with a scenario");
    expect_run("solve " SCENARIO " --vary /people/start_share --until 'mean(investor_irr) > 0' 2>&1", 2, "did you mean \"investor_irr_per_year\"?");
    expect_run("run 2>&1", 2, "Try `" EDGECARE_PROGRAM " run --help'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_has_a_help_text),
        cmocka_unit_test(help_names_the_program_as_it_was_called),
        cmocka_unit_test(wrong_input_exits_with_2_and_says_why),
        cmocka_unit_test(outputs_that_cannot_be_written_exit_with_1),
        cmocka_unit_test(json_on_standard_output_is_that_and_nothing_else),
        cmocka_unit_test(threads_change_no_byte),
        cmocka_unit_test(tables_and_lint_speak_plainly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
