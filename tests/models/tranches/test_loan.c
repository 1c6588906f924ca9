#include "support/expect.h"
#include "support/kinds.h"
#include "tranches/tranche.h"

static const tranche_kind *loan(void)
{
    return (const tranche_kind *)(const void *)kind_named(&tranche_family, "loan");
}

static void kind_is_described(void **state)
{
    (void)state;
    expect_kind_is_described(&loan()->base);
}

/* 1.0721^(1/12) = 1.0058184738 : log 1.0721 = 0.0696193419, a twelfth of it 0.0058016118. */
static void what_is_owed_grows_by_a_twelfth_root_a_month(void **state)
{
    (void)state;
    const double p[] = { 0.0721 };
    tranche_account account = { 812.5, 1000 };
    expect_close(loan()->grow(p, &account), 1005.8184737662567, 1e-9);
    for (int month = 0; month < 36; month++) {
        account.owed = loan()->grow(p, &account);
    }
    expect_relative(account.owed, 1000 * 1.0721 * 1.0721 * 1.0721, 1e-13);
    const double free_of_interest[] = { 0 };
    expect_close(loan()->grow(free_of_interest, &account), account.owed, 0);
}

static void all_that_is_owed_is_due_and_nothing_is_shared(void **state)
{
    (void)state;
    const double p[] = { 0.0721 };
    const tranche_account account = { 812.5, 1000.25 };
    expect_close(loan()->due(p, &account), 1000.25, 0);
    expect_true(!loan()->shares_residual);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kind_is_described),
        cmocka_unit_test(what_is_owed_grows_by_a_twelfth_root_a_month),
        cmocka_unit_test(all_that_is_owed_is_due_and_nothing_is_shared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
