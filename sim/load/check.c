#include "load/check.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

pointer_text pointer_to(const char *format, ...)
{
    pointer_text out;
    va_list values;
    va_start(values, format);
    vsnprintf(out.text, sizeof out.text, format, values);
    va_end(values);
    return out;
}

static void add(checker *self, fault_weight weight, fault_place place, const char *format, va_list values)
{
    char *words = NULL;
    if (vasprintf(&words, format, values) < 0) {
        self->out_of_memory = true;
        return;
    }
    fault_add(self->faults, weight, place, "%s", words);
    free(words);
}

void check_fault(checker *self, const pointer_text *at, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add(self, FAULT_ERROR, document_place(self->doc, at->text), format, values);
    va_end(values);
}

void check_key_fault(checker *self, const pointer_text *at, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add(self, FAULT_ERROR, document_key_place(self->doc, at->text), format, values);
    va_end(values);
}

void check_warning(checker *self, const pointer_text *at, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add(self, FAULT_WARNING, document_place(self->doc, at->text), format, values);
    va_end(values);
}

directory states_of(const scenario *self)
{
    return (directory){ "state", &self->states.any, sizeof(state_row) };
}

directory transitions_of(const scenario *self)
{
    return (directory){ "transition", &self->transitions.any, sizeof(transition_row) };
}

directory sites_of(const scenario *self)
{
    return (directory){ "site", &self->sites.any, sizeof(site_row) };
}

directory cohorts_of(const scenario *self)
{
    return (directory){ "cohort", &self->cohorts.any, sizeof(cohort_row) };
}

directory therapies_of(const scenario *self)
{
    return (directory){ "therapy", &self->therapies.any, sizeof(therapy_row) };
}

directory contracts_of(const scenario *self)
{
    return (directory){ "contract", &self->contracts.any, sizeof(contract_row) };
}

directory terms_of(const contract_row *contract)
{
    return (directory){ "term", &contract->terms.any, sizeof(term_row) };
}

const char *directory_name(const directory *self, size_t index)
{
    const char *name = NULL;
    memcpy(&name, (const char *)self->entries->items + index * self->size, sizeof name);
    return name ? name : "";
}

int32_t directory_find(const directory *self, const char *name)
{
    const size_t at = text_place(name, self->entries->items, self->entries->count, self->size);
    return at < self->entries->count ? (int32_t)at : INDEX_NONE;
}

int32_t name_index(const name_list *names, const char *name)
{
    const size_t at = PLACE_OF(name, *names);
    return at < names->count ? (int32_t)at : INDEX_NONE;
}

int32_t name_enter(name_list *names, const char *name)
{
    const size_t at = PLACE_OF(name, *names);
    if (at == names->count) {
        names->items[names->count++] = name;
    }
    return (int32_t)at;
}

static void fault_unknown_name(checker *self, const directory *known, const char *name, const pointer_text *at, bool key)
{
    candidates names = { .count = 0 };
    for (size_t i = 0; i < known->entries->count; i++) {
        candidates_add(&names, directory_name(known, i));
    }
    text_buffer hint = { 0 };
    words_suggest(&hint, name, &names, "known: ");
    (key ? check_key_fault : check_fault)(self, at, "there is no %s \"%s\"%s", known->noun, name, hint.bytes ? hint.bytes : "");
    text_free(&hint);
}

int32_t resolve_name(checker *self, const directory *known, const char *name, const pointer_text *at, bool key)
{
    if (!name || known->entries->count == 0) {
        return INDEX_NONE;
    }
    const int32_t index = directory_find(known, name);
    if (index == INDEX_NONE) {
        fault_unknown_name(self, known, name, at, key);
    }
    return index;
}

uint32_t resolve_mask(checker *self, const directory *known, const name_list *names, const pointer_text *at)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < names->count; i++) {
        const pointer_text element = pointer_to("%s/%zu", at->text, i);
        const int32_t index = resolve_name(self, known, names->items[i], &element, false);
        mask |= index >= 0 ? mask_of((size_t)index) : 0;
    }
    return mask;
}

int32_t *resolve_shares(checker *self, const directory *known, const share_map *shares, const pointer_text *at)
{
    if (shares->count == 0) {
        return NULL;
    }
    int32_t *indices = arena_take(&self->subject->memory, shares->count, sizeof *indices);
    self->out_of_memory |= !indices;
    for (size_t i = 0; indices && i < shares->count; i++) {
        const pointer_text member = pointer_to("%s/%s", at->text, shares->names[i]);
        indices[i] = resolve_name(self, known, shares->names[i], &member, true);
    }
    return indices;
}

uint32_t mask_below(size_t count)
{
    return count >= 32 ? UINT32_MAX : (UINT32_C(1) << count) - 1;
}

date_words words_of_date(date day)
{
    date_words words;
    date_write(day, words.text);
    return words;
}
