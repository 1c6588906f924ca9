#ifndef EDGECARE_APPRAISE_PRICES_H
#define EDGECARE_APPRAISE_PRICES_H

#include "records/scenario.h"
#include "records/tally.h"

/** What a world says of prices, by financial year (index 0 is `first_year`): set once per world, shared by its replicates. Pounds. */
typedef struct {
    int first_year;
    date year_from[FINANCIAL_YEARS_MAX + 1];   /* 1 April of each year */
    int month_offset;                          /* months from April of first_year to the month of scenario.starts */
    uint32_t care, home;                       /* states of class care; states of class home or kin */
    double day_cost[STATES_MAX];               /* of a day in care at no extreme price, price-year prices; 0 for other states */
    double avoided[STATES_MAX][FINANCIAL_YEARS_MAX];  /* (1 + real growth)^(y - price_year) x avoidable x (1 - haircut), on price-year pounds */
    double cashable[STATES_MAX][FINANCIAL_YEARS_MAX]; /* ((1 + real growth)(1 + deflator))^(y - price_year) x cashable, nominal */
    double inflation[FINANCIAL_YEARS_MAX];     /* (1 + deflator)^(y - price_year) */
    double discount[FINANCIAL_YEARS_MAX];      /* (1 + discount rate)^-(y - year of base_date) */
    double home_support_per_day;               /* price-year prices */
    double uplift;                             /* 1 + cost_uplift */
    double evaluation;                         /* price-year prices */
    double release_lag_years;
} appraise_prices;

/** Works out the prices of one world; `first_year` is the exposure's. Source: docs/model.md, Value. */
void appraise_prices_set(const scenario *self, int first_year, appraise_prices *out);

/** The year's index, kept within 0 .. FINANCIAL_YEARS_MAX - 1. */
size_t year_index(const appraise_prices *prices, int financial_year);

/** The financial year's index of a month since the month of scenario.starts, kept within range. */
size_t year_index_of_month(const appraise_prices *prices, int month);

#endif
