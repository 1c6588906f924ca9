#ifndef EDGECARE_MEASURE_READING_H
#define EDGECARE_MEASURE_READING_H

#include "measure/workspace.h"

/** A child's career in one arm, as it is read. */
typedef struct {
    const measure_subject *subject; /* borrowed */
    exposure *out;                  /* borrowed: where extra prices go */
    const careers *career;          /* of the arm */
    career_arm arm;
    size_t slot;                    /* where its days are summed */
    size_t child;
    day_run limits;                 /* the days after the start and before 18 */
    int32_t unseen;                 /* first day that is not known: nothing from it on is counted */
    int32_t window_end;             /* first day after the reporting window, which begins with the limits; not before them */
} career_reader;

/** What reading a career after the start tells. Days that never come are DAY_UNBOUNDED. */
typedef struct {
    int32_t care_days, family_days;              /* until 18, as far as known */
    int32_t first_care, first_home, care_again;  /* first day in care, at home or with kin, in care after that */
    bool entered;                                /* in the window */
    bool in_care_at_end, with_family_at_end;     /* on the window's last day */
} career_sums;

/** Reads a career after the start: its days go to the workspace's sums by year and month, those in the window by state to `days_by_state` (added), extra
 *  prices of extreme spells to the exposure of the arms that the slot stands for. */
career_sums career_read(measure_workspace *ws, const career_reader *reader, double days_by_state[]);

#endif
