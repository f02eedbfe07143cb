/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "base/file.h"
#include "base/sha256.h"
#include <dirent.h>
#include <mdsrisk/source.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64];
static mds_arena *arena;
static mds_diags *diags;

static void setup(void)
{
    (void)snprintf(folder, sizeof folder, "/tmp/mdsrisk-test-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    arena = mds_arena_new(1 << 20, NULL);
    diags = mds_diags_new(arena, 10);
}

static size_t files_in(const char *path)
{
    DIR *dir = opendir(path);
    size_t count = 0;
    while (readdir(dir) != NULL) {
        count++;
    }
    closedir(dir);
    return count - 2;
}

static void teardown(void)
{
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", folder);
    cr_assert_eq(system(command), 0);
    mds_arena_free(arena);
}

static const char *in_folder(const char *name)
{
    static char path[128];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void expect_content(const char *path, const char *text)
{
    mds_source *source = NULL;
    cr_assert_eq(mds_source_open(&source, path, 1000, diags), MDS_OK);
    cr_assert_eq(mds_source_size(source), strlen(text));
    cr_assert_eq(memcmp(mds_source_bytes(source), text, strlen(text)), 0);
    mds_source_free(source);
}

Test(file, replaces_the_target_whole, .init = setup, .fini = teardown)
{
    const char *path = in_folder("out.txt");

    cr_assert_eq(mds_file_write(path, "old", 3, diags), MDS_OK);
    cr_assert_eq(chmod(path, 0640), 0);
    cr_assert_eq(mds_file_write(path, "new!", 4, diags), MDS_OK);
    expect_content(path, "new!");
    struct stat info;
    cr_assert_eq(stat(path, &info), 0);
    cr_assert_eq(info.st_mode & 0777, 0640, "the rights of the old file stay");
    cr_assert_eq(files_in(folder), 1);
}

Test(file, an_abandoned_output_leaves_nothing, .init = setup, .fini = teardown)
{
    const char *path = in_folder("out.txt");
    mds_output *output = NULL;

    cr_assert_eq(mds_file_write(path, "old", 3, diags), MDS_OK);
    cr_assert_eq(mds_output_begin(&output, path, diags), MDS_OK);
    cr_assert_eq(mds_output_write(output, "half", 4, diags), MDS_OK);
    mds_output_abandon(output);
    expect_content(path, "old");
    cr_assert_eq(files_in(folder), 1);
}

Test(file, follows_a_link_to_what_it_names, .init = setup, .fini = teardown)
{
    char target[128];

    (void)snprintf(target, sizeof target, "%s", in_folder("real.txt"));
    cr_assert_eq(mds_file_write(target, "old", 3, diags), MDS_OK);
    cr_assert_eq(symlink(target, in_folder("link.txt")), 0);
    cr_assert_eq(mds_file_write(in_folder("link.txt"), "new", 3, diags), MDS_OK);
    expect_content(target, "new");
    struct stat info;
    cr_assert_eq(lstat(in_folder("link.txt"), &info), 0);
    cr_assert(S_ISLNK(info.st_mode));
}

Test(file, says_why_it_cannot_write, .init = setup, .fini = teardown)
{
    cr_assert_eq(mds_file_write(folder, "x", 1, diags), MDS_EIO);
    cr_assert_eq(mds_file_write(in_folder("no/such/out.txt"), "x", 1, diags), MDS_EIO);
    cr_assert_eq(mds_file_write("/dev/full", "x", 1, diags), MDS_EIO, "a device is written itself");
    cr_assert_eq(mds_diags_count(diags), 3);
    for (size_t i = 0; i < 3; i++) {
        cr_assert_eq(mds_diags_at(diags, i)->code, MDS_D_OUTPUT_UNWRITABLE);
    }
    struct stat info;
    cr_assert_eq(stat("/dev/full", &info), 0);
    cr_assert(S_ISCHR(info.st_mode), "and stays a device");
}

Test(source, tells_directory_missing_empty_and_large_apart, .init = setup, .fini = teardown)
{
    mds_source *source = NULL;
    const char *path = in_folder("in.txt");

    cr_assert_eq(mds_source_open(&source, folder, 10, diags), MDS_EIO);
    cr_assert_eq(mds_source_open(&source, in_folder("missing"), 10, diags), MDS_EIO);
    path = in_folder("in.txt");
    cr_assert_eq(mds_file_write(path, "", 0, diags), MDS_OK);
    cr_assert_eq(mds_source_open(&source, path, 10, diags), MDS_EFORMAT);
    cr_assert_eq(mds_file_write(path, "0123456789", 10, diags), MDS_OK);
    cr_assert_eq(mds_source_open(&source, path, 9, diags), MDS_ELIMIT);
    cr_assert_eq(mds_source_open(&source, path, 10, diags), MDS_OK);
    mds_source_free(source);
    static const mds_diag_code codes[] = {MDS_D_FILE_IS_DIRECTORY, MDS_D_FILE_UNREADABLE,
                                          MDS_D_FILE_EMPTY, MDS_D_FILE_TOO_LARGE};
    for (size_t i = 0; i < 4; i++) {
        cr_assert_eq(mds_diags_at(diags, i)->code, codes[i]);
    }
}

Test(sha256, agrees_with_fips_180_4)
{
    char hex[65];

    mds_sha256_hex(hex, "abc", 3);
    cr_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

Test(diag, is_bounded_and_counts_the_rest, .init = setup, .fini = teardown)
{
    char name[12];

    for (int i = 0; i < 15; i++) {
        mds_diag_add(diags, MDS_D_FILE_TOO_LARGE, "f", NULL, "a", "b", "c", "d", "e", NULL);
    }
    cr_assert_eq(mds_diags_count(diags), 10);
    cr_assert_eq(mds_diags_omitted(diags), 5);
    cr_assert_eq(mds_diags_count_of(diags, MDS_SEVERITY_ERROR), 15);
    cr_assert_eq(mds_diags_at(diags, 0)->arg_count, MDS_DIAG_ARGS);
    cr_assert_str_eq(mds_diags_at(diags, 0)->where, "");
    mds_diag_code_name(MDS_D_FILE_TOO_LARGE, name);
    cr_assert_str_eq(name, "MDS1004");
    mds_diag_add(NULL, MDS_D_FILE_EMPTY, NULL, NULL, NULL);
}

/* A rename needs no right on the file that it replaces: the protection is asked for. */
Test(file, keeps_what_is_write_protected, .init = setup, .fini = teardown)
{
    const char *path = in_folder("kept.txt");

    cr_assert_eq(mds_file_write(path, "kept", 4, diags), MDS_OK);
    cr_assert_eq(chmod(path, 0444), 0);
    cr_expect_eq(mds_file_write(path, "new", 3, diags), MDS_EIO);
    cr_expect_eq(mds_diags_count_of(diags, MDS_SEVERITY_ERROR), 1);
    expect_content(path, "kept");
    cr_expect_eq(files_in(folder), 1);
}

Test(file, keeps_a_link_to_nothing, .init = setup, .fini = teardown)
{
    struct stat info;
    const char *path = in_folder("link.txt");

    cr_assert_eq(symlink("nowhere.txt", path), 0);
    cr_expect_eq(mds_file_write(path, "new", 3, diags), MDS_EIO);
    cr_assert_eq(lstat(path, &info), 0);
    cr_expect(S_ISLNK(info.st_mode));
    cr_expect_eq(files_in(folder), 1);
}

/* A signal that ends the process waits until the file is whole or gone. */
Test(file, an_interrupt_leaves_no_temporary_file, .init = setup, .fini = teardown)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};

    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        const pid_t child = fork();
        cr_assert_geq(child, 0);
        if (child == 0) {
            mds_output *output;
            if (mds_output_begin(&output, in_folder("out.txt"), diags) != MDS_OK ||
                raise(signals[i]) != 0 || mds_output_write(output, "whole", 5, diags) != MDS_OK) {
                _exit(1);
            }
            _exit(mds_output_commit(output, diags) == MDS_OK ? 2 : 3); /* never gets so far */
        }
        int status = 0;
        cr_assert_eq(waitpid(child, &status, 0), child);
        cr_expect(WIFSIGNALED(status) && WTERMSIG(status) == signals[i], "status %d", status);
        expect_content(in_folder("out.txt"), "whole");
        cr_expect_eq(files_in(folder), 1);
    }
}
