/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "titles.h"

#include "base/utf8.h"
#include "words.h"
#include <string.h>

/* Rows of a sheet without questions, and bytes of a cell, that may hold a title. */
enum { TITLE_ROWS = 40, TITLE_BYTES = 600, MOST_TITLES = 400 };

/* The key of a text without its blanks and quotation marks; NULL when the arena is exhausted. */
static const char *tight_key(mds_arena *scratch, const mds_catalog *catalog, const char *text)
{
    const char *key = mds_utf8_key(scratch, text);
    char *tight = key != NULL ? mds_arena_strndup(scratch, key, strlen(key)) : NULL;
    size_t n = 0;

    for (const char *p = tight; p != NULL && *p != '\0';) {
        const size_t skip = mds_words__at(catalog, MDS_WORDS_TITLE_QUOTES, p);
        if (skip == 0) {
            tight[n++] = *p;
        }
        p += skip > 0 ? skip : 1;
    }
    if (tight != NULL) {
        tight[n] = '\0';
    }
    return tight;
}

static mds_status add(mds_titles *out, mds_arena *scratch, const char *text, mds_title title)
{
    if (out->count == MOST_TITLES || strlen(text) > TITLE_BYTES) {
        return MDS_OK;
    }
    title.key = tight_key(scratch, out->catalog, text);
    if (title.key == NULL) {
        return mds_arena_status(scratch);
    }
    out->at[out->count++] = title;
    return MDS_OK;
}

mds_status mds_titles__collect(mds_titles *out, mds_arena *scratch, const mds_catalog *catalog,
                               const mds_grid *grid, const uint32_t *rows)
{
    mds_title title = {.first = true};
    mds_status status = MDS_OK;

    *out = (mds_titles){.catalog = catalog,
                        .at = mds_arena_alloc(scratch, MOST_TITLES, sizeof *out->at)};
    if (out->at == NULL) {
        return mds_arena_status(scratch);
    }
    for (size_t s = 0; s < grid->sheet_count && status == MDS_OK; s++) {
        const mds_grid_sheet *sheet = &grid->sheets[s];
        const size_t end = rows[s] != UINT32_MAX ? rows[s] : TITLE_ROWS;
        title.sheet = s;
        title.name = true;
        status = add(out, scratch, sheet->name, title);
        title.name = false;
        for (size_t r = 0; r < end && r < sheet->row_count; r++) {
            const mds_grid_row *row = &sheet->rows[r];
            for (size_t i = 0; i < row->count && status == MDS_OK; i++) {
                if (!row->cells[i].spread) {
                    status = add(out, scratch, row->cells[i].text, title);
                }
            }
        }
        title.first = title.first && rows[s] == UINT32_MAX;
    }
    return status;
}

/* What the titles say by one mark. */
static int weight_of(const mds_titles *titles, const char *mark, size_t sheet)
{
    int weight = 0;

    for (size_t i = 0; i < titles->count; i++) {
        const mds_title *title = &titles->at[i];
        const int here = title->first ? MDS_TITLE_WEIGHT : MDS_OTHER_TITLE_WEIGHT;
        if ((sheet == SIZE_MAX || title->sheet == sheet) && here > weight &&
            strstr(title->key, mark) != NULL) {
            weight = here;
        }
    }
    return weight;
}

mds_status mds_titles__weigh(mds_title_weight *out, mds_arena *scratch, const mds_titles *titles,
                             const mds_form *form, size_t sheet)
{
    const char *edition = tight_key(scratch, titles->catalog, form->edition);
    const char **marks = mds_arena_alloc(scratch, form->title_marks.count, sizeof *marks);

    if (edition == NULL || marks == NULL) {
        return mds_arena_status(scratch);
    }
    *out = (mds_title_weight){.named = weight_of(titles, edition, sheet) > 0};
    out->dated = out->named;
    for (size_t m = 0; m < form->title_marks.count; m++) {
        bool seen = false;
        marks[m] = tight_key(scratch, titles->catalog, form->title_marks.at[m]);
        if (marks[m] == NULL) {
            return mds_arena_status(scratch);
        }
        for (size_t k = 0; k < m && !seen; k++) {
            seen = strcmp(marks[k], marks[m]) == 0;
        }
        const int weight = seen ? 0 : weight_of(titles, marks[m], sheet);
        out->weight += weight;
        out->dated = out->dated || (weight > 0 && strpbrk(marks[m], "0123456789") != NULL);
    }
    return MDS_OK;
}

/* How titles name an edition. */
typedef struct edition_kind {
    const char *begin, *end;
    bool of_form; /* only beside a word for the form: a document has editions too */
} edition_kind;

/* The number of an edition of a form or a guideline, or of a year, with the words around it; 0
 * bytes when the title speaks of none. */
static mds_sv edition_in(const mds_catalog *catalog, const char *key, const edition_kind *kind)
{
    const bool form = !kind->of_form || mds_words__within(catalog, MDS_WORDS_EDITION_CARRIERS, key);
    const char *from = form ? strstr(key, kind->begin) : NULL;
    const size_t begin = strlen(kind->begin);
    const size_t digits = from != NULL ? strspn(from + begin, "0123456789.") : 0;
    const size_t end = strlen(kind->end);
    if (digits > 0 && strncmp(from + begin + digits, kind->end, end) == 0) {
        return (mds_sv){from, begin + digits + end};
    }
    return (mds_sv){"", 0};
}

/* Whether a mark of the form's titles has that text. */
static bool has_mark(mds_arena *scratch, const mds_catalog *catalog, const mds_form *form,
                     const char *text)
{
    for (size_t m = 0; m < form->title_marks.count; m++) {
        const char *mark = tight_key(scratch, catalog, form->title_marks.at[m]);
        if (mark != NULL && strstr(mark, text) != NULL) {
            return true;
        }
    }
    return false;
}

static bool is_known(mds_arena *scratch, const mds_catalog *catalog, const char *edition)
{
    for (size_t f = 0; f < catalog->form_count; f++) {
        if (has_mark(scratch, catalog, &catalog->forms[f], edition)) {
            return true;
        }
    }
    return false;
}

mds_status mds_titles__strange(const char **out, mds_arena *scratch, const mds_titles *titles,
                               const mds_catalog *catalog, const mds_form *form)
{
    const mds_strings *words = catalog->words;
    const edition_kind kinds[] = {
        {words[MDS_WORDS_EDITION_BEGINS].at[0], words[MDS_WORDS_EDITION_ENDS].at[0], true},
        {words[MDS_WORDS_FISCAL_ERAS].at[0], words[MDS_WORDS_FISCAL_ENDS].at[0], false}};

    *out = "";
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        const bool used = has_mark(scratch, catalog, form, kinds[k].end);
        for (size_t i = 0; used && i < titles->count; i++) {
            const mds_sv found = edition_in(catalog, titles->at[i].key, &kinds[k]);
            const char *edition = mds_arena_strndup(scratch, found.p, found.n);
            if (edition == NULL) {
                return mds_arena_status(scratch);
            }
            if (found.n > 0 && !is_known(scratch, catalog, edition)) {
                *out = edition;
                return MDS_OK;
            }
        }
    }
    return MDS_OK;
}

/* "checklist-vendor=word+word": whether one title has all of the words. */
static bool has_words(const mds_titles *titles, const char *words)
{
    const size_t n = strcspn(words, "+");

    for (size_t i = 0; i < titles->count; i++) {
        const char *key = titles->at[i].key;
        const char *found = n > 0 ? key : NULL;
        while (found != NULL && *found != '\0' && strncmp(found, words, n) != 0) {
            found++;
        }
        if (found != NULL && *found != '\0' &&
            (words[n] == '\0' || strstr(key, words + n + 1) != NULL)) {
            return true;
        }
    }
    return false;
}

bool mds_titles__kind(bool *out, mds_arena *scratch, const mds_titles *titles,
                      const mds_catalog *catalog, const char *family)
{
    const mds_strings *kinds = &catalog->words[MDS_WORDS_FORM_KINDS];
    const size_t n = strlen(family);

    *out = false;
    for (size_t i = 0; i < kinds->count && !*out; i++) {
        if (strncmp(kinds->at[i], family, n) == 0 && kinds->at[i][n] == '=') {
            const char *words = tight_key(scratch, catalog, kinds->at[i] + n + 1);
            if (words == NULL) {
                return false;
            }
            *out = has_words(titles, words);
        }
    }
    return true;
}

bool mds_titles__name(const mds_titles *titles, size_t sheet, const char *family)
{
    const char *dash = strrchr(family, '-');
    const char *kind = dash != NULL ? dash + 1 : family;

    for (size_t i = 0; i < titles->count; i++) {
        const mds_title *title = &titles->at[i];
        if (title->sheet == sheet && title->name && strncmp(title->key, kind, strlen(kind)) == 0) {
            return true;
        }
    }
    return false;
}
