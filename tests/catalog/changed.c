/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "changed.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

mds_diags *changed_diags;
char changed_folder[64];
static mds_arena *arena;

static void begin(void)
{
    arena = mds_arena_new(16 << 20, NULL);
    changed_diags = mds_diags_new(arena, 500);
    (void)snprintf(changed_folder, sizeof changed_folder, "/tmp/mdsrisk-test-XXXXXX");
    cr_assert_not_null(mkdtemp(changed_folder));
}

static void end(void)
{
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", changed_folder);
    cr_assert_eq(system(command), 0);
    mds_arena_free(arena);
}

void changed_setup(void)
{
    begin();
}

void changed_teardown(void)
{
    end();
}

void changed_forget(void)
{
    end();
    begin();
}

char *changed_original(const char *name)
{
    for (size_t i = 0; i < mds_catalog_file_count(); i++) {
        const mds_catalog_file file = mds_catalog_file_at(i);
        if (strcmp(file.name, name) == 0) {
            char *text = malloc(file.size + 1);
            cr_assert_not_null(text);
            memcpy(text, file.bytes, file.size);
            text[file.size] = '\0';
            return text;
        }
    }
    cr_assert_fail("no file %s", name);
    return NULL;
}

void changed_put(const char *name, const char *text, const char *at, size_t length, const char *to)
{
    char path[160];
    const char *slash = strchr(name, '/');

    if (slash != NULL) {
        (void)snprintf(path, sizeof path, "%s/%.*s", changed_folder, (int)(slash - name), name);
        cr_assert_eq(mkdir(path, 0700), 0);
    }
    (void)snprintf(path, sizeof path, "%s/%s", changed_folder, name);
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file);
    (void)fwrite(text, 1, (size_t)(at - text), file);
    (void)fputs(to, file);
    (void)fputs(at + length, file);
    cr_assert_eq(fclose(file), 0);
}

bool changed_said(mds_diag_code code, const char *file, const char *record)
{
    for (size_t i = 0; i < mds_diags_count(changed_diags); i++) {
        const mds_diag *at = mds_diags_at(changed_diags, i);
        if (at->code == code && at->file != NULL && strcmp(at->file, file) == 0 &&
            at->where != NULL && strcmp(at->where, record) == 0) {
            return true;
        }
    }
    return false;
}
