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

static void move_to_words(const double from[], uint64_t to[], size_t count, size_t place[BUCKETS], int digit)
{
    for (size_t i = 0; i < count; i++) {
        const uint64_t key = key_of(from[i]);
        to[place[digit_of(key, digit)]++] = key;
    }
}

static void move_to_doubles(const uint64_t from[], double to[], size_t count, size_t place[BUCKETS], int digit)
{
    for (size_t i = 0; i < count; i++) {
        to[place[digit_of(from[i], digit)]++] = double_of(from[i]);
    }
}

void radix_sort_doubles(double value[], size_t count, uint64_t scratch[])
{
    digit_counts counts;
    int in_words = 0;
    count_digits(value, count, &counts);
    for (int digit = 0; digit < DIGITS && count > 1; digit++) {
        if (!place_digit(counts.count[digit], count)) {
            continue;
        }
        if (in_words) {
            move_to_doubles(scratch, value, count, counts.count[digit], digit);
        } else {
            move_to_words(value, scratch, count, counts.count[digit], digit);
        }
        in_words = !in_words;
    }
    for (size_t i = 0; i < count && in_words; i++) {
        value[i] = double_of(scratch[i]);
    }
}
