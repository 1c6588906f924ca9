#ifndef EDGECARE_BASE_FAULT_H
#define EDGECARE_BASE_FAULT_H

#include <stddef.h>
#include <stdio.h>

/** Where a fault stands: a file, a line and column counted from 1 (0 where the fault has none), and a JSON pointer ("" is the root). */
typedef struct {
    const char *file;    /* copied by fault_add; may be NULL */
    int line;
    int column;
    const char *pointer; /* copied by fault_add; may be NULL */
} fault_place;

typedef enum { FAULT_ERROR, FAULT_WARNING } fault_weight;

/** One thing wrong with what the user wrote. All strings are owned by the list. */
typedef struct {
    char *file;
    int line;
    int column;
    char *pointer;
    char *text;
    fault_weight weight;
} fault;

/** Everything wrong that was found, in the order of finding. A zeroed list is an empty list. */
typedef struct {
    fault *items; /* owned */
    size_t count;
    size_t capacity;
    size_t errors;
    int out_of_memory; /* 1 once a fault could not be stored; then the list counts as faulty */
} fault_list;

/** Adds a fault; the text is formatted as by printf and says what was found and what would be right. */
void fault_add(fault_list *faults, fault_weight weight, fault_place place, const char *format, ...) __attribute__((format(printf, 4, 5)));

/** How many errors (not warnings) the list holds; running out of memory counts as one. */
size_t fault_errors(const fault_list *faults);

/** Orders faults by file, line and column, so that they read from top to bottom; identical ones are kept once. */
void fault_sort(fault_list *faults);

/** Writes each fault on a line of its own: `file:line:column: error: /pointer: text`. Parts that a fault lacks are left out. */
void fault_print(const fault_list *faults, FILE *out);

/** Frees what the list owns and leaves it empty. Legal on a zeroed list. */
void fault_list_free(fault_list *faults);

#endif
