#include "people/line.h"

#include <stdbool.h>

/** Merges the sorted parts from[at .. middle - 1] and from[middle .. until - 1]; what is ready at the same time keeps its order. Which part is next is chance,
 *  so that it is chosen without a branch; from[until] is read, but does not count. */
static void merge(const line_entry from[], size_t at, size_t middle, size_t until, line_entry out[])
{
    size_t a = at;
    size_t b = middle;
    for (size_t i = at; i < until; i++) {
        const size_t takes_left = (b >= until) | ((a < middle) & (from[a].ready_at <= from[b].ready_at));
        out[i] = from[b + (a - b) * takes_left];
        a += takes_left;
        b += !takes_left;
    }
}

const line_entry *sort_by_readiness(line_entry line[], line_entry merged[], size_t count)
{
    line[count] = merged[count] = (line_entry){ 0 };
    line_entry *from = line;
    line_entry *to = merged;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t at = 0; at < count; at += 2 * width) {
            const size_t middle = at + width < count ? at + width : count;
            const size_t until = at + 2 * width < count ? at + 2 * width : count;
            merge(from, at, middle, until, to);
        }
        line_entry *swapped = from;
        from = to;
        to = swapped;
    }
    return from;
}

/** True when place a is to be taken before place b: free for longer, else the lower number. */
static bool sooner(const team_place *a, const team_place *b)
{
    return (a->free_at < b->free_at) | ((a->free_at == b->free_at) & (a->number < b->number));
}

void places_push(team_place heap[], size_t count, team_place place)
{
    size_t at = count;
    for (; at > 0 && sooner(&place, &heap[(at - 1) / 2]); at = (at - 1) / 2) {
        heap[at] = heap[(at - 1) / 2];
    }
    heap[at] = place;
}

void places_settle(team_place heap[], size_t count)
{
    const team_place moved = heap[0];
    size_t at = 0;
    for (size_t child = 1; child < count; child = 2 * at + 1) {
        child += child + 1 < count && sooner(&heap[child + 1], &heap[child]);
        if (!sooner(&heap[child], &moved)) {
            break;
        }
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}
