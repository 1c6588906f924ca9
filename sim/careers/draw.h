#ifndef EDGECARE_CAREERS_DRAW_H
#define EDGECARE_CAREERS_DRAW_H

#include "careers/model.h"
#include "careers/streams.h"
#include "records/careers.h"
#include "records/families.h"

/** Spells in the order in which they were drawn; a child's own are in order of time. */
typedef struct {
    size_t count, capacity;
    uint32_t *child; /* owned */
    double *from;
    uint8_t *state;
    float *price_mark;
    size_t cursor_capacity;
    uint32_t *cursor; /* by child: where its next spell goes while sorting */
} spell_log;

/** Where every child stands while its career is drawn, by family row, and room to draw many at once. Zeroed is empty. One a worker. */
typedef struct {
    size_t capacity;
    /* by family row */
    uint8_t *state;
    double *since;           /* entered the state (before referral where time was already spent) */
    double *class_since;
    double *drawn_at;        /* latent times are drawn at this time */
    uint16_t *spell[CLASS_COUNT];
    uint16_t *move;
    uint8_t *fresh;          /* class-clock times are to be drawn */
    double *latent[TRANSITIONS_MAX];     /* class-clock transitions: the time it happens */
    double *multiplier[TRANSITIONS_MAX]; /* of transitions with multipliers */
    double *effect_multiplier;           /* on the log hazard ratio: band and adherence */
    /* lists */
    uint32_t *active, *bucketed, *list;
    uint32_t *person, *occasion;
    double *uniform, *threshold, *time, *best;
    uint8_t *which;
    spell_log log;
    int out_of_memory;       /* 1 once the log could not grow */
} career_workspace;

bool career_workspace_reserve(career_workspace *ws, const career_model *model, size_t count);
void career_workspace_free(career_workspace *ws);

/** What is common to the children whose careers are drawn together: one site and cohort. */
typedef struct {
    const career_model *model;
    const place_streams *streams;
    const families *people;
    uint32_t world, history;
    int half;                     /* 0: the first uniform of a block, 1: the second (independent arm) */
    const therapy_model *therapy; /* whose effects act from each family's start on; NULL: untreated */
} draw_setting;

/** Multipliers of families first .. last - 1, all of one site and cohort, for every transition that has any. */
void career_multipliers_set(const scenario *self, const double world[], const career_model *model, const families *people, size_t first, size_t last,
                            career_workspace *ws);

/** Puts a child at the beginning of its career: its first state at referral, with the time already spent there. */
void career_begin(const draw_setting *how, uint32_t child, career_workspace *ws);

/** Draws the careers of the `count` children in ws->active from where they stand until their 18th birthdays; spells after the standing one go to ws->log. */
void career_draw(const draw_setting *how, size_t count, career_workspace *ws);

bool spell_log_add(career_workspace *ws, uint32_t child, double from, uint8_t state, float price_mark);

/** Sorts the log by child into `out`; children with no spell in the log take theirs from `others` (NULL: have none). False when memory runs out. */
bool careers_from_log(spell_log *log, size_t children, const careers *others, careers *out);

void careers_free(careers *self);

#endif
