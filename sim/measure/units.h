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

/** What units are worth by the day of the window: on days later than after_days[i] pays[i] of the price. */
typedef struct {
    const number_list *after_days, *pays; /* none: each is worth the price */
} unit_taper;

/** The part of a run that lies on days that count; the lots that are left stay on their days. */
unit_run units_claimable(const unit_sums *sums, unit_run run);

static inline double units_lots(const unit_run *run)
{
    if (run->until <= run->from) {
        return 0.0;
    }
    return (double)(run->every == 1 ? run->until - run->from : (run->until - run->from) / run->every);
}

/** Adds the lots of a run to a slot, each when it falls due: on its day, or on sums->known if that is later. `share` is what all are worth; read where the term has a
 *  taper. */
void units_add(const unit_sums *sums, size_t slot, const unit_run *run, const unit_taper *taper, double share);

/** Adds a run piece by piece as units taper. `day_zero` is the day before the window's first, whatever it was cut to. Returns the units added. */
double units_add_tapered(const unit_sums *sums, size_t slot, unit_run run, const unit_taper *taper, int32_t day_zero);

/** Adds `each` for each day of a run, when it falls due, to stairs of the sums. */
void days_add(const unit_sums *sums, stair stairs[], day_run days, double each);

/** Takes `units` back on a day, or when the child is known to be eligible if that is later; it counts where the claim calendar has that day and it is known. */
void units_take_back(const unit_sums *sums, size_t slot, int32_t day, double units, double share);

/** What a unit on the window's `day`-th day is worth, as a share of the price. */
double taper_share(const unit_taper *taper, int32_t day);

/** The first day after `day` on which a unit is worth something else. */
int32_t taper_same_until(const unit_taper *taper, int32_t day, int32_t day_zero);

/** Adds the units of a slot to out[period]; units_sum_worth: at the full price. */
void units_sum(const unit_sums *sums, size_t slot, double out[]);
void units_sum_worth(const unit_sums *sums, size_t slot, double out[]);

#endif
