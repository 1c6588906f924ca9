#ifndef EDGECARE_TESTS_KINDS_H
#define EDGECARE_TESTS_KINDS_H

#include "records/setting.h"

/** The kind of `family` with that name; the test fails where there is none. */
const kind *kind_named(const kind_family *family, const char *name);

/** Fails unless the kind says what every page about it needs: a doc, a title, and for each row a key, a doc, a type a kind may have and a range in order. */
void expect_kind_is_described(const kind *kind_);

#endif
