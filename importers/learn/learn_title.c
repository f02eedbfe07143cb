/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn_title.h"

#include "base/utf8.h"
#include "learn_text.h"
#include <stdio.h>
#include <string.h>

enum { TITLE_BYTES = 400, ID_BYTES = 64 };

/* Words that name a kind of form, the more particular ones first. All words of a row must stand
 * in the titles. */
static const struct {
    const char *words[2];
    const char *family;
} kinds[] = {
    {{"チェックリスト", "医療機関確認用"}, "checklist-hospital"},
    {{"チェックリスト", "事業者確認用"}, "checklist-vendor"},
    {{"チェックリスト", "事業者用"}, "checklist-vendor"},
    {{"チェックリスト", "薬局確認用"}, "checklist-pharmacy"},
    {{"サービス事業者による", NULL}, "jp-sds"},
    {{"sds", NULL}, "jp-sds"},
    {{"manufacturer disclosure statement", NULL}, "mds2"},
    {{"mds2", NULL}, "mds2"},
    {{"hn 1-", NULL}, "mds2"},
    {{"製造業者による", NULL}, "jp-mds"},
    {{"製造販売業者による", NULL}, "jp-mds"},
    {{"医療情報セキュリティ開示書", NULL}, "jp-mds"},
    {{"mds", NULL}, "jp-mds"},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* Whether a title names the form or its guideline, and not, say, how to fill it in. */
static bool speaks(const char *key)
{
    static const char *const words[] = {"開示書",
                                        "チェックリスト",
                                        "チェックシート",
                                        "ガイドライン",
                                        "disclosure",
                                        "checklist",
                                        "mds",
                                        "sds",
                                        "hn 1-",
                                        "年度",
                                        "確認用"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strstr(key, words[i]) != NULL) {
            return true;
        }
    }
    return false;
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
    out->speaks[out->count++] = speaks(key);
    return true;
}

/* Whether a cell is the label of a header field, or stands behind one. */
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
    return *label || (after_label && !speaks(key));
}

/* Whether a row belongs to the table already: it offers answers. */
static bool in_table(const learn_row *row)
{
    return row->heading || mds_learn__is_choice(row->printed) || mds_learn__is_choice(row->listed);
}

bool mds_learn__titles_read(learn_titles *out, mds_arena *arena, const learn_words *words,
                            const learn_sheet *sheet)
{
    *out = (learn_titles){.sheet = mds_utf8_key(arena, sheet->sheet->name)};
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

const char *mds_learn__family(const learn_titles *titles)
{
    const bool service = any_title(titles, "サービス事業者による");
    const bool maker = any_title(titles, "製造業者による") || any_title(titles, "製造業者/");

    for (size_t i = 0; i < KINDS; i++) {
        const bool second =
            kinds[i].words[1] == NULL || any_title(titles, kinds[i].words[1]) ||
            (kinds[i].words[1] != NULL && strstr(titles->sheet, kinds[i].words[1]) != NULL);
        if (any_title(titles, kinds[i].words[0]) && second) {
            /* A title over both forms leaves it to the sheet's name. */
            if (service && maker) {
                break;
            }
            return kinds[i].family;
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

/* "第6.0版", "第 5.2 版": the number in \p key; false when there is none. */
static bool edition_number(char out[ID_BYTES], const char *key)
{
    static const char first[] = "第";
    static const char last[] = "版";

    out[0] = '\0';
    for (const char *p = strstr(key, first); p != NULL; p = strstr(p, first)) {
        p += sizeof first - 1;
        p += strspn(p, " ");
        const size_t n = version_at(p);
        const char *end = p + n + strspn(p + n, " ");
        if (n > 0 && strncmp(end, last, sizeof last - 1) == 0) {
            memcpy(out, p, n);
            out[n] = '\0';
            return true;
        }
    }
    return false;
}

uint32_t mds_learn__guideline_named(const char **unknown, const learn_titles *titles,
                                    const mds_catalog *catalog)
{
    char version[ID_BYTES];
    char edition[2 * ID_BYTES];

    *unknown = NULL;
    for (size_t i = 0; i < titles->count; i++) {
        if (strstr(titles->key[i], "ガイドライン") == NULL) {
            continue;
        }
        if (!edition_number(version, titles->key[i])) {
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

/* "令和8年度" to 8; 0 when there is none. */
static unsigned fiscal_year(const char *key)
{
    static const char era[] = "令和";
    const char *p = strstr(key, era);
    unsigned year = 0;

    if (p == NULL) {
        return 0;
    }
    p += sizeof era - 1;
    p += strspn(p, " ");
    for (; *p >= '0' && *p <= '9' && year < 100; p++) {
        year = year * 10 + (unsigned)(*p - '0');
    }
    return strncmp(p, "年", 3) == 0 ? year : 0;
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

const char *mds_learn__edition(mds_arena *arena, const learn_titles *titles,
                               const mds_catalog *catalog, const char *family, uint32_t guideline)
{
    static const char checklist[] = "checklist-";
    const bool yearly = strncmp(family, checklist, sizeof checklist - 1) == 0;
    char version[ID_BYTES];
    char edition[3 * ID_BYTES] = "";

    for (size_t i = 0; i < titles->count && edition[0] == '\0'; i++) {
        const char *key = titles->key[i];
        if (!titles->speaks[i]) {
            continue;
        }
        if (yearly && fiscal_year(key) > 0) {
            (void)snprintf(edition, sizeof edition, "checklist-r%u-%.40s", fiscal_year(key),
                           family + sizeof checklist - 1);
        } else if (!yearly && version_of(version, key)) {
            (void)snprintf(edition, sizeof edition, "%.40s-%s", family, version);
        } else if (!yearly && strstr(key, "ガイドライン") == NULL && edition_number(version, key)) {
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

/* Whether a title is the form's name. */
static bool is_name(const char *key)
{
    static const char *const words[] = {"開示書", "チェックリスト", "チェックシート", "disclosure",
                                        "checklist"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strstr(key, words[i]) != NULL) {
            return true;
        }
    }
    return false;
}

const char *mds_learn__title(const learn_titles *titles)
{
    for (size_t i = 0; i < titles->count; i++) {
        if (is_name(titles->key[i])) {
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
