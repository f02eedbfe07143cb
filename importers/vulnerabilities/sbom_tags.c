/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX 2.x as lines of tag and value. Texts over several lines are passed over: none of them tells
 * anything about a component. */
#include "vuln.h"

#include "base/utf8.h"
#include <stdio.h>
#include <string.h>

enum { MOST_VALUE = 1500 };

typedef struct tags {
    vuln *v;
    mds_component *open; /* the package that is being read */
    bool in_text;
    char value[MOST_VALUE];
} tags;

static bool is_tag(const char *line, size_t n, const char *tag)
{
    const size_t length = strlen(tag);

    return n > length && memcmp(line, tag, length) == 0 && line[length] == ':';
}

static const char *value_of(tags *t, const char *line, size_t n)
{
    const char *colon = memchr(line, ':', n);
    size_t from = colon != NULL ? (size_t)(colon - line) + 1 : n;

    while (from < n && line[from] == ' ') {
        from++;
    }
    while (n > from && strchr(" \r\t", line[n - 1]) != NULL) {
        n--;
    }
    (void)snprintf(t->value, sizeof t->value, "%.*s",
                   (int)(n - from < MOST_VALUE ? n - from : MOST_VALUE - 1), line + from);
    t->value[mds_utf8_head(t->value, MOST_VALUE)] = '\0';
    return t->value;
}

static const char *last_word(const char *text)
{
    const char *blank = strrchr(text, ' ');

    return blank != NULL ? blank + 1 : text;
}

static void take_in_package(tags *t, const char *line, size_t n)
{
    vuln *v = t->v;

    if (is_tag(line, n, "SPDXID")) {
        t->open->ref = mds_vuln__keep(v, value_of(t, line, n));
    } else if (is_tag(line, n, "PackageVersion")) {
        t->open->version = mds_vuln__keep(v, value_of(t, line, n));
    } else if (is_tag(line, n, "PackageSupplier")) {
        const char *colon = strstr(value_of(t, line, n), ": ");
        t->open->maker = mds_vuln__keep(v, colon != NULL ? colon + 2 : "");
    } else if (is_tag(line, n, "ExternalRef")) {
        const char *locator = mds_vuln__keep(v, last_word(value_of(t, line, n)));
        mds_vuln__identify(&t->open->purl, &t->open->cpe, locator);
    } else if (is_tag(line, n, "FileName") || is_tag(line, n, "SnippetSPDXID") ||
               is_tag(line, n, "LicenseID")) {
        t->open = NULL;
    }
}

static void take_line(tags *t, const char *line, size_t n)
{
    vuln *v = t->v;

    if (is_tag(line, n, "PackageName")) {
        t->open = mds_vuln__new_component(v);
        if (t->open != NULL) {
            t->open->name = mds_vuln__keep(v, value_of(t, line, n));
        }
    } else if (is_tag(line, n, "Relationship")) {
        v->about.relations++;
        t->open = NULL;
    } else if (is_tag(line, n, "SPDXVersion")) {
        const char *version = value_of(t, line, n);
        v->about.version = mds_vuln__keep(v, strncmp(version, "SPDX-", 5) == 0 ? version + 5 : "");
    } else if (is_tag(line, n, "Created")) {
        v->about.day = mds_vuln__keep(v, value_of(t, line, n));
    } else if (t->open != NULL) {
        take_in_package(t, line, n);
    }
}

static bool has(const char *line, size_t n, const char *what)
{
    const size_t length = strlen(what);

    for (size_t i = 0; i + length <= n; i++) {
        if (memcmp(line + i, what, length) == 0) {
            return true;
        }
    }
    return false;
}

void mds_vuln__read_tags(vuln *v)
{
    tags t = {.v = v};
    size_t bad = 0;
    char where[VULN_PLACE];

    if (!mds_utf8_valid(v->text, v->n, &bad)) {
        (void)snprintf(where, sizeof where, "byte %zu", bad + 1);
        mds_vuln__refuse(v, where, "utf8");
        return;
    }
    for (size_t at = 0; at < v->n && v->status == MDS_OK;) {
        const char *line = v->text + at;
        const char *end = memchr(line, '\n', v->n - at);
        const size_t n = end != NULL ? (size_t)(end - line) : v->n - at;
        if (!t.in_text) {
            take_line(&t, line, n);
            t.in_text = has(line, n, "<text>");
        }
        t.in_text = t.in_text && !has(line, n, "</text>");
        at += n + 1;
    }
}
