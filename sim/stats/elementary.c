#include "stats/elementary.h"

#include <sleef.h>
#include <string.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

/* One implementation of both functions over arrays. Which one runs is asked of the CPU at each call, so there is no state to set up. */
typedef struct {
    void (*log_many)(double x[], size_t count);
    void (*exp_many)(double x[], size_t count);
} vector_unit;

#ifdef __x86_64__

/* sleef.h shows these only to code compiled for the wider CPUs altogether. */
double Sleef_finz_logd1_u10purecfma(double);
double Sleef_finz_expd1_u10purecfma(double);
#define AVX2 __attribute__((target("avx2,fma")))
AVX2 __m256d Sleef_finz_logd4_u10avx2(__m256d);
AVX2 __m256d Sleef_finz_expd4_u10avx2(__m256d);
#define AVX512 __attribute__((target("avx512f")))
AVX512 __m512d Sleef_finz_logd8_u10avx512f(__m512d);
AVX512 __m512d Sleef_finz_expd8_u10avx512f(__m512d);

/* A loop over whole vectors; the values left over stand in a vector padded with ones. */
#define OVER_VECTORS(name, target_, lanes, load, store, function)           \
    target_ static void name(double x[], size_t count)                       \
    {                                                                        \
        size_t i = 0;                                                        \
        for (; i + (lanes) <= count; i += (lanes)) {                         \
            store(x + i, function(load(x + i)));                             \
        }                                                                    \
        if (i < count) {                                                     \
            double rest[] = { 1, 1, 1, 1, 1, 1, 1, 1 };                      \
            memcpy(rest, x + i, (count - i) * sizeof rest[0]);               \
            store(rest, function(load(rest)));                               \
            memcpy(x + i, rest, (count - i) * sizeof rest[0]);               \
        }                                                                    \
    }

OVER_VECTORS(log_by_4, AVX2, 4, _mm256_loadu_pd, _mm256_storeu_pd, Sleef_finz_logd4_u10avx2)
OVER_VECTORS(exp_by_4, AVX2, 4, _mm256_loadu_pd, _mm256_storeu_pd, Sleef_finz_expd4_u10avx2)
OVER_VECTORS(log_by_8, AVX512, 8, _mm512_loadu_pd, _mm512_storeu_pd, Sleef_finz_logd8_u10avx512f)
OVER_VECTORS(exp_by_8, AVX512, 8, _mm512_loadu_pd, _mm512_storeu_pd, Sleef_finz_expd8_u10avx512f)

static int cpu_has_fma(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

#endif

double elementary_log(double x)
{
#ifdef __x86_64__
    if (cpu_has_fma()) {
        return Sleef_finz_logd1_u10purecfma(x);
    }
#endif
    return Sleef_cinz_logd1_u10purec(x);
}

double elementary_exp(double x)
{
#ifdef __x86_64__
    if (cpu_has_fma()) {
        return Sleef_finz_expd1_u10purecfma(x);
    }
#endif
    return Sleef_cinz_expd1_u10purec(x);
}

static void log_by_1(double x[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        x[i] = elementary_log(x[i]);
    }
}

static void exp_by_1(double x[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        x[i] = elementary_exp(x[i]);
    }
}

static vector_unit widest_unit(void)
{
#ifdef __x86_64__
    if (cpu_has_fma() && __builtin_cpu_supports("avx512f")) {
        return (vector_unit){ log_by_8, exp_by_8 };
    }
    if (cpu_has_fma()) {
        return (vector_unit){ log_by_4, exp_by_4 };
    }
#endif
    return (vector_unit){ log_by_1, exp_by_1 };
}

void elementary_log_many(double x[], size_t count)
{
    widest_unit().log_many(x, count);
}

void elementary_exp_many(double x[], size_t count)
{
    widest_unit().exp_many(x, count);
}

double elementary_pow(double x, double power)
{
    return elementary_exp(power * elementary_log(x));
}

void elementary_pow_many(double x[], double power, size_t count)
{
    elementary_log_many(x, count);
    for (size_t i = 0; i < count; i++) {
        x[i] *= power;
    }
    elementary_exp_many(x, count);
}
