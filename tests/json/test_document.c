#include "support/expect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json/document.h"

static void expect_faults(fault_list *faults, const char *expected)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    fault_sort(faults);
    fault_print(faults, out);
    fclose(out);
    expect_text(text, expected);
    free(text);
    fault_list_free(faults);
}

typedef struct {
    const char *name;
    const char *text;
    const char *faults;
} fault_case;

#define COMMA " error: expected a comma or a closing bracket before this\n"
#define A_VALUE "expected a number, a text in double quotes, true, false, null, {...} or [...]\n"

/* Lines and columns counted by hand. */
static const fault_case fault_cases[] = {
    { "t.json", "{\"a\":1,}", "t.json:1:7: error: nothing follows this comma; take it out\n" },
    { "t.json", "{\n \"a\": 1,\n}", "t.json:2:8: error: nothing follows this comma; take it out\n" },
    { "t.json", "{'a':1}", "t.json:1:2: error: a text stands in double quotes, not single ones\n" },
    { "t.json", "{a:1}", "t.json:1:2: error: a key stands in double quotes: \"a\"\n" },
    { "t.json", "{\"a\":tru}", "t.json:1:6: error: found \"tru\"; " A_VALUE },
    { "t.json", "{\"a\": 01}", "t.json:1:7: error: found \"01\"; " A_VALUE },
    { "t.json", "{\"a\":NaN}", "t.json:1:6: error: NaN is no number of JSON; " A_VALUE },
    { "t.json", "{\"a\":\"x\ty\"}", "t.json:1:8: error: a control character (a tab?) inside a text; write it as \\t, \\n or \\u00xx\n" },
    { "t.json", "{\"a\": 1\n \"b\": 2}", "t.json:2:2:" COMMA },
    { "t.json", "{\"a\": \"x\"\n \"b\": 2}", "t.json:2:2:" COMMA },
    { "t.json", "{\"a\":1 \"b\":2}", "t.json:1:8:" COMMA },
    { "t.json", "[1 2]", "t.json:1:4:" COMMA },
    { "t.json", "{\"a\" 1}", "t.json:1:2: error: expected a key, a colon and a value\n" },
    { "t.json", "{\"a\":1", "t.json:1:7: error: the text ends before its brackets are closed\n" },
    { "t.json", "{\"a\":[1,2}", "t.json:1:10: error: this bracket closes one of the other kind\n" },
    { "t.json", "{\"a\":1}}", "t.json:1:8: error: this bracket closes nothing\n" },
    { "t.json", "{\"a\":1} x", "t.json:1:9: error: nothing may follow the end of the value\n" },
    { "t.json", "{\"a\":1} {\"b\":2}", "t.json:1:9: error: nothing may follow the end of the value\n" },
    { "t.json", "{\"a\":1} # c", "t.json:1:9: error: JSON has no comments\n" },
    { "t.json", "", "t.json:1:1: error: the text is empty; expected {...}\n" },
    { "t.json", " \n", "t.json:2:1: error: the text is empty; expected {...}\n" },
    { "t.json", "{\"a\": \"x", "t.json:1:7: error: this text has no closing quote\n" },
    { "t.json", "{\"a\":\"\\ud83d\"}", "t.json:1:6: error: this text holds a \\u escape that is no character\n" },
    { "t.json", "{\"a\":\"\\u0000\"}", "t.json:1:6: error: /a: a text may not hold the character \\u0000\n" },
    { "t.json", "{\"a\":1\r\n\r\n,\"b\":x}", "t.json:3:6: error: found \"x\"; " A_VALUE },
    { "t.json", "{\"\xc3\xa9\":\"\xe2\x82\xac\xff\"}", "t.json:1:8: error: the byte 0xFF is no UTF-8 text; save the file as UTF-8\n" },
    { "t.json", "[\n\"\xc0\xaf\"]", "t.json:2:2: error: the byte 0xC0 is no UTF-8 text; save the file as UTF-8\n" },
    { "t.json", "{\"a\":1e999,\"b\":[1,-1e999,9007199254740993,9007199254740994]}",
      "t.json:1:6: error: /a: 1e999 is no finite number\n"
      "t.json:1:19: error: /b/1: -1e999 is no finite number\n"
      "t.json:1:26: error: /b/2: 9007199254740993 is an integer that a double cannot hold; those up to 9007199254740992 it can\n" },
    { "t.json", "{\"a\":1,\"a\":2,\n\"b\":{\"c/~d\":1,\"x\":[],\"c/~d\":2,\"c/~d\":3}}",
      "t.json:1:8: error: /a: this key stands at 1:2 already; keep one of the two\n"
      "t.json:2:22: error: /b/c~1~0d: this key stands at 2:6 already; keep one of the two\n"
      "t.json:2:31: error: /b/c~1~0d: this key stands at 2:6 already; keep one of the two\n" },
    { "t.yaml", "a:\n\tb: 1", "t.yaml:2:1: error: a tab may not indent; use blanks\n" },
    { "t.yml", "a: b: c", "t.yml:1:5: error: a second colon on one line; a text with a colon stands in quotes\n" },
    { "t.yaml", "a: 1\nb: 2\na: 3", "t.yaml:3:1: error: /a: this key stands at 1:1 already; keep one of the two\n" },
    { "t.yaml", "a: .inf\nb: .nan\nc: 1e400\n",
      "t.yaml:1:4: error: /a: .inf is no finite number\nt.yaml:2:4: error: /b: .nan is no finite number\nt.yaml:3:4: error: /c: 1e400 is no finite number\n" },
    { "t.yaml", "a: &x 1\nb: *x", "t.yaml:2:4: error: /b: aliases (*name) are not read; write the value out\n" },
    { "t.yaml", "a: !!str 12", "t.yaml:1:4: error: /a: tags (!name) are not read; write a text in quotes, anything else plainly\n" },
    { "t.yaml", "? [1]\n: 2", "t.yaml:1:3: error: a key is a text, not a list or an object\n" },
    { "t.YML", "a: b: c", "t.YML:1:5: error: a second colon on one line; a text with a colon stands in quotes\n" },
    { "t.yaml", "a:\n  - x\nb: |0\n  c\n", "t.yaml:3:4: error: /b: an indentation of 0 is none: write 1 to 9 behind the | or >, or nothing\n" },
    { "t.yaml", "\xc3\xa9: 'x|'\nbb: >-0\n c", "t.yaml:2:5: error: /bb: an indentation of 0 is none: write 1 to 9 behind the | or >, or nothing\n" },
    { "t.yaml", "%YAML 9.9\n---\na: 1\n", "t.yaml:1:1: error: this is not read as YAML: unsupport version number 9.9\n" },
    { "t.yaml", "a: {b: 4,500,000, c: 2,000}", "t.yaml:1:24: error: /a/000: this key was given before; if it is a part of a number: numbers are written without commas\n" },
    { "t.yaml", "# nothing", "t.yaml:1:1: error: the text is empty; expected {...}\n" },
    { "t.json", "{\"extends\": 3}", "t.json:1:13: error: /extends: is a number; expected the path of the file that this one extends\n" },
    { "t.json", "{\"extends\": \"\"}", "t.json:1:13: error: /extends: is an empty text; expected the path of the file that this one extends\n" },
    { "no/t.json", "{\"extends\": \"x.json\"}", "no/t.json:1:13: error: /extends: \"no/x.json\" cannot be read: No such file or directory\n" },
};

static void every_fault_is_shown_where_it_is(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof fault_cases / sizeof fault_cases[0]; i++) {
        fault_list faults = { 0 };
        assert_null(document_read_text(fault_cases[i].name, fault_cases[i].text, strlen(fault_cases[i].text), &faults));
        expect_faults(&faults, fault_cases[i].faults);
    }
}

static void a_file_that_is_not_there_or_a_folder_cannot_be_read(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    assert_null(document_read("no/such.json", NULL, 0, &faults));
    expect_faults(&faults, "no/such.json: error: cannot be read: No such file or directory\n");
    assert_null(document_read("/", NULL, 0, &faults));
    expect_faults(&faults, "/: error: cannot be read: Is a directory\n");
}

/** Reads `count` times `piece`, and `end`. */
static document *read_repeated(const char *name, const char *start, const char *piece, size_t count, const char *end, fault_list *faults)
{
    const size_t size = strlen(piece);
    const size_t before = strlen(start);
    const size_t length = before + count * size + strlen(end);
    char *text = malloc(length + 1);
    assert_non_null(text);
    memcpy(text, start, before);
    for (size_t i = 0; i < count; i++) {
        memcpy(text + before + i * size, piece, size);
    }
    memcpy(text + before + count * size, end, strlen(end) + 1);
    document *doc = document_read_text(name, text, length, faults);
    free(text);
    return doc;
}

static void nesting_too_deep_is_a_fault_however_deep(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    document *doc = read_repeated("t.json", "\"[[", "[", 500, "\"", &faults); /* brackets in a text don't nest */
    assert_non_null(doc);
    document_free(doc);
    assert_null(read_repeated("t.json", "", "[", 200000, "", &faults));
    expect_faults(&faults, "t.json:1:65: error: nests deeper than 64 levels\n");
    assert_null(read_repeated("t.json", "{\"a\":", "{\"a\":", 64, "", &faults));
    expect_faults(&faults, "t.json:1:321: error: nests deeper than 64 levels\n");
    assert_null(read_repeated("t.yaml", "", "- ", 200000, "", &faults));
    assert_int_equal(faults.count, 1);
    assert_int_equal(faults.items[0].column, 129);
    fault_list_free(&faults);
}

static void sixty_four_levels_are_read(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    char text[129];
    memset(text, '[', 64);
    memset(text + 64, ']', 64);
    text[128] = '\0';
    document *doc = document_read_text("t.json", text, 128, &faults);
    expect_faults(&faults, "");
    assert_non_null(doc);
    document_free(doc);
}

static void texts_over_four_megabytes_are_refused(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    assert_null(read_repeated("t.json", "[1", " ", DOCUMENT_BYTES_MAX, "]", &faults));
    expect_faults(&faults, "t.json: error: has more than 4194304 bytes, which is the most that is read\n");
    document *doc = read_repeated("t.json", "[1", " ", DOCUMENT_BYTES_MAX - 3, "]", &faults);
    assert_non_null(doc);
    document_free(doc);
}

static void an_object_holds_four_thousand_keys(void **state)
{
    (void)state;
    for (int keys = 4000; keys <= 4001; keys++) {
        char *text = malloc((size_t)keys * 12 + 20);
        assert_non_null(text);
        int length = sprintf(text, "[{");
        for (int i = 0; i < keys; i++) {
            length += sprintf(text + length, "%s\"k%d\":1", i ? "," : "", i);
        }
        length += sprintf(text + length, "}]");
        fault_list faults = { 0 };
        document *doc = document_read_text("t.json", text, (size_t)length, &faults);
        assert_int_equal(doc != NULL, keys == 4000);
        expect_faults(&faults, keys == 4000 ? "" : "t.json:1:2: error: /0: has 4001 keys; an object holds at most 4000\n");
        document_free(doc);
        free(text);
    }
}

typedef struct {
    const char *pointer;
    int line, column, key_line, key_column;
} place_case;

static void expect_places(const char *name, const char *text, const char *json, const place_case cases[], size_t count)
{
    fault_list faults = { 0 };
    document *doc = document_read_text(name, text, strlen(text), &faults);
    expect_faults(&faults, "");
    assert_non_null(doc);
    char *written = json_text(document_value(doc));
    expect_text(written, json);
    free(written);
    for (size_t i = 0; i < count; i++) {
        const fault_place value = document_place(doc, cases[i].pointer);
        const fault_place key = document_key_place(doc, cases[i].pointer);
        expect_text(value.file, name);
        assert_ptr_equal(value.pointer, cases[i].pointer);
        assert_int_equal(value.line, cases[i].line);
        assert_int_equal(value.column, cases[i].column);
        assert_int_equal(key.line, cases[i].key_line);
        assert_int_equal(key.column, cases[i].key_column);
    }
    document_free(doc);
}

static void places_in_json_are_those_of_values_and_keys(void **state)
{
    (void)state;
    static const place_case cases[] = {
        { "", 1, 1, 1, 1 },          { "/a~1b", 1, 10, 1, 3 },   { "/m~0n", 2, 10, 2, 2 },       { "/m~0n/0", 2, 11, 2, 11 }, { "/m~0n/1", 2, 15, 2, 15 },
        { "/m~0n/1/\xc3\xa9", 3, 9, 3, 4 }, { "/m~0n/2", 4, 3, 4, 3 }, { "/m~0n/2/0", 4, 4, 4, 4 }, { "/\xe2\x82\xac", 5, 7, 5, 2 },
        { "/m~0n/9/x", 2, 10, 2, 10 }, { "/m~0n/1/no", 2, 15, 2, 15 }, { "/none/x", 1, 1, 1, 1 },
    };
    expect_places("t.json", "{ \"a/b\": 1.5,\n \"m~n\" : [\"x\",{\n   \"\xc3\xa9\": true},\r\n  [null]],\n \"\xe2\x82\xac\": \"\\ud83d\\ude00\"}",
                  "{\"a/b\":1.5,\"m~n\":[\"x\",{\"\xc3\xa9\":true},[null]],\"\xe2\x82\xac\":\"\xf0\x9f\x98\x80\"}", cases, sizeof cases / sizeof cases[0]);
}

static void places_in_yaml_are_those_of_values_and_keys(void **state)
{
    (void)state;
    static const place_case cases[] = {
        { "/a", 2, 4, 2, 1 },      { "/b", 4, 3, 3, 1 },      { "/b/0", 4, 5, 4, 5 },   { "/b/1", 5, 5, 5, 5 },   { "/b/1/y", 5, 8, 5, 5 },
        { "/b/1/z q", 6, 12, 6, 5 }, { "/c/d", 7, 8, 7, 5 }, { "/e", 8, 1, 8, 1 },
    };
    expect_places("t.yaml", "# words\na: 2020-01-01\nb:\n  - it's\n  - y: 0x1f\n    \"z q\": 'no'\nc: {d: [~, +12, .5]}\ne:\nf: \"12\"\n",
                  "{\"a\":\"2020-01-01\",\"b\":[\"it's\",{\"y\":31,\"z q\":\"no\"}],\"c\":{\"d\":[null,12,0.5]},\"e\":null,\"f\":\"12\"}", cases,
                  sizeof cases / sizeof cases[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_is_shown_where_it_is),
        cmocka_unit_test(a_file_that_is_not_there_or_a_folder_cannot_be_read),
        cmocka_unit_test(nesting_too_deep_is_a_fault_however_deep),
        cmocka_unit_test(sixty_four_levels_are_read),
        cmocka_unit_test(texts_over_four_megabytes_are_refused),
        cmocka_unit_test(an_object_holds_four_thousand_keys),
        cmocka_unit_test(places_in_json_are_those_of_values_and_keys),
        cmocka_unit_test(places_in_yaml_are_those_of_values_and_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
