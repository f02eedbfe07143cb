/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fill_text.h"

#include "base/utf8.h"
#include <mdsrisk/limits.h>
#include <string.h>

enum { WORDS = MDS_LABEL_NA + 1, MOST_CHANGES = 2 * WORDS, BOX_BYTES = 3, MOST_BLANKS = 4 };

/* An empty box and what it becomes. */
typedef struct box {
    const char *empty, *ticked;
    bool circle; /* by itself it is a mark and no box */
} box;

/* What people put in front of the word, or in the column, that they choose. */
static bool is_chosen_by(const mds_mark *mark)
{
    return mark->meaning == MDS_TICK_FULL || mark->meaning == MDS_TICK_RING ||
           mark->meaning == MDS_TICK_CROSSED_BOX;
}

size_t mds_choice__sign(const mds_catalog *catalog, const char *p)
{
    for (size_t i = 0; i < catalog->mark_count; i++) {
        const mds_mark *mark = &catalog->marks[i];
        const size_t n = strlen(mark->sign);
        if (is_chosen_by(mark) && mark->place == MDS_TICK_ANYWHERE &&
            strncmp(p, mark->sign, n) == 0) {
            return n;
        }
    }
    return 0;
}

const char *mds_choice__circle(const mds_catalog *catalog)
{
    for (size_t i = 0; i < catalog->mark_count; i++) {
        if (catalog->marks[i].meaning == MDS_TICK_RING) {
            return catalog->marks[i].sign;
        }
    }
    return "";
}

/* Bytes of \p sign, in either case and width, at \p p; 0 when it is not there. */
static size_t typed_at(const char *p, const char *sign)
{
    const size_t n = strlen(sign);
    const unsigned char c = (unsigned char)sign[0];

    if (strncmp(p, sign, n) == 0) {
        return n;
    }
    if (n != 1) {
        return 0;
    }
    const unsigned char upper = c >= 'a' && c <= 'z' ? (unsigned char)(c - 'a' + 'A') : c;
    if ((unsigned char)*p == upper) {
        return 1;
    }
    char wide[MDS_UTF8_BYTES + 1] = "";
    for (int k = 0; k < 2; k++) {
        /* The full-width forms follow each other as the narrow ones do. */
        wide[mds_utf8_put(wide, 0xFF01 + (uint32_t)(k == 0 ? c : upper) - '!')] = '\0';
        if (strncmp(p, wide, strlen(wide)) == 0) {
            return strlen(wide);
        }
    }
    return 0;
}

/* A text as it reads, and where in the XML each of its bytes comes from. */
typedef struct reading {
    mds_strbuf plain;
    size_t *begin, *end; /* of the piece of XML behind each byte */
    size_t capacity[2];
    mds_status status;
} reading;

static void note_bytes(reading *r, mds_arena *arena, size_t from, size_t begin, size_t end)
{
    for (size_t count = from; count < r->plain.n; count++) {
        if (!mds_array_reserve(arena, &r->begin, &r->capacity[0], count, sizeof *r->begin) ||
            !mds_array_reserve(arena, &r->end, &r->capacity[1], count, sizeof *r->end)) {
            r->status = mds_arena_status(arena);
            return;
        }
        r->begin[count] = begin;
        r->end[count] = end;
    }
}

/* Byte by byte, an entity at a time. */
static void read_piece(reading *r, mds_arena *arena, mds_sv rich, size_t begin, size_t end)
{
    while (begin < end && r->status == MDS_OK) {
        const char *close = rich.p[begin] == '&' ? memchr(rich.p + begin, ';', end - begin) : NULL;
        const size_t next = close != NULL ? (size_t)(close - rich.p) + 1 : begin + 1;
        const size_t before = r->plain.n;
        mds_scan__unescape(&r->plain, (mds_sv){rich.p + begin, next - begin});
        note_bytes(r, arena, before, begin, next);
        begin = next;
    }
}

static mds_status read_rich(reading *r, mds_arena *arena, mds_sv rich)
{
    size_t at = 0;
    size_t begin = 0;
    size_t end = 0;
    mds_strbuf_init(&r->plain, MDS_LIMIT_CELL_BYTES);
    while (r->status == MDS_OK && mds_template__piece(&begin, &end, rich, &at)) {
        read_piece(r, arena, rich, begin, end);
    }
    return r->status != MDS_OK ? r->status : r->plain.status;
}

/* One replacement in the text as it reads. */
typedef struct change {
    size_t begin, end;
    const char *text;
} change;

typedef struct changes {
    change at[MOST_CHANGES];
    size_t count;
} changes;

/* In the order of the text. */
static void add_change(changes *c, size_t begin, size_t end, const char *text)
{
    size_t i = c->count++;
    for (; i > 0 && c->at[i - 1].begin > begin; i--) {
        c->at[i] = c->at[i - 1];
    }
    c->at[i] = (change){begin, end, text};
}

static bool is_letter(const char *p)
{
    return (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z');
}

/* Whether the word at \p at is part of a longer one: "No" of "None", or one of the other words. */
static bool is_part(const char *text, size_t at, const char *word, const mds_fill_choices *words)
{
    const size_t n = strlen(word);
    if (is_letter(word) && ((at > 0 && is_letter(text + at - 1)) || is_letter(text + at + n))) {
        return true;
    }
    for (size_t i = 0; i < WORDS; i++) {
        const char *other = words->at[i];
        const char *inside = strlen(other) > n ? strstr(other, word) : NULL;
        const size_t offset = inside != NULL ? (size_t)(inside - other) : 0;
        if (inside != NULL && at >= offset &&
            strncmp(text + at - offset, other, strlen(other)) == 0) {
            return true;
        }
    }
    return false;
}

/* Where the word is; how often. */
static size_t find_word(size_t *at, const char *text, const mds_fill_choices *words,
                        const char *word)
{
    size_t count = 0;
    for (const char *p = strstr(text, word); p != NULL; p = strstr(p + 1, word)) {
        if (!is_part(text, (size_t)(p - text), word, words)) {
            *at = (size_t)(p - text);
            count++;
        }
    }
    return count;
}

/* The box, and what it becomes, that a mark tells of; false when it tells of none. */
static bool box_of(box *out, const mds_mark *mark)
{
    const bool empty = mark->ticked[0] != '\0';

    *out = (box){empty ? mark->sign : mark->empty, empty ? mark->ticked : mark->sign,
                 empty && mark->meaning == MDS_TICK_RING};
    return strlen(out->empty) == BOX_BYTES && strlen(out->ticked) == BOX_BYTES;
}

/* The box that is, or is not, ticked at \p p; \p ticked says which. Those that are drawn empty come
 * first: they name what they become. */
static bool box_at(box *out, const mds_catalog *catalog, const char *p, bool *ticked)
{
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < catalog->mark_count; i++) {
            const mds_mark *mark = &catalog->marks[i];
            if ((mark->ticked[0] != '\0') != (pass == 0) || !box_of(out, mark)) {
                continue;
            }
            *ticked = strncmp(p, out->ticked, BOX_BYTES) == 0;
            if (*ticked || strncmp(p, out->empty, BOX_BYTES) == 0) {
                return true;
            }
        }
    }
    return false;
}

static size_t blank_at(const char *p)
{
    return *p == ' ' ? 1 : strncmp(p, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

static const char *skip_blanks(const char *p)
{
    while (blank_at(p) > 0) {
        p += blank_at(p);
    }
    return p;
}

const char *mds_choice__ticked(const mds_catalog *catalog, const char *text, bool ticked)
{
    bool is = false;
    box found;
    const char *sign = skip_blanks(text);

    if (!box_at(&found, catalog, sign, &is) || found.circle ||
        *skip_blanks(sign + BOX_BYTES) != '\0') {
        return NULL;
    }
    return ticked == is ? NULL : ticked ? found.ticked : found.empty;
}

bool mds_choice__is_mark(const mds_catalog *catalog, const char *text)
{
    const char *sign = skip_blanks(text);

    for (size_t i = 0; i < catalog->mark_count; i++) {
        const mds_mark *mark = &catalog->marks[i];
        const bool cross = mark->meaning == MDS_TICK_CROSS || mark->meaning == MDS_TICK_TYPED_CROSS;
        const size_t n = (is_chosen_by(mark) || cross) && mark->place != MDS_TICK_IN_BRACKETS
                             ? typed_at(sign, mark->sign)
                             : 0;
        if (n > 0 && *skip_blanks(sign + n) == '\0') {
            return true;
        }
    }
    return false;
}

/* Where the character before \p at begins when it is the one that \p is asks for; blanks between
 * are passed over. SIZE_MAX otherwise. */
static size_t sign_before(const mds_catalog *catalog, const char *text, size_t at, bool boxed)
{
    bool ticked = false;
    box found;
    for (size_t blanks = 0; blanks <= MOST_BLANKS; blanks++) {
        const char *sign = at >= BOX_BYTES ? text + at - BOX_BYTES : NULL;
        if (sign != NULL && (boxed ? box_at(&found, catalog, sign, &ticked)
                                   : mds_choice__sign(catalog, sign) == BOX_BYTES)) {
            return at - BOX_BYTES;
        }
        if (at >= 1 && text[at - 1] == ' ') {
            at -= 1;
        } else if (sign != NULL && blank_at(sign) == 3) {
            at -= 3;
        } else {
            break;
        }
    }
    return SIZE_MAX;
}

static size_t box_after(const mds_catalog *catalog, const char *text, size_t at)
{
    bool ticked = false;
    box found;
    for (size_t blanks = 0; blanks <= MOST_BLANKS && blank_at(text + at) > 0; blanks++) {
        at += blank_at(text + at);
    }
    return box_at(&found, catalog, text + at, &ticked) ? at : SIZE_MAX;
}

/* Boxes are before the words, unless the text begins with a word. */
static bool boxes_lead(const char *text, const mds_fill_choices *words)
{
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < WORDS; i++) {
        size_t at = 0;
        if (words->at[i][0] != '\0' && find_word(&at, text, words, words->at[i]) == 1 &&
            at < first) {
            first = at;
        }
    }
    return first != SIZE_MAX && sign_before(words->catalog, text, first, true) != SIZE_MAX;
}

static bool mark_box(changes *c, const mds_catalog *catalog, const char *text, size_t at,
                     const char *word, bool leads, bool chosen)
{
    const size_t place =
        leads ? sign_before(catalog, text, at, true) : box_after(catalog, text, at + strlen(word));
    bool ticked = false;
    box found;
    if (place == SIZE_MAX || !box_at(&found, catalog, text + place, &ticked)) {
        return false;
    }
    if (ticked != chosen) {
        add_change(c, place, place + BOX_BYTES, chosen ? found.ticked : found.empty);
    }
    return true;
}

static void mark_word(changes *c, const mds_catalog *catalog, const char *text, size_t at,
                      bool chosen)
{
    const size_t place = sign_before(catalog, text, at, false);
    if (chosen && place == SIZE_MAX) {
        add_change(c, at, at, mds_choice__circle(catalog));
    } else if (!chosen && place != SIZE_MAX) {
        add_change(c, place, place + BOX_BYTES, "");
    }
}

/* False when what is to be marked cannot be told. */
static bool plan_changes(changes *c, const char *text, const mds_fill_choices *words)
{
    const bool leads = words->boxes && boxes_lead(text, words);
    for (size_t i = 0; i < WORDS; i++) {
        const char *word = words->at[i];
        size_t at = 0;
        const size_t count = word[0] != '\0' ? find_word(&at, text, words, word) : 0;
        const bool chosen = words->chosen != NULL && strcmp(words->chosen, word) == 0;
        if (count > 1 || (count == 0 && word[0] != '\0' && (words->boxes || chosen))) {
            return false;
        }
        if (count == 0) {
            continue;
        }
        if (!words->boxes) {
            mark_word(c, words->catalog, text, at, chosen);
        } else if (!mark_box(c, words->catalog, text, at, word, leads, chosen)) {
            return false;
        }
    }
    return true;
}

static const char *rewrite(mds_arena *arena, mds_sv rich, const reading *r, const changes *c)
{
    mds_strbuf out;
    mds_splice splice = {.out = &out, .xml = rich};
    mds_strbuf_init(&out, 2 * MDS_LIMIT_CELL_BYTES);
    for (size_t i = 0; i < c->count; i++) {
        const change *at = &c->at[i];
        const size_t begin = r->begin[at->begin];
        mds_splice__to(&splice, begin, at->end > at->begin ? r->end[at->end - 1] : begin);
        mds_strbuf_puts(&out, at->text);
    }
    mds_splice__finish(&splice);
    const char *copy = mds_strbuf_copy(&out, arena);
    mds_strbuf_finish(&out);
    return copy;
}

mds_status mds_choice__mark(const char **out, mds_choice_result *result, mds_arena *arena,
                            mds_sv rich, const mds_fill_choices *words)
{
    reading r = {.status = MDS_OK};
    changes c = {.count = 0};
    mds_status status = read_rich(&r, arena, rich);
    if (status == MDS_OK && !plan_changes(&c, r.plain.p, words)) {
        *result = MDS_CHOICE_UNCLEAR;
    } else if (status == MDS_OK && c.count == 0) {
        *result = MDS_CHOICE_SAME;
    } else if (status == MDS_OK) {
        *result = MDS_CHOICE_CHANGED;
        *out = rewrite(arena, rich, &r, &c);
        status = *out != NULL ? MDS_OK : MDS_ENOMEM;
    }
    mds_strbuf_finish(&r.plain);
    return status;
}
