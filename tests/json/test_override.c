#include "support/expect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "json/document.h"

/* Files of their own in a folder of their own, in which the tests work. */
typedef struct {
    const char *name;
    const char *text;
} written_file;

static const written_file files[] = {
    { "base.json", "{\n \"name\": \"base\",\n \"terms\": {\"cap\": 41, \"floor\": 7},\n \"list\": [1, 2],\n \"old\": true}" },
    { "middle.yaml", "extends: base.json\nterms:\n  cap: 43\n  rate: 0.5\n" },
    { "top.json", "{\"extends\": \"./middle.yaml\",\n \"name\": \"top\", \"old\": null,\n \"terms\": {\"floor\": {\"x\": 1, \"y\": null}}}" },
    { "loop-a.json", "{\"extends\":\"loop-b.json\"}" },
    { "loop-b.json", "{\"a\":1,\n\"extends\":\"./loop-a.json\"}" },
    { "self.json", "{\"extends\":\"self.json\"}" },
    { "list.json", "[1]" },
    { "on-list.json", "{\"extends\":\"list.json\"}" },
    { "both.json", "{\"extends\":\"bad.json\",\"n\":1e999}" },
    { "bad.json", "{\"a\":}" },
};

#define FILE_COUNT (sizeof files / sizeof files[0])

static void write_text(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static int enter_folder(void **state)
{
    char *folder = strdup("/tmp/edgecare-override-XXXXXX");
    *state = folder;
    if (!folder || !mkdtemp(folder) || chdir(folder) != 0) {
        return -1;
    }
    for (size_t i = 0; i < FILE_COUNT; i++) {
        write_text(files[i].name, files[i].text);
    }
    return 0;
}

static int leave_folder(void **state)
{
    for (size_t i = 0; i < FILE_COUNT; i++) {
        unlink(files[i].name);
    }
    const int left = chdir("/") == 0 && rmdir(*state) == 0 ? 0 : -1;
    free(*state);
    return left;
}

static void expect_read(const char *path, const document_override *overrides, size_t count, const char *json, const char *expected_faults)
{
    fault_list faults = { 0 };
    char *text = NULL;
    size_t length = 0;
    document *doc = document_read(path, overrides, count, &faults);
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    fault_sort(&faults);
    fault_print(&faults, out);
    fclose(out);
    expect_text(text, expected_faults);
    free(text);
    assert_int_equal(doc != NULL, json != NULL);
    if (doc) {
        char *written = json_text(document_value(doc));
        expect_text(written, json);
        free(written);
    }
    document_free(doc);
    fault_list_free(&faults);
}

#define TOP "{\"name\":\"top\",\"terms\":{\"cap\":43,\"floor\":{\"x\":1},\"rate\":0.5},\"list\":[1,2]}"

static void files_extend_each_other(void **state)
{
    (void)state;
    expect_read("top.json", NULL, 0, TOP, "");
    expect_read("loop-a.json", NULL, 0, NULL,
                "loop-b.json:2:11: error: /extends: these files extend each other in a loop: loop-a.json -> loop-b.json -> ./loop-a.json\n");
    expect_read("self.json", NULL, 0, NULL, "self.json:1:12: error: /extends: these files extend each other in a loop: self.json -> self.json\n");
    expect_read("on-list.json", NULL, 0, NULL, "list.json:1:1: error: is an array; a file that another extends holds an object\n");
}

static void faults_of_all_files_and_overrides_come_at_once(void **state)
{
    (void)state;
    const document_override overrides[] = { { "/x", "-1e999" }, { "y", "1" } };
    expect_read("both.json", overrides, 2, NULL,
                "--set /x: error: /x: -1e999 is no finite number\n"
                "--set y: error: is no pointer; expected /name/name, with / in a name as ~1 and ~ as ~0\n"
                "bad.json:1:6: error: expected a key, a colon and a value\n"
                "both.json:1:27: error: /n: 1e999 is no finite number\n");
}

static void seventeen_levels_are_too_many(void **state)
{
    (void)state;
    for (int level = 0; level <= 17; level++) {
        char name[32];
        char text[64];
        snprintf(name, sizeof name, "level%d.json", level);
        snprintf(text, sizeof text, level ? "{\"extends\":\"level%d.json\",\"k%d\":1}" : "{\"k\":%d}", level - 1, level);
        write_text(name, text);
    }
    fault_list faults = { 0 };
    document *doc = document_read("level16.json", NULL, 0, &faults);
    assert_non_null(doc);
    assert_int_equal(json_count(document_value(doc)), 17);
    document_free(doc);
    assert_null(document_read("level17.json", NULL, 0, &faults));
    assert_int_equal(faults.count, 1);
    expect_text(faults.items[0].file, "level1.json");
    assert_non_null(strstr(faults.items[0].text, "more than 16 files extend each other: level17.json -> level16.json -> "));
    fault_list_free(&faults);
    for (int level = 0; level <= 17; level++) {
        char name[32];
        snprintf(name, sizeof name, "level%d.json", level);
        unlink(name);
    }
}

typedef struct {
    document_override set;
    const char *json;   /* NULL: refused */
    const char *faults;
} override_case;

#define SELF "{\"name\":\"base\",\"terms\":{\"cap\":41,\"floor\":7},\"list\":[1,2],\"old\":true"

static const override_case override_cases[] = {
    { { "/terms/cap", "45" }, "{\"name\":\"base\",\"terms\":{\"cap\":45,\"floor\":7},\"list\":[1,2],\"old\":true}", "" },
    { { "/a~1b/c~0d", "1.5" }, SELF ",\"a/b\":{\"c~d\":1.5}}", "" },
    { { "/start", "2020-01-01" }, SELF ",\"start\":\"2020-01-01\"}", "" },
    { { "/start", "1e999 x" }, SELF ",\"start\":\"1e999 x\"}", "" },
    { { "/start", "" }, SELF ",\"start\":\"\"}", "" },
    { { "/start", "\"12\"" }, SELF ",\"start\":\"12\"}", "" },
    { { "/terms", "null" }, "{\"name\":\"base\",\"list\":[1,2],\"old\":true}", "" },
    { { "/terms", "{\"floor\":null,\"new\":{\"n\":null,\"m\":[null]}}" },
      "{\"name\":\"base\",\"terms\":{\"cap\":41,\"new\":{\"m\":[null]}},\"list\":[1,2],\"old\":true}", "" },
    { { "", "{\"old\":null,\"list\":3}" }, "{\"name\":\"base\",\"terms\":{\"cap\":41,\"floor\":7},\"list\":3}", "" },
    { { "", "3" }, NULL, "--set : error: is a number; the whole scenario can only be set by an object\n" },
    { { "/list/0", "3" }, NULL, "base.json:4:10: error: /list: this is an array; --set reaches only members of objects\n" },
    { { "/terms/cap/x", "3" }, NULL, "base.json:3:19: error: /terms/cap: this is a number; --set reaches only members of objects\n" },
    { { "terms", "3" }, NULL, "--set terms: error: is no pointer; expected /name/name, with / in a name as ~1 and ~ as ~0\n" },
    { { "/a~2", "3" }, NULL, "--set /a~2: error: is no pointer; expected /name/name, with / in a name as ~1 and ~ as ~0\n" },
    { { "/a", "{\"x\":1,\"x\":2}" }, NULL, "--set /a: error: /a/x: this key was given before; keep one of the two\n" },
    { { "/a", "\xff" }, NULL, "--set /a: error: /a: the byte 0xFF is no UTF-8 text; save the file as UTF-8\n" },
};

static void overrides_set_members_of_objects(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof override_cases / sizeof override_cases[0]; i++) {
        expect_read("base.json", &override_cases[i].set, 1, override_cases[i].json, override_cases[i].faults);
    }
}

typedef struct {
    const char *pointer;
    const char *file;
    int line, column, key_line, key_column;
} place_case;

static const place_case place_cases[] = {
    { "", "top.json", 1, 1, 1, 1 },
    { "/name", "top.json", 2, 10, 2, 2 },
    { "/terms", "top.json", 3, 11, 3, 2 },
    { "/terms/cap", "--set /terms/cap", 0, 0, 0, 0 },
    { "/terms/rate", "middle.yaml", 4, 9, 4, 3 },
    { "/terms/floor/x", "top.json", 3, 27, 3, 22 },
    { "/terms/floor/none", "top.json", 3, 21, 3, 21 },
    { "/list/1", "base.json", 4, 14, 4, 14 },
    { "/new/deep", "--set /new/deep", 0, 0, 0, 0 },
    { "/new/deep/y", "--set /new/deep", 0, 0, 0, 0 },
    { "/new", "--set /new/deep", 0, 0, 0, 0 },
};

static void a_value_stands_where_it_was_set_last(void **state)
{
    (void)state;
    const document_override overrides[] = { { "/terms/cap", "44" }, { "/terms/cap", "45" }, { "/new/deep", "{\"y\":[1]}" } };
    fault_list faults = { 0 };
    document *doc = document_read("top.json", overrides, 3, &faults);
    assert_non_null(doc);
    for (size_t i = 0; i < sizeof place_cases / sizeof place_cases[0]; i++) {
        const fault_place value = document_place(doc, place_cases[i].pointer);
        const fault_place key = document_key_place(doc, place_cases[i].pointer);
        const char *name = strncmp(value.file, "./", 2) == 0 ? value.file + 2 : value.file;
        expect_text(name, place_cases[i].file);
        assert_int_equal(value.line, place_cases[i].line);
        assert_int_equal(value.column, place_cases[i].column);
        assert_int_equal(key.line, place_cases[i].key_line);
        assert_int_equal(key.column, place_cases[i].key_column);
    }
    document_free(doc);
    fault_list_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_extend_each_other),
        cmocka_unit_test(faults_of_all_files_and_overrides_come_at_once),
        cmocka_unit_test(seventeen_levels_are_too_many),
        cmocka_unit_test(overrides_set_members_of_objects),
        cmocka_unit_test(a_value_stands_where_it_was_set_last),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
