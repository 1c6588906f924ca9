#include "support/expect.h"

#include <string.h>

#include "upgrade/upgrade.h"

/** The upgraded text and how many changes were made; the test fails on faults. */
static text_buffer upgraded(const char *name, const char *text, size_t changes)
{
    fault_list faults = { 0 };
    text_buffer out;
    size_t found;
    assert_true(upgrade_text(name, text, strlen(text), &out, &found, &faults));
    assert_int_equal(found, changes);
    fault_list_free(&faults);
    return out;
}

static void expect_upgraded(const char *before, const char *after, size_t changes)
{
    text_buffer out = upgraded("a.json", before, changes);
    expect_text(out.bytes, after);
    text_free(&out);
}

/* The texts on the right were written by hand from the two forms in CHANGELOG.md. */
static void old_keys_become_new_ones_and_all_else_stays(void **state)
{
    (void)state;
    const struct {
        const char *before, *after;
        size_t changes;
    } cases[] = {
        { "{\"schema\": \"edgecare/1\"}", "{\"schema\": \"edgecare/3\"}", 1 },
        { "{\"schema\":\"edgecare/2\"}", "{\"schema\":\"edgecare/3\"}", 1 },
        { "{\n  \"schema\" : \"edgecare/1\" ,\r\n \"name\":\"ü\"}", "{\n  \"schema\" : \"edgecare/3\" ,\r\n \"name\":\"ü\"}", 1 },
        { "{\"people\": {\"note\": \"ü \\\" }\", \"frailty_variance\": 0.5, \"start_share\": 1}}",
          "{\"people\": {\"note\": \"ü \\\" }\", \"frailty\": {\"variance\": 0.5}, \"start_share\": 1}}", 1 },
        { "{\"people\": {\"frailty_variance\": {\"dist\": \"uniform\", \"min\": 0, \"max\": 1, \"note\": \"a } b\"}}}",
          "{\"people\": {\"frailty\": {\"variance\": {\"dist\": \"uniform\", \"min\": 0, \"max\": 1, \"note\": \"a } b\"}}}}", 1 },
        { "{\"people\": {\"frailty_variance\": null}}", "{\"people\": {\"frailty\": null}}", 1 },
        { "{\"contracts\": {\"a\": {\"terms\": {\"x\": {\"baseline_share\": 0.55}, \"y\": {\"baseline_share\": 0.4, \"price_gbp\": 3}}},\n\"b\": null}}",
          "{\"contracts\": {\"a\": {\"terms\": {\"x\": {\"baseline\": {\"kind\": \"written\", \"share\": 0.55}}, \"y\": {\"baseline\": {\"kind\": \"written\", "
          "\"share\": 0.4}, \"price_gbp\": 3}}},\n\"b\": null}}",
          2 },
        { "{\"contracts\": {\"a\": {\"capital\": {\"recycle_until\" : \"2029-03-31\", \"buffer_gbp\": 5}}}}",
          "{\"contracts\": {\"a\": {\"capital\": {\"distribute\" : {\"from\": \"2029-03-31\", \"reserve_months\": 0, \"every_months\": 1}, \"buffer_gbp\": 5}}}}", 1 },
        { "{\"contracts\": {\"a\": {\"capital\": {\"recycle_until\": null}}}}", "{\"contracts\": {\"a\": {\"capital\": {\"distribute\": null}}}}", 1 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_upgraded(cases[i].before, cases[i].after, cases[i].changes);
    }
}

static void a_file_of_the_present_form_stays_to_the_byte(void **state)
{
    (void)state;
    expect_upgraded("{\"schema\":\"edgecare/3\", \"people\":{\"frailty\":{\"variance\":1}},\n\"frailty_variance\":{\"people\":1}}",
                    "{\"schema\":\"edgecare/3\", \"people\":{\"frailty\":{\"variance\":1}},\n\"frailty_variance\":{\"people\":1}}", 0);
}

static void what_was_upgraded_needs_no_more(void **state)
{
    (void)state;
    text_buffer once = upgraded("a.json", "{\"schema\":\"edgecare/1\",\"people\":{\"frailty_variance\":2}}", 2);
    text_buffer twice = upgraded("a.json", once.bytes, 0);
    expect_text(once.bytes, twice.bytes);
    text_free(&once);
    text_free(&twice);
}

static void yaml_is_told_of_and_not_rewritten(void **state)
{
    (void)state;
    static const char text[] = "people:\n  frailty_variance: 0.5\n";
    fault_list faults = { 0 };
    text_buffer out;
    size_t changes;
    assert_false(upgrade_text("a.yaml", text, strlen(text), &out, &changes, &faults));
    assert_int_equal(faults.count, 1);
    assert_int_equal(faults.items[0].line, 2);
    assert_int_equal(faults.items[0].column, 3);
    assert_null(out.bytes);
    fault_list_free(&faults);
}

static void a_file_that_is_no_json_is_refused(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    text_buffer out;
    size_t changes;
    assert_false(upgrade_text("a.json", "{\"a\": ", 6, &out, &changes, &faults));
    assert_true(faults.count > 0);
    assert_null(out.bytes);
    fault_list_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(old_keys_become_new_ones_and_all_else_stays), cmocka_unit_test(a_file_of_the_present_form_stays_to_the_byte),
        cmocka_unit_test(what_was_upgraded_needs_no_more), cmocka_unit_test(yaml_is_told_of_and_not_rewritten),
        cmocka_unit_test(a_file_that_is_no_json_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
