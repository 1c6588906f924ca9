#include <stdlib.h>
#include <string.h>

#include "reference/contract.h"

static void *copy_of(const void *from, size_t count, size_t size)
{
    void *copy = reference_room(count, size);
    if (count > 0) {
        memcpy(copy, from, count * size);
    }
    return copy;
}

reference_replicate reference_view_make(const reference_replicate *all)
{
    reference_replicate view = *all;
    const size_t count = all->families.count * ARM_COUNT;
    view.families.items = copy_of(all->families.items, all->families.count, sizeof *all->families.items);
    view.careers = copy_of(all->careers, count, sizeof *all->careers);
    view.days = copy_of(all->days, count, sizeof *all->days);
    view.exposure = NULL;
    reference_view_refresh(&view);
    return view;
}

/** The family was referred and never started; its life is the untreated one, with the same numbers as the treated, in all arms. */
static void row_drop(reference_replicate *view, size_t i)
{
    reference_family *family = &view->families.items[i];
    family->started_at = TIME_NEVER;
    family->fund_at = TIME_NEVER;
    family->unsafe_days = 0;
    family->put_off = 0;
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        view->careers[i * ARM_COUNT + arm] = view->careers[i * ARM_COUNT + ARM_UNTREATED_SHARED];
        view->days[i * ARM_COUNT + arm] = view->days[i * ARM_COUNT + ARM_UNTREATED_SHARED];
    }
}

size_t reference_view_drop(reference_replicate *view, const contract_row *contract, int32_t from, int32_t until)
{
    size_t dropped = 0;
    for (size_t i = 0; i < view->families.count; i++) {
        const reference_family *family = &view->families.items[i];
        const char *site = view->at.file->sites.items[family->site].name;
        const bool is_covered = contract->sites.count == 0 || reference_is_named(&contract->sites, site);
        if (is_covered && reference_started(family) && reference_start_day(family) >= from && reference_start_day(family) < until) {
            dropped += family->sibling == 0;
            row_drop(view, i);
        }
    }
    return dropped;
}

void reference_view_refresh(reference_replicate *view)
{
    free(view->exposure);
    reference_exposure_set(view);
    reference_site_ends_set(view);
}

void reference_view_free(reference_replicate *view)
{
    free(view->families.items);
    free(view->careers);
    free(view->days);
    free(view->exposure);
    *view = (reference_replicate){ 0 };
}
