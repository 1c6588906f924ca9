#ifndef EDGECARE_MEASURE_UNITS_H
#define EDGECARE_MEASURE_UNITS_H

#include "measure/workspace.h"

/** Where the units and window days of a term are summed. */
typedef struct {
    const staircase *periods;
    int32_t from, until; /* days on which units count: of the claim calendar, paid for, known */
    int32_t due_until;   /* the first day on which nothing falls due any more: after the claim calendar, or not known */
    int32_t known;       /* of the child being added, before due_until: units of days before it fall due on it */
    stair *slot[ARM_COUNT];
    stair *window[ARM_COUNT];
    lot_sum *lots[ARM_COUNT];
    stair *worth[ARM_COUNT]; /* units at the full price; meaningless where the term has no taper */
    lot_sum *worth_lots[ARM_COUNT];
} unit_sums;

/** How much a child may earn, and what its units are worth. */
typedef struct {
    double limit;     /* achieved units of one child; infinite: none */
    double limit_gbp; /* what they may come to at the price of their period, before deadweight; infinite: none, or in `limit` since no price differs */
    const number_list *after_days, *pays; /* taper: on days of the window later than after_days[i] a unit is worth pays[i] of the price */
    const double *price; /* by period, in pounds; read where limit_gbp is finite */
    bool differs;     /* units are not all worth the same */
} unit_worth;

/** Adds the units that a child earns to a slot: those on days that count, in order of days, until a limit is reached; the unit that crosses it counts by the
 *  fraction that fits. Each falls due on its day, or on sums->known if that is later, at the price of the period then. `day_zero` is the day before the
 *  window's first, whatever it was cut to. Returns the units added. */
double units_add(const unit_sums *sums, size_t slot, const unit_run runs[], size_t count, const unit_worth *worth, int32_t day_zero);

/** Adds `each` for each day of a run, when it falls due, to stairs of the sums. */
void days_add(const unit_sums *sums, stair stairs[], day_run days, double each);

/** Takes `units` back on a day, or when the child is known to be eligible if that is later; it counts where the claim calendar has that day and it is known. */
void units_take_back(const unit_sums *sums, size_t slot, int32_t day, double units, double share);

/** What a unit on the window's `day`-th day is worth, as a share of the price. */
double worth_share(const unit_worth *worth, int32_t day);

/** Adds the units of a slot to out[period]; units_sum_worth: at the full price. */
void units_sum(const unit_sums *sums, size_t slot, double out[]);
void units_sum_worth(const unit_sums *sums, size_t slot, double out[]);

#endif
