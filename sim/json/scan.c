#include "json/scan.h"

#include "base/utf8.h"

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

bool scan_utf8(const char *text, size_t length, text_spot *spot)
{
    *spot = text_start;
    while (spot->offset < length) {
        const size_t bytes = utf8_bytes(text + spot->offset, length - spot->offset);
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

size_t scan_unquoted(const char *text, size_t length, char byte)
{
    nesting now = { 0 };
    size_t i = 0;
    while (i < length && (now.quoted || text[i] != byte)) {
        now = nesting_after(now, text[i++]);
    }
    return i;
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
