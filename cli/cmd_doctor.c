/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"
#include "confine.h"

#include <mdsrisk/pdf_reader.h>
#include <mdsrisk/version.h>
#include <string.h>

/* "libxml2 2.9.14", one after the other, ended by NULL; CMake knows with what it built. */
static const char *const libraries[] = {MDS_LIBRARIES, NULL};

/* What the compiler was asked for; the checks of a build prove that it arrived in the program. */
static const char *const hardening[] = {
#ifdef __PIE__
    "PIE",
#endif
#ifdef __SSP_STRONG__
    "stack-protector-strong",
#endif
#ifdef __CET__
    "CET",
#endif
#if defined(_FORTIFY_SOURCE) && _FORTIFY_SOURCE > 0
    "FORTIFY_SOURCE",
#endif
#ifdef __SANITIZE_ADDRESS__
    "AddressSanitizer",
#endif
    NULL};

static void print_list(const run *r, const char *key, const char *const *list)
{
    printf("%s:", say(r, key));
    for (size_t i = 0; list[i] != NULL; i++) {
        printf("%s %s", i > 0 ? "," : "", list[i]);
    }
    printf("%s\n", list[0] == NULL ? " -" : "");
}

/* What confines the reader of PDF, by its word for it. */
static const char *text_of_confinement(const char *word)
{
    static const char *const texts[][2] = {{"landlock", "cli.doctor.landlock"},
                                           {"seccomp", "cli.doctor.seccomp"},
                                           {"job", "cli.doctor.job"},
                                           {"page", "cli.doctor.page"}};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (strcmp(word, texts[i][0]) == 0) {
            return texts[i][1];
        }
    }
    return "cli.doctor.pdf_not";
}

static void print_pdf(const run *r)
{
    mds_pdf_reader reader;
    const mds_status status = mds_pdf_reader_about(&reader, r->arena);

    if (status != MDS_OK) {
        print_paragraph(
            r, 0, "", status == MDS_ENOTFOUND ? "cli.doctor.pdf_none" : "cli.doctor.pdf_not", NULL);
        return;
    }
    print_paragraph(r, 0, "", "cli.doctor.pdf", reader.poppler, reader.qpdf, NULL);
    print_paragraph(r, 2, "", text_of_confinement(reader.confined), NULL);
}

/* What confines the command itself. */
static const char *text_of_command(unsigned confined)
{
    switch (confined) {
    case CONFINED_CALLS | CONFINED_FILES:
        return "cli.doctor.command";
    case CONFINED_CALLS:
        return "cli.doctor.command_calls";
    case CONFINED_FILES:
        return "cli.doctor.command_files";
    default:
        return "cli.doctor.command_not";
    }
}

static mds_exit doctor_main(run *r)
{
    printf("mdsrisk %s\n", mds_version());
    printf("%s: %s %s\n", say(r, "cli.version.catalog"), r->catalog->id, r->catalog->version);
    print_list(r, "cli.doctor.libraries", libraries);
    print_list(r, "cli.doctor.hardening", hardening);
    print_paragraph(r, 0, "", text_of_command(r->confined), NULL);
    print_pdf(r);
    print_paragraph(r, 0, "", "cli.doctor.bounds", NULL);
    return EXIT_DONE;
}

static const option_spec *const doctor_options[] = {&option_catalog, &option_lang, &option_help,
                                                    NULL};

const command cmd_doctor = {
    "doctor",       "cli.doctor.usage", "cli.doctor.summary", "cli.doctor.help",
    doctor_options, doctor_main,        .starts_reader = true};
