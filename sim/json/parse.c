#include "json/parse.h"

#include <errno.h>
#include <libfyaml.h>
#include <stdio.h>
#include <string.h>

#include "json/scan.h"
#include "json/syntax.h"

/* libfyaml's doors to its inner types stay in this file. Events rather than its documents: those take 70 bytes a byte of text and look for
 * duplicate keys in quadratic time. */

typedef struct {
    struct fy_diag *diag;     /* owned */
    struct fy_parser *parser; /* owned */
    char said[100];           /* the first of what libfyaml says of no place, and so does not collect */
} reader;

/** Keeps the first line that libfyaml would print: its diagnostics are collected, but for those that know no place. */
static void keep_first(struct fy_diag *diag, void *user, const char *text, size_t length)
{
    reader *self = user;
    (void)diag;
    if (!self->said[0]) {
        snprintf(self->said, sizeof self->said, "%.*s", (int)(length < sizeof self->said ? length : sizeof self->said - 1), text);
        self->said[strcspn(self->said, "\n")] = '\0';
    }
}

static void reader_close(reader *from)
{
    if (from->parser) {
        fy_parser_destroy(from->parser);
    }
    if (from->diag) {
        fy_diag_destroy(from->diag);
    }
}

static bool reader_open(reader *from, const char *text, size_t length, parse_syntax syntax)
{
    const struct fy_diag_cfg quiet = { .output_fn = keep_first, .user = from, .level = FYET_ERROR, .module_mask = ~0u };
    from->diag = fy_diag_create(&quiet);
    if (!from->diag) {
        return false;
    }
    fy_diag_set_collect_errors(from->diag, true);
    const unsigned json = syntax == SYNTAX_JSON ? FYPCF_JSON_FORCE : FYPCF_JSON_NONE;
    const struct fy_parse_cfg settings = { .search_path = "", .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | json, .diag = from->diag };
    from->parser = fy_parser_create(&settings);
    return from->parser && fy_parser_set_string(from->parser, text, length) == 0;
}

/** Where a token begins, its opening quote included; what is nearby when it has no place of its own (an absent value). */
static build_spot spot_of(const build *work, struct fy_token *token, bool quoted)
{
    const struct fy_mark *mark = token ? fy_token_start_mark(token) : NULL;
    if (!mark || mark->line < 0) {
        return build_nearby(work);
    }
    return (build_spot){ mark->line + 1, mark->column + 1 - (quoted && mark->column > 0) };
}

static bool is_quoted(enum fy_scalar_style style)
{
    return style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
}

/** Faults a tag: the words of a scenario mean what they look like. */
static void check_tag(build *work, struct fy_token *tag)
{
    if (tag) {
        build_fault(work, spot_of(work, tag, false), "tags (!name) are not read; write a text in quotes, anything else plainly");
    }
}

/** The token's text; NULL when memory ran out, "" and a fault when it is no text that we can hold. */
static const char *token_text(build *work, struct fy_token *token, build_spot spot)
{
    const char *text = fy_token_get_text0(token);
    const size_t length = fy_token_get_text_length(token);
    text_spot bad;
    if (!text) {
        work->target.faults->out_of_memory = 1;
        work->stopped = true;
    } else if (!scan_utf8(text, length, &bad)) {
        build_fault(work, spot, bad.offset < length && text[bad.offset] == '\0' ? "a text may not hold the character \\u0000"
                                                                                : "this text holds an escape that is no character");
        text = "";
    }
    return text;
}

static void take_scalar(build *work, struct fy_event *event)
{
    struct fy_token *token = event->scalar.value;
    const enum fy_scalar_style style = fy_token_scalar_style(token);
    const build_spot spot = spot_of(work, token, is_quoted(style));
    check_tag(work, event->scalar.tag);
    const char *text = token_text(work, token, spot);
    if (!text) {
        return;
    }
    if (build_wants_key(work)) {
        build_key(work, text, spot);
    } else if (style == FYSS_PLAIN) {
        build_word(work, text, spot);
    } else {
        build_string(work, text, spot);
    }
}

static void take_container(build *work, struct fy_token *start, struct fy_token *tag, bool is_object)
{
    const build_spot spot = spot_of(work, start, false);
    check_tag(work, tag);
    if (build_wants_key(work)) {
        build_fault(work, spot, "a key is a text, not a list or an object");
        work->stopped = true;
    }
    build_open(work, is_object, spot);
}

/** An alias is a fault, and null in the value so that the work can go on. */
static void take_alias(build *work, struct fy_event *event)
{
    const build_spot spot = spot_of(work, event->alias.anchor, false);
    build_fault(work, (build_spot){ spot.line, spot.column > 1 ? spot.column - 1 : 1 }, "aliases (*name) are not read; write the value out");
    if (build_wants_key(work)) {
        work->stopped = true;
    }
    build_word(work, "null", spot);
}

/** Where a second document begins: at its mark, or else at what follows. */
static build_spot spot_of_document(reader *from, const build *work, struct fy_event *event)
{
    const struct fy_mark *mark = fy_event_start_mark(event);
    struct fy_event *next = mark ? NULL : fy_parser_parse(from->parser);
    mark = next ? fy_event_start_mark(next) : mark;
    const build_spot spot = mark ? (build_spot){ mark->line + 1, mark->column + 1 } : build_nearby(work);
    fy_parser_event_free(from->parser, next);
    return spot;
}

static void take_document(reader *from, build *work, struct fy_event *event, bool *begun)
{
    if (*begun) {
        build_fault(work, spot_of_document(from, work, event), "a second document begins here; a file holds one");
        work->stopped = true;
    }
    *begun = true;
}

static void take_event(reader *from, build *work, struct fy_event *event, bool *begun)
{
    switch (event->type) {
    case FYET_DOCUMENT_START: take_document(from, work, event, begun); break;
    case FYET_MAPPING_START: take_container(work, event->mapping_start.mapping_start, event->mapping_start.tag, true); break;
    case FYET_SEQUENCE_START: take_container(work, event->sequence_start.sequence_start, event->sequence_start.tag, false); break;
    case FYET_SCALAR: take_scalar(work, event); break;
    case FYET_ALIAS: take_alias(work, event); break;
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END: build_close(work); break;
    default: break;
    }
}

/** Hands every event to the work; false when the text is malformed or memory ran out: then the events end before the stream does. */
static bool take_events(reader *from, build *work, bool *begun)
{
    bool ended = false;
    while (!work->stopped && !ended) {
        struct fy_event *event = fy_parser_parse(from->parser);
        if (!event) {
            return false;
        }
        ended = event->type == FYET_STREAM_END;
        take_event(from, work, event, begun);
        fy_parser_event_free(from->parser, event);
    }
    return true;
}

/** The first thing the parser complained about with a place; what follows from it is noise. NULL where there is none, or only that a function of its own failed. */
static const struct fy_diag_error *first_complaint(const reader *from)
{
    void *iterator = NULL;
    const struct fy_diag_error *error = fy_diag_errors_iterate(from->diag, &iterator);
    return error && error->msg && !strstr(error->msg, "failed") ? error : NULL;
}

static void add_syntax_fault(const struct fy_diag_error *error, build_target target, const char *text, size_t length)
{
    const syntax_fault found = syntax_explain(text, length, error->msg, error->line, error->column);
    const fault_place place = { target.file, found.spot.line, found.spot.column, target.pointer };
    fault_add(target.faults, FAULT_ERROR, place, "%s", found.text);
}

#define INDENT_ZERO "indentation indicator 0"

/** Where the block's mark (| or >) stands that has an indentation of 0 behind it, from `near` on. */
static text_spot spot_of_zero(const char *text, size_t length, text_spot near)
{
    const char *mark = strpbrk(text + near.offset, "|>");
    while (mark && mark[1 + strspn(mark + 1, "+-123456789")] != '0') {
        mark = strpbrk(mark + 1, "|>");
    }
    return mark ? scan_offset(text, length, (size_t)(mark - text)) : near;
}

/** What libfyaml refuses without a place: told of the key that was read last. */
static void add_unplaced_fault(const reader *from, build *work, const char *text, size_t length)
{
    const build_spot key = build_nearby(work);
    text_spot spot = scan_spot(text, length, key.line, key.column);
    char words[160];
    if (strcmp(from->said, INDENT_ZERO) == 0) {
        spot = spot_of_zero(text, length, spot);
        snprintf(words, sizeof words, "an indentation of 0 is none: write 1 to 9 behind the | or >, or nothing");
    } else {
        const bool tells = from->said[0] && !strstr(from->said, "failed"); /* not of a function of its own */
        snprintf(words, sizeof words, "this is not read as YAML%s%s", tells ? ": " : "", tells ? from->said : "");
    }
    build_fault(work, (build_spot){ spot.line, spot.column }, words);
}

/** Tells what ended the work early: memory (by `error`), or the syntax, which is told to `malformed` or, when that is NULL, added as a fault. */
static void add_ending(const reader *from, build *work, int error, const char *text, size_t length, bool *malformed)
{
    const struct fy_diag_error *complaint = first_complaint(from);
    if (error == ENOMEM) {
        work->target.faults->out_of_memory = 1;
    } else if (malformed) {
        *malformed = true;
    } else if (complaint) {
        add_syntax_fault(complaint, work->target, text, length);
    } else {
        add_unplaced_fault(from, work, text, length);
    }
}

json_value *parse_text(const char *text, size_t length, parse_syntax syntax, build_target target, bool *malformed)
{
    const size_t errors = fault_errors(target.faults);
    reader from = { 0 };
    build work;
    build_start(&work, target);
    bool begun = false;
    bool well_formed = true;
    if (malformed) {
        *malformed = false;
    }
    if (!reader_open(&from, text, length, syntax)) {
        target.faults->out_of_memory = 1;
        work.stopped = true;
    } else {
        errno = 0;
        well_formed = take_events(&from, &work, &begun);
    }
    const int error = errno;
    if (!well_formed) {
        add_ending(&from, &work, error, text, length, malformed);
    } else if (!begun && !work.stopped && malformed && text[strspn(text, " \t\r\n")]) {
        *malformed = true; /* a remark alone */
    } else if (!begun && !work.stopped) {
        fault_add(target.faults, FAULT_ERROR, (fault_place){ target.file, 1, 1, NULL }, "the text is empty; expected {...}");
    }
    work.stopped = work.stopped || !well_formed;
    reader_close(&from);
    json_value *value = build_finish(&work);
    if (!value && well_formed && fault_errors(target.faults) == errors) {
        target.faults->out_of_memory = 1; /* nothing was built and nothing is wrong with the text */
    }
    return value;
}
