/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena_internal.h"

#include "base/num.h"
#include <mdsrisk/limits.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* With MDS_DEBUG_ARENA every allocation is a block of its own, so that sanitizers see a read
 * past its end. */
#ifdef MDS_DEBUG_ARENA
enum { BLOCK_SIZE = 0 };
#else
enum { BLOCK_SIZE = 64 * 1024 };
#endif

typedef struct block {
    struct block *next;
    size_t size; /* of the data */
    size_t used;
    alignas(max_align_t) unsigned char data[];
} block;

struct mds_arena {
    mds_allocator allocator;
    block *blocks; /* the first one is being filled */
    size_t limit;
    size_t used;
    mds_status status;
};

static void *malloc_block(void *payload, size_t size)
{
    (void)payload;
    return malloc(size);
}

static void free_block(void *payload, void *memory)
{
    (void)payload;
    free(memory);
}

mds_arena *mds_arena_new(size_t limit, const mds_allocator *allocator)
{
    const mds_allocator standard = {malloc_block, free_block, NULL};
    const mds_allocator from = allocator != NULL ? *allocator : standard;
    mds_arena *arena = from.alloc(from.payload, sizeof *arena);

    if (arena == NULL) {
        return NULL;
    }
    *arena = (mds_arena){
        .allocator = from, .limit = limit != 0 ? limit : MDS_LIMIT_ARENA_BYTES, .status = MDS_OK};
    return arena;
}

void mds_arena_free(mds_arena *arena)
{
    if (arena == NULL) {
        return;
    }
    const mds_allocator from = arena->allocator;
    block *at = arena->blocks;

    while (at != NULL) {
        block *next = at->next;
        from.free(from.payload, at);
        at = next;
    }
    from.free(from.payload, arena);
}

void mds_arena_fail(mds_arena *arena, mds_status status)
{
    arena->status = status;
}

static void *fail(mds_arena *arena, mds_status status)
{
    mds_arena_fail(arena, status);
    return NULL;
}

/* Puts a new block with room for \p size bytes in front. A block larger than usual goes behind
 * the one that is being filled, whose rest would be lost otherwise. */
static block *add_block(mds_arena *arena, size_t size)
{
    const size_t data_size = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    block *fresh = arena->allocator.alloc(arena->allocator.payload, sizeof *fresh + data_size);

    if (fresh == NULL) {
        return NULL;
    }
    fresh->size = data_size;
    fresh->used = 0;
    if (size > BLOCK_SIZE && arena->blocks != NULL) {
        fresh->next = arena->blocks->next;
        arena->blocks->next = fresh;
    } else {
        fresh->next = arena->blocks;
        arena->blocks = fresh;
    }
    return fresh;
}

void *mds_arena_alloc(mds_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    size_t padded;
    const size_t align = alignof(max_align_t);
    if (!mds_size_mul(&bytes, count, size) || !mds_size_add(&padded, bytes, align - 1)) {
        return fail(arena, MDS_ELIMIT);
    }
    padded = bytes == 0 ? align : padded / align * align;
    if (padded > arena->limit - arena->used) {
        return fail(arena, MDS_ELIMIT);
    }

    block *at = arena->blocks;
    if (at == NULL || padded > at->size - at->used) {
        at = add_block(arena, padded);
        if (at == NULL) {
            return fail(arena, MDS_ENOMEM);
        }
    }
    void *memory = at->data + at->used;
    at->used += padded;
    arena->used += padded;
    memset(memory, 0, padded);
    return memory;
}

mds_arena_mark mds_arena_marked(const mds_arena *arena)
{
    const block *first = arena->blocks;

    return (mds_arena_mark){.block = first,
                            .next = first != NULL ? first->next : NULL,
                            .block_used = first != NULL ? first->used : 0,
                            .used = arena->used};
}

/* Frees the blocks from \p *at on, up to \p end. */
static void free_until(const mds_arena *arena, block **at, const void *end)
{
    while (*at != end) {
        block *gone = *at;
        *at = gone->next;
        arena->allocator.free(arena->allocator.payload, gone);
    }
}

void mds_arena_rewind(mds_arena *arena, mds_arena_mark mark)
{
    /* New blocks are in front of the one that was being filled, large ones right behind it. */
    free_until(arena, &arena->blocks, mark.block);
    if (arena->blocks != NULL) {
        free_until(arena, &arena->blocks->next, mark.next);
        arena->blocks->used = mark.block_used;
    }
    arena->used = mark.used;
}

char *mds_arena_strndup(mds_arena *arena, const char *text, size_t n)
{
    size_t size;

    if (!mds_size_add(&size, n, 1)) {
        return fail(arena, MDS_ELIMIT);
    }
    char *copy = mds_arena_alloc(arena, size, 1);
    if (copy != NULL && n > 0) {
        memcpy(copy, text, n);
    }
    return copy;
}

mds_status mds_arena_status(const mds_arena *arena)
{
    return arena->status;
}

size_t mds_arena_used(const mds_arena *arena)
{
    return arena->used;
}
