/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"

#include <stdio.h>
#include <string.h>

static const char mark[] = "=== ";
enum { MARK = 4 };

/* The next line that begins with the mark, or the end. */
static const char *next_mark(const char *p, const char *end)
{
    while (p < end) {
        if (end - p >= MARK && memcmp(p, mark, MARK) == 0) {
            return p;
        }
        const char *line = memchr(p, '\n', (size_t)(end - p));
        if (line == NULL) {
            return end;
        }
        p = line + 1;
    }
    return end;
}

static void add_parts(workbook *book, const char *p, const char *end)
{
    char name[100];

    while (p < end) {
        const char *line = memchr(p, '\n', (size_t)(end - p));
        const char *content = line != NULL ? line + 1 : end;
        const char *next = next_mark(content, end);
        const size_t n = (size_t)((line != NULL ? line : end) - p) - MARK;
        if (n > 0 && n < sizeof name && memchr(p + MARK, '\0', n) == NULL) {
            memcpy(name, p + MARK, n);
            name[n] = '\0';
            workbook_part(book, name, content, (size_t)(next - content));
        }
        p = next;
    }
}

bool parts_pack(workbook *book, const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;

    workbook_init(book);
    if (size < MARK || memcmp(text, mark, MARK) != 0) {
        return false;
    }
    workbook_sheet(book, "form", "visible", "");
    workbook_strings(book, "");
    add_parts(book, text, text + size);
    return workbook_finish(book);
}

bool parts_pack_document(workbook *book, const char *part, const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    char relations[400];

    (void)snprintf(relations, sizeof relations,
                   "<Relationships><Relationship Id=\"rId1\" "
                   "Type=\"http://x/officeDocument\" Target=\"%s\"/></Relationships>",
                   part);
    workbook_init(book);
    /* An OpenDocument package has no such list. */
    workbook_text(book, "_rels/.rels",
                  strcmp(part, "content.xml") == 0 ? "<Relationships/>" : relations);
    if (size >= MARK && memcmp(text, mark, MARK) == 0) {
        add_parts(book, text, text + size);
    } else {
        workbook_part(book, part, text, size);
    }
    return workbook_finish(book);
}

bool parts_pack_archive(workbook *book, const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;

    archive_init(book);
    if (size < MARK || memcmp(text, mark, MARK) != 0) {
        return false;
    }
    add_parts(book, text, text + size);
    return archive_finish(book);
}
