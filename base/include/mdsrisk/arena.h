/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Arena: memory that lives and dies together, with a hard limit in bytes.
 *
 * One arena holds one assessment (its disclosure, facts, register and every string); another one
 * holds the catalog. The limit doubles as the budget for hostile input. Not thread-safe: one
 * thread at a time may allocate; reading what was allocated is free for all.
 */
#ifndef MDSRISK_ARENA_H
#define MDSRISK_ARENA_H

#include <mdsrisk/status.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct mds_arena mds_arena;

/** Where an arena gets its blocks; both functions must be set. */
typedef struct mds_allocator {
    void *(*alloc)(void *payload, size_t size);
    void (*free)(void *payload, void *block);
    void *payload;
} mds_allocator;

/** A new arena that hands out at most \p limit bytes (0: MDS_LIMIT_ARENA_BYTES), or NULL when
 * memory is short. \p allocator may be NULL (malloc); it is copied. Free with mds_arena_free(). */
MDS_API mds_arena *mds_arena_new(size_t limit, const mds_allocator *allocator);

/** Frees the arena and everything allocated from it. NULL is allowed. */
MDS_API void mds_arena_free(mds_arena *arena);

/** \p count * \p size zeroed bytes, aligned for any type. NULL when the limit or the memory is
 *  exhausted or the product overflows; mds_arena_status() then says which. */
MDS_API void *mds_arena_alloc(mds_arena *arena, size_t count, size_t size);

/** A NUL-terminated copy of \p n bytes of \p text; NULL as mds_arena_alloc(). */
MDS_API char *mds_arena_strndup(mds_arena *arena, const char *text, size_t n);

/** MDS_OK, or why the last failed allocation failed: MDS_ENOMEM or MDS_ELIMIT. */
MDS_API mds_status mds_arena_status(const mds_arena *arena);

/** Bytes handed out so far, each allocation rounded up to the alignment. */
MDS_API size_t mds_arena_used(const mds_arena *arena);

#ifdef __cplusplus
}
#endif
#endif
