#ifndef EDGECARE_REPORT_TABLES_H
#define EDGECARE_REPORT_TABLES_H

#include <stdio.h>

#include "report/accounts.h"
#include "summarise/headline.h"

/** The result for reading in a terminal: what it comes to in a few sentences, then a table for each audience: programme, and for each contract payers,
 *  provider, investor, government. */
void tables_write(const result *self, FILE *out);

/** The same of the first account of a list, with what the others make of the same programme beside its value. */
void tables_write_accounts(const account_list *all, FILE *out);

/** The tables of the parties whose bit (1u << party) is set: of the council what payers pay, of research the programme and what single views come to. */
void tables_write_parties(const result *self, unsigned parties, FILE *out);

/** A number in plain writing for its unit: "£1,234,567", "12,345", "83.1 %", "1.23", "2024-03-31"; "-" where undefined. `text` has room for 48. */
void plain_number(char text[48], const char *unit, double number);

#endif
