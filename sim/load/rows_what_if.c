#include "load/rows.h"
#include "records/scenario.h"

static const setting what_if_row_list[] = {
    { ROW("title", TEXT, what_if_row, title), .fallback = FALLBACK_NAME, .doc = "The question in words." },
    { ROW("take", PATCH, what_if_row, changes), .fallback = "",
      .doc = "Values that another account of the programme has in place of this one: by pointer the name of one of the views. It acts first." },
    { ROW("set", PATCH, what_if_row, changes), .fallback = "",
      .doc = "Values by pointer, each merged over what stands there; null takes it away. A \"*\" in a pointer stands for any name of the file. It acts after take." },
    { ROW("times", PATCH, what_if_row, changes), .fallback = "",
      .doc = "Factors by pointer: the number there is multiplied; of an uncertain one every draw is, and then held within the range of its setting. It acts after set." },
    { ROW("plus", PATCH, what_if_row, changes), .fallback = "", .doc = "Numbers by pointer that are added, as times multiplies. It acts last." },
};

const settings what_if_rows =
    SETTINGS("what-if", "A question to the scenario: some of its values changed. `edgecare what-if` answers it by the difference to the scenario as it stands.", what_if_row_list, what_if_row);
