#include "pay/savings.h"

#include <math.h>

double baseline_saved(double achieved, double window_days, double baseline_share)
{
    return achieved - (1 - baseline_share) * window_days;
}

/** Adds a period and returns by how much S changed as far as it is known. A new share is applied to all window days so far. */
static double account_add(savings_account *account, const period_savings *period)
{
    const double share = isnan(period->share) ? account->share : period->share;
    account->sum += baseline_saved(period->achieved, period->window_days, share) + (share - account->share) * account->window;
    account->window += period->window_days;
    account->share = share;
    account->known = account->known || !isnan(period->share);
    if (!account->known) {
        return 0;
    }
    const double change = account->sum - account->told;
    account->told = account->sum;
    return change;
}

static bool effect_reached(const savings_account *account, double minimum_effect)
{
    return account->known && (minimum_effect <= 0 || account->sum >= minimum_effect * account->share * account->window);
}

static double beyond_highest(savings_account *account)
{
    const double payable = fmax(0, account->sum - account->highest);
    account->highest = fmax(account->highest, account->sum);
    return payable;
}

static double period_floored(double change, double child_saved)
{
    (void)child_saved;
    return fmax(0, change);
}

static double child_floored(double change, double child_saved)
{
    (void)change;
    return child_saved;
}

static double not_floored(double change, double child_saved)
{
    (void)child_saved;
    return change;
}

double savings_payable(savings_account *account, const period_savings *period, baseline_floor floor, double minimum_effect)
{
    static double (*const saved_by[])(double change, double child_saved) = {
        [FLOOR_PERIOD] = period_floored, [FLOOR_CHILD] = child_floored, [FLOOR_CLAW_BACK] = not_floored
    };
    const double change = account_add(account, period);
    const bool reached = effect_reached(account, minimum_effect);
    if (floor == FLOOR_CUMULATIVE) {
        return reached ? beyond_highest(account) : 0;
    }
    account->held += saved_by[floor](change, period->child_saved);
    const double payable = reached ? account->held : 0;
    account->held -= payable;
    return payable;
}
