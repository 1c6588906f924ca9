#include "effects/effect.h"

#include "effects/pieces.h"

enum { HAZARD_RATIO, HALF_LIFE_DAYS, DROPOUT_SHARE };

static const setting rows[] = {
    [HAZARD_RATIO] = { .key = "hazard_ratio",
                       .type = SETTING_QUANTITY,
                       .unit = "ratio",
                       .minimum = 0.01,
                       .maximum = 10,
                       .doc = "Hazard with therapy divided by hazard without, at the end of the course.",
                       .moves = "the lower, the fewer treated children have the event" },
    [HALF_LIFE_DAYS] = { .key = "half_life_days",
                         .type = SETTING_QUANTITY,
                         .unit = "days",
                         .minimum = 1,
                         .maximum = 1e6,
                         .doc = "Days after the course in which the log hazard ratio halves.",
                         .moves = "the longer, the more events late in follow-up are averted" },
    [DROPOUT_SHARE] = { .key = "dropout_share",
                        .type = SETTING_QUANTITY,
                        .unit = "share",
                        .minimum = 0,
                        .maximum = 1,
                        .fallback = "0.35",
                        .doc = "Share of the log hazard ratio that families reach who drop out.",
                        .usual = "0.35, an assumption",
                        .moves = "the higher, the more families who drop out gain" },
};

#define PIECES_A_HALF_LIFE 4
#define HALF_LIVES 6

/** 2^(-(i + 1/2) / 4): what is left in the middle of each quarter of the first half-life. */
static const double quarter_left[PIECES_A_HALF_LIFE] = {0.91700404320467123174, 0.77110541270397041180, 0.64841977732550483296, 0.54525386633262882960};

/** ratio = exp(L t / T) for t <= T, then exp(L 2^(-(t - T) / half_life)), L = log_multiplier log(hazard_ratio), times dropout_share where not
 *  completed; T the days received, the half-life times
 *  half_life_ratio. The rise is cut into four equal pieces, the fall into quarters of a half-life; after six half-lives the ratio is 1. */
static void waning_steps(const double p[], const effect_course *course, effect_steps *steps)
{
    const double full = effect_log_ratio(p[HAZARD_RATIO], p[DROPOUT_SHARE], course);
    const double end = effect_ramp_end(course->received_days);
    const double piece_days = p[HALF_LIFE_DAYS] * course->half_life_ratio / PIECES_A_HALF_LIFE;
    const int pieces = HALF_LIVES * PIECES_A_HALF_LIFE;
    steps->count = 0;
    effect_add_ramp(steps, course->received_days, full);
    double left = full;
    for (int i = 0; i < pieces; i++) {
        effect_add(steps, end + i * piece_days, left * quarter_left[i % PIECES_A_HALF_LIFE]);
        left = (i + 1) % PIECES_A_HALF_LIFE == 0 ? left / 2 : left;
    }
    effect_add(steps, end + pieces * piece_days, 0);
    effect_finish(steps);
}

const effect_kind effect_waning = {
    .base = { .name = "waning",
              .doc = "The log hazard ratio grows straight over the course and then halves in every half-life.",
              .parameters = SETTINGS("waning effect", "A hazard ratio that fades after the course.", rows, quantity) },
    .steps = waning_steps,
};
