#include "program/interrupt.h"

#include <signal.h>

static volatile sig_atomic_t came; /* a signal handler can tell the program in no other way */

static void note(int signal_number)
{
    came = 1;
    signal(signal_number, SIG_DFL);
}

void interrupt_watch(void)
{
    struct sigaction action = {.sa_handler = note};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

bool interrupt_came(void)
{
    return came;
}
