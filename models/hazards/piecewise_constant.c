#include "hazards/hazard.h"

#include <math.h>

extern const hazard_kind hazard_piecewise_constant;

static const setting rows[] = {
    { .key = "pieces",
      .type = SETTING_NUMBERS,
      .minimum = 0,
      .maximum = 1e9,
      .doc = "Pairs of a day and the risk per day from that day on, the first day 0: [0, 0.002, 90, 0.0005] has risk 0.002 a day for 90 days, then 0.0005.",
      .moves = "higher risks make the event sooner and more frequent" },
};

/* One stretch of constant risk. */
typedef struct {
    double from;
    double to;
    double rate;
} piece;

static size_t piece_count(const number_list *list)
{
    return list->count / 2;
}

static piece piece_at(const number_list *list, size_t i)
{
    const double *const pair = list->items + 2 * i;
    return (piece){ .from = pair[0], .to = i + 1 < piece_count(list) ? pair[2] : HUGE_VAL, .rate = pair[1] };
}

/* What a piece adds to H until `t`, not before its start; nothing without a risk, however long. */
static double piece_hazard(piece at, double t)
{
    return at.rate > 0 ? at.rate * (fmin(t, at.to) - at.from) : 0;
}

/** H(t) = sum over pieces of rate x days of it before t */
static double piecewise_cumulative(const double p[], const number_list *list, double t)
{
    (void)p;
    double sum = 0;
    for (size_t i = 0; i < piece_count(list) && piece_at(list, i).from < t; i++) {
        sum += piece_hazard(piece_at(list, i), t);
    }
    return sum;
}

/** The day in the first piece by whose end H has reached h. */
static double piecewise_inverse(const double p[], const number_list *list, double h)
{
    (void)p;
    for (size_t i = 0; i < piece_count(list); i++) {
        const piece at = piece_at(list, i);
        const double gain = piece_hazard(at, at.to);
        if (h <= gain) {
            return h > 0 ? fmin(at.from + h / at.rate, at.to) : at.from;
        }
        h -= gain;
    }
    return HUGE_VAL;
}

static void piecewise_inverse_many(const double p[], const number_list *list, double h[], size_t count)
{
    hazard_inverse_each(&hazard_piecewise_constant, p, list, h, count);
}

static const char *piecewise_fault(const double p[], const number_list *list)
{
    (void)p;
    if (list->count < 2 || list->count % 2 != 0) {
        return "pieces must be pairs of a day and a risk per day, at least one";
    }
    if (list->items[0] > 0) {
        return "the first of the pieces must begin at day 0";
    }
    for (size_t i = 1; i < piece_count(list); i++) {
        if (list->items[2 * i] <= list->items[2 * i - 2]) {
            return "the days of the pieces must rise";
        }
    }
    return NULL;
}

const hazard_kind hazard_piecewise_constant = {
    .base = { .name = "piecewise_constant",
              .doc = "A risk that is constant between given days; the last one holds for ever.",
              .parameters = SETTINGS("piecewise constant hazard", "A risk that changes on given days.", rows, quantity),
              .fault = piecewise_fault },
    .cumulative = piecewise_cumulative,
    .inverse = piecewise_inverse,
    .inverse_many = piecewise_inverse_many,
};
