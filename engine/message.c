/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wording of diagnostics stands in the catalog's texts, so that a hospital can change it. */
#include "base/strbuf.h"
#include <mdsrisk/register.h>
#include <string.h>

enum { KEY_SIZE = 24, MESSAGE_LIMIT = 1 << 16 };

/* An argument that is itself the key of a text (a reason, a kind of record) is worded too. */
static const char *fill(mds_arena *arena, const mds_catalog *catalog, mds_lang lang,
                        const char *template, const mds_diag *diag)
{
    const char *args[MDS_DIAG_ARGS];
    mds_strbuf buf;

    for (uint32_t i = 0; i < diag->arg_count; i++) {
        args[i] = mds_catalog_text(catalog, lang, diag->args[i]);
    }
    mds_strbuf_init(&buf, MESSAGE_LIMIT);
    mds_strbuf_template(&buf, template, args, diag->arg_count);
    const char *text = mds_strbuf_copy(&buf, arena);
    mds_strbuf_finish(&buf);
    return text != NULL ? text : "";
}

const char *mds_diag_message(mds_arena *arena, const mds_catalog *catalog, const mds_diag *diag,
                             mds_lang lang)
{
    char key[KEY_SIZE];
    mds_diag_code_name(diag->code, key);
    return fill(arena, catalog, lang, mds_catalog_text(catalog, lang, key), diag);
}

const char *mds_diag_hint(mds_arena *arena, const mds_catalog *catalog, const mds_diag *diag,
                          mds_lang lang)
{
    char key[KEY_SIZE];
    mds_diag_code_name(diag->code, key);
    size_t n = strlen(key);
    memcpy(key + n, ".hint", sizeof ".hint");
    const char *text = mds_catalog_text(catalog, lang, key);
    return text == key ? "" : fill(arena, catalog, lang, text, diag);
}
