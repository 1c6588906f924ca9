#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "run/variants.h"

/** What of a scenario's root changes no career. */
static const char *const settles_or_tells[] = {"contracts", "appraisal", "published", "sources", "name",    "title",
                                               "note",      "left_out",  "schema",    "$schema", "fitted_inputs", "views",
                                               "what_if",   NULL};

/** What of a contract and of a term decides which children a control group has. */
static const char *const of_contract[] = {"sites", "starts", "last_claimable", "variations", NULL};
static const char *const of_term[] = {"sites", "cohorts", "localities", "bands", "labels", "children", "eligible_if", "window", "baseline", NULL};

typedef struct {
    uint64_t hash;
    bool out_of_memory;
} key;

static bool is_among(const char *word, const char *const words[])
{
    for (size_t i = 0; words[i] != NULL; i++) {
        if (strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void add_member(key *self, const json_value *member)
{
    char *text = json_text(member);
    self->out_of_memory |= text == NULL;
    if (text != NULL) {
        self->hash = hash_text(hash_text(self->hash, json_key(member)), text);
    }
    free(text);
}

/** Adds the members of `object` that are among `words`, or those that are not. */
static void add_members(key *self, const json_value *object, const char *const words[], bool among)
{
    for (const json_value *item = json_first(object); item != NULL; item = json_next(item)) {
        if (is_among(json_key(item), words) == among) {
            add_member(self, item);
        }
    }
}

static bool has_controls(const json_value *contract)
{
    for (const json_value *term = json_first(json_get(contract, "terms")); term != NULL; term = json_next(term)) {
        const char *baseline = json_string(json_get(json_get(term, "baseline"), "kind"));
        if (baseline != NULL && strcmp(baseline, "written") != 0) {
            return true;
        }
    }
    return json_get(contract, "variations") != NULL;
}

static void add_controls(key *self, const json_value *contract)
{
    self->hash = hash_text(self->hash, json_key(contract));
    add_members(self, contract, of_contract, true);
    for (const json_value *term = json_first(json_get(contract, "terms")); term != NULL; term = json_next(term)) {
        self->hash = hash_text(self->hash, json_key(term));
        add_members(self, term, of_term, true);
    }
}

uint64_t careers_key(const json_value *merged)
{
    key self = {.hash = HASH_START};
    add_members(&self, merged, settles_or_tells, false);
    for (const json_value *contract = json_first(json_get(merged, "contracts")); contract != NULL; contract = json_next(contract)) {
        if (has_controls(contract)) {
            add_controls(&self, contract);
        }
    }
    return self.out_of_memory ? 0 : self.hash;
}
