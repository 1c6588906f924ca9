#ifndef EDGECARE_RECORDS_CAREERS_H
#define EDGECARE_RECORDS_CAREERS_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    ARM_TREATED,               /* with the programme: what can be observed */
    ARM_UNTREATED_SHARED,      /* without it, by the same random numbers */
    ARM_UNTREATED_INDEPENDENT, /* without it, by independent numbers from the start of therapy on */
    ARM_COUNT
} career_arm;

/** The careers of all families of a replicate in one arm: child i has the spells first[i] .. first[i + 1] - 1, in order of time. A spell holds from its
 *  time until the next one's, the last until the child's 18th birthday (families.adult_at). The first begins at referral. Neighbouring spells differ in
 *  state or (a move into the same placement) in `number`. Owned by a workspace. */
typedef struct {
    size_t children, children_capacity;
    size_t spells, capacity;
    uint32_t *first;      /* children + 1 */
    double *from;         /* spells */
    uint8_t *state;
    float *price_mark;    /* uniform of the spell, where its state has an extreme price tail; else 0.5 */
} careers;

/** Times farther from day 0 than this count as so far: days stay within 32 bits, whatever is added to them. */
#define DAY_FARTHEST 1e8

static inline double day_within(double time)
{
    const double before = time < DAY_FARTHEST ? time : DAY_FARTHEST;
    return before > -DAY_FARTHEST ? before : -DAY_FARTHEST;
}

/** The day of an event: floor, without the call. */
static inline int32_t day_of(double time)
{
    const double near = day_within(time);
    const int32_t whole = (int32_t)near;
    return whole - (near < (double)whole);
}

/** The day number whose ending midnight is the first at or after `time`, ceil(time) - 1: where a spell's days begin, and where its predecessor's end. */
static inline int32_t first_day_of(double time)
{
    const double near = day_within(time);
    const int32_t whole = (int32_t)near;
    return whole - 1 + (near > (double)whole);
}

#endif
