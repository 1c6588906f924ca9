#include "program/outputs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "program/command.h"
#include "program/interrupt.h"

static void add(outputs *self, const char *option, const char *table, char *path)
{
    if (!path || self->count == OUTPUTS_MAX) {
        free(path);
        self->failed = true;
        return;
    }
    self->items[self->count++] = (output_target){.option = option, .table = table, .path = path};
}

void outputs_add(outputs *self, const char *option, const char *path)
{
    if (path) {
        add(self, option, NULL, strdup(path));
    }
}

void outputs_add_table(outputs *self, const char *option, const char *folder, const char *table)
{
    char *path = NULL;
    const char *slash = folder[0] && folder[strlen(folder) - 1] == '/' ? "" : "/";
    if (folder[0] == '\0' || strcmp(folder, STANDARD_OUTPUT) == 0) {
        path = strdup(folder); /* refused, by its own words */
    } else if (asprintf(&path, "%s%s%s", folder, slash, table) < 0) {
        path = NULL;
    }
    add(self, option, table, path);
}

static int say_same(const output_target *target, const char *other)
{
    fprintf(stderr, "edgecare: %s: \"%s\" is also %s; give another file\n", target->option, target->path, other);
    return EXIT_BAD_INPUT;
}

/** Says what is wrong with a name by itself, and which other output or input it is. */
static int check(const outputs *self, size_t index, const name_list *inputs)
{
    const output_target *target = &self->items[index];
    if (target->path[0] == '\0') {
        fprintf(stderr, "edgecare: %s: the name is empty; give a %s\n", target->option, target->table ? "folder" : "file");
        return EXIT_BAD_INPUT;
    }
    if (target->table && strcmp(target->path, STANDARD_OUTPUT) == 0) {
        fprintf(stderr, "edgecare: %s: standard output is no folder\n", target->option);
        return EXIT_BAD_INPUT;
    }
    for (size_t i = 0; inputs && i < inputs->count; i++) {
        if (strcmp(target->path, STANDARD_OUTPUT) != 0 && output_is_same(target->path, inputs->items[i])) {
            char words[200];
            snprintf(words, sizeof words, "read%s%.150s", strcmp(target->path, inputs->items[i]) == 0 ? "" : ", by the name ",
                     strcmp(target->path, inputs->items[i]) == 0 ? "" : inputs->items[i]);
            return say_same(target, words);
        }
    }
    for (size_t i = 0; i < index; i++) {
        if (output_is_same(target->path, self->items[i].path)) {
            return say_same(target, self->items[i].option);
        }
    }
    return EXIT_FINE;
}

/** Opens one; what stands under a name of its own until it is whole is guarded. */
static bool open_target(outputs *self, output_target *target)
{
    const size_t made = self->made_count;
    bool fine = true;
    if (target->table) {
        char *folder = strndup(target->path, strlen(target->path) - strlen(target->table) - 1);
        fine = folder && output_make_folder(folder[0] ? folder : "/", &self->made, &self->made_count);
        free(folder);
    }
    for (size_t i = made; i < self->made_count; i++) {
        interrupt_guard(self->made[i]);
    }
    fine = fine && output_open(&target->file, target->path);
    if (fine && target->file.temporary) {
        interrupt_guard(target->file.temporary);
    }
    return fine;
}

static int open_all(outputs *self)
{
    for (size_t i = 0; i < self->count; i++) {
        interrupt_hold(true);
        const bool opened = open_target(self, &self->items[i]);
        interrupt_hold(false);
        if (!opened) {
            return say_errno(self->items[i].path);
        }
    }
    return EXIT_FINE;
}

int outputs_open(outputs *self, const name_list *inputs)
{
    if (self->failed) {
        errno = ENOMEM;
        return say_errno("outputs");
    }
    for (size_t i = 0; i < self->count; i++) {
        if (check(self, i, inputs) != EXIT_FINE) {
            return EXIT_BAD_INPUT;
        }
    }
    interrupt_watch();
    return open_all(self);
}

static output_target *find(outputs *self, const char *option, const char *table)
{
    for (size_t i = 0; i < self->count; i++) {
        output_target *target = &self->items[i];
        if (strcmp(target->option, option) == 0 && (table ? target->table && strcmp(target->table, table) == 0 : !target->table)) {
            return target;
        }
    }
    return NULL;
}

FILE *outputs_file(outputs *self, const char *option, const char *table)
{
    const output_target *target = find(self, option, table);
    return target ? target->file.file : NULL;
}

bool outputs_take_standard(const outputs *self)
{
    bool takes = false;
    for (size_t i = 0; i < self->count; i++) {
        takes = takes || strcmp(self->items[i].path, STANDARD_OUTPUT) == 0;
    }
    return takes;
}

/** From now on nothing is to be removed. */
static void keep_folders(outputs *self)
{
    interrupt_release();
    for (size_t i = 0; i < self->made_count; i++) {
        free(self->made[i]);
    }
    self->made_count = 0;
}

int outputs_commit(outputs *self)
{
    output *files[OUTPUTS_MAX];
    for (size_t i = 0; i < self->count; i++) {
        files[i] = &self->items[i].file;
    }
    size_t failed = 0;
    bool fine = output_finish_all(files, self->count, &failed);
    if (fine) {
        interrupt_hold(true);
        fine = output_place_all(files, self->count, &failed);
        if (fine) {
            keep_folders(self);
        }
        interrupt_hold(false);
    }
    if (fine) {
        return EXIT_FINE;
    }
    return say_errno(strcmp(self->items[failed].path, STANDARD_OUTPUT) == 0 ? "standard output" : self->items[failed].path);
}

int outputs_say_failed(const outputs *self, const char *option)
{
    for (size_t i = 0; i < self->count; i++) {
        if (strcmp(self->items[i].option, option) == 0) {
            return say_errno(self->items[i].path);
        }
    }
    return EXIT_FAILED;
}

void outputs_free(outputs *self)
{
    const int error = errno;
    for (size_t i = 0; i < self->count; i++) {
        output_abandon(&self->items[i].file);
        free(self->items[i].path);
    }
    interrupt_release();
    for (size_t i = self->made_count; i > 0; i--) {
        rmdir(self->made[i - 1]);
        free(self->made[i - 1]);
    }
    free(self->made);
    *self = (outputs){0};
    errno = error;
}
