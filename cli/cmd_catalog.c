/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalog_learn.h"
#include "catalog_view.h"
#include "commands.h"

#include "base/file.h"
#include "base/hold.h"
#include <errno.h>
#include <mdsrisk/calibrate.h>
#include <mdsrisk/elicitation.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Prints the findings and what was checked. */
static mds_exit check(run *r)
{
    mds_status status = mds_catalog_check(r->catalog, r->diags);

    if (status == MDS_OK) {
        status = mds_calibration_check(r->catalog, r->diags);
    }
    if (status == MDS_OK) {
        status = mds_elicitation_check(r->catalog, r->diags);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    view_counts(r);
    printf("%s\n", say(r, "cli.catalog.sound"));
    return EXIT_DONE;
}

static mds_exit list(run *r)
{
    if (r->arg_count == 1) {
        view_counts(r);
        printf("\n%s\n", say(r, "cli.catalog.list_more"));
        return EXIT_DONE;
    }
    if (!view_list(r, r->args[1])) {
        return usage_error(r, "cli.error.catalog_kind", r->args[1], NULL);
    }
    return EXIT_DONE;
}

static mds_exit show(run *r)
{
    if (r->arg_count != 2) {
        return usage_error(r, "cli.error.catalog_id", NULL);
    }
    if (!view_record(r, r->args[1])) {
        mds_diag_add(r->diags, MDS_D_CATALOG_ID_UNKNOWN, NULL, NULL, r->args[1], NULL);
        return exit_of(r, MDS_ENOTFOUND);
    }
    return EXIT_DONE;
}

/* Makes the folders that lead to the file named \p name below \p dir. */
static bool make_folders(run *r, const char *dir, const char *name)
{
    mds_strbuf path;
    bool made = mkdir(dir, 0777) == 0 || errno == EEXIST;

    mds_strbuf_init(&path, 4096);
    for (const char *at = strchr(name, '/'); at != NULL && made; at = strchr(at + 1, '/')) {
        mds_strbuf_clear(&path);
        mds_strbuf_puts(&path, dir);
        mds_strbuf_putc(&path, '/');
        mds_strbuf_append(&path, name, (size_t)(at - name));
        made = path.status == MDS_OK && (mkdir(path.p, 0777) == 0 || errno == EEXIST);
    }
    mds_strbuf_finish(&path);
    if (!made) {
        mds_diag_add(r->diags, MDS_D_OUTPUT_UNWRITABLE, dir, NULL, strerror(errno), NULL);
    }
    return made;
}

static mds_status export_file(run *r, const char *dir, const mds_catalog_file *file)
{
    mds_strbuf path;
    struct stat info;

    if (!make_folders(r, dir, file->name)) {
        return MDS_EIO;
    }
    mds_strbuf_init(&path, 4096);
    mds_strbuf_printf(&path, "%s/%s", dir, file->name);
    mds_status status = path.status;
    if (status == MDS_OK && stat(path.p, &info) == 0) {
        /* an edited catalog is somebody's work */
        mds_diag_add(r->diags, MDS_D_EXPORT_EXISTS, path.p, NULL, NULL);
        status = MDS_EIO;
    }
    if (status == MDS_OK) {
        status = mds_file_write(path.p, file->bytes, file->size, r->diags);
    }
    mds_strbuf_finish(&path);
    return status;
}

/* The catalog in a format of others. */
static mds_exit export_exchange(run *r, const mds_exchange_format *format)
{
    const mds_exit code =
        r->arg_count > 1 ? usage_error(r, "cli.error.format_folder", NULL) : settle(r);

    if (code != EXIT_DONE) {
        return code;
    }
    const mds_exchange_input input = {
        .arena = r->arena, .catalog = r->catalog, .lang = r->opt.lang, .as_of = r->as_of};
    return exit_of(r, write_exchange(r, format, &input));
}

/* Removes the first \p count files again, and the folders that hold nothing else: a catalog is
 * there whole or not at all. */
static void take_back(const char *dir, size_t count, bool made)
{
    mds_strbuf path;

    mds_strbuf_init(&path, 4096);
    for (size_t i = 0; i <= count; i++) {
        const char *name = mds_catalog_file_at(i).name;
        mds_strbuf_clear(&path);
        mds_strbuf_printf(&path, "%s/%s", dir, name);
        if (path.status == MDS_OK && i < count) {
            (void)unlink(path.p);
        }
        for (size_t n = strlen(name); path.status == MDS_OK && n > 0; n--) {
            if (name[n - 1] == '/') {
                path.p[strlen(dir) + n] = '\0';
                (void)rmdir(path.p);
            }
        }
    }
    mds_strbuf_finish(&path);
    if (made) {
        (void)rmdir(dir);
    }
}

static mds_exit export_files(run *r)
{
    const mds_exchange_format *format;
    char count[24];
    struct stat info;
    mds_hold hold;
    mds_status status = MDS_OK;
    const mds_exit code = read_exchange(r, &format);

    if (code != EXIT_DONE || format != NULL) {
        return code != EXIT_DONE ? code : export_exchange(r, format);
    }

    if (r->arg_count != 2) {
        return usage_error(r, "cli.error.folder_missing", NULL);
    }
    const bool made = stat(r->args[1], &info) != 0;
    mds_hold_begin(&hold);
    for (size_t i = 0; i < mds_catalog_file_count() && status == MDS_OK; i++) {
        const mds_catalog_file file = mds_catalog_file_at(i);
        status = export_file(r, r->args[1], &file);
        if (status != MDS_OK) {
            take_back(r->args[1], i, made);
        }
    }
    mds_hold_end(&hold);
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    (void)snprintf(count, sizeof count, "%zu", mds_catalog_file_count());
    print_text(r, stdout, "cli.catalog.exported", count, r->args[1], NULL);
    printf("\n");
    return EXIT_DONE;
}

/* The folder that the verb writes to. */
static const char *written_folder(const run *r)
{
    const char *verb = r->arg_count > 0 ? r->args[0] : "";

    if (strcmp(verb, "learn") == 0) {
        return learn_folder(r);
    }
    return r->arg_count > 1 && (strcmp(verb, "export") == 0 || strcmp(verb, "review") == 0)
               ? r->args[1]
               : NULL;
}

static mds_exit catalog_main(run *r)
{
    const char *verb = r->arg_count > 0 ? r->args[0] : "";

    if (r->opt.format != NULL && strcmp(verb, "export") != 0) {
        return usage_error(r, "cli.error.option", "--format", verb, NULL);
    }
    if (strcmp(verb, "check") == 0) {
        return check(r);
    }
    if (strcmp(verb, "list") == 0) {
        return list(r);
    }
    if (strcmp(verb, "show") == 0) {
        return show(r);
    }
    if (strcmp(verb, "export") == 0) {
        return export_files(r);
    }
    if (strcmp(verb, "learn") == 0) {
        return catalog_learn(r);
    }
    if (strcmp(verb, "review") == 0) {
        return catalog_review(r);
    }
    if (strcmp(verb, "terms") == 0) {
        return catalog_terms(r);
    }
    if (strcmp(verb, "sensitivity") == 0) {
        return catalog_sensitivity(r);
    }
    if (strcmp(verb, "elicit") == 0) {
        return catalog_elicit(r);
    }
    return usage_error(r, "cli.error.catalog_verb", NULL);
}

static const option_spec option_into = {
    "--output",           'o', offsetof(options, output), "cli.value.folder", "cli.option.into",
    .file = OPTION_WRITES};
static const option_spec *const catalog_option_list[] = {&option_format_catalog,
                                                         &option_edition,
                                                         &option_family,
                                                         &option_alpha,
                                                         &option_into,
                                                         &option_as_of,
                                                         &option_catalog,
                                                         &option_lang,
                                                         &option_quiet,
                                                         &option_help,
                                                         NULL};

const command cmd_catalog = {"catalog",
                             "cli.catalog.usage",
                             "cli.catalog.summary",
                             "cli.catalog.help",
                             catalog_option_list,
                             catalog_main,
                             .own_size = sizeof(catalog_options),
                             .writes = written_folder};
