/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "base/arena_internal.h"
#include <mdsrisk/arena.h>

#include "base/strbuf.h"
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Hands out a given number of blocks, then none; counts what is not given back. */
typedef struct stingy {
    int left, open;
} stingy;

static void *stingy_alloc(void *payload, size_t size)
{
    stingy *from = payload;
    if (from->left == 0) {
        return NULL;
    }
    from->left--;
    from->open++;
    return malloc(size);
}

static void stingy_free(void *payload, void *block)
{
    ((stingy *)payload)->open--;
    free(block);
}

Test(arena, gives_zeroed_aligned_memory)
{
    mds_arena *arena = mds_arena_new(1 << 20, NULL);

    for (size_t n = 0; n < 300; n++) {
        unsigned char *p = mds_arena_alloc(arena, n, 7);
        cr_assert_not_null(p);
        cr_assert_eq((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < n * 7; i++) {
            cr_assert_eq(p[i], 0);
        }
        memset(p, 0xAA, n * 7);
    }
    mds_arena_free(arena);
}

Test(arena, refuses_more_than_its_limit)
{
    mds_arena *arena = mds_arena_new(1024, NULL);

    cr_assert_not_null(mds_arena_alloc(arena, 608, 1));
    cr_assert_null(mds_arena_alloc(arena, 417, 1));
    cr_assert_eq(mds_arena_status(arena), MDS_ELIMIT);
    cr_assert_not_null(mds_arena_alloc(arena, 416, 1), "what fits still fits");
    cr_assert_eq(mds_arena_used(arena), 1024);
    mds_arena_free(arena);
}

Test(arena, refuses_an_overflowing_product)
{
    mds_arena *arena = mds_arena_new(SIZE_MAX, NULL);

    cr_assert_null(mds_arena_alloc(arena, SIZE_MAX / 2, 3));
    cr_assert_eq(mds_arena_status(arena), MDS_ELIMIT);
    mds_arena_free(arena);
}

Test(arena, survives_a_lack_of_memory_and_gives_everything_back)
{
    for (int blocks = 0; blocks < 6; blocks++) {
        stingy from = {.left = blocks};
        const mds_allocator allocator = {stingy_alloc, stingy_free, &from};
        mds_arena *arena = mds_arena_new(1 << 30, &allocator);

        if (blocks == 0) {
            cr_assert_null(arena);
            continue;
        }
        int given = 0;
        while (mds_arena_alloc(arena, 100000, 1) != NULL) {
            given++;
        }
        cr_assert_eq(given, blocks - 1);
        cr_assert_eq(mds_arena_status(arena), MDS_ENOMEM);
        mds_arena_free(arena);
        cr_assert_eq(from.open, 0);
    }
}

/* What every allocation takes is counted, however small it is. */
Test(arena, counts_what_small_allocations_take)
{
    mds_arena *arena = mds_arena_new(4096, NULL);
    size_t count = 0;

    while (mds_arena_alloc(arena, 1, 1) != NULL) {
        count++;
    }
    cr_expect_eq(mds_arena_status(arena), MDS_ELIMIT);
    cr_expect_eq(count, 4096 / alignof(max_align_t));
    mds_arena_free(arena);
}

/* Marks within marks, small blocks and large ones: what was there before stays, what came behind
 * is given back. */
Test(arena, gives_back_what_came_behind_a_mark)
{
    static const size_t sizes[] = {1, 100, 5000, 70000, 40000, 200000, 17};
    mds_arena *arena = mds_arena_new((size_t)64 << 20, NULL);
    char *kept[200];

    for (size_t i = 0; i < 200; i++) {
        const size_t size = sizes[i % 7];
        kept[i] = mds_arena_alloc(arena, size, 1);
        memset(kept[i], (int)i, size);
        const mds_arena_mark outer = mds_arena_marked(arena);
        const size_t used = mds_arena_used(arena);
        for (size_t k = 0; k < i % 5; k++) {
            memset(mds_arena_alloc(arena, sizes[(i + k) % 7], 1), 0xEE, sizes[(i + k) % 7]);
            const mds_arena_mark inner = mds_arena_marked(arena);
            memset(mds_arena_alloc(arena, sizes[(i * k) % 7], 1), 0xDD, sizes[(i * k) % 7]);
            mds_arena_rewind(arena, inner);
        }
        mds_arena_rewind(arena, outer);
        cr_assert_eq(mds_arena_used(arena), used);
    }
    for (size_t i = 0; i < 200; i++) {
        for (size_t b = 0; b < sizes[i % 7]; b++) {
            cr_assert_eq((unsigned char)kept[i][b], i % 256);
        }
    }
    const mds_arena_mark empty = {0};
    mds_arena_rewind(arena, empty);
    cr_expect_eq(mds_arena_used(arena), 0);
    mds_arena_free(arena);
}

Test(strbuf, keeps_its_limit_and_its_failure)
{
    mds_strbuf buf;

    mds_strbuf_init(&buf, 5);
    mds_strbuf_puts(&buf, "abc");
    mds_strbuf_puts(&buf, "def");
    cr_assert_eq(buf.status, MDS_ELIMIT);
    cr_assert_str_eq(buf.p, "abc");
    mds_strbuf_puts(&buf, "d");
    cr_assert_str_eq(buf.p, "abc", "a failed buffer takes nothing more");
    mds_strbuf_clear(&buf);
    mds_strbuf_puts(&buf, "12345");
    cr_assert_eq(buf.status, MDS_OK);
    cr_assert_str_eq(buf.p, "12345");
    mds_strbuf_finish(&buf);
}

Test(strbuf, fills_templates)
{
    static const char *const args[] = {"one", "two"};
    mds_strbuf buf;

    mds_strbuf_init(&buf, 1000);
    mds_strbuf_template(&buf, "{2} before {1}, {3}{x} {", args, 2);
    cr_assert_str_eq(buf.p, "two before one, {x} {");
    mds_strbuf_finish(&buf);
}

Test(strbuf, words_follow_their_number)
{
    static const struct {
        const char *template, *first, *made;
    } cases[] = {{"{1} {1|answer is|answers are} open", "1", "1 answer is open"},
                 {"{1} {1|answer is|answers are} open", "21", "21 answers are open"},
                 {"{1} {1|answer is|answers are} open", "0", "0 answers are open"},
                 {"{1} {1|answer is|answers are} open", "1,000", "1,000 answers are open"},
                 {"the first {1|one|{1} of {2}}.", "1", "the first one."},
                 {"the first {1|one|{1} of {2}}.", "3", "the first 3 of {1|x|y}."},
                 {"{1|{2}|b}", "1", "{1|x|y}"},
                 {"{1||s}{1|a|}", "1", "a"},
                 {"{1|a", "1", "a"},
                 {"{1|a|b", "2", "b"},
                 {"{1|a}c", "2", "c"},
                 {"{1", "1", "{1"},
                 {"{0|a|b}", "1", "{0|a|b}"}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *const args[] = {cases[i].first, "{1|x|y}"};
        mds_strbuf buf;
        mds_strbuf_init(&buf, 1000);
        mds_strbuf_template(&buf, cases[i].template, args, 2);
        cr_expect_str_eq(buf.p, cases[i].made, "%s", cases[i].template);
        mds_strbuf_finish(&buf);
    }
}
