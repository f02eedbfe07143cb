/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the tool that writes the catalog as C initialisers. */
#ifndef MDS_CATALOG_COMPILE_H
#define MDS_CATALOG_COMPILE_H

#include "loader.h"
#include <stdio.h>

extern FILE *out; /* where everything is written */

/* Values. A list begins "(const type[]){", or is NULL when empty: begin_list() is false then. */
void put(const char *text);
void put_string(const char *text);
void put_text(const mds_text *text);
void put_number(double value);
void put_uint(uint32_t value);
void put_bool(bool value);
bool begin_list(const char *type, size_t count);
void put_strings(mds_strings list);
void put_literals(const mds_literal *list, size_t count);
void put_condition(const mds_condition *condition);
void put_ordinals(const uint32_t *list, size_t count);
void put_triple(const mds_triple *triple);
void put_estimate(const mds_estimate *estimate);
void name(const char *member);
void text_member(const char *member, const mds_text *text);
void string_member(const char *member, const char *text);
void number_member(const char *member, double value);
void uint_member(const char *member, uint32_t value);
void bool_member(const char *member, bool value);
void begin_record(const char *id_member, const char *id);

/* Records. */
void put_form(const mds_form *at);
void put_crosswalk(const mds_crosswalk *at, const mds_form *form);
void put_guideline(const mds_guideline *at);
void put_translation(const mds_translation *at);
void put_consistency(const mds_consistency_rule *at);
void put_responsibility(const mds_responsibility_mark *at);
void put_contract_clause(const mds_contract_clause *at);

#endif
