#ifndef EDGECARE_LOAD_READER_H
#define EDGECARE_LOAD_READER_H

#include <stdbool.h>

#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"
#include "json/document.h"
#include "load/words.h"
#include "records/scenario.h"

/* Walks rows over a JSON value and fills structs. Nothing here stops at a fault: each is noted with its place and the reading goes on. */

typedef struct {
    const document *doc; /* borrowed */
    arena *memory;       /* borrowed: owns all that is read */
    fault_list *faults;  /* borrowed */
    world_draw *draws;   /* owned: reader_free */
    size_t draw_count, draw_capacity;
    const kind_family *family; /* borrowed: of the kind whose keys are looked at, or NULL */
    const input_map *inputs;       /* borrowed: input_row, all read before what is made of them */
    bool bad_name;       /* a name was met that a pointer would have to escape, or that is none */
    bool out_of_memory;
} reader;

/** Where the reader stands: a value, its key and what holds it. The root has no parent. Borrows all. */
typedef struct cursor {
    const struct cursor *parent;
    const char *key;
    const json_value *value;
} cursor;

static inline cursor cursor_into(const cursor *at, const json_value *item)
{
    return (cursor){ .parent = at, .key = json_key(item), .value = item };
}

/** The JSON pointer of a cursor, to be freed with text_free. */
text_buffer cursor_pointer(const cursor *at);

/** Notes an error at the value, or at its key, formatted as by printf. */
void reader_fault(reader *self, const cursor *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
void reader_key_fault(reader *self, const cursor *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
/** As reader_fault, but the scenario stays usable. */
void reader_warning(reader *self, const cursor *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
/** Notes that the value is of another type than the row asks for. */
void reader_type_fault(reader *self, const cursor *at, const setting *row);

/** Room owned by the scenario, zeroed; notes when memory runs out (then NULL; also for a count of 0). */
void *reader_take(reader *self, size_t count, size_t size);
/** A copy of `text` owned by the scenario; NULL, noted, when memory runs out. */
char *reader_text(reader *self, const char *text);
/** Frees the draws that the reader owns. */
void reader_free(reader *self);

/** Fills `field` from the value at `at`: one function for each type of setting. */
typedef void row_reader(reader *self, const cursor *at, const setting *row, void *field);
row_reader read_number, read_integer, read_boolean, read_date, read_text, read_choice;        /* read_scalar.c */
row_reader read_numbers, read_dates, read_names;                                              /* read_list.c */
row_reader read_quantity, read_kind;                                                          /* read_kind.c */
row_reader read_spread;                                                                       /* read_spread.c */
row_reader read_shares;                                                                       /* read_shares.c */
row_reader read_object, read_map, read_patch, read_setting;                                   /* reader.c */

/** Reads the rows of a struct from an object. `extra`: keys that are legal besides, NULL-terminated, or NULL. */
void read_rows(reader *self, const cursor *at, const settings *rows, const char *const extra[], void *base);
/** Notes each key of the object that is neither a row's, nor in `extra`, nor a remark; and each remark that is no text. */
void check_keys(reader *self, const cursor *at, const settings *rows, const char *const extra[]);
/** Gives the field what holds when the file says nothing; notes a fault where the row must be given. `base`: the struct. */
void read_absent(reader *self, const cursor *at, const setting *row, void *base);

/** Steps into {"value": x, "unit", remarks}; other values are left as they are. */
cursor reader_unwrap(reader *self, const cursor *at, const setting *row);
/** Notes a "unit" that is not the setting's own: 12 "weeks" where days are asked for is an error worth a stop. */
void reader_check_unit(reader *self, const cursor *at, const setting *row);
/** A number within the row's range; false, noted, when it is none. */
bool read_plain_number(reader *self, const cursor *at, const setting *row, double *number);
/** Whether the row allows the number; notes a fault where not. */
bool check_range(reader *self, const cursor *at, const setting *row, double number);
/** One of NULL-terminated words by its text; -1, noted, when it is none. */
int read_word(reader *self, const cursor *at, const char *const words[]);

/** How a kind is written. */
typedef struct {
    const char *key;          /* under which its name stands: "kind", "dist", "spread" */
    const char *const *extra; /* all keys besides its parameters, NULL-terminated */
    bool plain;               /* its parameters must not be uncertain */
} kind_form;

/** Reads the kind that `rows` begin with (row_of_kind) from an object that holds their other settings too, and checks the object's keys. */
void read_kind_beside(reader *self, const cursor *at, const settings *rows, const char *const extra[], void *base);
/** Reads {KEY: NAME, parameters...} of a family. False, noted, when anything in it is wrong. */
bool read_kind_use(reader *self, const cursor *at, const kind_family *family, const kind_form *form, kind_use *use);
/** Reads {"by": MIXTURE, "components": {COMPONENT: a quantity, ...}}, one for each component of the mixture, as a world draw. */
void read_by_mixture(reader *self, const cursor *at, const setting *row, quantity *field);
/** Reads {"of": INPUT, "times": x, "plus": y}; a fixed number where the input is fixed, else a world draw. */
void read_of_input(reader *self, const cursor *at, const setting *row, quantity *field);
/** Reads what multiplies a draw (1 where nothing is written) and what is then added (0). */
void read_times_and_plus(reader *self, const cursor *at, world_draw *draw);
/** Adds for each mixture, once all mixtures are read, the world draw that chooses its component. */
void read_mixture_choices(reader *self, const cursor *root, mixture_map *mixtures);
/** Adds a world draw at the cursor; its index, or -1 when memory ran out. */
int32_t reader_add_draw(reader *self, const cursor *at, world_draw draw);
/** Whether some of an uncertain number's values, lowest .. highest, are legal; notes a fault where none is. */
bool check_support(reader *self, const cursor *at, const setting *row, double lowest, double highest);
/** The lowest and highest value of a distribution whose parameters are fixed. */
void kind_support(const kind_use *use, double *lowest, double *highest);
/** Whether `times` (not 0) x a value of the distribution + `plus` can stand at the row: notes a mean outside the row's range, and warns of what is held at the range's ends in
 *  more than one draw of a hundred. */
bool check_distribution(reader *self, const cursor *at, const setting *row, const kind_use *use, double times, double plus);
/** Whether a value is an object that has `key`. */
bool is_object_with(const json_value *value, const char *key);

/** Whether the member of a map or of shares is a remark in words and no entry. */
bool is_remark_text(const json_value *item);

/** Whether a name may stand as a key of a map: 1 .. 60 bytes, no "/", "~" or control characters, no remark key. Notes a fault otherwise. */
bool check_name(reader *self, const cursor *at);

#endif
