#include "load/rows.h"
#include "records/scenario.h"

static const setting mixture_row_list[] = {
    { ROW("title", TEXT, mixture_row, title), .fallback = FALLBACK_NAME, .doc = "A title for reports." },
    { ROW("components", SHARES, mixture_row, components), .unit = "share", .minimum = 0, .maximum = 1,
      .doc = "The views, and the weight of each: the share of worlds in which it holds. Weights are fixed.",
      .usual = "equal weights, with a look at the weight at which a decision flips", .moves = "every metric that a number by view moves" },
};

const settings mixture_rows =
    SETTINGS("mixture", "Rival views of the world: in each world one of them holds, and every number given by view takes that one's.", mixture_row_list,
             mixture_row);
