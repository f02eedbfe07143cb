/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms that lie in a file. */
#ifndef MDS_CLI_FORMS_IN_H
#define MDS_CLI_FORMS_IN_H

#include "run.h"

/** Takes one file; NULL when it could not be opened or unpacked, which \p diags says, and nothing
 *  else. Anything but MDS_OK ends the reading. */
typedef mds_status (*form_fn)(void *payload, const char *name, const mds_source *file,
                              const mds_diags *diags);

/** Gives the file at \p path, or each file of the archive that it is. MDS_ENOMEM, or what \p each
 *  returned. */
MDS_NODISCARD mds_status each_form(const char *path, form_fn each, void *payload);

#endif
