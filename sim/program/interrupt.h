#ifndef EDGECARE_PROGRAM_INTERRUPT_H
#define EDGECARE_PROGRAM_INTERRUPT_H

#include <stdbool.h>

/** From now on Ctrl-C (and termination) only sets a flag, so that the run can stop in order. A second one ends the program at once. */
void interrupt_watch(void);

/** Whether Ctrl-C, or a termination, came since interrupt_watch. */
bool interrupt_came(void);

#endif
