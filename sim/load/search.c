#include "load/search.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "distributions/distribution.h"
#include "load/rows.h"
#include "load/words.h"

#define FAMILIES_MAX 32

/** A search under way. */
typedef struct {
    const char *const *words;
    size_t word_count;
    search_hit *hits;
    size_t most, found;
    const kind_family *families[FAMILIES_MAX]; /* whose parameters were looked at */
    size_t family_count;
} search;

/** Whether `word` is the whole of a name's words: "cashable" in "cashable_share". */
static bool stands_whole(const char *name, const char *word)
{
    const size_t length = strlen(word);
    for (const char *at = length > 0 ? strcasestr(name, word) : NULL; at; at = strcasestr(at + 1, word)) {
        if ((at == name || at[-1] == '_') && (at[length] == '\0' || at[length] == '_')) {
            return true;
        }
    }
    return false;
}

/** Whether a name is the words one after another, parted by "_". */
static bool is_words(const char *name, const char *const words[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const size_t length = strlen(words[i]);
        if (strncasecmp(name, words[i], length) != 0 || name[length] != (i + 1 < count ? '_' : '\0')) {
            return false;
        }
        name += length + 1;
    }
    return true;
}

int search_rank(const char *const words[], size_t count, const char *name, const char *doc)
{
    bool whole = true, held = true, told = true;
    for (size_t i = 0; i < count; i++) {
        whole = whole && stands_whole(name, words[i]);
        held = held && strcasestr(name, words[i]);
        told = told && (strcasestr(name, words[i]) || strcasestr(doc, words[i]));
    }
    return is_words(name, words, count) ? 4 : whole ? 3 : held ? 2 : told ? 1 : 0;
}

static void look_at(search *self, const setting *row, const char *path)
{
    const int rank = search_rank(self->words, self->word_count, row->key, row->doc);
    if (rank == 0 || row->key[0] == '\0') {
        return;
    }
    if (self->found < self->most) {
        search_hit *hit = &self->hits[self->found];
        *hit = (search_hit){ .row = row, .rank = rank };
        snprintf(hit->pointer, sizeof hit->pointer, "%.180s/%.60s", path, row->key);
    }
    self->found++;
}

/** The parameters of a family's kinds, which stand beside the word that names the kind. */
static void look_at_family(search *self, const kind_family *family, const char *path)
{
    for (size_t i = 0; i < self->family_count; i++) {
        if (self->families[i] == family) {
            return;
        }
    }
    if (self->family_count == FAMILIES_MAX) {
        return;
    }
    self->families[self->family_count++] = family;
    for (size_t i = 0; i < family->count; i++) {
        for (size_t j = 0; j < family->kinds[i]->parameters.count; j++) {
            look_at(self, &family->kinds[i]->parameters.rows[j], path);
        }
    }
}

static void look_at_struct(search *self, const settings *rows, const char *path)
{
    for (size_t i = 0; i < rows->count; i++) {
        const setting *row = &rows->rows[i];
        char inner[SEARCH_POINTER_BYTES];
        snprintf(inner, sizeof inner, "%.180s%s%.60s%s", path, row->key[0] ? "/" : "", row->key, row->type == SETTING_MAP ? "/NAME" : "");
        look_at(self, row, path);
        if (row->family) {
            look_at_family(self, row->family, inner);
        }
        if (row->rows) {
            look_at_struct(self, row->rows, inner);
        }
    }
}

size_t search_settings(const char *const words[], size_t count, search_hit hits[], size_t most)
{
    search self = { .words = words, .word_count = count, .hits = hits, .most = most };
    look_at_struct(&self, &scenario_rows, "");
    return self.found;
}
