#include "json/syntax.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "json/scalar.h"

#define A_VALUE "expected a number, a text in double quotes, true, false, null, {...} or [...]"
#define COMMA_MISSING "expected a comma or a closing bracket before this"
#define NOTHING_FOLLOWS "nothing may follow the end of the value"

/** Which spot a message means. */
typedef enum {
    SPOT_AS_GIVEN, /* where the parser says */
    SPOT_QUOTE,    /* the quote before it, when what is meant is a quoted text */
    SPOT_BRACKET,  /* the same, or the end of the text, where a bracket is still open */
    SPOT_WORD      /* an unquoted word, to be looked at more closely */
} spot_kind;

typedef struct {
    const char *message; /* a part of what the parser says */
    spot_kind kind;
    const char *text;
} message_row;

static const message_row message_rows[] = {
    { "trailing comma", SPOT_AS_GIVEN, "nothing follows this comma; take it out" },
    { "extra comma", SPOT_AS_GIVEN, "nothing stands before this comma; take it out" },
    { "comma in the beginning", SPOT_AS_GIVEN, "nothing stands before this comma; take it out" },
    { "single quoted", SPOT_AS_GIVEN, "a text stands in double quotes, not single ones" },
    { "unescaped character", SPOT_AS_GIVEN, "a control character (a tab?) inside a text; write it as \\t, \\n or \\u00xx" },
    { "Multi line double quoted", SPOT_QUOTE, "this text goes over the end of the line; is its closing quote missing?" },
    { "without closing quote", SPOT_QUOTE, "this text has no closing quote" },
    { "invalid UTF8 escape", SPOT_QUOTE, "this text holds a \\u escape that is no character" },
    { "low surrogate", SPOT_QUOTE, "this text holds a \\u escape that is no character" },
    { "invalid hex escape", SPOT_AS_GIVEN, "this escape has too few hexadecimal digits; \\u has four" },
    { "invalid escape", SPOT_QUOTE, "this text holds an escape that does not exist; a backslash is written \\\\" },
    { "empty root", SPOT_AS_GIVEN, "the text is empty; expected {...}" },
    { "empty values in a mapping", SPOT_BRACKET, "expected a key, a colon and a value" },
    { "missing comma", SPOT_BRACKET, COMMA_MISSING },
    { "missing document start", SPOT_QUOTE, NOTHING_FOLLOWS },
    { "mismatched", SPOT_AS_GIVEN, "this bracket closes one of the other kind" },
    { "extra closing", SPOT_AS_GIVEN, "this bracket closes nothing" },
    { "without a closing", SPOT_BRACKET, COMMA_MISSING },
    { "anchor not supported", SPOT_AS_GIVEN, "JSON has no anchors (&name)" },
    { "alias not supported", SPOT_AS_GIVEN, "JSON has no aliases (*name)" },
    { "anchor", SPOT_AS_GIVEN, "an anchor is & and a name, one before a value" },
    { "alias", SPOT_AS_GIVEN, "aliases (*name) are not read; write the value out" },
    { "tag not supported", SPOT_AS_GIVEN, "JSON has no tags (!name)" },
    { "directives not supported", SPOT_AS_GIVEN, "JSON has no directives (%NAME)" },
    { "document start indicator", SPOT_AS_GIVEN, "JSON has no document marks (---)" },
    { "document end indicator", SPOT_AS_GIVEN, "JSON has no document marks (...)" },
    { "block entries", SPOT_AS_GIVEN, "JSON has no lists by \"-\"; write [...], and a minus sign right before its number" },
    { "block scalars", SPOT_AS_GIVEN, "JSON has no block texts; write the text in double quotes" },
    { "complex keys", SPOT_AS_GIVEN, "JSON has no \"?\"; a key stands in double quotes, with a colon behind it" },
    { "double quoted scalar keys", SPOT_AS_GIVEN, "a key stands in double quotes" },
    { "mapping context", SPOT_AS_GIVEN, "a colon stands behind a key, inside {...}" },
    { "expected node content", SPOT_BRACKET, "expected a value here" },
    { "trailing content after", SPOT_AS_GIVEN, "something follows the end of this text; a quote inside '...' is written twice, inside \"...\" as \\\"" },
    { "invalid comment", SPOT_AS_GIVEN, "a blank stands before a remark (#)" },
    { "block sequence on the same line", SPOT_AS_GIVEN, "a list begins on a line of its own, or is written [...]" },
    { "no linebreak", SPOT_AS_GIVEN, "a block text begins on the line below its | or >" },
    { "tab", SPOT_AS_GIVEN, "a tab may not indent; use blanks" },
    { "Invalid JSON plain scalar", SPOT_WORD, NULL },
    { "Multi line plain scalars", SPOT_WORD, NULL },
    { "nested block mapping on the same line", SPOT_AS_GIVEN, "a second colon on one line; a text with a colon stands in quotes" },
    { "invalid multiline plain key", SPOT_AS_GIVEN, "the next line is indented too far, or this text needs quotes" },
    { "invalid value after mapping", SPOT_AS_GIVEN, "this belongs to nothing: expected a key and a colon, or a line that is indented further" },
    { "end of block sequence", SPOT_AS_GIVEN, "expected the list's next \"-\", or an indentation that ends the list" },
    { "wrongly indented", SPOT_AS_GIVEN, "what goes over several lines is indented further than the line that begins it" },
    { "mapping in plain multiline", SPOT_AS_GIVEN, "this line is indented neither as the lines above it nor as their container" },
    { "invalid indentation", SPOT_AS_GIVEN, "this line is indented neither as the lines above it nor as their container" },
    { "plain scalar cannot start", SPOT_WORD, NULL },
};

static const message_row *row_of(const char *message)
{
    for (size_t i = 0; i < sizeof message_rows / sizeof message_rows[0]; i++) {
        if (strstr(message, message_rows[i].message)) {
            return &message_rows[i];
        }
    }
    return NULL;
}

typedef struct {
    const char *start;
    const char *text;
} hint_row;

static const hint_row hint_rows[] = {
    { "//", "JSON has no comments" },
    { "/*", "JSON has no comments" },
    { "#", "JSON has no comments" },
    { "NaN", "NaN is no number of JSON; " A_VALUE },
    { "Infinity", "Infinity is no number of JSON; " A_VALUE },
    { "-Infinity", "-Infinity is no number of JSON; " A_VALUE },
};

static const char *hint_for(const char *word)
{
    for (size_t i = 0; i < sizeof hint_rows / sizeof hint_rows[0]; i++) {
        if (strncmp(word, hint_rows[i].start, strlen(hint_rows[i].start)) == 0) {
            return hint_rows[i].text;
        }
    }
    return NULL;
}

/** The last byte before `offset` that is no blank; NUL at the start. */
static char byte_before(const char *text, size_t offset)
{
    while (offset > 0 && strchr(" \t\r\n", text[offset - 1])) {
        offset--;
    }
    return offset > 0 ? text[offset - 1] : '\0';
}

/** The first spot from `spot` on, at most `bytes` bytes of word later, where no blank stands. */
static text_spot spot_past_word(const char *text, size_t length, text_spot spot, size_t bytes)
{
    size_t offset = spot.offset + bytes;
    offset += strspn(text + offset, " \t\r\n");
    int line = spot.line;
    int column = spot.column;
    for (size_t i = spot.offset; i < offset && i < length; i++) {
        column = text[i] == '\n' ? 1 : column + 1;
        line += text[i] == '\n';
    }
    return (text_spot){ offset, line, column };
}

/** Explains an unquoted word that is wrong in itself, or right but followed by something without a comma. */
static void explain_word(const char *text, size_t length, syntax_fault *fault)
{
    const char *word = text + fault->spot.offset;
    const size_t bytes = strcspn(word, " \t\r\n,:;[]{}\"'=");
    const int shown = bytes > 40 ? 40 : (int)bytes;
    const char *hint = hint_for(word);
    const char before = byte_before(text, fault->spot.offset);
    if (hint) {
        snprintf(fault->text, sizeof fault->text, "%s", hint);
    } else if (before == '}' || before == ']' || before == '"') {
        const bool inside = scan_open_brackets(text, fault->spot.offset) > 0;
        snprintf(fault->text, sizeof fault->text, "%s", inside ? COMMA_MISSING : NOTHING_FOLLOWS);
    } else if (scalar_is_json(word, bytes) && word[bytes] != ':') {
        fault->spot = spot_past_word(text, length, fault->spot, bytes);
        const char *remark = hint_for(text + fault->spot.offset);
        snprintf(fault->text, sizeof fault->text, "%s", remark ? remark : COMMA_MISSING);
    } else if (word[bytes] == ':' && (before == '{' || before == ',')) {
        snprintf(fault->text, sizeof fault->text, "a key stands in double quotes: \"%.*s\"", shown, word);
    } else {
        snprintf(fault->text, sizeof fault->text, "found \"%.*s\"; " A_VALUE, shown ? shown : (int)(*word != '\0'), word);
    }
}

/** Moves the spot to the opening quote when the parser means the text behind it. */
static void move_to_quote(const char *text, text_spot *spot)
{
    const bool quote_before = spot->offset > 0 && strchr("\"'", text[spot->offset - 1]);
    if (quote_before && (text[spot->offset] == '\0' || !strchr(",:[]{}", text[spot->offset]))) {
        spot->offset--;
        spot->column--;
    }
}

syntax_fault syntax_explain(const char *text, size_t length, const char *message, int line, int column)
{
    syntax_fault fault = { .spot = scan_spot(text, length, line, column) };
    const message_row *row = row_of(message);
    if (row && (row->kind == SPOT_QUOTE || row->kind == SPOT_BRACKET)) {
        move_to_quote(text, &fault.spot);
    }
    if (row && row->kind == SPOT_BRACKET && fault.spot.offset >= length) {
        snprintf(fault.text, sizeof fault.text, "the text ends before its brackets are closed");
    } else if (row && row->kind == SPOT_WORD) {
        explain_word(text, length, &fault);
    } else {
        snprintf(fault.text, sizeof fault.text, "%s", row ? row->text : message);
    }
    return fault;
}
