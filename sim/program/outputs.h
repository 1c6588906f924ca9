#ifndef EDGECARE_PROGRAM_OUTPUTS_H
#define EDGECARE_PROGRAM_OUTPUTS_H

#include "records/setting.h"
#include "report/output.h"

#define OUTPUTS_MAX 32

/** A file that a command was asked to write. */
typedef struct {
    const char *option; /* "--json"; borrowed */
    const char *table;  /* of a folder of tables; NULL: a file of its own. Borrowed */
    char *path;         /* owned */
    output file;
} output_target;

/** All files that a command was asked to write: each is tried before anything is simulated, and all are written or none. Zeroed: none. */
typedef struct {
    output_target items[OUTPUTS_MAX];
    size_t count;
    char **made; /* owned: folders that were made for them, the highest first */
    size_t made_count;
    bool failed; /* a name could not be kept, or there were too many */
} outputs;

/** Adds the file that an option names; NULL: the option was not given. */
void outputs_add(outputs *self, const char *option, const char *path);
/** Adds a table in the folder that an option names. */
void outputs_add_table(outputs *self, const char *option, const char *folder, const char *table);

/** Opens them all. Says which name is empty, which two are one file, which is one of the `inputs` (names of files that were read), and which cannot be written. An exit
 *  code; from now on signals are watched, and until outputs_commit nothing is changed but that folders are made. */
int outputs_open(outputs *self, const name_list *inputs);

/** Where to write what an option, and its table where that is not NULL, asks for; NULL: it was not asked for. */
FILE *outputs_file(outputs *self, const char *option, const char *table);

/** Whether one of them is standard output, which then holds nothing else. */
bool outputs_take_standard(const outputs *self);

/** Gives all of them their names. An exit code; where one cannot be written that is told, and none is. */
int outputs_commit(outputs *self);

/** Says that writing what an option asked for failed. An exit code. */
int outputs_say_failed(const outputs *self, const char *option);

/** Leaves nothing of what was not committed; legal on zeroed ones. */
void outputs_free(outputs *self);

#endif
