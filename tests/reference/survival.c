#include "reference/reference.h"

#include <math.h>
#include <stdlib.h>

#define KM_DAYS_MAX 6600 /* more than from birth to 18 */

/** How many leave observation on a day, and how many of them by entering care. */
typedef struct {
    double leaving, entering;
} leavers;

/** The product over the days up to `last` of 1 - entering / at risk. It is 0 once all at risk have entered, and otherwise not defined where nobody is at
 *  risk on the last day. */
static double surviving(const leavers days[], double at_risk, int32_t last)
{
    double share = 1;
    for (int32_t k = 0; k < last && k < KM_DAYS_MAX; k++) {
        share *= days[k].entering > 0 ? 1 - days[k].entering / at_risk : 1;
        at_risk -= days[k].leaving;
    }
    if (at_risk <= 0) {
        return share > 0 ? (double)NAN : 0;
    }
    return last < KM_DAYS_MAX ? share * (1 - days[last].entering / at_risk) : share;
}

void reference_never_set(const reference_replicate *all, const scope *self, const reference_exit exits[], tally *sum)
{
    const number_list *at_days = &all->at.file->reporting.at_days;
    leavers *days = reference_room(KM_DAYS_MAX, sizeof *days);
    double counted = 0;
    for (size_t i = 0; i < all->families.count; i++) {
        if (exits[i].is_counted && reference_is_in_scope(all, self, &all->families.items[i])) {
            counted += 1;
            days[exits[i].day].leaving += 1;
            days[exits[i].day].entering += exits[i].enters;
        }
    }
    for (size_t n = 0; n < at_days->count; n++) {
        sum->never_at[n] = surviving(days, counted, (int32_t)at_days->items[n]);
    }
    free(days);
}
