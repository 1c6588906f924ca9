#ifndef EDGECARE_BASE_VECTORS_H
#define EDGECARE_BASE_VECTORS_H

/** Before a function whose plain loops gain from wide vectors: it is compiled for several widths and the CPU's is chosen at run time. Without contraction to
 *  fused operations the bits are the same at every width. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define WIDE_VECTORS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define WIDE_VECTORS
#endif

#endif
