/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn_title.h"

#include "base/utf8.h"
#include "learn_text.h"
#include <stdio.h>
#include <string.h>

enum { TITLE_BYTES = 400, ID_BYTES = 64 };

/* Whether a title names the form or its guideline, and not, say, how to fill it in. */
static bool speaks(const mds_catalog *catalog, const char *key)
{
    return mds_words__within(catalog, MDS_WORDS_TITLES, key);
}

static bool add(learn_titles *out, mds_arena *arena, const learn_words *words, const char *text)
{
    if (out->count == LEARN_TITLES || strlen(text) > TITLE_BYTES) {
        return true;
    }
    const char *key = mds_utf8_key(arena, text);
    const char *line = mds_learn__text_clean(arena, words, text);
    if (key == NULL || line == NULL) {
        return false;
    }
    out->text[out->count] = line;
    out->key[out->count] = key;
    out->speaks[out->count++] = speaks(out->catalog, key);
    return true;
}

/* Whether a cell is the label of a header field, or is behind one. */
static bool is_field(bool *label, mds_arena *arena, const learn_words *words, const char *text,
                     bool after_label)
{
    const char *key = strlen(text) <= TITLE_BYTES ? mds_utf8_key(arena, text) : "";
    char head[ID_BYTES];

    *label = false;
    if (key == NULL) {
        return false;
    }
    const size_t n = strcspn(key, ":");
    if (n < sizeof head) {
        memcpy(head, key, n);
        head[n] = '\0';
        for (size_t end = n; end > 0 && head[end - 1] == ' '; end--) {
            head[end - 1] = '\0';
        }
        *label = mds_map_find(words->labels, head) != MDS_MAP_NONE;
    }
    return *label || (after_label && !speaks(words->catalog, key));
}

/* Whether a row belongs to the table already: it offers answers. */
static bool in_table(const learn_row *row)
{
    return row->heading || mds_learn__is_choice(row->printed) || mds_learn__is_choice(row->listed);
}

bool mds_learn__titles_read(learn_titles *out, mds_arena *arena, const learn_words *words,
                            const learn_sheet *sheet)
{
    *out =
        (learn_titles){.catalog = words->catalog, .sheet = mds_utf8_key(arena, sheet->sheet->name)};
    if (out->sheet == NULL) {
        return false;
    }
    for (size_t r = 0; r < sheet->first_row; r++) {
        const learn_row *row = &sheet->rows[r];
        bool after_label = false;
        for (size_t i = 0; !in_table(row) && i < row->row->count; i++) {
            const mds_grid_cell *cell = &row->row->cells[i];
            if (cell->spread) {
                continue;
            }
            bool label = false;
            const bool field = is_field(&label, arena, words, cell->text, after_label);
            after_label = label || (field && after_label);
            if (!field && !add(out, arena, words, cell->text)) {
                return false;
            }
        }
    }
    return true;
}

static bool any_title(const learn_titles *titles, const char *word)
{
    for (size_t i = 0; i < titles->count; i++) {
        if (strstr(titles->key[i], word) != NULL) {
            return true;
        }
    }
    return false;
}

static bool any_of(const learn_titles *titles, mds_word_list list)
{
    for (size_t i = 0; i < titles->count; i++) {
        if (mds_words__within(titles->catalog, list, titles->key[i])) {
            return true;
        }
    }
    return false;
}

/* Whether the titles have what is behind the "=" of "checklist-vendor=WORD+WORD": both words,
 * the second one of which may be the sheet's. */
static bool have_words(const learn_titles *titles, const char *words)
{
    const size_t n = strcspn(words, "+");
    char first[ID_BYTES];

    if (n >= sizeof first) {
        return false;
    }
    memcpy(first, words, n);
    first[n] = '\0';
    if (!any_title(titles, first)) {
        return false;
    }
    return words[n] == '\0' || any_title(titles, words + n + 1) ||
           strstr(titles->sheet, words + n + 1) != NULL;
}

const char *mds_learn__family(mds_arena *arena, const learn_titles *titles)
{
    const mds_strings *kinds = &titles->catalog->words[MDS_WORDS_FORM_KINDS];
    /* A title over both forms leaves it to the sheet's name. */
    const bool both = any_of(titles, MDS_WORDS_SERVICES) && any_of(titles, MDS_WORDS_MAKERS);

    for (size_t i = 0; !both && i < kinds->count; i++) {
        const char *equals = strchr(kinds->at[i], '=');
        if (equals != NULL && have_words(titles, equals + 1)) {
            return mds_arena_strndup(arena, kinds->at[i], (size_t)(equals - kinds->at[i]));
        }
    }
    return strstr(titles->sheet, "sds") != NULL    ? "jp-sds"
           : strstr(titles->sheet, "mds2") != NULL ? "mds2"
           : strstr(titles->sheet, "mds") != NULL  ? "jp-mds"
                                                   : NULL;
}

const char *mds_learn__families(void)
{
    return "mds2, jp-mds, jp-sds, checklist-hospital, checklist-vendor";
}

/* A number with an optional part behind a dot, "6.0", at \p p; its bytes, 0 when there is none. */
static size_t version_at(const char *p)
{
    const size_t n = strspn(p, "0123456789");

    if (n == 0 || n > 2) {
        return 0;
    }
    const size_t m = p[n] == '.' ? strspn(p + n + 1, "0123456789") : 0;
    return m > 0 && m <= 2 ? n + 1 + m : n;
}

/* "Edition 6.0" as a Japanese title has it, the number between two words: the number in \p key;
 * false when there is none. */
static bool edition_number(const mds_catalog *catalog, char out[ID_BYTES], const char *key)
{
    out[0] = '\0';
    for (const char *p = key; *p != '\0'; p++) {
        const size_t before = mds_words__at(catalog, MDS_WORDS_EDITION_BEGINS, p);
        if (before == 0) {
            continue;
        }
        const char *number = p + before + strspn(p + before, " ");
        const size_t n = version_at(number);
        const char *end = number + n + strspn(number + n, " ");
        if (n > 0 && mds_words__at(catalog, MDS_WORDS_EDITION_ENDS, end) > 0) {
            memcpy(out, number, n);
            out[n] = '\0';
            return true;
        }
    }
    return false;
}

static bool is_guideline(const learn_titles *titles, const char *key)
{
    return mds_words__within(titles->catalog, MDS_WORDS_GUIDELINES, key);
}

uint32_t mds_learn__guideline_named(const char **unknown, const learn_titles *titles)
{
    const mds_catalog *catalog = titles->catalog;
    char version[ID_BYTES];
    char edition[2 * ID_BYTES];

    *unknown = NULL;
    for (size_t i = 0; i < titles->count; i++) {
        if (!is_guideline(titles, titles->key[i]) ||
            !edition_number(catalog, version, titles->key[i])) {
            continue;
        }
        (void)snprintf(edition, sizeof edition, "mhlw-%s", version);
        uint32_t guideline = mds_catalog_guideline(catalog, edition);
        if (guideline == MDS_NO_ORDINAL && strchr(version, '.') == NULL) {
            (void)snprintf(edition, sizeof edition, "mhlw-%s.0", version);
            guideline = mds_catalog_guideline(catalog, edition);
        }
        if (guideline == MDS_NO_ORDINAL) {
            *unknown = titles->text[i];
        }
        return guideline;
    }
    return MDS_NO_ORDINAL;
}

/* "ver.5.0", "ver5.0", "version 5", "v5.0" in \p key; false when there is none. */
static bool version_of(char out[ID_BYTES], const char *key)
{
    static const char *const words[] = {"version", "ver.", "ver", "v"};

    for (const char *p = strchr(key, 'v'); p != NULL; p = strchr(p + 1, 'v')) {
        if (p > key && p[-1] >= 'a' && p[-1] <= 'z') {
            continue;
        }
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            const size_t n = strlen(words[i]);
            if (strncmp(p, words[i], n) != 0) {
                continue;
            }
            const char *number = p + n + strspn(p + n, " .");
            const size_t size = version_at(number);
            if (size > 0) {
                /* "3.0a" has a letter. */
                const bool letter = number[size] >= 'a' && number[size] <= 'c';
                (void)snprintf(
                    out, ID_BYTES, "%.*s%s", (int)(size + letter), number,
                    strchr(number, '.') == NULL || strchr(number, '.') > number + size ? ".0" : "");
                return true;
            }
        }
    }
    return false;
}

/* The fiscal year of an era, "R8", to 8; 0 when there is none. */
static unsigned fiscal_year(const mds_catalog *catalog, const char *key)
{
    for (const char *p = key; *p != '\0'; p++) {
        const size_t era = mds_words__at(catalog, MDS_WORDS_FISCAL_ERAS, p);
        if (era == 0) {
            continue;
        }
        const char *at = p + era + strspn(p + era, " ");
        unsigned year = 0;
        for (; *at >= '0' && *at <= '9' && year < 100; at++) {
            year = year * 10 + (unsigned)(*at - '0');
        }
        return mds_words__at(catalog, MDS_WORDS_YEAR_SIGNS, at) > 0 ? year : 0;
    }
    return 0;
}

/* A year of this century in \p key; 0 when there is none. */
static unsigned year_in(const char *key)
{
    for (const char *p = strstr(key, "20"); p != NULL; p = strstr(p + 1, "20")) {
        if (strspn(p, "0123456789") == 4 && (p == key || p[-1] < '0' || p[-1] > '9')) {
            return 2000 + (unsigned)(p[2] - '0') * 10 + (unsigned)(p[3] - '0');
        }
    }
    return 0;
}

/* The known edition of a kind that is made for a guideline. */
static const char *edition_for(const mds_catalog *catalog, const char *family, uint32_t guideline)
{
    for (size_t f = 0; f < catalog->form_count; f++) {
        const mds_form *form = &catalog->forms[f];
        if (guideline != MDS_NO_ORDINAL && form->guideline == guideline &&
            strcmp(form->family, family) == 0) {
            return form->edition;
        }
    }
    return NULL;
}

const char *mds_learn__edition(mds_arena *arena, const learn_titles *titles, const char *family,
                               uint32_t guideline)
{
    const mds_catalog *catalog = titles->catalog;
    static const char checklist[] = "checklist-";
    const bool yearly = strncmp(family, checklist, sizeof checklist - 1) == 0;
    char version[ID_BYTES];
    char edition[3 * ID_BYTES] = "";

    for (size_t i = 0; i < titles->count && edition[0] == '\0'; i++) {
        const char *key = titles->key[i];
        if (!titles->speaks[i]) {
            continue;
        }
        if (yearly && fiscal_year(catalog, key) > 0) {
            (void)snprintf(edition, sizeof edition, "checklist-r%u-%.40s",
                           fiscal_year(catalog, key), family + sizeof checklist - 1);
        } else if (!yearly && version_of(version, key)) {
            (void)snprintf(edition, sizeof edition, "%.40s-%s", family, version);
        } else if (!yearly && !is_guideline(titles, key) && edition_number(catalog, version, key)) {
            (void)snprintf(edition, sizeof edition, "%.40s-%s%s", family, version,
                           strchr(version, '.') == NULL ? ".0" : "");
        } else if (strcmp(family, "mds2") == 0 && year_in(key) > 0) {
            (void)snprintf(edition, sizeof edition, "mds2-%u", year_in(key));
        }
    }
    if (edition[0] == '\0' && !yearly) {
        const char *known = edition_for(catalog, family, guideline);
        (void)snprintf(edition, sizeof edition, "%.40s", known != NULL ? known : "");
    }
    return edition[0] != '\0' ? mds_arena_strndup(arena, edition, strlen(edition)) : NULL;
}

const char *mds_learn__title(const learn_titles *titles)
{
    for (size_t i = 0; i < titles->count; i++) {
        if (mds_words__within(titles->catalog, MDS_WORDS_FORM_NAMES, titles->key[i])) {
            return titles->text[i];
        }
    }
    for (size_t i = 0; i < titles->count; i++) {
        if (titles->speaks[i]) {
            return titles->text[i];
        }
    }
    return titles->count > 0 ? titles->text[0] : "";
}
