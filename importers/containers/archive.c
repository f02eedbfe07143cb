/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/archive.h>

#include "base/charset.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "container.h"
#include "package.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 2, NAME_BYTES = 4096 };

typedef struct walk {
    mds_archive_fn each;
    void *payload;
    mds_diags *diags;
    size_t files; /* seen so far, of all levels */
    int depth;
} walk;

bool mds_file_is_clutter(const char *path)
{
    static const char *const names[] = {"__MACOSX", "Thumbs.db", "desktop.ini"};

    while (*path != '\0') {
        const size_t n = strcspn(path, "/\\");
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            if (strlen(names[i]) == n && strncmp(path, names[i], n) == 0) {
                return true;
            }
        }
        if (*path == '.' || strncmp(path, "~$", 2) == 0) {
            return true;
        }
        path += n + (path[n] != '\0');
    }
    return false;
}

bool mds_source_is_archive(const mds_source *source)
{
    static const char *const parts[] = {"[Content_Types].xml", "_rels/.rels", "content.xml",
                                        "xl/workbook.xml", "word/document.xml"};
    const char *name;
    mds_package *package = NULL;
    bool found = false;

    if (mds_container__sniff(source, &name) != MDS_CONTAINER_ZIP ||
        mds_package__open(&package, source, NULL) != MDS_OK) {
        return false;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        found = found || mds_package__has(package, parts[i]);
    }
    mds_package__close(package);
    return !found;
}

/* Whether more letters of a text are Japanese than Greek or Cyrillic: western letters of old zips
 * are pairs of bytes that mean those in CP932. */
static bool is_japanese(const char *text, size_t n)
{
    size_t japanese = 0;
    size_t other = 0;

    for (size_t i = 0; i + 1 < n; i++) {
        const unsigned char c = (unsigned char)text[i];
        const unsigned char next = (unsigned char)text[i + 1];
        japanese += (c >= 0xE3 && c <= 0xE9) || (c == 0xEF && (next == 0xBD || next == 0xBE));
        other += c >= 0xCD && c <= 0xD3;
    }
    return japanese > other;
}

/* In which encoding the names of entries are written: Japanese Windows writes its own without a
 * word of it. UTF-8 where a sample of the others does not read as Japanese. */
static mds_charset find_charset(const mds_package *package)
{
    mds_charset_guess guess;
    mds_strbuf names;
    char text[NAME_BYTES];
    size_t length;

    mds_strbuf_init(&names, NAME_BYTES);
    for (size_t i = 0; i < mds_package__count(package); i++) {
        const char *name = mds_package__name(package, i);
        const size_t n = strlen(name);
        if (!mds_utf8_valid(name, n, NULL) && names.n + n < NAME_BYTES / 3) {
            mds_strbuf_printf(&names, "%s\n", name);
        }
    }
    const unsigned char *bytes = (const unsigned char *)names.p;
    const bool found =
        names.n > 0 && mds_charset_guess_of(&guess, bytes, names.n) &&
        guess.charset != MDS_CHARSET_CP1252 &&
        mds_charset_convert(&length, guess.charset, text, sizeof text, bytes, names.n) == MDS_OK &&
        length <= sizeof text && is_japanese(text, length);
    mds_strbuf_finish(&names);
    return found ? guess.charset : MDS_CHARSET_UTF8;
}

/* Appends the name of an entry as UTF-8. */
static void put_name(mds_strbuf *out, const mds_package *package, mds_charset charset, size_t entry)
{
    const char *name = mds_package__name(package, entry);
    const size_t n = strlen(name);
    char text[NAME_BYTES];
    size_t length;

    if (!mds_utf8_valid(name, n, NULL) && charset != MDS_CHARSET_UTF8 &&
        mds_charset_convert(&length, charset, text, sizeof text, (const unsigned char *)name, n) ==
            MDS_OK &&
        length <= sizeof text) {
        mds_strbuf_append(out, text, length);
    } else {
        mds_strbuf_puts(out, mds_package__shown_name(package, entry));
    }
}

static mds_status read_archive(walk *w, const mds_source *source);

/* One unpacked file: an archive is looked into. */
static mds_status hand_out(walk *w, const char *name, const mds_strbuf *bytes)
{
    mds_source *file = NULL;
    mds_status status = mds_source_from_memory(&file, name, bytes->p, bytes->n);

    if (status == MDS_OK && w->depth < DEEPEST && mds_source_is_archive(file)) {
        w->depth++;
        /* One that is damaged is a file that cannot be read, and no end of the others. */
        status = read_archive(w, file);
        w->depth--;
        if (status == MDS_EFORMAT || status == MDS_EUNSUPPORTED || status == MDS_ELIMIT) {
            status = w->each(w->payload, name, NULL);
        }
    } else if (status == MDS_OK) {
        status = w->each(w->payload, name, file);
    }
    mds_source_free(file);
    return status;
}

static mds_status read_entry(walk *w, const mds_source *source, mds_package *package,
                             mds_charset charset, size_t entry)
{
    mds_strbuf name;
    mds_strbuf bytes;

    mds_strbuf_init(&name, (size_t)1 << 20);
    mds_strbuf_init(&bytes, MDS_LIMIT_FILE_BYTES);
    mds_strbuf_printf(&name, "%s/", mds_source_name(source));
    const size_t begin = name.n;
    put_name(&name, package, charset, entry);
    mds_status status = name.status;
    /* The second byte of a letter of CP932 may be a backslash: names are judged as UTF-8. */
    const bool file = status == MDS_OK && name.n > begin && name.p[name.n - 1] != '/' &&
                      !mds_file_is_clutter(name.p + begin);
    if (file) {
        status = mds_package__read_bytes(package, entry, name.p, &bytes);
        status = status == MDS_ENOMEM ? status
                 : status == MDS_OK   ? hand_out(w, name.p, &bytes)
                                      : w->each(w->payload, name.p, NULL);
    }
    mds_strbuf_finish(&name);
    mds_strbuf_finish(&bytes);
    return status;
}

static mds_status read_archive(walk *w, const mds_source *source)
{
    mds_package *package = NULL;
    mds_status status = mds_package__open(&package, source, w->diags);
    const mds_charset charset = status == MDS_OK ? find_charset(package) : MDS_CHARSET_UTF8;

    for (size_t i = 0; status == MDS_OK && i < mds_package__count(package); i++) {
        if (w->files++ >= MDS_LIMIT_ARCHIVE_FILES) {
            char limit[24];
            (void)snprintf(limit, sizeof limit, "%d", MDS_LIMIT_ARCHIVE_FILES);
            mds_diag_add(w->diags, MDS_D_ARCHIVE_FILES, mds_source_name(source), NULL, limit, NULL);
            status = MDS_ELIMIT;
        } else {
            status = read_entry(w, source, package, charset, i);
        }
    }
    mds_package__close(package);
    return status;
}

mds_status mds_archive_read(const mds_source *source, mds_archive_fn each, void *payload,
                            mds_diags *diags)
{
    walk w = {.each = each, .payload = payload, .diags = diags};

    return read_archive(&w, source);
}
