#include "baselines/baseline.h"
#include "distributions/distribution.h"
#include "effects/effect.h"
#include "hazards/hazard.h"
#include "intake/intake.h"
#include "load/load_support.h"
#include "load/rows.h"
#include "load/words.h"
#include "terms/term.h"
#include "tranches/tranche.h"

#include <string.h>

static const bool numeric[] = {
    [SETTING_NUMBER] = true, [SETTING_QUANTITY] = true, [SETTING_INTEGER] = true, [SETTING_NUMBERS] = true, [SETTING_SHARES] = true, [SETTING_SPREAD] = true,
};

/** Numbers that have no unit, or the unit of something else ("": an input, which has that of what is made of it). */
static const char *const without_unit[] = { "seed", "rank", "draws_rank", "repaid_rank", "value", "low", "high", "", NULL };

static bool is_one_of(const char *word, const char *const words[])
{
    for (size_t i = 0; words[i]; i++) {
        if (strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

#define EXPECT_ROW(condition, of, row) \
    do { \
        if (!(condition)) { \
            fail_msg("%s/%s: not so: %s", (of)->title, (row)->key, #condition); \
        } \
    } while (0)

static void check_default(const settings *of, const setting *row)
{
    const bool number = row->type == SETTING_NUMBER || row->type == SETTING_QUANTITY || row->type == SETTING_INTEGER || row->type == SETTING_SPREAD;
    if (!row->fallback || !row->fallback[0] || strcmp(row->fallback, FALLBACK_NAME) == 0) {
        return;
    }
    json_value *value = json_parse(row->fallback);
    EXPECT_ROW(value, of, row);
    if (number) {
        EXPECT_ROW(json_type_of(value) == JSON_NUMBER, of, row);
        EXPECT_ROW(json_number(value) >= row_lowest(row) && json_number(value) <= row_highest(row), of, row);
    }
    json_free(value);
}

static void check_words(const settings *of, const setting *row)
{
    EXPECT_ROW(row->doc && strlen(row->doc) > 8, of, row);
    EXPECT_ROW(row->doc[strlen(row->doc) - 1] == '.', of, row);
    EXPECT_ROW(!row->usual || strlen(row->usual) > 0, of, row);
    EXPECT_ROW(row_lowest(row) < row_highest(row), of, row);
}

static void check_parts(const settings *of, const setting *row)
{
    EXPECT_ROW(row->type != SETTING_CHOICE || row->choices, of, row);
    EXPECT_ROW(row->type != SETTING_KIND || row->family, of, row);
    EXPECT_ROW((row->type != SETTING_OBJECT && row->type != SETTING_MAP) || row->rows, of, row);
    EXPECT_ROW(row->type != SETTING_SPREAD || row->choices, of, row);
    EXPECT_ROW(row->offset < of->size, of, row);
    EXPECT_ROW(!numeric[row->type < SETTING_SPREAD ? row->type : SETTING_SPREAD] || row->unit || is_one_of(row->key, without_unit), of, row);
}

static void check_struct(const settings *of)
{
    assert_true(of->title && of->doc && of->count > 0 && of->size > 0);
    for (size_t i = 0; i < of->count; i++) {
        const setting *row = &of->rows[i];
        EXPECT_ROW(row_of_key(of, row->key) == row, of, row); /* no key stands twice */
        check_words(of, row);
        check_parts(of, row);
        check_default(of, row);
        if (row->rows) {
            check_struct(row->rows);
        }
    }
}

static void every_setting_has_a_doc_a_unit_and_a_legal_default(void **state)
{
    (void)state;
    check_struct(&scenario_rows);
}

static void check_kind(const kind *one, const char *const reserved[])
{
    const settings *of = &one->parameters;
    assert_true(one->doc && strlen(one->doc) > 8);
    assert_true(of->count <= KIND_PARAMETERS_MAX);
    for (size_t i = 0; i < of->count; i++) {
        const setting *row = &of->rows[i];
        const bool list = row->type == SETTING_NUMBERS;
        EXPECT_ROW(row->type == SETTING_QUANTITY || row->type == SETTING_NUMBER || (list && i + 1 == of->count), of, row);
        EXPECT_ROW(row_of_key(of, row->key) == row, of, row);
        EXPECT_ROW(!is_one_of(row->key, reserved), of, row);
        check_words(of, row);
        check_default(of, row);
    }
}

/** Numbers that nothing is reckoned with but comparisons, and inputs: what is made of those has the bounds of its setting. */
static const char *const without_bounds[] = { "value", "low", "high", "", NULL };

static void check_numbers(const settings *of)
{
    for (size_t i = 0; i < of->count; i++) {
        const setting *row = &of->rows[i];
        const bool number = row->type <= SETTING_INTEGER || row->type == SETTING_NUMBERS || row->type == SETTING_SPREAD || row->type == SETTING_SHARES;
        EXPECT_ROW(!number || is_one_of(row->key, without_bounds) || (isfinite(row_lowest(row)) && isfinite(row_highest(row))), of, row);
    }
}

static void check_bounds(const settings *of)
{
    check_numbers(of);
    for (size_t i = 0; i < of->count; i++) {
        const setting *row = &of->rows[i];
        EXPECT_ROW(!row->unit || strcmp(row->unit, "days") != 0 || row_highest(row) <= 6574, of, row); /* eighteen years */
        if (row->rows) {
            check_bounds(row->rows);
        }
    }
}

static void every_number_of_a_scenario_has_bounds(void **state)
{
    (void)state;
    static const kind_family *const families[] = { &hazard_family, &effect_family, &intake_family, &term_family, &baseline_family, &tranche_family };
    check_bounds(&scenario_rows);
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
        for (size_t j = 0; j < families[i]->count; j++) {
            check_numbers(&families[i]->kinds[j]->parameters);
        }
    }
}

static void every_kind_has_parameters_that_can_be_read(void **state)
{
    (void)state;
    static const char *const reserved[] = { "kind", "dist", "spread", "between", "unit", "note", "source", "mark", NULL };
    const kind_family *const families[] = { &hazard_family, &effect_family, &intake_family, &term_family, &distribution_family };
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
        assert_true(families[i]->count > 3 || families[i] == &intake_family);
        for (size_t j = 0; j < families[i]->count; j++) {
            check_kind(families[i]->kinds[j], reserved);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_setting_has_a_doc_a_unit_and_a_legal_default),
        cmocka_unit_test(every_number_of_a_scenario_has_bounds),
        cmocka_unit_test(every_kind_has_parameters_that_can_be_read),
    };
    return cmocka_run_group_tests(tests, in_sources, NULL);
}
