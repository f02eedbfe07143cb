/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers, footers and headings that a program repeats on each page belong to no row. */
#include "page.h"

#include "base/map.h"
#include <string.h>

/* Lines at the foot of a page that may be a footer; the shortest line that counts. */
enum { FOOT_LINES = 4, LEAST_BYTES = 6, LINE_BYTES = 4096 };
/* Heights that are one; pages that have a short line that is a header or a footer. */
enum { NEAR = 200, FEW_PAGES = 4 };

typedef struct line {
    size_t from, to; /* pieces */
    const char *key;
    const char *placed; /* the same, behind how low it is */
    bool id;
} line;

typedef struct lines {
    line *at;
    size_t count;
} lines;

/* The line's text with every number made one sign, "Page # of #", behind how low it is where
 * that has to agree. */
static const char *line_key(const mds_pdf_view *v, const line *l, bool height, mds_arena *arena)
{
    mds_strbuf text;
    bool digit = false;

    mds_strbuf_init(&text, LINE_BYTES);
    if (height) {
        mds_strbuf_printf(&text, "%d ", v->pieces[l->from].box.y0 / NEAR);
    }
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
        l.key = line_key(v, &l, false, arena);
        l.placed = line_key(v, &l, true, arena);
        if (l.key == NULL || l.placed == NULL) {
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

/* What all views have, and how many pages have it at one height. */
typedef struct repeats {
    mds_map *seen;   /* keys: the first view with it */
    mds_map *placed; /* the same behind heights: a number below, by which it is counted */
    uint32_t *counts, *last;
    uint32_t count;
    uint32_t pages;
} repeats;

/* Whether most pages have a line at its height, or a third of them one with numbers: those of left
 * and right pages differ. Two rows at the ends of pages may say the same; a short line has to be on
 * more of them. */
static bool is_everywhere(const repeats *r, const line *l)
{
    const uint32_t n = mds_map_find(r->placed, l->placed);
    const uint32_t times = n != MDS_MAP_NONE ? r->counts[n] : 0;
    const bool number = strchr(l->key, '#') != NULL;

    return times >= (number || counts(l) ? 2 : FEW_PAGES) &&
           (number ? times * 3 >= r->pages : times * 4 >= r->pages * 3);
}

/* Lines at the head that an earlier view has, down to the first one that none has. What begins
 * behind the column of ids may be the first line of a row. */
static void drop_head(mds_pdf_view *v, const lines *own, const repeats *r, uint32_t index)
{
    for (size_t i = 0; i < own->count; i++) {
        const line *l = &own->at[i];
        const uint32_t first = counts(l) ? mds_map_find(r->seen, l->key) : MDS_MAP_NONE;
        const bool rest = i > 0 && is_sign(v, l);
        const bool known = first != MDS_MAP_NONE && first < index &&
                           (v->pieces[l->from].column == v->key || is_everywhere(r, l));
        if (!rest && !known) {
            break;
        }
        drop(v, l);
    }
}

/* Whether a line is apart from what is above it, as a footer does, and not the last line of a
 * row. */
static bool is_apart(const mds_pdf_view *v, const lines *own, size_t i)
{
    const mds_pdf_box *box = &v->pieces[own->at[i].from].box;
    int32_t above = INT32_MIN / 2;

    for (size_t k = i > 0 ? own->at[i - 1].from : 0; k < own->at[i].from; k++) {
        above = v->pieces[k].box.y1 > above ? v->pieces[k].box.y1 : above;
    }
    return box->y0 - above >= v->size / 2;
}

static void drop_foot(mds_pdf_view *v, const lines *own, const repeats *r)
{
    for (size_t i = own->count; i > 0 && i + FOOT_LINES > own->count; i--) {
        const line *l = &own->at[i - 1];
        if (l->id || l->key[0] == '\0' || !is_everywhere(r, l)) {
            break;
        }
        if (is_apart(v, own, i - 1)) {
            for (size_t k = i - 1; k < own->count; k++) {
                drop(v, &own->at[k]);
            }
        }
    }
}

/* Counts the lines of view \p index, each once a page. */
static void add_lines(repeats *r, const lines *own, uint32_t index, uint32_t page)
{
    for (size_t k = 0; k < own->count; k++) {
        const line *l = &own->at[k];
        uint32_t n = mds_map_find(r->placed, l->placed);
        (void)mds_map_add(r->seen, l->key, index);
        if (n == MDS_MAP_NONE) {
            n = r->count++;
            (void)mds_map_add(r->placed, l->placed, n);
        }
        if (r->counts[n] == 0 || r->last[n] != page) {
            r->counts[n]++;
            r->last[n] = page;
        }
    }
}

bool mds_pdf__drop_repeats(mds_pdf_view *views, size_t count, mds_arena *arena)
{
    lines *all = mds_arena_alloc(arena, count + 1, sizeof *all);
    repeats r = {0};
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
    r.seen = mds_map_new(arena, total + 1);
    r.placed = mds_map_new(arena, total + 1);
    r.counts = mds_arena_alloc(arena, total + 1, sizeof *r.counts);
    r.last = mds_arena_alloc(arena, total + 1, sizeof *r.last);
    if (r.seen == NULL || r.placed == NULL || r.counts == NULL || r.last == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        r.pages += i == 0 || views[i].page != views[i - 1].page;
        add_lines(&r, &all[i], (uint32_t)i, r.pages);
    }
    for (size_t i = 0; i < count; i++) {
        drop_head(&views[i], &all[i], &r, (uint32_t)i);
        drop_foot(&views[i], &all[i], &r);
    }
    return true;
}
