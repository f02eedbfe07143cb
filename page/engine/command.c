/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A subcommand as it is: the screens that show what a command says and writes. */
#include "page.h"

#include "commands.h"
#include <mdsrisk/limits.h>
#include <stdio.h>

#include <string.h>

/* Files in the engine's own file system: a stream that is one is no terminal either. */
static const char said[] = "/tmp/said";
static const char warned[] = "/tmp/warned";

static void put_file(mds_page *page, const char *name, const char *path)
{
    mds_source *source = NULL;
    const mds_status status = mds_source_open(&source, path, 0, NULL); /* none: nothing was said */
    mds_strbuf text;

    mds_strbuf_init(&text, MDS_LIMIT_TEXT_BYTES);
    if (status == MDS_OK) {
        mds_strbuf_append(&text, (const char *)mds_source_bytes(source), mds_source_size(source));
    }
    mds_jsonw_member_string(&page->out, name, text.status == MDS_OK ? text.p : "");
    mds_strbuf_finish(&text);
    mds_source_free(source);
}

static mds_status run_command(mds_page *page, int *code)
{
    const char *const *given = NULL;
    size_t count = 0;

    const mds_status status = mds_page__strings(&given, &count, page, "arguments");
    char **arguments = status == MDS_OK
                           ? mds_arena_alloc(page->session.arena, count + 2, sizeof *arguments)
                           : NULL;
    if (arguments == NULL) {
        return status != MDS_OK ? status : mds_arena_status(page->session.arena);
    }
    arguments[0] = mds_arena_strndup(page->session.arena, "mdsrisk", 7);
    for (size_t i = 0; i < count; i++) {
        arguments[i + 1] = mds_arena_strndup(page->session.arena, given[i], strlen(given[i]));
        if (arguments[i + 1] == NULL) {
            return mds_arena_status(page->session.arena);
        }
    }
    if (freopen(said, "w", stdout) == NULL || freopen(warned, "w", stderr) == NULL) {
        return MDS_EIO;
    }
    *code = mds_command_main((int)count + 1, arguments);
    return fflush(stdout) == 0 && fflush(stderr) == 0 ? MDS_OK : MDS_EIO;
}

const char *mds_page_command(const char *request)
{
    mds_page page;
    int code = 0;

    mds_status status = mds_page__begin(&page, request);
    if (status == MDS_OK) {
        status = run_command(&page, &code);
    }
    if (status == MDS_OK) {
        mds_jsonw_member_number(&page.out, "code", code);
        put_file(&page, "said", said);
        put_file(&page, "warned", warned);
    }
    return mds_page__end(&page, status);
}
