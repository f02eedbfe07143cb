/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the command gives up before it reads what others wrote: docs/inside/architecture.md. */
#ifndef MDS_CLI_CONFINE_H
#define MDS_CLI_CONFINE_H

#include "run.h"

/** What is in force. */
enum { CONFINED_CALLS = 1, CONFINED_FILES = 2 };

/** Before anything is read: no rights gained, no network unless it asks a server, nothing of other
 *  processes. What is in force now. */
unsigned confine_process(bool server);
/** Before the command itself runs: only the files that its options and arguments name, programs
 *  only while one of them may hold a PDF. Adds to what is in force. */
void confine_run(run *r);

#endif
