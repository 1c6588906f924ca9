#ifndef EDGECARE_PROGRAM_INTERRUPT_H
#define EDGECARE_PROGRAM_INTERRUPT_H

#include <stdbool.h>

/** From now on Ctrl-C, and every other signal by which a program is asked to end, only sets a flag, so that the run can stop in order. A second one ends the program at
 *  once, as do a fault of the program's own and a pipe without a reader; however it ends (but for SIGKILL), what is guarded is removed. A hang-up that is
 *  ignored (nohup) stays so. */
void interrupt_watch(void);

/** Whether the program was asked to end since interrupt_watch. */
bool interrupt_came(void);

/** Has a file, or an empty folder, removed should the program end; false where too many are. `path` is borrowed until it is released. */
bool interrupt_guard(const char *path);
/** Guards nothing any more. */
void interrupt_release(void);

/** While it is held signals wait: files are being opened or given their names, and nothing is written to a pipe. */
void interrupt_hold(bool hold);

#endif
