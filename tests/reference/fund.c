#include "reference/reference.h"

#include <stdlib.h>

static double completed_at(const reference_family *family)
{
    return family->started_at + family->received_days;
}

static bool asks(const reference_replicate *all, const reference_family *family)
{
    const site_row *site = reference_site(&all->at, family);
    return reference_is_index(family) && site->fund_from != DATE_NONE && reference_started(family) && family->completed &&
           reference_completion_day(family) >= reference_day_of(all->at.file, site->fund_from) &&
           reference_family_draw(&all->at, family, "fund").u[0] < reference_quantity(&all->at, site->fund_uptake);
}

static int month_of(const scenario *file, const reference_family *family)
{
    return date_months_between(file->starts, file->starts + reference_completion_day(family));
}

/** How many families of the site completed before this one in the same month, or at the same time in an earlier row, and ask too. */
static int64_t before(const reference_replicate *all, const bool is_asking[], size_t row)
{
    const reference_family *items = all->families.items;
    int64_t count = 0;
    for (size_t i = 0; i < all->families.count; i++) {
        const bool sooner = completed_at(&items[i]) < completed_at(&items[row]) || (completed_at(&items[i]) == completed_at(&items[row]) && i < row);
        count += is_asking[i] && items[i].site == items[row].site && sooner && month_of(all->at.file, &items[i]) == month_of(all->at.file, &items[row]);
    }
    return count;
}

void reference_fund(reference_replicate *all)
{
    bool *is_asking = reference_room(all->families.count, sizeof *is_asking);
    for (size_t i = 0; i < all->families.count; i++) {
        is_asking[i] = asks(all, &all->families.items[i]);
    }
    for (size_t i = 0; i < all->families.count; i++) {
        reference_family *family = &all->families.items[i];
        const int64_t most = reference_site(&all->at, family)->fund_uses_per_month; /* 0: no limit */
        if (is_asking[i] && (most == 0 || before(all, is_asking, i) < most)) {
            family->fund_at = completed_at(family);
        }
    }
    free(is_asking);
}
