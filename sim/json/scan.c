#include "json/scan.h"

static const text_spot text_start = { 0, 1, 1 };

/** The spot of the next byte; bytes that continue a character share its column. */
static text_spot spot_after(text_spot spot, const char *text, size_t length)
{
    const char byte = text[spot.offset++];
    const bool return_before_newline = byte == '\r' && spot.offset < length && text[spot.offset] == '\n';
    if (byte == '\n' || (byte == '\r' && !return_before_newline)) {
        return (text_spot){ spot.offset, spot.line + 1, 1 };
    }
    const bool inside_character = spot.offset < length && ((unsigned char)text[spot.offset] & 0xc0) == 0x80;
    spot.column += inside_character ? 0 : 1;
    return spot;
}

/** One form of character in UTF-8: its first byte's range, its length, and the range of its second byte. */
typedef struct {
    unsigned char first_min, first_max;
    unsigned char bytes;
    unsigned char second_min, second_max;
} utf8_form;

/* Source: The Unicode Standard, table 3-7. */
static const utf8_form utf8_forms[] = {
    { 0x01, 0x7f, 1, 0, 0 },       { 0xc2, 0xdf, 2, 0x80, 0xbf }, { 0xe0, 0xe0, 3, 0xa0, 0xbf },
    { 0xe1, 0xec, 3, 0x80, 0xbf }, { 0xed, 0xed, 3, 0x80, 0x9f }, { 0xee, 0xef, 3, 0x80, 0xbf },
    { 0xf0, 0xf0, 4, 0x90, 0xbf }, { 0xf1, 0xf3, 4, 0x80, 0xbf }, { 0xf4, 0xf4, 4, 0x80, 0x8f },
};

static const utf8_form *form_of(unsigned char first)
{
    for (size_t i = 0; i < sizeof utf8_forms / sizeof utf8_forms[0]; i++) {
        if (first >= utf8_forms[i].first_min && first <= utf8_forms[i].first_max) {
            return &utf8_forms[i];
        }
    }
    return NULL;
}

/** How many bytes the character at `bytes` has, 0 when it is none. */
static size_t character_bytes(const unsigned char *bytes, size_t left)
{
    const utf8_form *form = form_of(bytes[0]);
    if (!form || form->bytes > left) {
        return 0;
    }
    if (form->bytes > 1 && (bytes[1] < form->second_min || bytes[1] > form->second_max)) {
        return 0;
    }
    for (size_t i = 2; i < form->bytes; i++) {
        if ((bytes[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    return form->bytes;
}

bool scan_utf8(const char *text, size_t length, text_spot *spot)
{
    *spot = text_start;
    while (spot->offset < length) {
        const size_t bytes = character_bytes((const unsigned char *)text + spot->offset, length - spot->offset);
        if (bytes == 0) {
            return false;
        }
        for (size_t i = 0; i < bytes; i++) {
            *spot = spot_after(*spot, text, length);
        }
    }
    return true;
}

/** Brackets of JSON that are open while a text is read. */
typedef struct {
    size_t open;
    bool quoted;  /* inside a text in double quotes */
    bool escaped; /* behind a backslash there */
} nesting;

static nesting nesting_after(nesting now, char byte)
{
    if (byte == '"' && !now.escaped) {
        now.quoted = !now.quoted;
    }
    now.escaped = now.quoted && byte == '\\' && !now.escaped;
    if (now.quoted) {
        return now;
    }
    if (byte == '[' || byte == '{') {
        now.open++;
    } else if ((byte == ']' || byte == '}') && now.open > 0) {
        now.open--;
    }
    return now;
}

bool scan_nesting(const char *text, size_t length, size_t depth, text_spot *spot)
{
    nesting now = { 0 };
    for (*spot = text_start; spot->offset < length; *spot = spot_after(*spot, text, length)) {
        now = nesting_after(now, text[spot->offset]);
        if (now.open > depth) {
            return false;
        }
    }
    return true;
}

size_t scan_open_brackets(const char *text, size_t length)
{
    nesting now = { 0 };
    for (size_t i = 0; i < length; i++) {
        now = nesting_after(now, text[i]);
    }
    return now.open;
}

text_spot scan_spot(const char *text, size_t length, int line, int column)
{
    text_spot spot = text_start;
    while (spot.offset < length && (spot.line < line || (spot.line == line && spot.column < column))) {
        spot = spot_after(spot, text, length);
    }
    return spot;
}

text_spot scan_offset(const char *text, size_t length, size_t offset)
{
    text_spot spot = text_start;
    while (spot.offset < offset) {
        spot = spot_after(spot, text, length);
    }
    return spot;
}
