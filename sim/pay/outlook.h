#ifndef EDGECARE_PAY_OUTLOOK_H
#define EDGECARE_PAY_OUTLOOK_H

#include "pay/delivery.h"

/** What delivery under one contract is foreseen to take in months to come: by the file's plan and by what is known on the day of looking, never by what
 *  this future still holds. Room is taken once; each replicate is looked at anew. */
typedef struct {
    const delivery_plan *plan;        /* borrowed; counted */
    work_prices price;
    double set_up_gbp, margin_share, intermediary_gbp; /* the last by month */
    int32_t stopped_day;              /* last day of a contract that was ended early; INT32_MAX: runs its course */
    double *starts, *completions;     /* [site][month] families as planned */
    int32_t *therapists, *supervisors; /* [team][month] in post at the month's end */
    int32_t course_days[SITES_MAX];   /* what 19 in 20 courses of the site's teams do not exceed */
    int32_t courses_until[SITES_MAX]; /* first day after the last course begun, as it was planned to last */
} outlook;

/** Takes room in the plan's arena; false when memory runs out. The plan must outlive it. */
bool outlook_make(delivery_plan *plan, outlook *self);

/** Looks at a replicate, after delivery_count and delivery_cost of the plan. */
void outlook_look(outlook *self, const delivery_subject *subject, int32_t stopped_day);

/** What providers (cost and margin) and the intermediary are foreseen to be paid in `month`, as known at the end of the earlier month `now`:
 *
 *  fixed cost and licences while a site is open by plan; salaries of those in post at the end of `now`, or of the posts that the file has by then if these are more, and
 *  of those who join or leave by date afterwards, with their training; the plan's starts and, a course later, completions; what goes on after delivery.
 *  A site is open by plan until its file's closing day, or its early one once that has come, and a course more; once closed with nobody in a course it is over.
 *  An early closure or end that has come leaves no starts. Source: docs/model.md, Cash. */
pence outlook_outgo(const outlook *self, size_t now, size_t month);

/** The month in which delivery ends, as foreseen at the end of `now`. */
size_t outlook_last_delivery(const outlook *self, size_t now);

#endif
