#ifndef EDGECARE_PEOPLE_DRAW_H
#define EDGECARE_PEOPLE_DRAW_H

#include "world/model.h"
#include "people/streams.h"
#include "records/careers.h"
#include "records/families.h"

/** A spell as it is drawn; a child's own come in order of time. */
typedef struct {
    double from;
    uint32_t child;
    float price_mark;
    uint8_t state;
} drawn_spell;

typedef struct {
    size_t count, capacity;
    drawn_spell *items; /* owned */
    size_t cursor_capacity;
    uint32_t *cursor;   /* by child: where its next spell goes while sorting; owned */
} spell_log;

/** Where a child stands while its career is drawn: one cache line. */
typedef struct {
    double since;             /* entered the state (before referral where time was already spent) */
    double class_since;       /* entered the class */
    double drawn_at;          /* latent times are drawn at this time */
    double referred_at;
    double adult_at;
    double effect_multiplier; /* on the log hazard ratio of therapy: band and adherence */
    uint32_t person;
    uint16_t move;
    uint8_t state;
    uint8_t fresh;            /* class-clock times are to be drawn */
    uint16_t spell[CLASS_COUNT];
} walker;

#define WAVE_CHUNK 512

/** What the drawing of latent times needs of some children, column by column. */
typedef struct {
    uint32_t child[WAVE_CHUNK];
    uint32_t person[WAVE_CHUNK], occasion[WAVE_CHUNK];
    double drawn_at[WAVE_CHUNK];
    double origin[CLOCKS][WAVE_CHUNK]; /* when each clock showed 0 */
} wave_columns;

/** Children of states with the same transitions are drawn this many at a time: columns that stay in the nearest caches. */
typedef struct {
    size_t count;
    wave_columns all;
    wave_columns some;                 /* those for whom one transition is drawn, or who make it */
    uint32_t pick[WAVE_CHUNK];         /* their places in the chunk */
    double best[WAVE_CHUNK];
    uint64_t which[WAVE_CHUNK];
    double uniform[WAVE_CHUNK], threshold[WAVE_CHUNK], time[WAVE_CHUNK];
    double reachable[WAVE_CHUNK];
    uint32_t reachable_at[WAVE_CHUNK];
} wave_chunk;

/** Where every child stands, by family row, and room to draw many at once. Zeroed is empty. One a worker. */
typedef struct {
    size_t capacity;
    walker *walkers;
    uint16_t *spells;                    /* how many each child's career has so far, at most CAREER_SPELLS_MAX */
    double *latent[TRANSITIONS_MAX];     /* class-clock transitions: the time it happens */
    double *multiplier[TRANSITIONS_MAX]; /* of transitions with multipliers */
    uint32_t *active, *bucketed;
    wave_chunk *chunk;
    spell_log log;
    int out_of_memory; /* 1 once the log could not grow */
} career_workspace;

/** Room for the careers of `count` families. False when memory runs out; what there was stays. */
bool career_workspace_reserve(career_workspace *ws, const career_model *model, size_t count);
/** Frees what the workspace owns and leaves it empty; legal on a zeroed one. */
void career_workspace_free(career_workspace *ws);

/** What is common to the children whose careers are drawn together: one site and cohort. */
typedef struct {
    const career_model *model;
    const place_streams *streams;
    const families *people;
    size_t cohort;                /* of the scenario: its own destinations */
    uint32_t world, history;
    int half;                     /* 0: the first uniform of a block, 1: the second (independent arm) */
    bool stops_in_care;           /* a child who comes into a state of class care stays there undrawn, for a later call to go on */
    const therapy_model *therapy; /* whose effects act from each family's start on; NULL: untreated */
    double fund_half_life_ratio;  /* of effects that wane, for families who had the psychology fund; 1, or 0: there is none */
} draw_setting;

/** Multipliers of families first .. last - 1, all of one site and cohort, for every transition that has any. */
void career_multipliers_set(const scenario *self, const career_model *model, const families *people, size_t first, size_t last,
                            career_workspace *ws);

/** Puts a child at the beginning of its career: its first state at referral, with the time already spent there. */
void career_begin(const draw_setting *how, uint32_t child, career_workspace *ws);

/** Moves a child to a state. */
void walker_enter(const career_model *model, walker *here, double now, uint8_t state);

/** Draws the careers of the `count` children in ws->active from where they stand until their 18th birthdays, or their last possible spells; those after the
 *  standing one go to ws->log. */
void career_draw(const draw_setting *how, size_t count, career_workspace *ws);

/** Room for so many more spells in the log. False when memory runs out. */
bool spell_log_reserve(career_workspace *ws, size_t more);

/** Adds a spell where there is room. */
static inline void spell_log_add(spell_log *log, drawn_spell spell)
{
    log->items[log->count++] = spell;
}

/** Sorts the log by child into `out`; children with no spell in the log take theirs from `others` (NULL: have none). False when memory runs out. */
bool careers_from_log(spell_log *log, size_t children, const careers *others, careers *out);

/** Frees what the careers own and leaves none; legal on zeroed ones. */
void careers_free(careers *self);

#endif
