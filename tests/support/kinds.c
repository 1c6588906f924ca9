#include "support/kinds.h"

#include "support/expect.h"

#include <string.h>

const kind *kind_named(const kind_family *family, const char *name)
{
    for (size_t i = 0; i < family->count; i++) {
        if (strcmp(family->kinds[i]->name, name) == 0) {
            return family->kinds[i];
        }
    }
    fail_msg("no %s is called %s", family->title, name);
    return NULL;
}

static void expect_row_is_described(const setting *row, int is_last)
{
    assert_non_null(row->key);
    assert_non_null(row->doc);
    expect_true(row->type == SETTING_QUANTITY || row->type == SETTING_NUMBER || (row->type == SETTING_NUMBERS && is_last));
    expect_true(row->minimum <= row->maximum);
}

void expect_kind_is_described(const kind *kind_)
{
    assert_non_null(kind_->doc);
    assert_non_null(kind_->parameters.title);
    expect_true(kind_->parameters.count <= KIND_PARAMETERS_MAX + 1);
    for (size_t i = 0; i < kind_->parameters.count; i++) {
        expect_row_is_described(&kind_->parameters.rows[i], i + 1 == kind_->parameters.count);
    }
}
