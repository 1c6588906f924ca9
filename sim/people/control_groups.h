#ifndef EDGECARE_PEOPLE_CONTROL_GROUPS_H
#define EDGECARE_PEOPLE_CONTROL_GROUPS_H

#include "people/follow.h"
#include "records/replicate.h"
#include "people/refer.h"

/** Draws the untreated children behind the baselines of all contracts' terms into `controls`, by term_row.controls: those of a live baseline for the history,
 *  the others (history 0) only when the `world_is_new`. Nothing to do where no baseline looks at children. `how` is the programme's setting, of which plan,
 *  model, world and history are read. Both workspaces are free for other use afterwards. False when memory runs out. */
bool controls_draw(const follow_setting *how, bool world_is_new, refer_workspace *refer, career_workspace *follow, control_group controls[]);

/** Frees the groups and leaves none; legal on zeroed ones. */
void controls_free(control_group controls[CONTROLS_MAX]);

#endif
