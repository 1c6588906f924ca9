#ifndef EDGECARE_PORTFOLIO_PORTFOLIO_H
#define EDGECARE_PORTFOLIO_PORTFOLIO_H

#include "base/fault.h"
#include "base/memory.h"
#include "json/document.h"
#include "records/scenario.h"

#define PORTFOLIO_SCHEMA "edgecare-portfolio/1"
#define MEMBERS_MAX 32

/** One scenario among those held together. */
typedef struct {
    const char *name;
    const char *file;        /* as written, followed from the portfolio's folder */
    double ownership_share;  /* of the flows of its investors */
    document_override *set;  /* and then the run's size and the member's seed */
    size_t set_count;
    scenario *scenario;      /* owned */
} portfolio_member;

/** Scenarios held together: each draws its own chance and inputs, but for those in common. Texts are owned by `memory`. */
typedef struct {
    const char *name, *title;
    int64_t seed, worlds, histories;
    portfolio_member *members;
    size_t count;
    const char **common;     /* JSON pointers; "*" stands for any one name; what lies below a pointer is in common too */
    size_t common_count;
    arena memory;
} portfolio;

/** Reads a portfolio file {"schema", "name", "title", "run": {"seed", "worlds", "histories"}, "members": {NAME: {"scenario", "ownership_share", "set"}}, "common"}, and
 *  the scenarios of its members, each with its `set`, the size of the run, and a seed mixed from the portfolio's and the member's name.
 *
 *  Published figures of members are left out, for they speak of the whole scenario. Every fault has its place: in the portfolio file, and in a member's scenario. NULL when one is an error.
 *  Overrides are of the portfolio file. To be freed with portfolio_free. */
portfolio *portfolio_load(const char *path, const document_override overrides[], size_t count, fault_list *faults);
/** As portfolio_load from text in memory; `name` stands for the file in messages, and its folder is where members' files are followed from. */
portfolio *portfolio_load_text(const char *name, const char *text, size_t length, fault_list *faults);
void portfolio_free(portfolio *self); /* NULL is legal */

/** The seed of a member: below 2^53. */
int64_t portfolio_member_seed(int64_t seed, const char *member);

/** Whether an input's pointer is one of the common ones: the same as `pattern`, or below it, where "*" in it stands for any one name. */
bool portfolio_pointer_matches(const char *pattern, const char *pointer);

#endif
