/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the tool that writes the catalog as C initialisers. */
#ifndef MDS_CATALOG_COMPILE_H
#define MDS_CATALOG_COMPILE_H

#include "loader.h"
#include <stdio.h>

extern FILE *out; /* where everything is written */

/* Values. A list begins "(const type[]){", or is NULL when empty: mds_compile__begin_list() is
 * false then. */
void mds_compile__put(const char *text);
void mds_compile__put_string(const char *text);
void mds_compile__put_text(const mds_text *text);
void mds_compile__put_number(double value);
void mds_compile__put_uint(uint32_t value);
void mds_compile__put_bool(bool value);
bool mds_compile__begin_list(const char *type, size_t count);
void mds_compile__put_strings(mds_strings list);
void mds_compile__put_literals(const mds_literal *list, size_t count);
void mds_compile__put_condition(const mds_condition *condition);
void mds_compile__put_ordinals(const uint32_t *list, size_t count);

/* Records. */
void mds_compile__put_record(mds_record_kind kind, const void *from);
/* "static const <type> builtin_<list>[] = {...};" */
void mds_compile__put_list(mds_record_kind kind, const mds_catalog *catalog);
void mds_compile__put_crosswalk(const mds_crosswalk *at, const mds_form *form);

#endif
