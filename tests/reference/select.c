#include "reference/reference.h"

#include <math.h>
#include <stdlib.h>

/** An index child's risk as a provider sees it: its multipliers on entries to care but for frailty, summed over the entries that there are. */
static double risk_of(const reference_case *at, const reference_family *family)
{
    reference_family seen = *family;
    seen.frailty = 1;
    double sum = 0;
    for (size_t k = 0; k < at->file->transitions.count; k++) {
        sum += reference_is_entry(at->file, k) ? reference_multiplier(at, &seen, k) : 0;
    }
    return sum;
}

static void widen(const reference_case *at, reference_family *child)
{
    const gaming_settings *gaming = &at->file->gaming;
    if (reference_family_draw(at, child, "widen").u[0] < reference_quantity(at, gaming->widen_share)) {
        child->entry_ratio *= reference_quantity(at, gaming->widen_ratio);
    }
}

/** The index child at the highest risk among those not turned away yet, whom `gone` marks; the first of several. */
static size_t riskiest(const reference_case *at, const reference_family_list *list, size_t first, const bool gone[])
{
    size_t worst = SIZE_MAX;
    for (size_t i = first; i < list->count; i++) {
        if (reference_is_index(&list->items[i]) && !gone[i] && (worst == SIZE_MAX || risk_of(at, &list->items[i]) > risk_of(at, &list->items[worst]))) {
            worst = i;
        }
    }
    return worst;
}

void reference_select(const reference_case *at, reference_family_list *list, size_t first)
{
    const double share = reference_quantity(at, at->file->gaming.select_low_risk);
    size_t referred = 0;
    for (size_t i = first; i < list->count; i++) {
        widen(at, &list->items[i]);
        referred += reference_is_index(&list->items[i]);
    }
    if (referred == 0 || !(share > 0)) {
        return;
    }
    char place[REFERENCE_NAME_ROOM];
    reference_place_name(at, &list->items[first], place);
    const double u = reference_draw(at, place, "select", rng_person(list->items[first].month, 0, 0), 0).u[0];
    bool *gone = reference_room(list->count, sizeof *gone);
    for (double away = floor(share * (double)referred + u); away >= 1; away--) {
        const size_t worst = riskiest(at, list, first, gone);
        for (size_t i = first; i < list->count; i++) {
            gone[i] = gone[i] || list->items[i].index_child == worst;
            list->items[i].accepted = list->items[i].accepted && !gone[i];
        }
    }
    free(gone);
}
