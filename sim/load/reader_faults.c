#include "load/reader.h"

#include <stdarg.h>
#include <stdlib.h>

static void add_token(text_buffer *text, const char *key)
{
    text_add_bytes(text, "/", 1);
    for (const char *c = key; *c; c++) {
        if (*c == '~') {
            text_add_bytes(text, "~0", 2);
        } else if (*c == '/') {
            text_add_bytes(text, "~1", 2);
        } else {
            text_add_bytes(text, c, 1);
        }
    }
}

static void add_pointer(text_buffer *text, const cursor *at)
{
    if (at->parent) {
        add_pointer(text, at->parent);
        add_token(text, at->key ? at->key : "");
    }
}

text_buffer cursor_pointer(const cursor *at)
{
    text_buffer text = { 0 };
    text_add_bytes(&text, "", 0);
    add_pointer(&text, at);
    return text;
}

typedef fault_place place_of(const document *doc, const char *pointer);

static void fault_at(reader *self, fault_weight weight, const cursor *at, place_of *place, const char *format, va_list values)
{
    text_buffer pointer = cursor_pointer(at);
    char *words = NULL;
    if (vasprintf(&words, format, values) < 0 || pointer.out_of_memory) {
        self->out_of_memory = true;
    } else {
        fault_add(self->faults, weight, place(self->doc, pointer.bytes), "%s", words);
        free(words);
    }
    text_free(&pointer);
}

void reader_fault(reader *self, const cursor *at, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    fault_at(self, FAULT_ERROR, at, document_place, format, values);
    va_end(values);
}

void reader_key_fault(reader *self, const cursor *at, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    fault_at(self, FAULT_ERROR, at, document_key_place, format, values);
    va_end(values);
}

void reader_warning(reader *self, const cursor *at, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    fault_at(self, FAULT_WARNING, at, document_place, format, values);
    va_end(values);
}

void reader_type_fault(reader *self, const cursor *at, const setting *row)
{
    text_buffer words = { 0 };
    words_type(&words, row);
    reader_fault(self, at, "this is %s; write %s", json_type_words(at->value), words.bytes ? words.bytes : "");
    text_free(&words);
}

void *reader_take(reader *self, size_t count, size_t size)
{
    if (count == 0) {
        return NULL;
    }
    void *taken = arena_take(self->memory, count, size);
    self->out_of_memory |= !taken;
    return taken;
}

char *reader_text(reader *self, const char *text)
{
    char *copy = arena_text(self->memory, text);
    self->out_of_memory |= !copy;
    return copy;
}

void reader_free(reader *self)
{
    free(self->draws);
    *self = (reader){ 0 };
}
