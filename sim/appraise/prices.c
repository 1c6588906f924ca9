#include "appraise/prices.h"

#include <math.h>

#include "base/date.h"
#include "records/placement.h"

static void years_set(const scenario *self, appraise_prices *out)
{
    for (int y = 0; y <= FINANCIAL_YEARS_MAX; y++) {
        out->year_from[y] = date_from_parts((date_parts){ out->first_year + y, 4, 1 });
    }
    out->month_offset = date_months_between(out->year_from[0], self->starts);
}

static void general_prices_set(const scenario *self, appraise_prices *out)
{
    const appraisal_settings *appraisal = &self->appraisal;
    const double deflator = 1 + appraisal->deflator_per_year.value;
    const double discount = 1 + appraisal->discount_rate_per_year.value;
    const int base_year = date_financial_year(appraisal->base_date);
    for (int y = 0; y < FINANCIAL_YEARS_MAX; y++) {
        const int year = out->first_year + y;
        out->inflation[y] = pow(deflator, year - (int)appraisal->price_year);
        out->discount[y] = pow(discount, base_year - year);
    }
}

static void care_prices_set(const scenario *self, size_t s, appraise_prices *out)
{
    const state_row *state = &self->states.items[s];
    const double growth = 1 + state->real_growth_per_year.value;
    const double kept = 1 - self->appraisal.benefit_haircut.value;
    const double avoidable = state->avoidable_share.value * kept;
    const double cashable = state->cashable_share.value * kept;
    out->day_cost[s] = placement_usual_day_cost(state);
    for (int y = 0; y < FINANCIAL_YEARS_MAX; y++) {
        const double real = pow(growth, out->first_year + y - (int)self->appraisal.price_year);
        out->avoided[s][y] = real * avoidable;
        out->cashable[s][y] = real * out->inflation[y] * cashable;
    }
}

static void states_set(const scenario *self, appraise_prices *out)
{
    out->care = 0;
    out->home = 0;
    for (size_t s = 0; s < self->states.count; s++) {
        const int class_of = self->states.items[s].class_of;
        out->day_cost[s] = 0;
        out->home |= (uint32_t)(class_of == CLASS_HOME || class_of == CLASS_KIN) << s;
        if (class_of == CLASS_CARE) {
            out->care |= UINT32_C(1) << s;
            care_prices_set(self, s, out);
        }
    }
}

void appraise_prices_set(const scenario *self, int first_year, appraise_prices *out)
{
    const appraisal_settings *appraisal = &self->appraisal;
    out->first_year = first_year;
    years_set(self, out);
    general_prices_set(self, out);
    states_set(self, out);
    out->home_support_per_day = appraisal->home_support_gbp_per_week.value / 7;
    out->uplift = 1 + appraisal->cost_uplift.value;
    out->evaluation = appraisal->evaluation_gbp.value;
    out->release_lag_years = appraisal->release_lag_days.value / DAYS_PER_YEAR;
}

static size_t within_range(int index)
{
    const int last = FINANCIAL_YEARS_MAX - 1;
    return (size_t)(index < 0 ? 0 : index > last ? last : index);
}

size_t year_index(const appraise_prices *prices, int financial_year)
{
    return within_range(financial_year - prices->first_year);
}

size_t year_index_of_month(const appraise_prices *prices, int month)
{
    const int since_april = prices->month_offset + month;
    return within_range(since_april < 0 ? 0 : since_april / 12);
}
