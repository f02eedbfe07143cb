/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wording of diagnostics stands in the catalog's texts, so that a hospital can change it. */
#include "register_internal.h"

#include <string.h>

enum { KEY_SIZE = 24, MESSAGE_LIMIT = 1 << 16 };

void mds_message__append(mds_strbuf *out, const mds_catalog *catalog, mds_lang lang,
                         const mds_diag *diag, const char *part)
{
    const char *args[MDS_DIAG_ARGS];
    char key[KEY_SIZE];

    mds_diag_code_name(diag->code, key);
    memcpy(key + strlen(key), part, strlen(part) + 1);
    const char *template = mds_catalog_text(catalog, lang, key);
    if (template == key && part[0] != '\0') {
        return;
    }
    for (uint32_t i = 0; i < diag->arg_count; i++) {
        args[i] = mds_catalog_text(catalog, lang, diag->args[i]);
    }
    mds_strbuf_template(out, template, args, diag->arg_count);
}

static const char *message_part(mds_arena *arena, const mds_catalog *catalog, const mds_diag *diag,
                                mds_lang lang, const char *part)
{
    mds_strbuf buf;

    mds_strbuf_init(&buf, MESSAGE_LIMIT);
    mds_message__append(&buf, catalog, lang, diag, part);
    const char *text = mds_strbuf_copy(&buf, arena);
    mds_strbuf_finish(&buf);
    return text != NULL ? text : "";
}

const char *mds_diag_message(mds_arena *arena, const mds_catalog *catalog, const mds_diag *diag,
                             mds_lang lang)
{
    return message_part(arena, catalog, diag, lang, "");
}

const char *mds_diag_hint(mds_arena *arena, const mds_catalog *catalog, const mds_diag *diag,
                          mds_lang lang)
{
    return message_part(arena, catalog, diag, lang, ".hint");
}
