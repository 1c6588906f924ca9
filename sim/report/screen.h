#ifndef EDGECARE_REPORT_SCREEN_H
#define EDGECARE_REPORT_SCREEN_H

#include <stdio.h>

#include "report/accounts.h"
#include "summarise/headline.h"

#define SCREEN_LINES 40
#define SCREEN_COLUMNS 100

/** The first screen of a run, at most SCREEN_LINES lines of SCREEN_COLUMNS characters: up to two contracts in five sentences each, more in a line each; one table of the
 *  numbers that decide, by party; where the rest is. `accounts` is the list whose first is the result itself. False when memory runs out. */
bool screen_write(const account_list *accounts, FILE *out);

#endif
