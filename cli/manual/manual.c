/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Build tool: mds_manual FOLDER writes the pages of man/man1/ and man/ja/man1/ and the files of
 * completion/ into folders that exist. */
#include "manual.h"

#include "base/file.h"

/* Ends \p text and writes it to \p folder / \p name. */
static mds_status write_out(mds_strbuf *text, const char *folder, const char *name)
{
    char path[4096];
    const int n = snprintf(path, sizeof path, "%s/%s", folder, name);

    mds_status status = n > 0 && (size_t)n < sizeof path ? text->status : MDS_EINVAL;
    if (status == MDS_OK) {
        status = mds_file_write(path, text->p, text->n, NULL);
    }
    mds_strbuf_finish(text);
    return status;
}

static mds_status write_page(const mds_catalog *catalog, const char *folder, mds_lang lang,
                             const command *cmd)
{
    mds_strbuf text;
    char name[128];

    mds_strbuf_init(&text, 1 << 20);
    mds_manual__page(&text, catalog, lang, cmd);
    (void)snprintf(name, sizeof name, "man/%sman1/mdsrisk%s%s.1.scd",
                   lang == MDS_LANG_JA ? "ja/" : "", cmd != NULL ? "-" : "",
                   cmd != NULL ? cmd->name : "");
    return write_out(&text, folder, name);
}

static mds_status write_pages(const mds_catalog *catalog, const char *folder)
{
    mds_status status = MDS_OK;

    for (mds_lang lang = MDS_LANG_EN; lang < MDS_LANG__COUNT && status == MDS_OK; lang++) {
        status = write_page(catalog, folder, lang, NULL);
        for (const command *const *at = all_commands; *at != NULL && status == MDS_OK; at++) {
            status = write_page(catalog, folder, lang, *at);
        }
    }
    return status;
}

static mds_status write_completions(const mds_catalog *catalog, const char *folder)
{
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 20);
    mds_manual__bash(&text);
    mds_status status = write_out(&text, folder, "completion/mdsrisk");
    if (status == MDS_OK) {
        mds_strbuf_init(&text, 1 << 20);
        mds_manual__zsh(&text, catalog);
        status = write_out(&text, folder, "completion/_mdsrisk");
    }
    if (status == MDS_OK) {
        mds_strbuf_init(&text, 1 << 20);
        mds_manual__fish(&text, catalog);
        status = write_out(&text, folder, "completion/mdsrisk.fish");
    }
    return status;
}

int main(int argc, char **argv)
{
    mds_catalog *catalog = NULL;

    if (argc != 2) {
        (void)fputs("usage: mds_manual FOLDER\n", stderr);
        return EXIT_USAGE;
    }
    mds_status status = mds_catalog_load(&catalog, NULL, NULL);
    if (status == MDS_OK) {
        status = write_pages(catalog, argv[1]);
    }
    if (status == MDS_OK) {
        status = write_completions(catalog, argv[1]);
    }
    mds_catalog_free(catalog);
    return status == MDS_OK ? EXIT_DONE : EXIT_INTERNAL;
}
