/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a cell: its lines joined, hyphens and rings undone. */
#include "page.h"

#include <string.h>

static const char soft_hyphen[] = "\xC2\xAD";
static const char sign_on[] = "\xE2\x98\x92";
static const char sign_off[] = "\xE2\x98\x90";
static const char undecided[] = "\xEF\xBF\xBD";

enum { MOST_TEXT = 1 << 20 };

static bool is_ring(const mds_pdf_word *word)
{
    return (word->flags & MDS_PDF_DRAWN) != 0 && word->box.x0 == word->box.x1;
}

/* Longest word broken over lines is an address: "security@maker.exam" "ple". */
static bool is_address(const char *text)
{
    return strchr(text, '@') != NULL || strstr(text, "://") != NULL;
}

static bool is_lower(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* A letter that needs no blank between lines, as in Japanese. */
static bool is_wide(const char *text)
{
    return (unsigned char)text[0] >= 0xE3 && (unsigned char)text[0] <= 0xE9;
}

static const char *last_character(const char *text)
{
    const char *p = text + strlen(text);

    while (p > text) {
        p--;
        if (((unsigned char)*p & 0xC0) != 0x80) {
            break;
        }
    }
    return p;
}

typedef struct joiner {
    const mds_pdf_view *view;
    mds_strbuf text;
    const mds_pdf_word *last;
    int32_t right; /* where lines of the cell end at most */
    bool broken;   /* an address has been broken off */
} joiner;

/* An id that is broken behind its dot. */
static bool is_key_head(const char *head, const char *rest)
{
    return mds_pdf__key_of(head) == MDS_PDF_KEY_ID && *rest >= '0' && *rest <= '9';
}

/* What lies between the last word and the next: nothing, a blank. */
static const char *between(joiner *j, const mds_pdf_word *word, bool next_line)
{
    const char *last = j->last->text;
    const size_t n = strlen(last);
    const int32_t letter =
        (word->box.x1 - word->box.x0) / (int32_t)(strlen(word->text) > 0 ? strlen(word->text) : 1);
    const bool full = j->last->box.x1 + letter + letter / 2 >= j->right;

    if (!next_line) {
        const bool tight = word->box.x0 - j->last->box.x1 < j->view->size / 8;
        return tight && is_wide(last_character(last)) && is_wide(word->text) ? "" : " ";
    }
    if (n >= 2 && strcmp(last + n - 2, soft_hyphen) == 0) {
        return "";
    }
    if (n >= 2 && last[n - 1] == '-' && (unsigned char)last[n - 2] > ' ') {
        if (j->view->hyphens != NULL && mds_pdf__breaks_word(j->view->hyphens, last, word->text)) {
            j->text.p[--j->text.n] = '\0';
        }
        return "";
    }
    /* "N/" above "A", "DOC-11." above "1". */
    if (n >= 2 && (unsigned char)last[n - 2] > ' ' &&
        (last[n - 1] == '/' || (last[n - 1] == '.' && is_key_head(last, word->text)))) {
        return "";
    }
    if ((is_address(last) || j->broken) && full && is_lower(word->text[0])) {
        j->broken = true;
        return "";
    }
    return is_wide(last_character(last)) && is_wide(word->text) ? "" : " ";
}

static void put_word(joiner *j, const mds_pdf_word *word)
{
    for (const char *p = word->text; *p != '\0'; p++) {
        if (strncmp(p, soft_hyphen, 2) == 0) {
            p++;
        } else {
            mds_strbuf_putc(&j->text, *p);
        }
    }
}

static bool is_separator(const char *text)
{
    return strspn(text, "/|,;:()[]-") == strlen(text);
}

/* Where a ring chooses among printed words, the others get an empty box: "☐ Yes ☒ No". */
static bool begins_choice(const joiner *j, const mds_pdf_word *word, bool next_line)
{
    return !is_separator(word->text) &&
           (j->last == NULL || next_line || is_separator(j->last->text) ||
            word->box.x0 - j->last->box.x1 > j->view->size * 6 / 10);
}

static void add_word(joiner *j, const mds_pdf_word *word, bool next_line, bool ringed)
{
    const bool choice = ringed && !is_ring(word) && (j->last == NULL || !is_ring(j->last)) &&
                        begins_choice(j, word, next_line);

    if (j->last != NULL) {
        mds_strbuf_puts(&j->text, between(j, word, next_line));
    }
    if (choice) {
        mds_strbuf_puts(&j->text, sign_off);
        mds_strbuf_puts(&j->text, " ");
    }
    mds_strbuf_puts(&j->text, is_ring(word) ? sign_on : "");
    if (!is_ring(word)) {
        put_word(j, word);
    }
    j->last = word;
}

const char *mds_pdf__cell_text(mds_arena *arena, const mds_pdf_view *view,
                               const mds_pdf_piece *const *pieces, size_t count)
{
    joiner j = {.view = view, .right = INT32_MIN};
    bool ringed = false;
    bool struck = false;
    bool lines = false;

    mds_strbuf_init(&j.text, MOST_TEXT);
    for (size_t i = 0; i < count; i++) {
        j.right = pieces[i]->box.x1 > j.right ? pieces[i]->box.x1 : j.right;
        lines = lines || pieces[i]->line != pieces[0]->line;
        for (size_t k = 0; k < pieces[i]->count; k++) {
            const mds_pdf_word *word = &view->words[pieces[i]->first + k];
            ringed = ringed || is_ring(word);
            struck = struck || (word->flags & MDS_PDF_STRUCK) != 0;
        }
    }
    if (struck) {
        mds_strbuf_puts(&j.text, undecided);
        mds_strbuf_puts(&j.text, " ");
    }
    for (size_t i = 0; i < count; i++) {
        const bool next_line = i > 0 && pieces[i]->line != pieces[i - 1]->line;
        for (size_t k = 0; k < pieces[i]->count; k++) {
            add_word(&j, &view->words[pieces[i]->first + k], next_line && k == 0, ringed);
        }
    }
    const char *copy = mds_strbuf_copy(&j.text, arena);
    mds_strbuf_finish(&j.text);
    return copy;
}
