/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/formula.h"

#include <stddef.h>
#include <string.h>

/* The full-width forms of = + - @ start a formula too in a Japanese spreadsheet program. */
static bool begins(const char *text)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                       "\xEF\xBC\xA0"};

    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++) {
        if (strncmp(text, wide[i], 3) == 0) {
            return true;
        }
    }
    return text[0] != '\0' && strchr("=+-@\t\r\n", text[0]) != NULL;
}

bool mds_formula_guarded(const char *text)
{
    return begins(text + strspn(text, "'"));
}
