/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers, footers and headings that a program repeats on each page belong to no row. */
#include "page.h"

#include "base/map.h"
#include <string.h>

/* Lines at the foot of a page that may be a footer; the shortest line that counts. */
enum { FOOT_LINES = 4, LEAST_BYTES = 6, LINE_BYTES = 4096 };

typedef struct line {
    size_t from, to; /* pieces */
    const char *key;
    bool id;
} line;

typedef struct lines {
    line *at;
    size_t count;
} lines;

/* The line's text with every number made one sign: "Page # of #". */
static const char *line_key(const mds_pdf_view *v, const line *l, mds_arena *arena)
{
    mds_strbuf text;
    bool digit = false;

    mds_strbuf_init(&text, LINE_BYTES);
    for (size_t i = l->from; i < l->to; i++) {
        const mds_pdf_piece *piece = &v->pieces[i];
        for (size_t w = 0; w < piece->count; w++) {
            for (const char *p = v->words[piece->first + w].text; *p != '\0'; p++) {
                const bool number = *p >= '0' && *p <= '9';
                if (!number || !digit) {
                    mds_strbuf_putc(&text, number ? '#' : *p);
                }
                digit = number;
            }
        }
        mds_strbuf_putc(&text, ' ');
        digit = false;
    }
    const char *copy = text.status == MDS_ELIMIT ? "" : mds_strbuf_copy(&text, arena);
    mds_strbuf_finish(&text);
    return copy;
}

/* "Note 16: ...": two notes may say the same, and are no footer. */
static bool is_note(const mds_pdf_view *v, const mds_pdf_piece *piece)
{
    const char *first = v->words[piece->first].text;
    const char *second = piece->count > 1 ? v->words[piece->first + 1].text : "";

    return strcmp(first, "Note") == 0 && *second >= '0' && *second <= '9';
}

static bool find_lines(lines *out, const mds_pdf_view *v, mds_arena *arena)
{
    out->at = mds_arena_alloc(arena, v->line_count + 1, sizeof *out->at);
    if (out->at == NULL) {
        return false;
    }
    for (size_t from = 0; from < v->piece_count;) {
        line l = {.from = from, .to = from + 1};
        while (l.to < v->piece_count && v->pieces[l.to].line == v->pieces[from].line) {
            l.to++;
        }
        for (size_t i = l.from; i < l.to; i++) {
            l.id = l.id || mds_pdf__key_of(v->words[v->pieces[i].first].text) == MDS_PDF_KEY_ID;
        }
        l.id = l.id || is_note(v, &v->pieces[l.from]);
        l.key = line_key(v, &l, arena);
        if (l.key == NULL) {
            return false;
        }
        out->at[out->count++] = l;
        from = l.to;
    }
    return true;
}

static void drop(mds_pdf_view *v, const line *l)
{
    for (size_t i = l->from; i < l->to; i++) {
        v->pieces[i].gone = true;
    }
}

static bool counts(const line *l)
{
    return !l->id && strlen(l->key) >= LEAST_BYTES;
}

/* "Note" above "#": the rest of a heading on two lines. */
static bool is_sign(const mds_pdf_view *v, const line *l)
{
    const mds_pdf_piece *piece = &v->pieces[l->from];

    return l->to == l->from + 1 && piece->count == 1 &&
           strcmp(v->words[piece->first].text, "#") == 0;
}

/* Lines at the head that an earlier view has, down to the first one that none has. */
static void drop_head(mds_pdf_view *v, const lines *own, const mds_map *seen, uint32_t index)
{
    for (size_t i = 0; i < own->count; i++) {
        const uint32_t first =
            counts(&own->at[i]) ? mds_map_find(seen, own->at[i].key) : MDS_MAP_NONE;
        const bool rest = i > 0 && is_sign(v, &own->at[i]);
        if (!rest && (first == MDS_MAP_NONE || first >= index)) {
            break;
        }
        drop(v, &own->at[i]);
    }
}

static void drop_foot(mds_pdf_view *v, const lines *own, const mds_map *first, const mds_map *again)
{
    for (size_t i = own->count; i > 0 && i + FOOT_LINES > own->count; i--) {
        const char *key = own->at[i - 1].key;
        if (own->at[i - 1].id || key[0] == '\0' || mds_map_find(first, key) == MDS_MAP_NONE ||
            mds_map_find(again, key) == MDS_MAP_NONE) {
            break;
        }
        drop(v, &own->at[i - 1]);
    }
}

/* Whether the foot of a view is a footer, and not a lone answer that comes twice. */
static bool is_foot(const line *l)
{
    return counts(l) || strchr(l->key, '#') != NULL;
}

bool mds_pdf__drop_repeats(mds_pdf_view *views, size_t count, mds_arena *arena)
{
    lines *all = mds_arena_alloc(arena, count + 1, sizeof *all);
    size_t total = 0;

    if (all == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!find_lines(&all[i], &views[i], arena)) {
            return false;
        }
        total += all[i].count;
    }
    mds_map *seen = mds_map_new(arena, total + 1);
    mds_map *first = mds_map_new(arena, count * FOOT_LINES + 1);
    mds_map *again = mds_map_new(arena, count * FOOT_LINES + 1);
    if (seen == NULL || first == NULL || again == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < all[i].count; k++) {
            const line *l = &all[i].at[k];
            (void)mds_map_add(seen, l->key, (uint32_t)i);
            if (k + FOOT_LINES < all[i].count || !is_foot(l)) {
                continue;
            }
            const uint32_t page = mds_map_find(first, l->key);
            if (page == MDS_MAP_NONE) {
                (void)mds_map_add(first, l->key, (uint32_t)i);
            } else if (page != i) {
                (void)mds_map_add(again, l->key, (uint32_t)i);
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        drop_head(&views[i], &all[i], seen, (uint32_t)i);
        drop_foot(&views[i], &all[i], first, again);
    }
    return true;
}
