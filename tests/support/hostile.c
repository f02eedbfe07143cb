/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/hostile.h"

#include "support/command.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A field of csv. */
static void put_field(FILE *to, const char *text)
{
    (void)fputc('"', to);
    for (const char *p = text; *p != '\0'; p++) {
        (void)fputs(*p == '"' ? "\"\"" : (const char[]){*p, '\0'}, to);
    }
    (void)fputc('"', to);
}

static void put_line(FILE *to, const char *line, int id, const char *answer, const char *payload)
{
    (void)fprintf(to, "%.*s,q,", id, line);
    put_field(to, answer);
    (void)fputc(',', to);
    put_field(to, payload);
    (void)fputs("\r\n", to);
}

void hostile_form(const char *name, const char *payload)
{
    char *form = slurp(MONITOR, NULL);
    FILE *to = fopen(name, "w");

    cr_assert_not_null(form);
    cr_assert_not_null(to);
    for (char *line = strtok(form, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        const char *end = strchr(line, ',');
        const int id = end != NULL ? (int)(end - line) : 0;
        if (strncmp(line, "DOC-", 4) == 0 && id > 0) {
            put_line(to, line, id, payload, payload);
        } else if (strncmp(line, "AUTH-1", 6) == 0 && id > 0) {
            put_line(to, line, id, "No", payload);
        } else if (strncmp(line, "SBOM-1", 6) == 0 && id > 0) {
            put_line(to, line, id, payload, "");
        } else {
            (void)fprintf(to, "%s\n", line);
        }
    }
    cr_assert_eq(fclose(to), 0);
    free(form);
}

static void put_member(FILE *to, const char *name, const char *text)
{
    (void)fprintf(to, "  \"%s\": \"", name);
    for (const char *p = text; *p != '\0'; p++) {
        const unsigned char c = (unsigned char)*p;
        if (c < 0x20 || c == '"' || c == '\\') {
            (void)fprintf(to, "\\u%04X", c);
        } else {
            (void)fputc(c, to);
        }
    }
    (void)fputs("\",\n", to);
}

void hostile_context(const char *name, const char *payload)
{
    static const char *const members[] = {"name",      "asset_tag",        "serial_number",
                                          "location",  "department",       "criticality",
                                          "data_kept", "connected_systems"};
    FILE *to = fopen(name, "w");

    cr_assert_not_null(to);
    (void)fputs("{\n  \"format_version\": 1,\n  \"kind\": \"context\",\n", to);
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        put_member(to, members[i], payload);
    }
    (void)fputs("  \"clinical_profile\": \"patient-monitoring\",\n"
                "  \"network_zone\": \"clinical-network\"\n}\n",
                to);
    cr_assert_eq(fclose(to), 0);
}
