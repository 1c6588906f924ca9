#include "stats/summary.h"

#include <string.h>

#define DIGIT_BITS 8
#define DIGITS 8
#define BUCKETS (1 << DIGIT_BITS)

/* Doubles in the order of numbers are words in the order of integers once negative ones are inverted and positive ones get the top bit. */

static uint64_t key_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits ^ ((bits >> 63) != 0 ? UINT64_MAX : UINT64_C(1) << 63);
}

static double double_of(uint64_t key)
{
    const uint64_t bits = key ^ ((key >> 63) != 0 ? UINT64_C(1) << 63 : UINT64_MAX);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static unsigned digit_of(uint64_t key, int digit)
{
    return (unsigned)(key >> (digit * DIGIT_BITS)) & (BUCKETS - 1);
}

/* How often each digit has each value. */
typedef struct {
    size_t count[DIGITS][BUCKETS];
} digit_counts;

static void count_digits(const double value[], size_t count, digit_counts *counts)
{
    memset(counts, 0, sizeof *counts);
    for (size_t i = 0; i < count; i++) {
        const uint64_t key = key_of(value[i]);
        for (int digit = 0; digit < DIGITS; digit++) {
            counts->count[digit][digit_of(key, digit)]++;
        }
    }
}

/* Turns the counts of one digit into where each value of it begins; 0 when all keys share one value, so that nothing need move. */
static int place_digit(size_t counts[BUCKETS], size_t count)
{
    size_t begin = 0;
    for (int i = 0; i < BUCKETS; i++) {
        const size_t here = counts[i];
        if (here == count) {
            return 0;
        }
        counts[i] = begin;
        begin += here;
    }
    return 1;
}

/* One pass of the sort: where each value of the digit begins, and which digit. */
typedef struct {
    size_t *place;
    size_t count;
    int digit;
} sort_pass;

static void move_to_words(const double from[], const uint32_t with[], uint64_t to[], uint32_t with_to[], const sort_pass *pass)
{
    for (size_t i = 0; i < pass->count; i++) {
        const uint64_t key = key_of(from[i]);
        const size_t at = pass->place[digit_of(key, pass->digit)]++;
        to[at] = key;
        if (with) {
            with_to[at] = with[i];
        }
    }
}

static void move_to_doubles(const uint64_t from[], const uint32_t with[], double to[], uint32_t with_to[], const sort_pass *pass)
{
    for (size_t i = 0; i < pass->count; i++) {
        const size_t at = pass->place[digit_of(from[i], pass->digit)]++;
        to[at] = double_of(from[i]);
        if (with) {
            with_to[at] = with[i];
        }
    }
}

void radix_sort_with(double value[], uint32_t with[], size_t count, uint64_t scratch[])
{
    uint32_t *with_scratch = (uint32_t *)(void *)(scratch + count);
    digit_counts counts;
    int in_words = 0;
    count_digits(value, count, &counts);
    for (int digit = 0; digit < DIGITS && count > 1; digit++) {
        const sort_pass pass = { counts.count[digit], count, digit };
        if (!place_digit(counts.count[digit], count)) {
            continue;
        }
        if (in_words) {
            move_to_doubles(scratch, with ? with_scratch : NULL, value, with, &pass);
        } else {
            move_to_words(value, with, scratch, with_scratch, &pass);
        }
        in_words = !in_words;
    }
    for (size_t i = 0; i < count && in_words; i++) {
        value[i] = double_of(scratch[i]);
        if (with) {
            with[i] = with_scratch[i];
        }
    }
}

void radix_sort_doubles(double value[], size_t count, uint64_t scratch[])
{
    radix_sort_with(value, NULL, count, scratch);
}
