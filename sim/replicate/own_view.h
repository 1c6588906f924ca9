#ifndef EDGECARE_REPLICATE_OWN_VIEW_H
#define EDGECARE_REPLICATE_OWN_VIEW_H

#include "measure/measure.h"

/** How a contract sees a replicate when it dropped families: those never started, and have one career in all arms, the untreated one by shared draws, whatever is
 *  reported. A worker owns one and fills it again and again. Zero is empty. */
typedef struct {
    bool *dropped;            /* by child; owned, as are the next four and the careers */
    double *started_at;
    double *fund_at;
    float *unsafe_days;
    uint16_t *put_off;
    size_t capacity;          /* children */
    size_t families_dropped;  /* of those that would have started by the as-of day */
    families families;        /* the replicate's, but for those arrays */
    careers arm[ARM_COUNT];
    measure_subject subject;  /* of the above */
} own_view;

/** Begins with nobody dropped. False when memory runs out. */
bool own_view_begin(const measure_subject *whole, own_view *self);

/** Frees what a view took; legal on a zeroed one. */
void own_view_free(own_view *self);

/** Drops the families of the sites in a mask whose first session is on a day in from .. until - 1. Returns how many more are dropped now. */
size_t own_view_drop(const measure_subject *whole, uint32_t sites, int32_t from, int32_t until, own_view *self);

/** Sets self->subject to what the contract sees with these families dropped, whose lives are the `untreated` careers. False when memory runs out. */
bool own_view_look(const measure_subject *whole, const careers *untreated, own_view *self);

#endif
