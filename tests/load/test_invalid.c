#include "load/load_support.h"

#include <dirent.h>
#include <string.h>

/** The whole text of a file; to be freed. */
static char *text_of(const char *path)
{
    FILE *in = fopen(path, "rb");
    if (!in) {
        fail_msg("%s cannot be read", path);
        return NULL;
    }
    char *text = calloc(1, 65536);
    assert_non_null(text);
    assert_true(fread(text, 1, 65535, in) < 65535);
    fclose(in);
    return text;
}

static int is_json(const struct dirent *entry)
{
    const size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0;
}

static void compare(const char *name)
{
    char path[300], beside[300];
    snprintf(path, sizeof path, "scenarios/invalid/%s", name);
    snprintf(beside, sizeof beside, "scenarios/invalid/%.*s.expected", (int)(strlen(name) - 5), name);
    char *expected = text_of(beside);
    char *found = faults_of(path, NULL, NULL);
    print_message("%s\n", name);
    expect_text(found, expected);
    assert_non_null(strstr(found, "error: "));
    free(found);
    free(expected);
}

/* The messages were written down from the texts of load and json and read against each file by hand: place, name and cure. */
static void every_faulty_file_gives_its_messages(void **state)
{
    (void)state;
    struct dirent **entries = NULL;
    const int count = scandir("scenarios/invalid", &entries, is_json, alphasort);
    assert_true(count > 40);
    for (int i = 0; i < count; i++) {
        compare(entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

static char *temporary_file(char path[], const char *head, char fill, size_t count, const char *tail)
{
    const int handle = mkstemps(path, 5);
    assert_true(handle >= 0);
    FILE *out = fdopen(handle, "wb");
    assert_non_null(out);
    fputs(head, out);
    for (size_t i = 0; i < count; i++) {
        fputc(fill, out);
    }
    fputs(tail, out);
    fclose(out);
    return path;
}

static void expect_refused(char *path, const char *words)
{
    char *found = faults_of(path, NULL, NULL);
    if (!strstr(found, words)) {
        fail_msg("\"%s\" is not in %s", words, found);
    }
    free(found);
    unlink(path);
}

static void a_file_over_four_megabytes_is_refused(void **state)
{
    (void)state;
    char path[] = "/tmp/edgecare-big-XXXXXX.json";
    expect_refused(temporary_file(path, "{\"note\": \"", 'x', 4300000, "\"}"), "more than 4194304 bytes");
}

static void two_hundred_thousand_levels_are_refused(void **state)
{
    (void)state;
    char path[] = "/tmp/edgecare-deep-XXXXXX.json";
    expect_refused(temporary_file(path, "{\"a\": ", '[', 200000, ""), ":1:70: error: nests deeper than 64 levels");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_faulty_file_gives_its_messages),
        cmocka_unit_test(a_file_over_four_megabytes_is_refused),
        cmocka_unit_test(two_hundred_thousand_levels_are_refused),
    };
    return cmocka_run_group_tests(tests, in_sources, NULL);
}
