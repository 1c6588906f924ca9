#include "support/expect.h"
#include "support/kinds.h"
#include "tranches/tranche.h"

static void kind_is_described(void **state)
{
    (void)state;
    expect_kind_is_described(kind_named(&tranche_family, "first_loss"));
}

static void it_is_due_its_principal_and_nothing_more(void **state)
{
    (void)state;
    const tranche_kind *first_loss = (const tranche_kind *)(const void *)kind_named(&tranche_family, "first_loss");
    const tranche_account account = { 1234.56, 1300.78 };
    expect_close(first_loss->due(NULL, &account), 1234.56, 0);
    expect_close(first_loss->grow(NULL, &account), 1234.56, 0);
    expect_true(!first_loss->shares_residual);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kind_is_described),
        cmocka_unit_test(it_is_due_its_principal_and_nothing_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
