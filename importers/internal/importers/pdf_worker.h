/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The program for Windows is its own worker for PDF: started with this word alone it reads a file
 * from its input and writes lines.
 */
#ifndef MDS_IMPORTERS_PDF_WORKER_H
#define MDS_IMPORTERS_PDF_WORKER_H

#define MDS_PDF_WORKER_WORD "--read-pdf-words"

int mds_pdf_words_main(void);

#endif
