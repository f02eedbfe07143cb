/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/reports.h"

#include <stdio.h>
#include <string.h>

/* And how many forms each takes. */
static const struct {
    const char *words;
    bool two;
} others[REPORTS] = {{"treat", false},
                     {"lifecycle --add network-isolation", false},
                     {"simulate --draws 500 --sobol", false},
                     {"lint", false},
                     {"diff", true},
                     {"guideline", false},
                     {"ask", false},
                     {"translate --to jp-mds-4.1", false},
                     {"compare --draws 500", true},
                     {"explain network-exploit", false},
                     {"catalog terms", false}};

const char *report_words(size_t i)
{
    return others[i].words;
}

command_result run_report(size_t i, const char *lang, const char *file)
{
    char script[512];
    const bool forms = strcmp(others[i].words, "catalog terms") != 0;
    const bool explains = strncmp(others[i].words, "explain", 7) == 0;

    (void)snprintf(script, sizeof script, "mdsrisk %s %s %s --lang %s -q -o %s",
                   explains ? "explain form.csv network-exploit" : others[i].words,
                   forms && !explains ? "form.csv" : "", others[i].two ? PUMP : "", lang, file);
    return shell(script);
}
