#include "load/variations.h"

#include <stdlib.h>
#include <string.h>

#include "load/check.h"
#include "load/nulls.h"
#include "terms/term.h"

#define VARIATIONS_MAX 64
#define NAME_BYTES 64 /* of a name that is written out */

/** A variation as it stands in the document. */
typedef struct {
    const char *contract, *name; /* keys, borrowed from the original */
    const json_value *value;     /* of the original */
    date from;
    bool by_claim;
} variation;

/** One contract's variations while they are written out. */
typedef struct {
    const document *original;
    document *copy;
    bool fine;
} writer;

static bool is_plain_name(const char *name)
{
    return strpbrk(name, "/~") == NULL && strlen(name) < NAME_BYTES;
}

/** A setting's text, in place or under "value". */
static const char *text_of(const json_value *value)
{
    const json_value *inner = json_type_of(value) == JSON_OBJECT ? json_get(value, "value") : value;
    return json_type_of(inner) == JSON_STRING ? json_string(inner) : NULL;
}

static bool read_variation(const char *contract, const json_value *value, variation *out)
{
    const char *from = text_of(json_get(value, "from"));
    const char *in_force = text_of(json_get(value, "in_force"));
    *out = (variation){ .contract = contract, .name = json_key(value), .value = value };
    out->by_claim = in_force && strcmp(in_force, "claim") == 0;
    return from && date_read(from, &out->from) && is_plain_name(out->name) && is_plain_name(contract);
}

/** Whether a term is `name` or a version of it that a variation made. */
static bool is_version_of(const char *term, const char *name)
{
    const size_t length = strlen(name);
    return strncmp(term, name, length) == 0 && (term[length] == '\0' || strncmp(term + length, " from ", 6) == 0);
}

/** Whether the file itself has a term of that name. */
static bool is_in_file(const writer *self, const char *contract, const char *term)
{
    const pointer_text at = pointer_to("/contracts/%s/terms/%s", contract, term);
    return json_at(document_value(self->original), at.text) != NULL;
}

static void note(writer *self, bool done)
{
    self->fine = self->fine && done;
}

/** Whether a variation acts on a term by claim: as it says, or since the term is paid by the period and knows no families. */
static bool acts_by_claim(const variation *change, const json_value *term)
{
    const json_value *unit = json_type_of(term) == JSON_OBJECT ? json_get(term, "unit") : NULL;
    const char *name = json_type_of(unit) == JSON_OBJECT ? text_of(json_get(unit, "kind")) : NULL;
    for (size_t i = 0; name && i < term_family.count; i++) {
        const term_kind *known = (const term_kind *)(const void *)term_family.kinds[i];
        if (strcmp(known->base.name, name) == 0) {
            return change->by_claim || known->period_units;
        }
    }
    return change->by_claim;
}

/** Cuts one version of a term at the variation's date, and writes the version that goes on. */
static void split_version(writer *self, const variation *change, const char *term, const char *version)
{
    const pointer_text there = pointer_to("/contracts/%s/terms/%s", change->contract, version);
    const bool by_claim = acts_by_claim(change, json_at(document_value(self->copy), there.text));
    const char *until = by_claim ? "pays_until" : "started_until";
    const char *since = by_claim ? "pays_from" : "started_from";
    const pointer_text terms = pointer_to("/contracts/%s/terms", change->contract);
    const pointer_text old = pointer_to("%.300s/%s", terms.text, version);
    const pointer_text varied = pointer_to("/contracts/%s/variations/%s", change->contract, change->name);
    const pointer_text patch = pointer_to("%.300s/terms/%s", varied.text, term);
    const pointer_text beside = pointer_to("%.300s/from", varied.text);
    const pointer_text name = pointer_to("%s from %s", version, change->name);
    const pointer_text created = pointer_to("%.300s/%.200s", terms.text, name.text);
    if (is_in_file(self, change->contract, name.text)) {
        return; /* a fault: see check_version_names */
    }
    note(self, document_put_copy(self->copy, terms.text, name.text, old.text));
    note(self, document_merge_copy(self->copy, created.text, patch.text));
    note(self, document_put_text(self->copy, created.text, since, words_of_date(change->from).text, beside.text));
    note(self, document_put_text(self->copy, old.text, until, words_of_date(change->from - 1).text, beside.text));
}

/** Whether a term goes on beyond the variation's date: it has no last day, or a later one of its own. */
static bool goes_on(const variation *change, const json_value *term)
{
    const char *until = json_type_of(term) == JSON_OBJECT ? text_of(json_get(term, acts_by_claim(change, term) ? "pays_until" : "started_until")) : NULL;
    date last = DATE_NONE;
    return json_type_of(term) == JSON_OBJECT && (!until || !date_read(until, &last) || last >= change->from);
}

/** Splits every version of a term that goes on after the variation's date. */
static void vary_term(writer *self, const variation *change, const char *term)
{
    const pointer_text at = pointer_to("/contracts/%s/terms", change->contract);
    char version[TERMS_MAX][NAME_BYTES];
    size_t versions = 0;
    const json_value *terms = json_at(document_value(self->copy), at.text);
    for (const json_value *item = json_first(terms); item && versions < TERMS_MAX; item = json_next(item)) {
        const char *name = json_key(item);
        const bool alike = is_plain_name(name) && (strcmp(name, term) == 0 || (is_version_of(name, term) && !is_in_file(self, change->contract, name)));
        if (alike && goes_on(change, item)) {
            strcpy(version[versions++], name);
        }
    }
    for (size_t i = 0; i < versions; i++) {
        split_version(self, change, term, version[i]);
    }
}

static void vary(writer *self, const variation *change)
{
    for (const json_value *item = json_first(json_get(change->value, "terms")); item; item = json_next(item)) {
        if (json_type_of(item) == JSON_OBJECT && json_key(item) && is_plain_name(json_key(item))) {
            vary_term(self, change, json_key(item));
        }
    }
}

static int by_date(const void *a, const void *b)
{
    const variation *first = a;
    const variation *second = b;
    if (first->from != second->from) {
        return first->from < second->from ? -1 : 1;
    }
    return strcmp(first->name, second->name);
}

/** All well-formed variations, by date. */
static size_t find_variations(const document *doc, variation found[VARIATIONS_MAX])
{
    size_t count = 0;
    for (const json_value *contract = json_first(json_get(document_value(doc), "contracts")); contract; contract = json_next(contract)) {
        const json_value *variations = json_type_of(contract) == JSON_OBJECT ? json_get(contract, "variations") : NULL;
        for (const json_value *item = json_type_of(variations) == JSON_OBJECT ? json_first(variations) : NULL; item && count < VARIATIONS_MAX;
             item = json_next(item)) {
            count += json_type_of(item) == JSON_OBJECT && read_variation(json_key(contract), item, &found[count]);
        }
    }
    qsort(found, count, sizeof *found, by_date);
    return count;
}

bool variations_write_out(const document *doc, document **written)
{
    variation found[VARIATIONS_MAX];
    const size_t count = find_variations(doc, found);
    *written = NULL;
    if (count == 0) {
        return true;
    }
    writer self = { .original = doc, .copy = document_copy(doc), .fine = true };
    self.fine = self.copy != NULL;
    self.fine = self.fine && nulls_put_back(self.copy, doc);
    for (size_t i = 0; self.fine && i < count; i++) {
        vary(&self, &found[i]);
    }
    if (!self.fine) {
        document_free(self.copy);
        return false;
    }
    *written = self.copy;
    return true;
}

/** Where the path `pointer` of a version leads in the term that the version was made from: without the last " from VARIATION". False where it is of no version. */
static bool origin_of(const char *pointer, pointer_text *origin)
{
    static const char terms[] = "/terms/";
    const char *term = strncmp(pointer, "/contracts/", 11) == 0 ? strstr(pointer, terms) : NULL;
    if (!term) {
        return false;
    }
    term += sizeof terms - 1;
    const size_t length = strcspn(term, "/");
    size_t cut = length;
    for (size_t i = 0; i + 6 < length; i++) {
        cut = strncmp(term + i, " from ", 6) == 0 ? i : cut;
    }
    *origin = pointer_to("%.*s%s", (int)(term + cut - pointer), pointer, term + length);
    return cut < length;
}

bool variation_takes_over(const document *doc, const char *a, const char *b)
{
    const fault_place first = document_place(doc, a);
    const fault_place second = document_place(doc, b);
    return json_at(document_value(doc), a) && json_at(document_value(doc), b) && first.file == second.file && first.line == second.line &&
           first.column == second.column;
}

/** Only so many variations are written out. */
static void check_number(checker *self)
{
    size_t count = 0;
    for (size_t c = 0; c < self->subject->contracts.count; c++) {
        count += self->subject->contracts.items[c].variations.count;
    }
    if (count > VARIATIONS_MAX) {
        const pointer_text at = pointer_to("/contracts");
        check_fault(self, &at, "there are %zu variations, in all contracts; at most %d are possible", count, VARIATIONS_MAX);
    }
}

void resolve_variations(checker *self)
{
    check_number(self);
    for (size_t i = 0; i < self->subject->draw_count; i++) {
        world_draw *draw = &self->subject->draws[i];
        pointer_text origin;
        while (draw->pointer && origin_of(draw->pointer, &origin) && variation_takes_over(self->doc, draw->pointer, origin.text)) {
            draw->pointer = arena_text(&self->subject->memory, origin.text);
            self->out_of_memory |= !draw->pointer;
        }
    }
}
