/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Manual pages and shell completion, written from the tables and the texts of `mdsrisk help`. */
#ifndef MDS_CLI_MANUAL_H
#define MDS_CLI_MANUAL_H

#include "commands.h"

#include "base/strbuf.h"

/** Page of \p cmd, or of mdsrisk itself when it is NULL, in the notation of scdoc(5). */
void mds_manual__page(mds_strbuf *out, const mds_catalog *catalog, mds_lang lang,
                      const command *cmd);

/** What bash, zsh and fish read; descriptions are in English. */
void mds_manual__bash(mds_strbuf *out);
void mds_manual__zsh(mds_strbuf *out, const mds_catalog *catalog);
void mds_manual__fish(mds_strbuf *out, const mds_catalog *catalog);

#endif
