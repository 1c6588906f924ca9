#include "pay/bands.h"

#include <math.h>

double success_rate(double achieved, double assessed)
{
    return assessed > 0 ? achieved / assessed : 0;
}

/** How many of the term's rates are reached. */
static size_t rates_reached(const term_row *term, double rate)
{
    size_t reached = 0;
    while (reached < term->success_rates.count && rate >= term->success_rates.items[reached]) {
        reached++;
    }
    return reached;
}

/** On the line from the last rate reached to the next one. */
static double between_bands(const term_row *term, size_t reached, double rate)
{
    const double *rates = term->success_rates.items;
    const double *pays = term->success_pays.items;
    const double way = (rate - rates[reached - 1]) / (rates[reached] - rates[reached - 1]);
    return pays[reached - 1] + way * (pays[reached] - pays[reached - 1]);
}

double band_share(const term_row *term, double rate)
{
    if (term->success_rates.count == 0) {
        return 1;
    }
    const size_t reached = rates_reached(term, rate);
    if (reached == 0) {
        return 0;
    }
    const bool beyond = reached == term->success_rates.count;
    return term->success_between == BAND_LINEAR && !beyond ? between_bands(term, reached, rate) : term->success_pays.items[reached - 1];
}

double band_amount(band_account *account, const term_row *version, double rate, double amount, double so_far)
{
    if (version->success_rates.count == 0) {
        return amount;
    }
    const double share = band_share(version, rate);
    if (version->success_over == OVER_PERIOD) {
        return share * amount;
    }
    account->due += share * so_far;
    return 0;
}

double band_settle(band_account *account)
{
    const double now = fmax(0, account->due - account->paid);
    account->paid += now;
    account->due = 0;
    return now;
}
