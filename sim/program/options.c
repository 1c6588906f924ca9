#include "program/options.h"

#include <string.h>

static void collect(option_list *list, const struct argp *from)
{
    for (const struct argp_option *option = from->options; option && (option->name || option->doc || option->group); option++) {
        if (option->name && list->count < COMMAND_OPTIONS_MAX) {
            list->items[list->count++] = option;
        }
    }
    for (const struct argp_child *child = from->children; child && child->argp; child++) {
        collect(list, child->argp);
    }
}

/** Stable, by group: argp shows small groups first. */
static void sort_by_group(option_list *list)
{
    for (size_t i = 1; i < list->count; i++) {
        const struct argp_option *moved = list->items[i];
        size_t place = i;
        for (; place > 0 && list->items[place - 1]->group > moved->group; place--) {
            list->items[place] = list->items[place - 1];
        }
        list->items[place] = moved;
    }
}

option_list options_of(const command *self)
{
    option_list list = {0};
    collect(&list, self->arguments);
    sort_by_group(&list);
    return list;
}

bool option_takes_file(const struct argp_option *option)
{
    return option->arg && strcmp(option->arg, "FILE") == 0;
}

bool option_takes_folder(const struct argp_option *option)
{
    return option->arg && strcmp(option->arg, "DIR") == 0;
}
