/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The program that reads PDF. That for Windows is its own worker: started with this word alone it
 * reads a file from its input and writes lines.
 */
#ifndef MDS_IMPORTERS_PDF_WORKER_H
#define MDS_IMPORTERS_PDF_WORKER_H

#include <mdsrisk/arena.h>

#define MDS_PDF_WORKER_WORD "--read-pdf-words"

int mds_pdf_words_main(void);

/** Elsewhere it is a program of its own, of which this is the path, in \p arena; NULL when there is
 *  none. Not in the page. */
const char *mds_pdf_worker_program(mds_arena *arena);

#endif
