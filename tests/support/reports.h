/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The commands whose result is tables, run over form.csv of the present folder.
 */
#ifndef MDS_TESTS_REPORTS_H
#define MDS_TESTS_REPORTS_H

#include "support/command.h"

enum { REPORTS = 11 };

/** What command number \p i is called with, before its forms. */
const char *report_words(size_t i);
/** Runs it with -o \p file. */
command_result run_report(size_t i, const char *lang, const char *file);

#endif
