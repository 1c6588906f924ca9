#include "support/expect.h"
#include "support/kinds.h"
#include "tranches/tranche.h"

static void kind_is_described(void **state)
{
    (void)state;
    expect_kind_is_described(kind_named(&tranche_family, "equity"));
}

static void it_is_due_its_principal_and_shares_in_what_is_left(void **state)
{
    (void)state;
    const tranche_kind *equity = (const tranche_kind *)(const void *)kind_named(&tranche_family, "equity");
    const tranche_account account = { 1234.56, 1300.78 };
    expect_close(equity->due(NULL, &account), 1234.56, 0);
    expect_close(equity->grow(NULL, &account), 1234.56, 0);
    expect_true(equity->shares_residual);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kind_is_described),
        cmocka_unit_test(it_is_due_its_principal_and_shares_in_what_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
