/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * xoshiro256++ 1.0 (Blackman and Vigna 2019), seeded by SplitMix64, inline: the generators of GSL
 * are called through a pointer and give 32 bits, which costs more than the rest of a draw.
 */
#ifndef MDS_ENGINE_RANDOM_H
#define MDS_ENGINE_RANDOM_H

#include <stdint.h>

#define MDS_RANDOM_NAME "xoshiro256++"

typedef struct mds_random {
    uint64_t s[4];
} mds_random;

/* Finaliser of SplitMix64, a bijection of the 64-bit numbers. */
static inline uint64_t mds_random__mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* The stream of one input and one shard. */
static inline mds_random mds_random__stream(uint64_t seed, uint64_t input, uint64_t shard)
{
    const uint64_t step = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t state = mds_random__mix(seed + step);
    mds_random random;

    state = mds_random__mix(state + step * (input + 1));
    state = mds_random__mix(state + step * (shard + 1));
    for (int i = 0; i < 4; i++) {
        state += step;
        random.s[i] = mds_random__mix(state);
    }
    return random;
}

static inline uint64_t mds_random__rotate(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

static inline uint64_t mds_random__next(mds_random *random)
{
    uint64_t *s = random->s;
    const uint64_t result = mds_random__rotate(s[0] + s[3], 23) + s[0];
    const uint64_t t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = mds_random__rotate(s[3], 45);
    return result;
}

/* 0 <= u < 1 in steps of 2^-53. */
static inline double mds_random__unit(mds_random *random)
{
    return (double)(mds_random__next(random) >> 11) * 0x1p-53;
}

#endif
