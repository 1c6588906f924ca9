#include "load/rows.h"
#include "records/scenario.h"

static const setting input_row_list[] = {
    { ROW("", QUANTITY, input_row, number), .doc = "The number; the settings made of it say what it is a number of.",
      .usual = "what is one fact: the price of a place in London, wage growth, how strong a therapy is", .moves = "every setting made of it" },
};

const settings input_rows =
    SETTINGS("input", "A number of which several settings are made. Uncertain, it is drawn once a world for all of them.", input_row_list, input_row);
