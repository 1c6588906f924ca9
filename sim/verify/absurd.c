#include "verify/absurd.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "effects/effect.h"
#include "hazards/hazard.h"
#include "world/inputs.h"

/* Sources: Bezeczky and others (2020), RR 0.57-0.60 at 3-12 months; Fonagy and others (2018), OR 1.25 at 18 months; US Department of Health (2002), 22-32 % placed;
 * Department for Education (2019) and Neil (2019), 36-55 % home before 18. The limits leave a wide margin. */
#define RATIO_LOWEST 0.2
#define RATIO_HIGHEST 3.0
#define LEAVING_LOWEST 0.25
#define LEAVING_DAYS 1095.0
#define ENTRY_HIGHEST 0.5
#define ENTRY_DAYS 366.0

/** The parameter of that key; NaN where the kind has none. */
static double parameter_of(const scenario *self, const kind_use *use, const char *key)
{
    for (size_t i = 0; use->kind != NULL && i < use->kind->parameters.count; i++) {
        if (strcmp(use->kind->parameters.rows[i].key, key) == 0) {
            return input_middle(self, use->parameter[i]);
        }
    }
    return (double)NAN;
}

static uint32_t care_mask(const scenario *self)
{
    uint32_t mask = 0;
    for (size_t s = 0; s < self->states.count; s++) {
        mask |= (uint32_t)(self->states.items[s].class_of == CLASS_CARE) << s;
    }
    return mask;
}

static uint32_t to_mask(const transition_row *row)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < row->to.count; i++) {
        mask |= UINT32_C(1) << row->to_index[i];
    }
    return mask;
}

static bool enters_care(const transition_row *row, uint32_t care)
{
    return (row->from_mask & care) == 0 && (to_mask(row) & care) != 0;
}

static bool leaves_care(const transition_row *row, uint32_t care)
{
    return (row->from_mask & care) != 0 && (to_mask(row) & care) == 0;
}

/** Whether a ratio is beyond what trials make believable, and what they found. NULL: it is not. */
static const char *ratio_remark(const transition_row *transition, double ratio, uint32_t care)
{
    if (enters_care(transition, care) && ratio < RATIO_LOWEST) {
        return "trials of such therapies found 0.57 to 1.25 on entry to care";
    }
    return leaves_care(transition, care) && ratio > RATIO_HIGHEST ? "no trial has found that children go home three times as fast" : NULL;
}

/** A line, unless they are only counted. */
static void say(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(FILE *out, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    if (out) {
        vfprintf(out, format, values);
    }
    va_end(values);
}

static size_t effect_print(const scenario *self, const therapy_row *therapy, const therapy_effect_row *row, uint32_t care, FILE *out)
{
    const transition_row *transition = &self->transitions.items[row->transition_index];
    const double ratio = parameter_of(self, &row->effect, "hazard_ratio");
    const char *remark = ratio_remark(transition, ratio, care);
    if (remark != NULL) {
        say(out, "  absurd: %s has a hazard ratio of %.3g on %s; %s\n", therapy->name, ratio, transition->name, remark);
    }
    return remark != NULL;
}

static size_t effects_print(const scenario *self, uint32_t care, FILE *out)
{
    size_t count = 0;
    for (size_t t = 0; t < self->therapies.count; t++) {
        const therapy_row *therapy = &self->therapies.items[t];
        for (size_t e = 0; e < therapy->effects.count; e++) {
            count += effect_print(self, therapy, &therapy->effects.items[e], care, out);
        }
    }
    return count;
}

/** The share that a hazard as it stands moves within so many days. */
static double share_within(const scenario *self, const kind_use *use, double days)
{
    const hazard_kind *hazard = (const hazard_kind *)(const void *)use->kind;
    double p[KIND_PARAMETERS_MAX] = { 0 };
    for (size_t i = 0; i < KIND_PARAMETERS_MAX; i++) {
        p[i] = input_middle(self, use->parameter[i]);
    }
    return 1 - exp(-hazard->cumulative(p, &use->list, days));
}

/** What a transition gives out of or into care within the days; a share_by speaks for itself. */
static size_t transition_print(const scenario *self, const transition_row *row, uint32_t care, FILE *out)
{
    const double share = row->share_by_days > 0 ? input_middle(self, row->share_by_share) : share_within(self, &row->hazard, LEAVING_DAYS);
    const bool stays = leaves_care(row, care) && (row->share_by_days <= 0 || row->share_by_days >= LEAVING_DAYS) && share < LEAVING_LOWEST;
    const bool enters = enters_care(row, care) && row->share_by_days > 0 && row->share_by_days <= ENTRY_DAYS && share > ENTRY_HIGHEST;
    if (stays) {
        say(out, "  absurd: %.0f %% leave care by %s within three years; records show 36 to 55 %% before 18\n", 100 * share, row->name);
    }
    if (enters) {
        say(out, "  absurd: %.0f %% enter care by %s within %.0f days; control arms of trials show 11 to 32 %%\n", 100 * share, row->name,
            row->share_by_days);
    }
    return (size_t)stays + (size_t)enters;
}

size_t absurd_inputs_print(const scenario *self, FILE *out)
{
    const uint32_t care = care_mask(self);
    size_t count = effects_print(self, care, out);
    for (size_t t = 0; t < self->transitions.count; t++) {
        count += transition_print(self, &self->transitions.items[t], care, out);
    }
    return count;
}

size_t absurd_inputs_count(const scenario *self)
{
    return absurd_inputs_print(self, NULL);
}
