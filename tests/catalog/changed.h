/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compiled-in catalog with one file changed, in a folder of its own. */
#ifndef MDS_TESTS_CATALOG_CHANGED_H
#define MDS_TESTS_CATALOG_CHANGED_H

#include <mdsrisk/catalog.h>

extern mds_diags *changed_diags;
extern char changed_folder[64];

/* Criterion's init and fini of a test that uses the rest. */
void changed_setup(void);
void changed_teardown(void);

/* The file as compiled in, for free(). */
char *changed_original(const char *name);
/* Writes \p text into the folder with the \p length bytes at \p at replaced by \p to. */
void changed_put(const char *name, const char *text, const char *at, size_t length, const char *to);
/* The folder is empty again, and so are the diagnostics. */
void changed_forget(void);
/* Whether a diagnostic has the code, the file and the record. */
bool changed_said(mds_diag_code code, const char *file, const char *record);

#endif
