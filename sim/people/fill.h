#ifndef EDGECARE_PEOPLE_FILL_H
#define EDGECARE_PEOPLE_FILL_H

#include "base/date.h"
#include "world/volume.h"
#include "people/refer.h"

/** Targeted support of one locality of a site, in one world. */
typedef struct {
    size_t from_month;   /* service month; SIZE_MAX: never */
    size_t locality;
    double share;        /* of the site's families, before */
    double referrals;    /* ratio */
    double completion;   /* ratio */
} locality_support;

/** What is being filled: the rows first .. last - 1 of one place. Borrows all. */
typedef struct {
    const scenario *self;
    const career_model *model;
    uint32_t world_index, history;
    refer_workspace *ws;
    families *out;
    const career_place *place;
    locality_support support;
    size_t first, last;
} place_fill;

/** Room for `count` families, and for as many uniforms. False when memory runs out. */
bool fill_reserve(place_fill *fill, size_t count);

/** Both uniforms of a stream for every row of the place, into ws->first and ws->second. What is the same whatever the uniform needs no draw: numbers
 *  have coordinates, so that leaving one out changes no other. */
void fill_draw_pairs(const place_fill *fill, rng_stream stream);

/** The first uniform of a stream that is of a month (or a year, 0 ...), not of a family. */
double fill_uniform_of(const place_fill *fill, rng_stream stream, size_t month);

/** Whether the support acts for families of a row's month. */
static inline bool is_supported(const place_fill *fill, size_t row)
{
    return fill->out->person[row] >> 20 >= fill->support.from_month;
}

/** Draws everything about the rows' children that does not depend on the line for therapy, given who they are, when they were referred and whether they were
 *  accepted: started_at is TIME_NEVER. Siblings get what is their own; siblings_share gives them the rest. (children.c) */
void fill_children(place_fill *fill);

/** Turns families into rows of their children: siblings are put behind each index child; index_child is set. Without siblings each row is its own. To be
 *  called when the families' referrals are drawn, and nothing else. False when memory runs out. (siblings.c) */
bool fill_siblings(place_fill *fill);

/** Sends each row to a team of its site that takes its band, by share; where none takes it the family is not accepted. (team.c) */
void fill_teams(const place_fill *fill);

/** Copies to siblings what is the family's. (siblings.c) */
void fill_shared(const place_fill *fill);

/** Takes families on below the threshold of need: their hazard ratio on entries. (select.c) */
void fill_widened(const place_fill *fill);

/** Turns away each month's families at the highest risk, as many as `share` of them. (select.c) */
void fill_selected(const place_fill *fill, double share);

#endif
