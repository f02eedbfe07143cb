/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registry of diagnostics: messages.json. Another wording is a hospital's own; codes,
 * severities and numbers of arguments are the program's. */
#include "loader.h"

#include <string.h>

typedef struct built_in {
    mds_diag_code code;
    mds_severity severity;
    size_t arguments;
} built_in;

static const built_in *find_code(const char *id)
{
    static const built_in codes[] = {
#define MDS_X(name, number, severity, arguments) {MDS_D_##name, MDS_SEVERITY_##severity, arguments},
        MDS_DIAG_CODES(MDS_X)
#undef MDS_X
    };
    char name[12];

    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        mds_diag_code_name(codes[i].code, name);
        if (strcmp(name, id) == 0) {
            return &codes[i];
        }
    }
    return NULL;
}

static void read_argument(const record *at, mds_message_argument *out)
{
    static const char *const known[] = {"name", "kind", "under", NULL};

    mds_record__known(at, known);
    *out =
        (mds_message_argument){.name = mds_record__string(at, "name", true),
                               .kind = (mds_argument_kind)mds_record__enum(
                                   at, "kind", mds_argument_kind__names, MDS_ARGUMENT_KIND__COUNT)};
    out->under = mds_record__string(at, "under", out->kind == MDS_ARGUMENT_KEY);
}

/* A placeholder without an argument would leave a hole in the sentence. */
static void check_placeholders(const record *at, const char *member, const mds_text *text,
                               size_t arguments)
{
    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        char token[] = "{1}";
        for (token[1] = (char)('1' + arguments); token[1] <= '9'; token[1]++) {
            if (strstr(text->in[lang], token) != NULL) {
                mds_record__fault(at, member, "catalog.reason.range");
            }
        }
    }
}

static void read_arguments(const record *at, mds_message *message)
{
    const mds_json *list = mds_json_member(at->object, "arguments");
    mds_message_argument *arguments =
        mds_loader__alloc(at->in, mds_json_count(list), sizeof *arguments);

    if (!mds_json_is_array(list)) {
        mds_record__fault(at, "arguments", "catalog.reason.not_list");
    }
    for (const mds_json *entry = mds_json_first(list); arguments != NULL && entry != NULL;
         entry = mds_json_next(entry)) {
        const record inner = {at->in, at->file, at->id, entry};
        read_argument(&inner, &arguments[message->argument_count++]);
    }
    message->arguments = arguments;
}

static void read_message(const record *at, void *out)
{
    static const char *const known[] = {"id",        "name", "severity", "since",
                                        "arguments", "text", "hint",     NULL};
    const built_in *code = find_code(at->id);
    mds_message *message = out;

    mds_record__known(at, known);
    *message = (mds_message){.id = at->id,
                             .name = mds_record__string(at, "name", true),
                             .severity = (mds_severity)mds_record__enum(
                                 at, "severity", mds_severity__names, MDS_SEVERITY_ERROR + 1),
                             .since = mds_record__string(at, "since", true),
                             .text = mds_record__text(at, "text"),
                             .hint = mds_record__text(at, "hint")};
    read_arguments(at, message);
    if (code == NULL) {
        mds_record__fault(at, "id", "catalog.reason.unknown_word");
        return;
    }
    if (message->severity != code->severity) {
        mds_record__fault(at, "severity", "catalog.reason.built_in");
    }
    if (message->argument_count != code->arguments) {
        mds_record__fault(at, "arguments", "catalog.reason.built_in");
        return;
    }
    check_placeholders(at, "text", &message->text, message->argument_count);
    check_placeholders(at, "hint", &message->hint, message->argument_count);
}

void mds_load__messages(loader *in, const loaded_file *file)
{
    const mds_map *ids;

    in->catalog->messages = mds_load__list(in, file, sizeof(mds_message), read_message, &ids,
                                           &in->catalog->message_count);
}
