/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders and zips of forms. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXAMPLES MDS_SOURCE_DIR "/examples/"

TestSuite(batch, .init = scratch_begin, .fini = scratch_end);

/* How often \p text is in \p all. */
static size_t count(const char *all, const char *text)
{
    size_t n = 0;

    for (const char *p = strstr(all, text); p != NULL; p = strstr(p + 1, text)) {
        n++;
    }
    return n;
}

static void make_folder(void)
{
    release(shell("mkdir -p in/sub in/empty && cp " EXAMPLES "infusion-pump/form.xlsx in/a.xlsx && "
                  "cp " EXAMPLES "bedside-monitor/form.csv in/sub/b.csv && "
                  "printf 'no form' >in/c.txt && printf 'PK\\003\\004' >in/d.xlsx && "
                  "printf x >'in/~$a.xlsx' && ln -s .. in/loop"));
}

Test(batch, a_folder_is_read_to_its_end)
{
    make_folder();
    command_result r = command("import", "in", "--lang=en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_expect_eq(count(r.out, "answered, 0 unclear"), 2u, "%s", r.out);
    cr_expect_not_null(strstr(r.out, "in/a.xlsx\n"), "%s", r.out);
    cr_expect_not_null(strstr(r.out, "in/sub/b.csv\n"), "%s", r.out);
    cr_expect_null(strstr(r.out, "~$"), "%s", r.out);
    cr_expect_not_null(strstr(r.out, "5 files: 2 read as forms, 3 not read."), "%s", r.out);
    release(r);
}

Test(batch, the_list_names_each_file_once)
{
    static const char *const lists[] = {"list.csv", "list.json", "list.xlsx"};

    make_folder();
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        command_result r = command("import", "in", "-o", lists[i], "-q", "--lang=en", NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        cr_expect(exists(lists[i]));
        release(r);
    }
    char *csv = slurp("list.csv", NULL);
    cr_expect_eq(count(csv, "\n"), 6u, "%s", csv);
    cr_expect_eq(count(csv, ",not read,"), 3u, "%s", csv);
    free(csv);
    char *json = slurp("list.json", NULL);
    cr_expect_eq(count(json, "in/c.txt"), 2u, "once in the list, once among the rejected: %s",
                 json);
    cr_expect_eq(count(json, "in/a.xlsx"), 1u);
    free(json);
}

Test(batch, without_a_form_the_exit_code_says_so)
{
    release(shell("mkdir none && printf x >none/x.txt && mkdir bare"));
    command_result r = command("import", "none", "--lang=en", NULL);
    cr_expect_eq(r.code, 2);
    cr_expect_not_null(strstr(r.err, "MDS1049"), "%s", r.err);
    release(r);
    r = command("import", "bare", NULL);
    cr_expect_eq(r.code, 2);
    release(r);
    r = command("import", "none", "-o", "list.pdf", NULL);
    cr_expect_eq(r.code, 3);
    release(r);
}

/* The order of the list is that of the names, whichever process reads which file. */
Test(batch, many_files_keep_their_order)
{
    char before[16] = "";

    release(shell("mkdir many && for i in $(seq 100 160); do cp " EXAMPLES
                  "bedside-monitor/form.csv many/$i.csv; done"));
    command_result r = command("import", "many", "--lang=en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    size_t found = 0;
    for (const char *p = strstr(r.out, "many/"); p != NULL; p = strstr(p + 1, "many/")) {
        char name[16];
        (void)snprintf(name, sizeof name, "%.12s", p);
        cr_expect(strcmp(before, name) < 0, "%s behind %s", name, before);
        (void)strcpy(before, name);
        found++;
    }
    cr_expect_eq(found, 61u);
    release(r);
}

/* Each file that cannot be unpacked has its own reason, however many there are. */
Test(batch, every_broken_file_of_an_archive_has_its_reason)
{
    command_result r = shell("/usr/bin/python3 - <<'E'\n"
                             "import zipfile\n"
                             "with zipfile.ZipFile('mail.zip', 'w') as z:\n"
                             "    for name in 'abcd':\n"
                             "        z.writestr(name + '.csv', name * 100)\n"
                             "d = bytearray(open('mail.zip', 'rb').read())\n"
                             "for name in (b'a', b'c', b'd'):\n"
                             "    d[d.index(name * 9)] ^= 1\n"   /* another sum */
                             "d[d.index(b'b.csv') - 24] |= 1\n"  /* encrypted: locally, */
                             "d[d.rindex(b'b.csv') - 38] |= 1\n" /* and in the directory */
                             "open('mail.zip', 'wb').write(d)\n"
                             "E\n"
                             "mdsrisk import mail.zip --lang en -o list.csv; cat list.csv");
    cr_expect_eq(count(r.out, ",MDS1030,"), 3u, "%s", r.out);
    cr_expect_eq(count(r.out, ",MDS1031,"), 1u, "%s", r.out);
    release(r);
}
