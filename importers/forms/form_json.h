/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of the reader of canonical disclosures. */
#ifndef MDS_IMPORTERS_FORM_JSON_H
#define MDS_IMPORTERS_FORM_JSON_H

#include "base/json.h"
#include <mdsrisk/disclosure.h>

/* The member "layout"; *out is left alone without one. MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD mds_status mds_form__json_layout(const mds_form_reading **out, mds_arena *arena,
                                               const mds_json *root);
/* Says of \p file again what was said of it. False when the document does not hold that. */
bool mds_form__json_messages(const mds_catalog *catalog, const mds_json *root, const char *file,
                             mds_diags *diags);

#endif
