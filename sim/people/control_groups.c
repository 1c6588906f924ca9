#include "people/control_groups.h"

#include "baselines/baseline.h"

/** Draws one group: referrals and careers. */
static bool draw_group(const follow_setting *how, size_t control, refer_workspace *refer, career_workspace *follow, control_group *out)
{
    const control_plan *group = &how->plan->controls[control];
    const baseline_kind *looks_at = (const baseline_kind *)group->term->baseline.kind;
    double p[KIND_PARAMETERS_MAX] = {0};
    for (size_t i = 0; i < looks_at->base.parameters.count && i < KIND_PARAMETERS_MAX; i++) {
        p[i] = group->term->baseline.parameter[i].value;
    }
    follow_setting own = *how;
    own.plan = &group->plan;
    own.history = looks_at->live ? how->history : 0;
    own.segment = refer->segment;
    return refer_controls(how->plan, control, (size_t)looks_at->children(p), looks_at->entry_ratio(p), how->model, own.world_index, own.history, refer,
                          &out->families) &&
           follow_controls(&own, &out->families, follow, &out->career);
}

bool controls_draw(const follow_setting *how, bool world_is_new, refer_workspace *refer, career_workspace *follow, control_group controls[])
{
    bool fine = true;
    for (size_t i = 0; fine && i < how->plan->scenario->control_count; i++) {
        const baseline_kind *looks_at = (const baseline_kind *)how->plan->controls[i].term->baseline.kind;
        fine = !(world_is_new || looks_at->live) || draw_group(how, i, refer, follow, &controls[i]);
    }
    return fine;
}

void controls_free(control_group controls[CONTROLS_MAX])
{
    for (size_t i = 0; i < CONTROLS_MAX; i++) {
        families_free(&controls[i].families);
        careers_free(&controls[i].career);
    }
}
