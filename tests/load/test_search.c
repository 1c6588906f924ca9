#include "support/expect.h"

#include <stdlib.h>
#include <string.h>

#include "load/explain.h"
#include "load/search.h"

enum { MOST = 2048 };
static search_hit hits[MOST];

/** What a search for words, parted by blanks, finds. */
static size_t searched(const char *text)
{
    static char copy[200];
    const char *words[8];
    size_t count = 0;
    snprintf(copy, sizeof copy, "%s", text);
    for (char *rest = copy, *word = strsep(&rest, " "); word; word = strsep(&rest, " ")) {
        words[count++] = word;
    }
    return search_settings(words, count, hits, MOST);
}

static const search_hit *best(size_t count)
{
    const search_hit *found = NULL;
    for (size_t i = 0; i < count; i++) {
        const bool shorter = found && hits[i].rank == found->rank && strlen(hits[i].pointer) < strlen(found->pointer);
        found = !found || hits[i].rank > found->rank || shorter ? &hits[i] : found;
    }
    return found;
}

static void plain_words_find_the_setting_that_is_meant(void **state)
{
    (void)state;
    static const struct {
        const char *words, *pointer;
    } cases[] = {
        { "deadweight", "/contracts/NAME/terms/NAME/deadweight" }, { "DEADWEIGHT", "/contracts/NAME/terms/NAME/deadweight" },
        { "cashable", "/states/NAME/cashable_share" },             { "limit gbp", "/contracts/NAME/limit_gbp" },
        { "caseload", "/sites/NAME/caseload" },                    { "haircut", "/appraisal/benefit_haircut" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const size_t count = searched(cases[i].words);
        assert_true(count > 0 && count < MOST);
        expect_text(best(count)->pointer, cases[i].pointer);
    }
    assert_int_equal(searched("zzzz"), 0);
    assert_int_equal(searched("deadweight zzzz"), 0);
}

static void names_rank_before_what_is_said_of_them(void **state)
{
    (void)state;
    static const char *const words[] = { "cost", "share" };
    assert_int_equal(search_rank(words, 2, "cost_share", "any"), 4);
    assert_int_equal(search_rank(words, 2, "share_of_cost", "any"), 3);
    assert_int_equal(search_rank(words, 2, "costly_shares", "any"), 2);
    assert_int_equal(search_rank(words, 2, "share", "Part of the cost."), 1);
    assert_int_equal(search_rank(words, 2, "share", "Part of all."), 0);
}

/* What a search finds can be asked for: each pointer is one that explain knows, and is told in at most five lines. */
static void every_pointer_that_is_found_can_be_explained(void **state)
{
    (void)state;
    const size_t count = searched("");
    assert_true(count > 250 && count < MOST);
    for (size_t i = 0; i < count; i++) {
        char *text = NULL;
        size_t size = 0, lines = 0;
        fault_list faults = { 0 };
        FILE *out = open_memstream(&text, &size);
        if (!explain_write(hits[i].pointer, NULL, out, &faults)) {
            fail_msg("%s is not known", hits[i].pointer);
        }
        fclose(out);
        free(text);
        out = open_memstream(&text, &size);
        explain_briefly(hits[i].pointer, hits[i].row, out);
        fclose(out);
        for (const char *c = text; *c; c++) {
            lines += *c == '\n';
        }
        free(text);
        fault_list_free(&faults);
        assert_true(lines >= 4 && lines <= 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_words_find_the_setting_that_is_meant),
        cmocka_unit_test(names_rank_before_what_is_said_of_them),
        cmocka_unit_test(every_pointer_that_is_found_can_be_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
