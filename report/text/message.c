/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wording of diagnostics is in the catalog's texts, so that a hospital can change it. */
#include "register_internal.h"

#include <mdsrisk/message.h>
#include <string.h>

enum { MESSAGE_LIMIT = 1 << 16 };

/* An argument in words: only one that the registry calls a key, and that begins as such keys do, is
 * looked up. A cell that says "MDS1003" comes out as it is. */
/* The edition of a form by its name, where the Japanese have one for it. */
static const char *name_of(const mds_catalog *catalog, mds_lang lang, const char *id)
{
    const uint32_t form = lang == MDS_LANG_JA ? mds_catalog_form(catalog, id) : MDS_NO_ORDINAL;
    const bool named = form != MDS_NO_ORDINAL && catalog->forms[form].name_ja[0] != '\0';

    return named ? catalog->forms[form].name_ja : id;
}

static const char *in_words(const mds_catalog *catalog, mds_lang lang,
                            const mds_message_argument *argument, const char *given)
{
    const bool is_key = argument->kind == MDS_ARGUMENT_KEY &&
                        strncmp(given, argument->under, strlen(argument->under)) == 0;

    if (argument->kind == MDS_ARGUMENT_ID) {
        return name_of(catalog, lang, given);
    }
    return is_key ? mds_catalog_text(catalog, lang, given) : given;
}

void mds_message__append(mds_strbuf *out, const mds_catalog *catalog, mds_lang lang,
                         const mds_diag *diag, bool hint)
{
    const char *args[MDS_DIAG_ARGS];
    char id[12];

    mds_diag_code_name(diag->code, id);
    const mds_message *message = mds_catalog_message(catalog, id);
    if (message == NULL) {
        mds_strbuf_puts(out, hint ? "" : id);
        return;
    }
    const size_t count =
        message->argument_count < diag->arg_count ? message->argument_count : diag->arg_count;
    for (size_t i = 0; i < count; i++) {
        args[i] = in_words(catalog, lang, &message->arguments[i], diag->args[i]);
    }
    mds_strbuf_template(out, hint ? message->hint.in[lang] : message->text.in[lang], args, count);
}

static const char *copy(mds_arena *arena, const mds_catalog *catalog, const mds_diag *diag,
                        mds_lang lang, bool hint)
{
    mds_strbuf buf;

    mds_strbuf_init(&buf, MESSAGE_LIMIT);
    mds_message__append(&buf, catalog, lang, diag, hint);
    const char *text = mds_strbuf_copy(&buf, arena);
    mds_strbuf_finish(&buf);
    return text != NULL ? text : "";
}

const char *mds_diag_message(mds_arena *arena, const mds_catalog *catalog, const mds_diag *diag,
                             mds_lang lang)
{
    return copy(arena, catalog, diag, lang, false);
}

const char *mds_diag_hint(mds_arena *arena, const mds_catalog *catalog, const mds_diag *diag,
                          mds_lang lang)
{
    return copy(arena, catalog, diag, lang, true);
}
