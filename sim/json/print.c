#include "json/value.h"

#include <math.h>
#include <stdlib.h>

#include "base/text.h"

#define WHOLE_NUMBER_MAX 9007199254740992.0 /* 2^53 */

void json_number_text(double number, char text[JSON_NUMBER_TEXT_SIZE])
{
    if (number == floor(number) && fabs(number) <= WHOLE_NUMBER_MAX) {
        snprintf(text, JSON_NUMBER_TEXT_SIZE, "%.0f", number);
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, JSON_NUMBER_TEXT_SIZE, "%.*g", digits, number);
        if (strtod(text, NULL) == number) {
            return;
        }
    }
}

static void print_number(const json_value *value, text_buffer *text)
{
    char number[JSON_NUMBER_TEXT_SIZE];
    json_number_text(json_number(value), number);
    text_add(text, "%s", number);
}

/** The escape that JSON has for `byte`, or NULL where it has none of two characters. */
static const char *short_escape(unsigned char byte)
{
    static const char *const escapes[128] = {
        ['"'] = "\\\"", ['\\'] = "\\\\", ['\b'] = "\\b", ['\f'] = "\\f", ['\n'] = "\\n", ['\r'] = "\\r", ['\t'] = "\\t",
    };
    return byte < 128 ? escapes[byte] : NULL;
}

static void print_string(const char *string, text_buffer *text)
{
    text_add_bytes(text, "\"", 1);
    const char *plain = string; /* start of what needs no escape */
    for (const char *at = string;; at++) {
        const unsigned char byte = (unsigned char)*at;
        const char *escape = short_escape(byte);
        if (!escape && byte >= 0x20) {
            continue;
        }
        text_add_bytes(text, plain, (size_t)(at - plain));
        plain = at + 1;
        if (!byte) {
            break;
        }
        if (escape) {
            text_add_bytes(text, escape, 2);
        } else {
            text_add(text, "\\u%04x", byte);
        }
    }
    text_add_bytes(text, "\"", 1);
}

/** Starts a line `depth` levels in; nothing when `depth` is negative: all on one line. */
static void print_line(int depth, text_buffer *text)
{
    if (depth < 0) {
        return;
    }
    text_add_bytes(text, "\n", 1);
    for (int i = 0; i < depth; i++) {
        text_add_bytes(text, "  ", 2);
    }
}

static void print_value(const json_value *value, int depth, text_buffer *text);

static void print_container(const json_value *container, const char *brackets, int depth, text_buffer *text)
{
    const int inner = depth < 0 ? depth : depth + 1;
    text_add_bytes(text, brackets, 1);
    for (const json_value *item = json_first(container); item; item = json_next(item)) {
        print_line(inner, text);
        if (json_key(item)) {
            print_string(json_key(item), text);
            text_add(text, depth < 0 ? ":" : ": ");
        }
        print_value(item, inner, text);
        if (json_next(item)) {
            text_add_bytes(text, ",", 1);
        }
    }
    if (json_first(container)) {
        print_line(depth, text);
    }
    text_add_bytes(text, brackets + 1, 1);
}

/** `depth` is the level of indentation, or -1 for everything on one line. Recursion is as deep as the value. */
static void print_value(const json_value *value, int depth, text_buffer *text)
{
    switch (json_type_of(value)) {
    case JSON_NULL: text_add(text, "null"); break;
    case JSON_BOOLEAN: text_add(text, "%s", json_boolean(value) ? "true" : "false"); break;
    case JSON_NUMBER: print_number(value, text); break;
    case JSON_STRING: print_string(json_string(value), text); break;
    case JSON_ARRAY: print_container(value, "[]", depth, text); break;
    case JSON_OBJECT: print_container(value, "{}", depth, text); break;
    }
}

char *json_text(const json_value *value)
{
    text_buffer text = { 0 };
    print_value(value, -1, &text);
    if (text.out_of_memory) {
        text_free(&text);
    }
    return text.bytes;
}

bool json_write(const json_value *value, FILE *out)
{
    text_buffer text = { 0 };
    print_value(value, 0, &text);
    text_add_bytes(&text, "\n", 1);
    const bool written = !text.out_of_memory && fwrite(text.bytes, 1, text.length, out) == text.length && fflush(out) == 0;
    text_free(&text);
    return written;
}
