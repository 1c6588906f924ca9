#include "base/fault.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static char *copy_or_null(const char *text)
{
    return text ? strdup(text) : NULL;
}

static void fault_clear(fault *item)
{
    free(item->file);
    free(item->pointer);
    free(item->text);
    *item = (fault){ 0 };
}

/** Whether there is room for one more fault; makes it when there is none. */
static int fault_list_grow(fault_list *faults)
{
    if (faults->count < faults->capacity) {
        return 1;
    }
    const size_t capacity = faults->capacity ? 2 * faults->capacity : 16;
    fault *items = reallocarray(faults->items, capacity, sizeof *items);
    if (!items) {
        return 0;
    }
    faults->items = items;
    faults->capacity = capacity;
    return 1;
}

static int fault_is_whole(const fault *item, fault_place place)
{
    return item->text && (item->file || !place.file) && (item->pointer || !place.pointer);
}

void fault_add(fault_list *faults, fault_weight weight, fault_place place, const char *format, ...)
{
    fault item = { .line = place.line, .column = place.column, .weight = weight };
    va_list values;
    va_start(values, format);
    if (vasprintf(&item.text, format, values) < 0) {
        item.text = NULL;
    }
    va_end(values);
    item.file = copy_or_null(place.file);
    item.pointer = copy_or_null(place.pointer);
    if (!fault_is_whole(&item, place) || !fault_list_grow(faults)) {
        fault_clear(&item);
        faults->out_of_memory = 1;
        return;
    }
    faults->items[faults->count++] = item;
    faults->errors += weight == FAULT_ERROR;
}

size_t fault_errors(const fault_list *faults)
{
    return faults->errors + (faults->out_of_memory ? 1 : 0);
}

/** Compares as strcmp does; an absent text comes before any other. */
static int compare_texts(const char *a, const char *b)
{
    if (!a || !b) {
        return (a != NULL) - (b != NULL);
    }
    return strcmp(a, b);
}

static int compare_numbers(int a, int b)
{
    return (a > b) - (a < b);
}

/** Order of two faults by place; then by what they say, so that identical ones are neighbours. */
static int compare_faults(const void *left, const void *right)
{
    const fault *a = left;
    const fault *b = right;
    const int orders[] = {
        compare_texts(a->file, b->file),       compare_numbers(a->line, b->line),
        compare_numbers(a->column, b->column), compare_texts(a->pointer, b->pointer),
        compare_texts(a->text, b->text),       compare_numbers((int)a->weight, (int)b->weight),
    };
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        if (orders[i] != 0) {
            return orders[i];
        }
    }
    return 0;
}

void fault_sort(fault_list *faults)
{
    if (faults->count == 0) {
        return;
    }
    qsort(faults->items, faults->count, sizeof faults->items[0], compare_faults);
    size_t kept = 1;
    for (size_t i = 1; i < faults->count; i++) {
        if (compare_faults(&faults->items[kept - 1], &faults->items[i]) == 0) {
            faults->errors -= faults->items[i].weight == FAULT_ERROR;
            fault_clear(&faults->items[i]);
        } else {
            faults->items[kept++] = faults->items[i];
        }
    }
    faults->count = kept;
}

/** Writes `text` so that a fault stays on its line and no file can steer a terminal. */
static void print_visible(const char *text, FILE *out)
{
    utf8_write_visible(text, strlen(text), 0, out);
}

static void print_place(const fault *item, FILE *out)
{
    if (!item->file) {
        return;
    }
    print_visible(item->file, out);
    if (item->line > 0) {
        fprintf(out, ":%d", item->line);
    }
    if (item->line > 0 && item->column > 0) {
        fprintf(out, ":%d", item->column);
    }
    fputs(": ", out);
}

static void print_fault(const fault *item, FILE *out)
{
    print_place(item, out);
    fputs(item->weight == FAULT_ERROR ? "error: " : "warning: ", out);
    if (item->pointer && item->pointer[0]) {
        print_visible(item->pointer, out);
        fputs(": ", out);
    }
    print_visible(item->text, out);
    fputc('\n', out);
}

void fault_print(const fault_list *faults, FILE *out)
{
    for (size_t i = 0; i < faults->count; i++) {
        print_fault(&faults->items[i], out);
    }
    if (faults->out_of_memory) {
        fputs("error: memory ran out\n", out);
    }
}

void fault_list_free(fault_list *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        fault_clear(&faults->items[i]);
    }
    free(faults->items);
    *faults = (fault_list){ 0 };
}
