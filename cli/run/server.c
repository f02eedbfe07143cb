/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of servers, which are where a file may be. */
#include "run.h"

#include "base/strbuf.h"
#include <string.h>

static const char *const schemes[] = {"postgresql://", "postgres://"};

/* Of a URI what is behind the scheme, else NULL. */
static const char *behind_scheme(const char *name)
{
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        const size_t n = strlen(schemes[i]);
        if (strncmp(name, schemes[i], n) == 0) {
            return name + n;
        }
    }
    return NULL;
}

bool names_server(const char *name)
{
    static const char *const words[] = {"service", "host", "hostaddr", "dbname", "user", "port"};
    const size_t n = strcspn(name, "= ");

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (name[n] == '=' && strlen(words[i]) == n && strncmp(name, words[i], n) == 0) {
            return true;
        }
    }
    return behind_scheme(name) != NULL;
}

const char *shown_server(const run *r, const char *name)
{
    const char *rest = behind_scheme(name);

    if (!names_server(name)) {
        return name;
    }
    if (rest == NULL || strchr(rest + strcspn(rest, "?"), '@') != NULL) {
        return "PostgreSQL"; /* a password may be anywhere */
    }
    const size_t n = strcspn(rest, "?");
    size_t begin = n;
    while (begin > 0 && rest[begin - 1] != '@') {
        begin--;
    }
    return mds_arena_printf(r->arena, "postgresql://%.*s", (int)(n - begin), rest + begin);
}

bool asks_server(int argc, char **argv)
{
    static const char option[] = "--fleet";
    const size_t n = sizeof option - 1;

    for (int i = 2; i < argc; i++) {
        if (strncmp(argv[i], option, n) == 0) {
            const char *value = argv[i][n] == '=' ? argv[i] + n + 1 : "";
            value = argv[i][n] == '\0' && i + 1 < argc ? argv[i + 1] : value;
            if (names_server(value)) {
                return strcmp(argv[1], "fleet") == 0;
            }
        }
    }
    return false;
}
