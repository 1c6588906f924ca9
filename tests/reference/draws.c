#include "reference/reference.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "distributions/distribution.h"

void *reference_room(size_t count, size_t size)
{
    void *room = calloc(count > 0 ? count : 1, size);
    if (!room) {
        abort();
    }
    return room;
}

double reference_quantity(const reference_case *at, quantity number)
{
    return number.draw >= 0 ? at->world[number.draw] : number.value;
}

void reference_parameters(const reference_case *at, const kind_use *use, double parameter[KIND_PARAMETERS_MAX])
{
    const settings *rows = &use->kind->parameters;
    for (size_t i = 0; i < KIND_PARAMETERS_MAX; i++) {
        const bool is_number = i < rows->count && rows->rows[i].type != SETTING_NUMBERS;
        parameter[i] = is_number ? reference_quantity(at, use->parameter[i]) : 0;
    }
}

double reference_spread(const reference_case *at, const spread *differs, double uniform)
{
    if (!differs->distribution.kind) {
        return reference_quantity(at, differs->constant);
    }
    double p[KIND_PARAMETERS_MAX];
    reference_parameters(at, &differs->distribution, p);
    const distribution_kind *of_kind = (const distribution_kind *)(const void *)differs->distribution.kind;
    const double drawn = of_kind->quantile(p, &differs->distribution.list, uniform);
    return drawn < differs->minimum ? differs->minimum : drawn > differs->maximum ? differs->maximum : drawn;
}

size_t reference_choice(const reference_case *at, const quantity shares[], size_t count, double uniform)
{
    double so_far = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        so_far += reference_quantity(at, shares[i]);
        if (so_far > uniform) {
            return i;
        }
    }
    return count > 0 ? count - 1 : 0;
}

rng_pair reference_draw(const reference_case *at, const char *place, const char *purpose, uint32_t person, uint32_t occasion)
{
    const rng_stream stream = rng_stream_of((uint64_t)at->file->run.seed, place, purpose);
    return rng_draw_words(stream, at->world_number, at->history, person, occasion);
}

void reference_place_name(const reference_case *at, const reference_family *child, char name[REFERENCE_NAME_ROOM])
{
    snprintf(name, REFERENCE_NAME_ROOM, "%s%s/%s", at->owner, reference_site(at, child)->name, reference_cohort(at, child)->name);
}

rng_pair reference_child_draw(const reference_case *at, const reference_family *child, const char *purpose)
{
    char place[REFERENCE_NAME_ROOM];
    reference_place_name(at, child, place);
    return reference_draw(at, place, purpose, rng_person(child->month, child->ordinal, child->sibling), 0);
}

rng_pair reference_family_draw(const reference_case *at, const reference_family *child, const char *purpose)
{
    char place[REFERENCE_NAME_ROOM];
    reference_place_name(at, child, place);
    return reference_draw(at, place, purpose, rng_person(child->month, child->ordinal, 0), 0);
}

const site_row *reference_site(const reference_case *at, const reference_family *child)
{
    return &at->file->sites.items[child->site];
}

const site_cohort_row *reference_intake(const reference_case *at, const reference_family *child)
{
    return &reference_site(at, child)->cohorts.items[child->order];
}

const cohort_row *reference_cohort(const reference_case *at, const reference_family *child)
{
    return &at->file->cohorts.items[child->cohort];
}

const team_row *reference_team(const reference_case *at, const reference_family *child)
{
    const site_row *site = reference_site(at, child);
    return &site->teams.items[child->team - site->team_from];
}

const therapy_row *reference_therapy(const reference_case *at, const reference_family *child)
{
    return &at->file->therapies.items[reference_team(at, child)->therapy_index];
}

size_t reference_state_named(const scenario *file, const char *name)
{
    for (size_t s = 0; s < file->states.count; s++) {
        if (strcmp(file->states.items[s].name, name) == 0) {
            return s;
        }
    }
    abort();
}

bool reference_is_named(const name_list *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++) {
        if (strcmp(names->items[i], name) == 0) {
            return true;
        }
    }
    return false;
}

int32_t reference_day_of(const scenario *file, date when)
{
    return when - file->starts;
}

int32_t reference_as_of(const scenario *file)
{
    return file->reporting.as_of == DATE_NONE ? INT32_MAX : reference_day_of(file, file->reporting.as_of);
}

int32_t reference_birthday(const reference_family *family)
{
    return (int32_t)floor(family->adult_at);
}

bool reference_started(const reference_family *family)
{
    return family->started_at < TIME_NEVER;
}

int32_t reference_start_day(const reference_family *family)
{
    return (int32_t)floor(family->started_at);
}

int32_t reference_completion_day(const reference_family *family)
{
    return (int32_t)floor(family->started_at + family->received_days);
}

bool reference_is_class(const scenario *file, int state, state_class which)
{
    return state >= 0 && file->states.items[state].class_of == (int)which;
}

bool reference_is_index(const reference_family *child)
{
    return child->sibling == 0;
}

bool reference_is_home(const scenario *file, int state)
{
    return reference_is_class(file, state, CLASS_HOME) || reference_is_class(file, state, CLASS_KIN);
}
