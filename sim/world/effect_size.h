#ifndef EDGECARE_WORLD_EFFECT_SIZE_H
#define EDGECARE_WORLD_EFFECT_SIZE_H

#include "world/model.h"

#define EFFECT_RATIO_MIN 0.01
#define EFFECT_RATIO_MAX 10.0

/** The hazard ratio that a kind of effect is given, and whether it gives what was measured; else it is the nearest bound. */
typedef struct {
    double hazard_ratio;
    bool reached;
} effect_size;

/** The index of the kind's parameter `hazard_ratio`; -1 where it has none. */
int effect_ratio_index(const kind *effect);

/** The hazard ratio of those who complete, from the number that a scenario states (docs/model.md, section 4).
 *
 *  `p`: the kind's parameters, with the stated number as hazard ratio; `of`: the therapy's course, completion and adherence, resolved; `model`: with
 *  levels solved and bands set; its scratch is used. As hazard ratio of completers it is the number itself; as hazard ratio of all starters a closed form; as ratio of shares or
 *  odds it is solved by Brent's method over the mix of starters. */
effect_size effect_size_convert(const scenario *self, career_model *model, const therapy_model *of, const therapy_effect_row *row,
                                const double p[]);

#endif
