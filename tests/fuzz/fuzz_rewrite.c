/* Load, write, load: what was read and is written reads back as the same; and upgrading what is upgraded changes nothing. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load/load.h"
#include "upgrade/upgrade.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int truth)
{
    if (!truth) {
        __builtin_trap();
    }
}

/** The value as `json_write` lays it out; to be freed. */
static char *laid_out(const json_value *value, size_t *length)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, length);
    demand(out != NULL && json_write(value, out));
    fclose(out);
    return text;
}

/** Reads `text` back and holds it against what was read first. */
static void expect_same(const char *text, size_t length, const document *first, const scenario *loaded)
{
    fault_list faults = { 0 };
    document *again = document_read_text("again.json", text, length, &faults);
    demand(again != NULL);
    char *before = json_text(document_value(first));
    char *after = json_text(document_value(again));
    demand(strcmp(before, after) == 0);
    scenario *reloaded = scenario_from_document(again, &faults);
    demand((reloaded != NULL) == (loaded != NULL));
    demand(loaded == NULL || reloaded->hash == loaded->hash);
    scenario_free(reloaded);
    free(before);
    free(after);
    document_free(again);
    fault_list_free(&faults);
}

static void rewrite(const uint8_t *data, size_t size)
{
    fault_list faults = { 0 };
    document *doc = document_read_text("fuzz.json", (const char *)data, size, &faults);
    if (doc != NULL && json_get(document_value(doc), "extends") == NULL) {
        scenario *loaded = scenario_from_document(doc, &faults);
        size_t length = 0;
        char *text = laid_out(document_value(doc), &length);
        expect_same(text, length, doc, loaded);
        free(text);
        scenario_free(loaded);
    }
    document_free(doc);
    fault_list_free(&faults);
}

static void upgrade_twice(const uint8_t *data, size_t size)
{
    fault_list faults = { 0 };
    text_buffer once = { 0 };
    text_buffer twice = { 0 };
    size_t changes = 0;
    if (upgrade_text("fuzz.json", (const char *)data, size, &once, &changes, &faults)) {
        demand(once.length >= size || changes > 0);
        demand(upgrade_text("fuzz.json", once.bytes == NULL ? "" : once.bytes, once.length, &twice, &changes, &faults));
        demand(changes == 0 && twice.length == once.length);
    }
    text_free(&once);
    text_free(&twice);
    fault_list_free(&faults);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (memmem(data, size, "/dev", 4) != NULL || memmem(data, size, "/proc", 5) != NULL) {
        return -1;
    }
    rewrite(data, size);
    upgrade_twice(data, size);
    return 0;
}
