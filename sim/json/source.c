#include "json/source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "json/scan.h"

static void fault_file(fault_list *faults, fault_place place, const char *path, const char *what)
{
    if (place.file && strcmp(place.file, path) == 0) {
        fault_add(faults, FAULT_ERROR, place, "%s", what);
    } else {
        fault_add(faults, FAULT_ERROR, place, "\"%s\" %s", path == NULL ? "" : path, what);
    }
}

static void fault_unreadable(fault_list *faults, fault_place place, const char *path, int error)
{
    if (error == ENOMEM) {
        faults->out_of_memory = 1;
        return;
    }
    char text[200];
    snprintf(text, sizeof text, "cannot be read: %s", strerror(error));
    fault_file(faults, place, path, text);
}

static void fault_too_large(fault_list *faults, fault_place place, const char *path)
{
    char text[100];
    snprintf(text, sizeof text, "has more than %u bytes, which is the most that is read", DOCUMENT_BYTES_MAX);
    fault_file(faults, place, path, text);
}

/** Reads to the end, at most one byte more than is allowed; false when reading fails, with errno set. */
static bool read_all(source *from, FILE *file)
{
    from->text = malloc(DOCUMENT_BYTES_MAX + 2);
    if (!from->text) {
        errno = ENOMEM;
        return false;
    }
    from->length = fread(from->text, 1, DOCUMENT_BYTES_MAX + 1, file);
    from->text[from->length] = '\0';
    return !ferror(file);
}

/** Reads an open file; what `stat` says of its size is looked at first, the size that was read last, for pipes have none. */
static bool read_file(source *from, FILE *file, const char *path, fault_place place, fault_list *faults)
{
    struct stat about;
    if (fstat(fileno(file), &about) == 0 && about.st_size > (off_t)DOCUMENT_BYTES_MAX && S_ISREG(about.st_mode)) {
        fault_too_large(faults, place, path);
        return false;
    }
    if (!read_all(from, file)) {
        fault_unreadable(faults, place, path, errno);
        return false;
    }
    if (from->length > DOCUMENT_BYTES_MAX) {
        fault_too_large(faults, place, path);
        return false;
    }
    return true;
}

/** Copies what standard input still holds into an unnamed file that takes its place, so that it can be read again. */
static bool keep_standard_input(void)
{
    FILE *kept = tmpfile();
    char chunk[8192];
    ssize_t got = 0;
    size_t total = 0;
    while (kept && total <= DOCUMENT_BYTES_MAX && (got = read(STDIN_FILENO, chunk, sizeof chunk)) > 0) {
        total += fwrite(chunk, 1, (size_t)got, kept);
    }
    const bool whole = kept && got >= 0 && fflush(kept) == 0 && !ferror(kept) && dup2(fileno(kept), STDIN_FILENO) >= 0;
    const int error = errno;
    if (kept) {
        fclose(kept);
    }
    errno = error;
    return whole;
}

/** Standard input from its start. */
static FILE *open_standard_input(void)
{
    if (lseek(STDIN_FILENO, 0, SEEK_SET) < 0 && !(errno == ESPIPE && keep_standard_input() && lseek(STDIN_FILENO, 0, SEEK_SET) == 0)) {
        return NULL;
    }
    const int again = dup(STDIN_FILENO);
    return again < 0 ? NULL : fdopen(again, "rb");
}

bool source_read(source *from, const char *path, fault_place place, fault_list *faults)
{
    *from = (source){ 0 };
    if (path[0] == '\0') {
        fault_add(faults, FAULT_ERROR, place.file && place.file[0] ? place : (fault_place){ 0 }, "the name of a file is empty");
        return false;
    }
    FILE *file = strcmp(path, STANDARD_INPUT) == 0 ? open_standard_input() : fopen(path, "rb");
    if (!file) {
        fault_unreadable(faults, place, path, errno);
        return false;
    }
    const bool good = read_file(from, file, path, place, faults);
    fclose(file);
    if (!good) {
        source_free(from);
    }
    return good;
}

bool source_copy(source *from, const char *name, const char *text, size_t length, fault_list *faults)
{
    *from = (source){ 0 };
    if (length > DOCUMENT_BYTES_MAX) {
        fault_too_large(faults, (fault_place){ .file = name }, name);
        return false;
    }
    from->text = malloc(length + 1);
    if (!from->text) {
        faults->out_of_memory = 1;
        return false;
    }
    if (length > 0) {
        memcpy(from->text, text, length);
    }
    from->text[length] = '\0';
    from->length = length;
    return true;
}

void source_free(source *from)
{
    free(from->text);
    *from = (source){ 0 };
}

static bool ends_in(const char *name, const char *ending)
{
    const size_t length = strlen(name);
    const size_t tail = strlen(ending);
    return length >= tail && strcasecmp(name + length - tail, ending) == 0;
}

parse_syntax source_syntax(const char *name, const source *from)
{
    if (strcmp(name, STANDARD_INPUT_NAME) == 0) {
        const char *mark = from->text + (strncmp(from->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
        mark += strspn(mark, " \t\r\n");
        return *mark == '{' || *mark == '[' || *mark == '\0' ? SYNTAX_JSON : SYNTAX_YAML;
    }
    return ends_in(name, ".yaml") || ends_in(name, ".yml") ? SYNTAX_YAML : SYNTAX_JSON;
}

/** Makes \r\n a blank and \n: in JSON both mean nothing, but the parser would count two lines. */
static void blank_returns(source *from)
{
    for (size_t i = 0; i + 1 < from->length; i++) {
        if (from->text[i] == '\r' && from->text[i + 1] == '\n') {
            from->text[i] = ' ';
        }
    }
}

static void fault_spot(build_target target, text_spot spot, const char *text)
{
    const fault_place place = { target.file, target.placed ? spot.line : 0, target.placed ? spot.column : 0, target.pointer };
    fault_add(target.faults, FAULT_ERROR, place, "%s", text);
}

static bool check_bytes(const source *from, build_target target)
{
    text_spot spot;
    if (scan_utf8(from->text, from->length, &spot)) {
        return true;
    }
    char text[80];
    const unsigned byte = (unsigned char)from->text[spot.offset];
    snprintf(text, sizeof text, "the byte 0x%02X is no UTF-8 text; save the file as UTF-8", byte);
    fault_spot(target, spot, text);
    return false;
}

static bool check_nesting(const source *from, build_target target)
{
    text_spot spot;
    if (scan_nesting(from->text, from->length, DOCUMENT_DEPTH_MAX, &spot)) {
        return true;
    }
    char text[80];
    snprintf(text, sizeof text, "nests deeper than %d levels", DOCUMENT_DEPTH_MAX);
    fault_spot(target, spot, text);
    return false;
}

/** Where a byte stands that YAML does not allow in its text, though it is UTF-8: a control character. */
static bool check_controls(const source *from, build_target target)
{
    for (size_t i = 0; i < from->length; i++) {
        const unsigned byte = (unsigned char)from->text[i];
        if ((byte < 0x20 && !strchr("\t\n\r", (int)byte)) || byte == 0x7f) {
            char text[80];
            snprintf(text, sizeof text, "the control character 0x%02X; in double quotes it is written \\x%02X", byte, byte);
            fault_spot(target, scan_offset(from->text, from->length, i), text);
            return false;
        }
    }
    return true;
}

/** JSON has no remarks; the parser passes some over. */
static void refuse_remark(const source *from, build_target target, bool *malformed)
{
    if (malformed) {
        *malformed = true;
    } else {
        const size_t offset = scan_unquoted(from->text, from->length, '#');
        fault_spot(target, scan_offset(from->text, from->length, offset), "JSON has no comments");
    }
}

json_value *source_parse(source *from, parse_syntax syntax, build_target target, bool *malformed)
{
    if (malformed) {
        *malformed = false;
    }
    if (!check_bytes(from, target)) {
        return NULL;
    }
    if (syntax == SYNTAX_JSON) {
        if (!check_nesting(from, target)) {
            return NULL;
        }
        blank_returns(from);
    } else if (!check_controls(from, target)) {
        return NULL;
    }
    json_value *value = parse_text(from->text, from->length, syntax, target, malformed);
    if (value && syntax == SYNTAX_JSON && scan_unquoted(from->text, from->length, '#') < from->length) {
        refuse_remark(from, target, malformed);
        json_free(value);
        return NULL;
    }
    return value;
}
