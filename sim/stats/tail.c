#include "stats/tail.h"

#include <math.h>

#define LEVELS_OF_TAIL 500

static const tail no_tail = { (double)NAN, (double)NAN, (double)NAN, (double)NAN };

tail tail_of(const world_values *of, const resamples *by, uint64_t scratch[])
{
    order_statistic asked[] = { { .kind = ORDER_QUANTILE, .level = TAIL_SHARE }, { .kind = ORDER_MEAN_BELOW, .level = TAIL_SHARE } };
    order_statistics(of, by, asked, 2, scratch);
    return (tail){ asked[0].value, asked[1].value, asked[0].se, asked[1].se };
}

tail tail_of_histogram(const histogram *counts)
{
    tail out = no_tail;
    double sum = 0;
    for (size_t i = 0; i < LEVELS_OF_TAIL; i++) {
        sum += histogram_quantile(counts, TAIL_SHARE * ((double)i + 0.5) / LEVELS_OF_TAIL);
    }
    out.value_at_risk = histogram_quantile(counts, TAIL_SHARE);
    out.conditional = sum / LEVELS_OF_TAIL;
    return out;
}
