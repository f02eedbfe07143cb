/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "part_name.h"

#include <string.h>

/* Puts the next step of a path behind \p path, of which \p n bytes are there; the bytes then.
 * SIZE_MAX when it leads out of the package. */
static size_t add_step(char *path, size_t n, const char *step, size_t length, bool slash)
{
    if (length == 2 && step[0] == '.' && step[1] == '.') {
        if (n == 0) {
            return SIZE_MAX;
        }
        n--; /* the slash before, then back to the one before that */
        while (n > 0 && path[n - 1] != '/') {
            n--;
        }
    } else if (length > 0 && !(length == 1 && step[0] == '.')) {
        memcpy(path + n, step, length);
        n += length;
        if (slash) {
            path[n++] = '/';
        }
    }
    return n;
}

const char *mds_part__resolve(mds_arena *arena, const char *folder, const char *target)
{
    const size_t folder_size = target[0] == '/' || target[0] == '\\' ? 0 : strlen(folder);
    const char *joined = mds_arena_printf(arena, "%.*s%s", (int)folder_size, folder, target);
    char *path = joined != NULL ? mds_arena_alloc(arena, strlen(joined) + 1, 1) : NULL;
    size_t n = 0;

    if (path == NULL) {
        return NULL;
    }
    for (const char *p = joined; *p != '\0';) {
        const size_t length = strcspn(p, "/\\");
        n = add_step(path, n, p, length, p[length] != '\0');
        if (n == SIZE_MAX) {
            return NULL;
        }
        p += length + (p[length] != '\0' ? 1 : 0);
    }
    path[n] = '\0';
    return path;
}

const char *mds_part__folder(mds_arena *arena, const char *part)
{
    const char *slash = strrchr(part, '/');

    return mds_arena_strndup(arena, part, slash == NULL ? 0 : (size_t)(slash - part) + 1);
}

bool mds_part__ends_with(const char *text, const char *end)
{
    const size_t n = strlen(text);
    const size_t m = strlen(end);

    return n >= m && strcmp(text + n - m, end) == 0;
}

typedef struct search {
    mds_arena *arena;
    const char *part;
} search;

/* _rels/.rels: only the place of the document is of interest. */
static mds_status read_relations(void *payload, mds_xml *xml)
{
    search *s = payload;
    mds_xml_event event;

    while ((event = mds_xml_next(xml)) != MDS_XML_EOF && event != MDS_XML_ERROR) {
        if (event != MDS_XML_START || strcmp(mds_xml_name(xml), "Relationship") != 0) {
            continue;
        }
        const char *type = mds_xml_attribute(xml, "Type");
        if (type == NULL || !mds_part__ends_with(type, "/officeDocument")) {
            continue;
        }
        const char *target = mds_xml_attribute(xml, "Target");
        const char *part = target != NULL ? mds_part__resolve(s->arena, "", target) : NULL;
        s->part = part != NULL ? part : s->part;
    }
    return MDS_OK;
}

mds_status mds_part__main(const char **out, mds_package *package, mds_arena *arena)
{
    search s = {.arena = arena};
    const mds_status status = mds_package__read_xml(package, "_rels/.rels", read_relations, &s);

    *out = s.part;
    return status == MDS_ENOTFOUND ? MDS_OK : status;
}
