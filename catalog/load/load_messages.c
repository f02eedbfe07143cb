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

/* Whether "{3}" or "{3|" is in \p text, for the digit 3. */
static bool has_place(const char *text, char digit)
{
    const char token[] = {'{', digit, '\0'};

    for (const char *at = strstr(text, token); at != NULL; at = strstr(at + 2, token)) {
        if (at[2] == '}' || at[2] == '|') {
            return true;
        }
    }
    return false;
}

/* A placeholder without an argument would leave a hole in the sentence. */
static void check_placeholders(const record *at, const char *member, const mds_text *text,
                               size_t arguments)
{
    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        for (char digit = (char)('1' + arguments); digit <= '9'; digit++) {
            if (has_place(text->in[lang], digit)) {
                mds_record__fault(at, member, "catalog.reason.range");
            }
        }
    }
}

void mds_finish__message(const record *at, void *out)
{
    const built_in *code = find_code(at->id);
    const mds_message *message = out;

    for (size_t i = 0; i < message->argument_count; i++) {
        const mds_message_argument *argument = &message->arguments[i];
        if ((argument->kind == MDS_ARGUMENT_KEY) != (argument->under[0] != '\0')) {
            mds_record__fault(at, "under", "catalog.reason.missing");
        }
    }
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
