#include "pay/payers.h"

#include <string.h>

#include "pay/rules.h"

static const payer_row *payer_at(const contract_row *contract, size_t payer)
{
    return &contract->payers.items[payer];
}

uint32_t payers_at(const contract_row *contract, date period_end)
{
    uint32_t mask = 0;
    for (size_t p = 0; p < contract->payers.count; p++) {
        const payer_row *payer = payer_at(contract, p);
        const bool begun = payer->from == DATE_NONE || period_end >= payer->from;
        const bool ended = payer->until != DATE_NONE && period_end > payer->until;
        mask |= (uint32_t)(begun && !ended) << p;
    }
    return mask;
}

uint32_t payers_of_term(const contract_row *contract, uint32_t active, size_t term, size_t site)
{
    uint32_t mask = 0;
    for (size_t p = 0; p < contract->payers.count; p++) {
        const payer_row *payer = payer_at(contract, p);
        const bool pays = mask_has(payer->term_mask, term) && (site == ANY_SITE || mask_has(payer->site_mask, site));
        mask |= (uint32_t)pays << p;
    }
    return mask & active;
}

size_t payer_group_of(payer_groups *groups, const contract_row *contract, uint32_t payers)
{
    size_t group = 0;
    while (group < groups->count && groups->payers[group] != payers) {
        group++;
    }
    if (group == groups->count) {
        groups->count++;
        groups->payers[group] = payers;
        payer_weights(contract, payers, groups->weight[group]);
        memset(groups->carry[group], 0, sizeof groups->carry[group]);
    }
    return group;
}

/** A payer's own share, or 0 where it takes the remainder or stands outside the group. */
static double share_stated(const contract_row *contract, uint32_t group, size_t payer)
{
    const double share = payer_at(contract, payer)->share.value;
    return mask_has(group, payer) && share > 0 ? share : 0;
}

static bool takes_remainder(const contract_row *contract, uint32_t group, size_t payer)
{
    return mask_has(group, payer) && payer_at(contract, payer)->share.value < 0;
}

void payer_weights(const contract_row *contract, uint32_t group, double weight[])
{
    double stated = 0;
    size_t takers = 0;
    for (size_t p = 0; p < contract->payers.count; p++) {
        weight[p] = share_stated(contract, group, p);
        stated += weight[p];
        takers += takes_remainder(contract, group, p);
    }
    const double remainder = stated < 1 && takers > 0 ? (1 - stated) / (double)takers : 0;
    for (size_t p = 0; p < contract->payers.count; p++) {
        weight[p] += takes_remainder(contract, group, p) ? remainder : 0;
    }
}

/** Puts payer `p` among the first `p` sorted ones. */
static void rank_insert(const contract_row *contract, size_t by_rank[], size_t p)
{
    size_t place = p;
    while (place > 0 && payer_at(contract, by_rank[place - 1])->rank > payer_at(contract, p)->rank) {
        by_rank[place] = by_rank[place - 1];
        place--;
    }
    by_rank[place] = p;
}

payer_rooms payer_rooms_of(const contract_row *contract)
{
    payer_rooms rooms = { .count = contract->payers.count };
    for (size_t p = 0; p < rooms.count; p++) {
        const payer_row *payer = payer_at(contract, p);
        rooms.in_all[p] = limit_pence(payer->limit_gbp.value);
        rooms.by_year[p] = year_limit_of(payer->limit_gbp_per_year.value);
        rooms.offers[p] = payer->when_capped == CAPPED_OTHERS;
        rank_insert(contract, rooms.by_rank, p);
    }
    return rooms;
}

void payer_rooms_set(payer_rooms *rooms, date period_end)
{
    for (size_t p = 0; p < rooms->count; p++) {
        rooms->room[p] = pence_min(rooms->in_all[p], year_limit_room(&rooms->by_year[p], period_end));
    }
}

/** Cuts each part to its room, in place; `cut` gets what was cut. Pence, by payer. */
static void parts_cut(const pence room[], pence part[], pence cut[], size_t count)
{
    for (size_t p = 0; p < count; p++) {
        cut[p] = pence_max(0, part[p] - room[p]);
        part[p] -= cut[p];
    }
}

/** Offers what was cut from payers whose contract says so to the other payers of the group, in order of rank, each up to its room; adds it to `part`.
 *  Returns what stays unpaid of all that was cut. */
static pence cut_offered(const payer_rooms *rooms, uint32_t group, const pence cut[], pence part[])
{
    pence unpaid = 0;
    pence offered = 0;
    for (size_t p = 0; p < rooms->count; p++) {
        unpaid += cut[p];
        offered += rooms->offers[p] ? cut[p] : 0;
    }
    for (size_t i = 0; i < rooms->count; i++) {
        const size_t p = rooms->by_rank[i];
        const pence taken = mask_has(group, p) ? pence_min(offered, rooms->room[p] - part[p]) : 0;
        part[p] += taken;
        offered -= taken;
        unpaid -= taken;
    }
    return unpaid;
}

static bool anyone_pays(const double weight[], size_t count)
{
    for (size_t p = 0; p < count; p++) {
        if (weight[p] > 0) {
            return true;
        }
    }
    return false;
}

pence group_pay(payer_rooms *rooms, uint32_t group, pence amount, const double weight[], double carry[], pence part[], pence cut[])
{
    memset(part, 0, rooms->count * sizeof *part);
    memset(cut, 0, rooms->count * sizeof *cut);
    if (!anyone_pays(weight, rooms->count)) {
        return amount;
    }
    pence_split(amount, weight, carry, part, rooms->count);
    parts_cut(rooms->room, part, cut, rooms->count);
    const pence unpaid = cut_offered(rooms, group, cut, part);
    for (size_t p = 0; p < rooms->count; p++) {
        rooms->room[p] -= part[p];
        rooms->in_all[p] -= part[p];
        rooms->by_year[p].used += part[p];
    }
    return unpaid;
}
