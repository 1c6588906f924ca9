#ifndef EDGECARE_LOAD_CHECK_H
#define EDGECARE_LOAD_CHECK_H

#include <stdbool.h>

#include "base/fault.h"
#include "json/document.h"
#include "load/words.h"
#include "records/scenario.h"

/* What one row alone cannot tell: names that must exist, sums, orders of dates, things that exclude each other. Each check passes over what was
 * not read because it is faulty itself, so that one mistake is told once. */

typedef struct {
    scenario *subject;   /* borrowed */
    const document *doc; /* borrowed */
    fault_list *faults;  /* borrowed */
    bool out_of_memory;
} checker;

#define POINTER_BYTES 512

/** A JSON pointer in place. Names hold no "/" and no "~", so they need no escapes. */
typedef struct {
    char text[POINTER_BYTES];
} pointer_text;

/** A pointer formatted as by printf; one that is longer than POINTER_BYTES is cut. */
pointer_text pointer_to(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Notes a fault at the value (or, check_key_fault, the key) that `at` points to. */
void check_fault(checker *self, const pointer_text *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
void check_key_fault(checker *self, const pointer_text *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
/** As check_fault, but the scenario stays usable. */
void check_warning(checker *self, const pointer_text *at, const char *format, ...) __attribute__((format(printf, 3, 4)));

/** Entries that can be named. */
typedef struct {
    const char *noun;
    const map *entries;
    size_t size; /* of an entry, which begins with its name */
} directory;

/* The entries of a scenario, or of a contract, by what they are; borrowed from it. */
directory states_of(const scenario *self);
directory transitions_of(const scenario *self);
directory sites_of(const scenario *self);
directory cohorts_of(const scenario *self);
directory therapies_of(const scenario *self);
directory contracts_of(const scenario *self);
directory terms_of(const contract_row *contract);

/** The name of entry `index` (below the count); "" where it was not read. Borrowed. */
const char *directory_name(const directory *self, size_t index);
/** The index of `name`; INDEX_NONE when there is no such entry. */
int32_t directory_find(const directory *self, const char *name);

/** As directory_find, but notes an unknown name at `at` (its key when `key`). Silent where the directory is empty or `name` is NULL: that is a fault elsewhere. */
int32_t resolve_name(checker *self, const directory *known, const char *name, const pointer_text *at, bool key);
/** Bits of all names in the list at `at`. */
uint32_t resolve_mask(checker *self, const directory *known, const name_list *names, const pointer_text *at);
/** The indices of the names of shares at `at`, owned by the scenario. */
int32_t *resolve_shares(checker *self, const directory *known, const share_map *shares, const pointer_text *at);
/** Where a team's settings stand: in the site itself where it writes no teams. */
pointer_text team_pointer(const checker *self, const site_row *site, const team_row *team);
/** The index of a name; INDEX_NONE where it is not listed. */
int32_t name_index(const name_list *names, const char *name);
/** The index of a name, which is entered where it is new. */
int32_t name_enter(name_list *names, const char *name);
/** A mask with the bits below `count`. */
uint32_t mask_below(size_t count);

/* Fill the resolved fields, noting names that do not exist. */
void resolve_careers(checker *self);
void resolve_people(checker *self);
void resolve_sites(checker *self);
/** Gives a site that writes no teams its one, numbers all teams and lists their providers; after resolve_sites. */
void resolve_teams(checker *self);
void resolve_contracts(checker *self);
void resolve_variations(checker *self); /* variations.c: what a version of a term takes over is the same uncertain number */
/** Whom the shares of surplus name; after resolve_teams. */
void resolve_capital(checker *self);

/** Which contracts are compared with. */
void resolve_comparators(checker *self);
/** Where the files of views stand. */
void resolve_views(checker *self);

/* Cross-checks; after resolving. */
void check_sizes(checker *self);
void check_scenario(checker *self);
void check_careers(checker *self);
void check_sites(checker *self);
void check_teams(checker *self);
void check_contracts(checker *self);
void check_term(checker *self, const contract_row *contract, const term_row *term); /* check_terms.c: one of check_contracts */
/** Why children have no success in a term by which another, or a contract's end, could go: the words after its name; NULL: they have. */
const char *term_without_success(const term_row *term);
/** Warns of a term that can pay nobody anything, and of what leaves nothing of it. (check_never.c: one of check_contracts) */
void check_never(checker *self, const contract_row *contract, const term_row *term);
void check_payers(checker *self);
void check_endings(checker *self);
void check_capital(checker *self);
void check_published(checker *self);
void check_mixtures(checker *self);

/** Writes a date for messages. */
typedef struct {
    char text[16];
} date_words;
date_words words_of_date(date day);

#endif
